use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use customership::{applications::CustomerId, services::ALL_SERVICES};
use futures_util::future::try_join_all;
use identity::{Answer, Officer};
use kit_core::{Day, Language};
use kit_db::{DbError, Read};
use kit_web::components::{Cell, Column, EmptyState, InputKind, Table, TextInput};
use registers::{
    Sector,
    organisations::{Found, search, units_under},
};

use super::store;
use crate::{T, customers::kind_name};

/// Organisations and units on a page.
const MOST: usize = 25;

#[derive(Template)]
#[template(path = "lookup/page.html")]
struct LookupPage {
    text: String,
    rows: Vec<Shown>,
    more: bool,
    today: Day,
    language: Language,
    t: T,
}

/// What was found, with what hangs on it.
struct Shown {
    found: Found,
    units: i64,
    customer: Option<CustomerId>,
}

impl LookupPage {
    fn input(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.lookup_search(), self.text.as_str()).kind(InputKind::Search).hint(self.t.lookup_hint())
    }

    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = vec![
            Column::new(t.lookup_name()),
            Column::new(t.register_business_id()),
            Column::new(t.register_oid()),
            Column::new(t.lookup_kind()),
            Column::new(t.lookup_sector()),
            Column::numeric(t.lookup_units()),
            Column::new(t.lookup_valid()),
            Column::new(t.lookup_services()),
            Column::new(t.customer()),
        ];
        self.rows.iter().fold(Table::new("found", t.lookup_caption(), columns), |table, row| {
            let found = &row.found;
            let customer = match row.customer {
                Some(id) => Cell::link(format!("/office/customers/{id}"), t.lookup_customer()),
                None => Cell::text("–"),
            };
            table.row(vec![
                Cell::text(format!("{}, {}", found.name, found.town)),
                Cell::text(found.business_id.as_deref().unwrap_or("–")),
                Cell::text(found.oid.as_str()),
                Cell::text(if found.parent.is_some() { t.lookup_unit() } else { kind_name(found.kind.key(), self.language) }),
                Cell::text(if found.sector == Sector::Public { t.lookup_public() } else { t.lookup_private() }),
                Cell::text(row.units.to_string()),
                Cell::text(self.validity(found)),
                Cell::text(self.services(found)),
                customer,
            ])
        })
    }

    fn validity(&self, found: &Found) -> String {
        let t = &self.t;
        // The registers write «since ever» and «without end» as these.
        let from = if found.begins.year() <= 1900 { String::new() } else { found.begins.finnish() };
        let to = if found.ends.year() >= 2100 { String::new() } else { found.ends.finnish() };
        let days = format!("{from}–{to}");
        if found.ends < self.today {
            t.lookup_ended(&days)
        } else if from.is_empty() && to.is_empty() {
            t.lookup_always().to_owned()
        } else {
            days
        }
    }

    /// The services that it may join.
    fn services(&self, found: &Found) -> String {
        let Some(organisation) = &found.organisation else { return "–".to_owned() };
        let may: Vec<&str> =
            ALL_SERVICES.iter().filter(|service| service.may_be_joined_by(organisation)).map(|service| service.name(self.language)).collect();
        if may.is_empty() { "–".to_owned() } else { may.join(", ") }
    }

    fn empty(&self) -> EmptyState<'_> {
        EmptyState::new(self.t.lookup_none()).text(self.t.lookup_none_text())
    }
}

async fn shown(read: &Read, found: Found, today: Day) -> Result<Shown, DbError> {
    let units = units_under(read, &found.oid, today).await?;
    let customer = store::customer(read, &found.oid).await?;
    Ok(Shown { found, units, customer })
}

pub(super) async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let text: String = query.get("q").map_or("", |text| text.trim()).chars().take(200).collect();
    let (read, today) = (officer.world.db.read().await?, officer.now.day());
    let (found, more) = search(&read, &text, today, MOST).await?;
    let rows = try_join_all(found.into_iter().map(|found| shown(&read, found, today))).await?;
    let t = T::of(officer.language);
    officer.visit.page(t.lookup_title(), LookupPage { text, rows, more, today, language: officer.language, t }).into()
}
