use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use identity::{Answer, Representative, access::log::looked};
use kit_core::{FieldErrors, Language};
use kit_web::{
    Fields, FormView,
    components::{Cell, Column, DateInput, Pagination, Table},
};

use super::{
    rules::{Asked, FROM, NoSuchDay, TO},
    store::{self, LookRow},
};
use crate::{
    T,
    applications::{self, OrganisationOid, PROGRAM, Purpose},
    journeys::joining::matter_title,
    right_name,
    services::Service,
};

#[derive(Template)]
#[template(path = "looks/page.html")]
struct LooksPage<'a> {
    rows: Vec<LookRow>,
    newer: Option<String>,
    older: Option<String>,
    view: &'a FormView<'a>,
    language: Language,
    t: T,
}

impl LooksPage<'_> {
    fn day<'s>(&'s self, name: &'s str, label: &'s str) -> DateInput<'s> {
        self.view.date(name, label)
    }

    fn from(&self) -> DateInput<'_> {
        self.day(FROM, self.t.looks_from())
    }

    fn to(&self) -> DateInput<'_> {
        self.day(TO, self.t.looks_to())
    }

    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.looks_when(), t.looks_who(), t.looks_did(), t.looks_what()].map(Column::new).to_vec();
        self.rows.iter().fold(Table::new("looks", t.looks_caption(), columns), |table, row| {
            table.row(vec![
                Cell::text(t.day_and_time(row.at.day().finnish(), row.at.clock_time())),
                Cell::text(self.who(row)),
                Cell::text(did(t, &row.action)),
                Cell::text(self.what(row)),
            ])
        })
    }

    /// An officer by office and name; one's own representatives by name and right; the program by its own.
    fn who(&self, row: &LookRow) -> String {
        let (t, name) = (&self.t, row.name.as_deref().unwrap_or("–"));
        match (row.actor_kind.as_str(), row.right.as_deref()) {
            ("program", _) => PROGRAM.to_owned(),
            ("officer", None) => t.looks_officer(name),
            ("officer", Some(right)) => format!("{} ({})", t.looks_officer(name), right_name(t, right)),
            (_, Some(right)) => format!("{name} ({})", right_name(t, right)),
            (_, None) => name.to_owned(),
        }
    }

    fn what(&self, row: &LookRow) -> String {
        let t = &self.t;
        let matter = row.service.as_deref().and_then(Service::find).zip(row.purpose.as_deref().and_then(Purpose::find));
        if let Some((service, purpose)) = matter {
            let title = matter_title(service, purpose, self.language);
            return row.case_number.as_ref().map_or_else(|| title.clone(), |number| format!("{title}, {number}"));
        }
        let text = match row.object.as_str() {
            "application" => t.looks_of_application(),
            "document" => t.looks_of_document(),
            "customer" => t.looks_of_customer(),
            "task" => t.looks_of_task(),
            "paper" => t.looks_of_paper(),
            "access-log" => t.looks_of_log(),
            _ => t.looks_of_other(),
        };
        text.to_owned()
    }

    fn pages(&self) -> Option<Pagination<'_>> {
        if self.newer.is_none() && self.older.is_none() {
            return None;
        }
        let t = &self.t;
        let pages = Pagination::new(t.looks_pages(), t.looks_shown(i64::try_from(self.rows.len()).unwrap_or(i64::MAX)));
        let pages = match &self.newer {
            Some(address) => pages.previous(address.as_str(), t.looks_newest()),
            None => pages,
        };
        Some(match &self.older {
            Some(address) => pages.next(address.as_str(), t.looks_older()),
            None => pages,
        })
    }
}

fn did(t: &T, action: &str) -> &'static str {
    match action {
        "read" => t.looks_read(),
        "begin" | "add" => t.looks_began(),
        "save" => t.looks_saved(),
        "send" => t.looks_sent(),
        "file" => t.looks_filed(),
        "withdraw" | "withdrawn" => t.looks_withdrew(),
        "approved" | "rejected" => t.looks_decided(),
        "remind" => t.looks_reminded(),
        "remove" => t.looks_removed(),
        _ => t.looks_handled(),
    }
}

pub(super) async fn show(representative: Representative, Query(query): Query<HashMap<String, String>>) -> Answer {
    let typed = Fields::from_pairs([FROM, TO].map(|name| (name, query.get(name).cloned().unwrap_or_default())));
    let (asked, errors) = match Asked::of(&query) {
        Ok(asked) => (Some(asked), FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    let read = representative.world.db.read().await?;
    let customer = applications::customer_of(&read, OrganisationOid(&representative.acting.oid)).await?;
    let (mut rows, mut more) = (Vec::new(), false);
    if let (Some(customer), Some(asked)) = (customer, &asked) {
        looked(&representative.visit, &representative, customer.about_its("access-log", customer.0)).await?;
        (rows, more) = store::rows(&read, customer, asked).await?;
    }
    let t = T::of(representative.language);
    let wrong = asked.is_none();
    let asked = asked.unwrap_or(Asked { from: None, to: None, before: None });
    let older = rows.last().filter(|_| more).map(|last| asked.address(Some((last.at, last.id))));
    let newer = asked.before.map(|_| asked.address(None));
    let view = FormView::new(&typed, representative.visit.texts(), "").errors(&errors, |NoSuchDay| t.looks_no_such_day());
    let page = LooksPage { rows, newer, older, view: &view, language: representative.language, t }.render()?;
    let page = representative.visit.page(t.looks_title(), page);
    if wrong { page.with_errors().into() } else { page.into() }
}
