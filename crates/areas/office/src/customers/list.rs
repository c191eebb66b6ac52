use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use customership::services::ALL_SERVICES;
use identity::{Answer, Officer, session::Duty};
use kit_core::Language;
use kit_web::components::{Cell, Choice, Column, EmptyState, Pagination, Select, Table, Tag, TagKind, TextInput};

use super::{
    kind_name,
    rules::{Search, Standing, Use, kinds},
    store::{self, ListRow},
};
use crate::{T, queue::opened_from};

#[derive(Template)]
#[template(path = "customers/list.html")]
struct ListPage {
    search: Search,
    rows: Vec<ListRow>,
    more: bool,
    may_add: bool,
    language: Language,
    t: T,
}

impl ListPage {
    fn text(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.customers_search(), self.search.text.as_str()).hint(self.t.customers_search_hint())
    }

    fn select<'a>(&self, name: &'a str, label: &'a str, chosen: &str, options: impl Iterator<Item = (&'a str, &'a str)>) -> Select<'a> {
        let all = Choice::new("", self.t.customers_all());
        Select::new(name, label, [all].into_iter().chain(options.map(|(key, label)| Choice::new(key, label).checked_if(key == chosen))).collect())
    }

    fn filters(&self) -> [Select<'_>; 3] {
        let (t, language, search) = (&self.t, self.language, &self.search);
        let services = ALL_SERVICES.into_iter().map(|service| (service.key, service.name(language)));
        [
            self.select("service", t.customers_service(), search.service, services),
            self.select("kind", t.customers_kind(), search.kind, kinds().map(|kind| (kind, kind_name(kind, language)))),
            self.select("standing", t.customers_standing(), search.standing, Standing::ALL.into_iter().map(|s| (s.key(), standing_name(s, t)))),
        ]
    }

    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = vec![
            Column::new(t.customer()),
            Column::new(t.register_business_id()),
            Column::new(t.customers_kind()),
            Column::new(t.customers_standing()),
            Column::new(t.customers_services()),
            Column::numeric(t.customers_waiting()),
        ];
        let here = self.search.query(self.search.after);
        self.rows.iter().fold(Table::new("customers", t.customers_caption(), columns), |table, row| {
            let services: Vec<String> = row.services.iter().map(|(service, going)| self.service(service.name(self.language), *going)).collect();
            let or_dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
            table.row(vec![
                Cell::link(opened_from(&format!("/office/customers/{}", row.id), &here), row.name.as_str()),
                Cell::text(or_dash(row.business_id.clone())),
                Cell::text(kind_name(&row.kind, self.language)),
                Cell::Tag(self.standing(row)),
                Cell::text(or_dash(services.join(", "))),
                Cell::text(row.waiting.to_string()),
            ])
        })
    }

    fn service(&self, name: &str, going: Use) -> String {
        match going {
            Use::Beginning => self.t.customers_service_not_yet(name),
            Use::GoesOn => name.to_owned(),
            Use::Ending => self.t.customers_service_ending(name),
        }
    }

    fn standing(&self, row: &ListRow) -> Tag<'static> {
        standing_tag(row.standing(), &self.t)
    }

    fn empty(&self) -> EmptyState<'_> {
        EmptyState::new(self.t.customers_none()).text(self.t.customers_none_text())
    }

    fn pages(&self) -> Option<Pagination<'_>> {
        let next = self.rows.last().filter(|_| self.more).map(|last| self.search.address(Some(last.id.0)));
        if next.is_none() && self.search.after.is_none() {
            return None;
        }
        let t = &self.t;
        let pages = Pagination::new(t.customers_pages(), t.customers_shown(i64::try_from(self.rows.len()).unwrap_or(i64::MAX)));
        let pages = if self.search.after.is_some() { pages.previous(self.search.address(None), t.customers_first_page()) } else { pages };
        Some(match next {
            Some(next) => pages.next(next, t.customers_next_page()),
            None => pages,
        })
    }
}

pub(super) fn standing_name(standing: Standing, t: &T) -> &'static str {
    match standing {
        Standing::InUse => t.customers_standing_in_use(),
        Standing::Beginning => t.customers_service_beginning(),
        Standing::Applying => t.customers_standing_applying(),
        Standing::Ended => t.customers_standing_ended(),
        Standing::Nothing => t.customers_standing_nothing(),
    }
}

fn standing_tag(standing: Standing, t: &T) -> Tag<'static> {
    let kind = match standing {
        Standing::InUse => TagKind::Success,
        Standing::Beginning | Standing::Applying => TagKind::Info,
        Standing::Ended | Standing::Nothing => TagKind::Neutral,
    };
    Tag::new(kind, standing_name(standing, t))
}

pub(super) async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let search = Search::of(&query);
    let (rows, more) = store::page(&officer.world.db.read().await?, &search).await?;
    let t = T::of(officer.language);
    let page = ListPage { search, rows, more, may_add: officer.may(Duty::Handle), language: officer.language, t };
    officer.visit.page(t.customers_title(), page).into()
}
