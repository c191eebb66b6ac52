//! The recipients of a notice that was sent, and what became of it at each.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use identity::{
    Answer, Officer,
    access::log::{About, looked},
    session::Duty,
};
use kit_web::components::{Button, Cell, Column, HiddenField, Html, Pagination, Table};

use super::{
    edit::find,
    history::{page_of, query},
    recipients::{self, Channel, Counts, Fate, PAGE, Recipient, message_id},
    store::Bulletin,
    words,
};
use crate::T;

#[derive(Template)]
#[template(path = "bulletins/recipients.html")]
struct PeoplePage<'a> {
    bulletin: &'a Bulletin,
    rows: Vec<Recipient>,
    counts: Counts,
    fate: Option<Fate>,
    page: i64,
    host: &'a str,
    may_write: bool,
    csrf: HiddenField<'a>,
    t: T,
}

#[derive(Template)]
#[template(path = "bulletins/settle.html")]
struct SettleForm<'a> {
    bulletin: &'a Bulletin,
    place: i64,
    csrf: &'a HiddenField<'a>,
    again: Button<'a>,
    sent: Button<'a>,
}

impl PeoplePage<'_> {
    fn title(&self) -> String {
        let of_fate = self.fate.map(|fate| words::fate(&self.t, fate).text);
        of_fate.map_or_else(|| self.t.bulletins_recipients().to_owned(), |text| format!("{}: {text}", self.t.bulletins_recipients()))
    }

    fn asks(&self) -> bool {
        self.may_write && self.fate == Some(Fate::Uncertain)
    }

    fn table(&self) -> Result<Table<'_>, askama::Error> {
        let t = &self.t;
        let mut columns =
            [t.bulletins_name(), t.customer(), t.bulletins_address(), t.bulletins_channel(), t.bulletins_language(), t.state()].to_vec();
        columns.extend([t.bulletins_changed(), t.bulletins_why()]);
        if self.asks() {
            columns.push(t.bulletins_settle());
        }
        let mut table = Table::new("recipients", self.title(), columns.into_iter().map(Column::new).collect()).hide_caption();
        for row in &self.rows {
            let at = format!("{} {}", row.changed_at.day().finnish(), row.changed_at.exact_time());
            let mut cells = vec![Cell::text(row.name.as_str()), Cell::text(row.customer.as_str()), Cell::text(row.address.as_str())];
            cells.extend([Cell::text(words::channel(t, row.channel)), Cell::text(row.language.own_name()), Cell::Tag(words::fate(t, row.fate))]);
            cells.extend([Cell::text(at), Cell::text(self.why(row))]);
            if self.asks() {
                cells.push(Cell::Html(Html::rendered(self.form(row).render()?)));
            }
            table = table.row(cells);
        }
        Ok(table)
    }

    /// What the server said; of one that may have arrived, by what it is found in the server's log.
    fn why(&self, row: &Recipient) -> String {
        let why = row.why.clone().unwrap_or_default();
        match (row.fate, row.channel) {
            (Fate::Uncertain, Channel::Mail) => format!("{} {why}", message_id(self.bulletin.id.0, row.place, self.host)),
            _ if why.is_empty() => "–".to_owned(),
            _ => why,
        }
    }

    fn form(&self, row: &Recipient) -> SettleForm<'_> {
        let (again, sent) = (self.t.bulletins_settle_again(), self.t.bulletins_settle_sent());
        SettleForm {
            bulletin: self.bulletin,
            place: row.place,
            csrf: &self.csrf,
            again: Button::secondary(again).sends("outcome", "again").about(row.address.clone()),
            sent: Button::secondary(sent).sends("outcome", "sent").about(row.address.clone()),
        }
    }

    fn pages(&self) -> Option<Pagination<'_>> {
        let count = match self.fate {
            Some(fate) => self.counts.of_fate(fate),
            None => self.counts.all(),
        };
        let pages = (count + PAGE - 1) / PAGE;
        let state = self.fate.map_or("", Fate::key);
        let address = |page: i64| {
            format!("/office/bulletins/{}/recipients?{}", self.bulletin.id, query(&[("state", state), ("page", &(page + 1).to_string())]))
        };
        let mut pagination = Pagination::new(self.t.bulletins_pages(), self.t.bulletins_page((self.page + 1).to_string(), pages.to_string()));
        if self.page > 0 {
            pagination = pagination.previous(address(self.page - 1), self.t.bulletins_page_before());
        }
        if self.page + 1 < pages {
            pagination = pagination.next(address(self.page + 1), self.t.bulletins_page_after());
        }
        (pages > 1).then_some(pagination)
    }
}

pub(super) async fn list(officer: Officer, Path(id): Path<String>, Query(asked): Query<HashMap<String, String>>) -> Answer {
    let bulletin = find(&officer, &id).await?;
    looked(&officer.visit, &officer, About::nobodys("bulletin", bulletin.id.0)).await?;
    let (fate, page) = (asked.get("state").and_then(|key| Fate::find(key)), page_of(&asked));
    let read = officer.world.db.read().await?;
    let (rows, counts) = (recipients::list(&read, bulletin.id, fate, page).await?, Counts::of(&read, bulletin.id).await?);
    let t = T::of(officer.language);
    let csrf = HiddenField::new("csrf", officer.visit.csrf());
    let (may_write, host) = (officer.may(Duty::Handle), officer.world.settings.host());
    let shown = PeoplePage { bulletin: &bulletin, rows, counts, fate, page, host, may_write, csrf, t };
    officer.visit.page(shown.title(), shown.render()?).into()
}
