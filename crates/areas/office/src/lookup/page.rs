use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use customership::applications::CustomerId;
use futures_util::future::try_join_all;
use identity::{Answer, Officer};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::components::{Cell, Column, EmptyState, Html, InputKind, Notice, Table, TextInput};
use registers::{
    Oid,
    organisations::{Found, search},
    technical::{self, AccessPoint},
};

use super::{
    store,
    words::{self, Asked},
};
use crate::T;

/// Organisations and units on a page.
const MOST: usize = 25;

#[derive(Template)]
#[template(path = "lookup/page.html")]
struct LookupPage {
    text: String,
    asked: Asked,
    rows: Vec<(Found, Option<CustomerId>)>,
    more: bool,
    /// The access point whose OID was typed.
    point: Option<AccessPoint>,
    language: Language,
    t: T,
}

impl LookupPage {
    fn input(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.lookup_search(), self.text.as_str()).kind(InputKind::Search).hint(self.t.lookup_hint())
    }

    fn point(&self) -> Option<Notice<'_>> {
        let point = self.point.as_ref()?;
        let notice = Notice::info(self.t.lookup_point(point.name.as_str())).line(self.t.lookup_point_manager(point.manager_name.as_str()));
        Some(notice.link(format!("/office/registers/points/{}", point.oid), self.t.lookup_point_open()))
    }

    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns =
            [t.lookup_name(), t.customers_town(), t.register_business_id(), t.register_oid(), t.lookup_kind(), t.lookup_valid(), t.customer()];
        let table = Table::new("found", t.lookup_caption(), columns.map(Column::new).to_vec()).stacked();
        self.rows.iter().fold(table, |table, (found, customer)| {
            let customer = match customer {
                Some(id) => Cell::link(format!("/office/customers/{id}"), t.lookup_customer()),
                None => Cell::text("–"),
            };
            let valid = match (found.begins..=found.ends).contains(&self.asked.day) {
                true => Cell::text(words::days(t, found)),
                false => Cell::Html(Html::rendered(format!("{} {}", words::days(t, found), words::standing(t, found, self.asked.day)))),
            };
            table.row(vec![
                Cell::link(self.asked.address(&found.oid), found.name.as_str()),
                Cell::text(found.town.as_str()),
                Cell::text(found.business_id.as_deref().unwrap_or("–")),
                Cell::text(found.oid.as_str()),
                Cell::text(words::kind(t, found, self.language)),
                valid,
                customer,
            ])
        })
    }

    fn empty(&self) -> EmptyState<'_> {
        EmptyState::new(self.t.lookup_none()).text(self.t.lookup_none_text())
    }
}

async fn with_customer(read: &Read, found: Found) -> Result<(Found, Option<CustomerId>), DbError> {
    let customer = store::customer(read, &found.oid).await?;
    Ok((found, customer))
}

pub(super) async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let text: String = query.get("q").map_or("", |text| text.trim()).chars().take(200).collect();
    let (read, asked) = (officer.world.db.read().await?, Asked::read(&query, officer.now.day()));
    let (found, more) = search(&read, &text, asked.day, MOST).await?;
    let rows = try_join_all(found.into_iter().map(|found| with_customer(&read, found))).await?;
    let point = match Oid::parse(&text) {
        Some(oid) => technical::access_point(&read, oid.as_str()).await?,
        None => None,
    };
    let t = T::of(officer.language);
    officer.visit.page(t.lookup_title(), LookupPage { text, asked, rows, more, point, language: officer.language, t }).into()
}
