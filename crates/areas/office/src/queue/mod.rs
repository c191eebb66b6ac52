//! The queue: applications that wait for the agency or for the customer, the oldest first.

use askama::Template;
use customership::{
    applications::{self, QueueRow},
    journeys::joining::state_tag,
};
use identity::{Access, Answer, Officer, Route, session::Duty};
use kit_core::{Instant, Language};
use kit_web::components::{BarChart, Cell, Column, Table, Tag, TagKind};

use crate::T;

pub fn routes() -> Vec<Route> {
    vec![Route::get("/office", Access::Officer(Duty::Look), show)]
}

#[derive(Template)]
#[template(path = "queue/page.html")]
struct QueuePage {
    rows: Vec<QueueRow>,
    decided: Vec<QueueRow>,
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
            Column::new(t.service()),
            Column::new(t.state()),
            Column::new(t.received()),
            Column::numeric(t.age_days()),
            Column::new(t.handler()),
        ];
        self.rows.iter().fold(Table::new("queue", t.queue_caption(), columns), |table, row| {
            table.row(vec![
                Cell::link(format!("/office/applications/{}", row.id), row.case_number.as_str()),
                Cell::text(format!("{} ({})", row.customer, row.business_id)),
                Cell::text(row.service.name(self.language)),
                self.state(row),
                Cell::text(row.received_at.day().finnish()),
                Cell::text(self.age(row).to_string()),
                Cell::text(row.officer_name.as_deref().unwrap_or("–")),
            ])
        })
    }

    /// The state, and whether an answer waits to be read.
    fn state(&self, row: &QueueRow) -> Cell<'static> {
        let tag = state_tag(&row.state, self.language);
        if row.state == "in-processing" && row.sendings > 1 {
            return Cell::Tag(Tag::new(TagKind::Warning, format!("{} – {}", tag.text, self.t.answered())));
        }
        Cell::Tag(tag)
    }

    fn decided_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.case_number(), t.customer(), t.service(), t.state(), t.decided_at(), t.handler()].map(Column::new).to_vec();
        self.decided.iter().fold(Table::new("decided", t.decided_caption(), columns), |table, row| {
            table.row(vec![
                Cell::link(format!("/office/applications/{}", row.id), row.case_number.as_str()),
                Cell::text(format!("{} ({})", row.customer, row.business_id)),
                Cell::text(row.service.name(self.language)),
                self.state(row),
                Cell::text(row.decided_at.map(|at| at.day().finnish()).unwrap_or_default()),
                Cell::text(row.officer_name.as_deref().unwrap_or("–")),
            ])
        })
    }

    fn age(&self, row: &QueueRow) -> i32 {
        self.now.day().days_since(row.received_at.day())
    }

    /// How many cases are how old: where the queue hurts is seen, not read.
    fn ages(&self) -> BarChart<'_> {
        let t = &self.t;
        let count = |from: i32, to: i32| self.rows.iter().filter(|row| (from..=to).contains(&self.age(row))).count() as u64;
        BarChart::new("ages", t.ages_title(), (t.age().into(), t.cases().into()), t.show_table())
            .bar(t.age_fresh(), count(0, 7))
            .bar(t.age_weeks(), count(8, 21))
            .alert_bar(t.age_old(), count(22, i32::MAX))
    }
}

async fn show(officer: Officer) -> Answer {
    let read = officer.world.db.read().await?;
    let (rows, decided) = (applications::queue(&read).await?, applications::decided(&read).await?);
    let t = T::of(officer.language);
    let page = QueuePage { rows, decided, now: officer.now, language: officer.language, t };
    officer.visit.page(t.queue_title(), page).into()
}
