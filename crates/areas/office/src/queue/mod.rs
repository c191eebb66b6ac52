//! The queue: matters that wait for the agency, for the customer or for their day, the oldest first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use customership::{
    applications::{self, Purpose, QueueRow},
    journeys::joining::matter_title,
};
use identity::{Access, Answer, Officer, Route, session::Duty};
use kit_core::{Instant, Language};
use kit_web::components::{BarChart, Cell, Column, Table, Tag, TagKind};

use crate::{T, words::state_tag};

pub fn routes() -> Vec<Route> {
    vec![Route::get("/office", Access::Officer(Duty::Look), show)]
}

#[derive(Template)]
#[template(path = "queue/page.html")]
struct QueuePage {
    rows: Vec<QueueRow>,
    decided: Vec<QueueRow>,
    purpose: Option<Purpose>,
    now: Instant,
    language: Language,
    t: T,
}

impl QueuePage {
    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = vec![
            Column::new(t.case_number()),
            Column::new(t.customer()),
            Column::new(t.matter()),
            Column::new(t.state()),
            Column::new(t.received()),
            Column::numeric(t.age_days()),
            Column::new(t.handler()),
        ];
        self.rows.iter().fold(Table::new("queue", t.queue_caption(), columns), |table, row| {
            table.row(vec![
                Cell::link(format!("/office/applications/{}", row.id), row.case_number.as_str()),
                Cell::text(format!("{} ({})", row.customer, row.business_id)),
                Cell::text(matter_title(row.service, row.purpose, self.language)),
                self.state(row),
                Cell::text(row.received_at.day().finnish()),
                Cell::text(self.age(row).to_string()),
                Cell::text(row.officer_name.as_deref().unwrap_or("–")),
            ])
        })
    }

    /// The state, and whether an answer waits to be read.
    fn state(&self, row: &QueueRow) -> Cell<'static> {
        let tag = state_tag(row.purpose, &row.state, self.language);
        if row.state == "in-processing" && row.sendings > 1 {
            return Cell::Tag(Tag::new(TagKind::Warning, format!("{} – {}", tag.text, self.t.answered())));
        }
        Cell::Tag(tag)
    }

    fn decided_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.case_number(), t.customer(), t.matter(), t.state(), t.decided_at(), t.handler()].map(Column::new).to_vec();
        self.decided.iter().fold(Table::new("decided", t.decided_caption(), columns), |table, row| {
            table.row(vec![
                Cell::link(format!("/office/applications/{}", row.id), row.case_number.as_str()),
                Cell::text(format!("{} ({})", row.customer, row.business_id)),
                Cell::text(matter_title(row.service, row.purpose, self.language)),
                self.state(row),
                Cell::text(row.decided_at.map(|at| at.day().finnish()).unwrap_or_default()),
                Cell::text(row.officer_name.as_deref().unwrap_or("–")),
            ])
        })
    }

    fn age(&self, row: &QueueRow) -> i32 {
        self.now.day().days_since(row.received_at.day())
    }

    /// Address and name of each list, and whether it is shown.
    fn filters(&self) -> [(String, &'static str, bool); 4] {
        let t = &self.t;
        let name = |purpose: Option<Purpose>| match purpose {
            None => t.filter_all(),
            Some(Purpose::Joining) => t.filter_joining(),
            Some(Purpose::TechnicalChange) => t.filter_changes(),
            Some(Purpose::Ending) => t.filter_endings(),
        };
        let address = |purpose: Option<Purpose>| purpose.map_or_else(|| "/office".to_owned(), |purpose| format!("/office?purpose={}", purpose.key()));
        let [joining, change, ending] = Purpose::ALL.map(Some);
        [None, joining, change, ending].map(|purpose| (address(purpose), name(purpose), purpose == self.purpose))
    }

    /// What waits for a decision. An ending waits for its day, and is not late by that.
    fn undecided(&self) -> impl Iterator<Item = &QueueRow> {
        self.rows.iter().filter(|row| row.purpose != Purpose::Ending)
    }

    /// How many cases are how old: where the queue hurts is seen, not read.
    fn ages(&self) -> BarChart<'_> {
        let t = &self.t;
        let count = |from: i32, to: i32| self.undecided().filter(|row| (from..=to).contains(&self.age(row))).count() as u64;
        BarChart::new("ages", t.ages_title(), (t.age().into(), t.cases().into()), t.show_table())
            .bar(t.age_fresh(), count(0, 7))
            .bar(t.age_weeks(), count(8, 21))
            .alert_bar(t.age_old(), count(22, i32::MAX))
    }
}

async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let purpose = query.get("purpose").and_then(|key| Purpose::find(key));
    let read = officer.world.db.read().await?;
    let (rows, decided) = (applications::queue(&read, purpose).await?, applications::decided(&read, purpose).await?);
    let t = T::of(officer.language);
    let page = QueuePage { rows, decided, purpose, now: officer.now, language: officer.language, t };
    officer.visit.page(t.queue_title(), page).into()
}
