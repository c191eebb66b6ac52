//! All notices, newest first, and the search in them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use identity::{Answer, Officer, session::Duty};
use kit_web::components::{Button, Cell, Choice, Column, InputKind, Pagination, Select, Table, Text, TextInput};

use super::{
    rules::Kind,
    store::{self, Bulletin, PAGE, Wanted},
    words,
};
use crate::T;

#[derive(Template)]
#[template(path = "bulletins/list.html")]
struct ListPage {
    rows: Vec<Bulletin>,
    count: i64,
    wanted: Wanted,
    may_write: bool,
    t: T,
}

impl ListPage {
    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.bulletins_subject(), t.bulletins_kind(), t.state(), t.bulletins_changed(), t.bulletins_by()].map(Column::new).to_vec();
        self.rows.iter().fold(Table::new("bulletins", t.bulletins_caption(), columns), |table, row| {
            let title: Text<'_> = if row.title.is_empty() { t.bulletins_untitled().into() } else { row.title.as_str().into() };
            let at = row.sent.as_ref().map_or(row.changed_at, |(at, _)| *at);
            let by = row.sent.as_ref().map_or(row.written_by.as_str(), |(_, by)| by.as_str());
            table.row(vec![
                Cell::link(format!("/office/bulletins/{}", row.id), title),
                Cell::text(words::kind(t, row.kind)),
                Cell::Tag(words::state(t, row.state)),
                Cell::text(format!("{} {}", at.day().finnish(), at.clock_time())),
                Cell::text(by),
            ])
        })
    }

    fn text(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.bulletins_search(), self.wanted.text.as_str()).kind(InputKind::Search).half()
    }

    fn kinds(&self) -> Select<'_> {
        let kind = |kind: Kind| Choice::new(kind.key(), words::kind(&self.t, kind)).checked_if(self.wanted.kind == Some(kind));
        Select::new("kind", self.t.bulletins_kind(), std::iter::once(Choice::new("", self.t.bulletins_all())).chain(Kind::ALL.map(kind)).collect())
    }

    fn new_button(&self) -> Button<'_> {
        Button::primary(self.t.bulletins_new()).href("/office/bulletins/new")
    }

    fn pages(&self) -> Option<Pagination<'_>> {
        let pages = (self.count + PAGE - 1) / PAGE;
        let address = |page: i64| {
            let kind = self.wanted.kind.map_or("", Kind::key);
            let query = query(&[("q", &self.wanted.text), ("kind", kind), ("page", &(page + 1).to_string())]);
            format!("/office/bulletins?{query}")
        };
        let page = self.wanted.page;
        let mut pagination = Pagination::new(self.t.bulletins_pages(), self.t.bulletins_page((page + 1).to_string(), pages.to_string()));
        if page > 0 {
            pagination = pagination.previous(address(page - 1), self.t.bulletins_page_before());
        }
        if page + 1 < pages {
            pagination = pagination.next(address(page + 1), self.t.bulletins_page_after());
        }
        (pages > 1).then_some(pagination)
    }
}

/// A query as it stands in an address.
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The number of a page in an address, from 0.
pub(super) fn page_of(query: &HashMap<String, String>) -> i64 {
    query.get("page").and_then(|page| page.parse::<i64>().ok()).map_or(0, |page| page.clamp(1, 1_000_000) - 1)
}

pub(super) async fn list(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let text: String = query.get("q").map_or("", |text| text.trim()).chars().take(200).collect();
    let wanted = Wanted { text, kind: query.get("kind").and_then(|key| Kind::find(key)), page: page_of(&query) };
    let (rows, count) = store::list(&officer.world.db.read().await?, &wanted).await?;
    let t = T::of(officer.language);
    let page = ListPage { rows, count, wanted, may_write: officer.may(Duty::Handle), t };
    officer.visit.page(t.bulletins_title(), page.render()?).into()
}
