//! One import: how far it is while it runs, what became of it, what was wrong with which row.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, header::REFRESH},
    response::IntoResponse as _,
};
use customership::applications::CustomerId;
use identity::{Answer, Officer, session::Duty};
use kit_core::Uuid;
use kit_web::{
    PageError,
    components::{Cell, Column, DescriptionRows, Html, Notice, Table},
};
use registers::import::{
    RowFault, What,
    runs::{self, Change, Run},
};

use super::{rules::shrinks, store, words};
use crate::{T, lookup};

const REFRESHED: HeaderValue = HeaderValue::from_static("3");

#[derive(Template)]
#[template(path = "imports/run.html")]
struct RunPage<'a> {
    run: &'a Run,
    faults: Vec<RowFault>,
    changes: Vec<Change>,
    /// Those of them who are customers.
    customers: Vec<(String, CustomerId)>,
    /// The page comes anew by itself.
    refreshed: bool,
    may_import: bool,
    t: T,
}

impl RunPage<'_> {
    fn is_running(&self) -> bool {
        self.run.state == "running"
    }

    fn title(&self) -> String {
        self.t.imports_run_title(words::register(&self.t, &self.run.what))
    }

    fn progress(&self) -> String {
        let read = words::count(self.run.read);
        match self.run.expected {
            Some(expected) if expected <= self.run.read => self.t.imports_progress_all(read),
            Some(expected) => self.t.imports_progress(words::count(expected), read),
            None => self.t.imports_progress_open(read),
        }
    }

    fn facts(&self) -> DescriptionRows<'_> {
        let (t, run) = (&self.t, self.run);
        let rows = DescriptionRows::new()
            .html(t.imports_state(), Html::of(words::state(t, run)))
            .row(t.imports_origin(), format!("{}, {}", words::shape(t, &run.shape), run.origin))
            .row(t.imports_by(), words::who(t, run))
            .row(t.imports_started(), words::moment(run.started_at))
            .row(t.imports_finished(), run.ended_at.map(words::moment).unwrap_or_default());
        let rows = match self.extent() {
            Some(extent) => rows.row(t.imports_extent(), extent),
            None => rows,
        };
        // Of what stopped nothing was changed.
        if run.state != "done" {
            return rows.row(t.imports_read(), words::count(run.read));
        }
        let counts = [
            (t.imports_read(), run.read),
            (t.imports_added(), run.added),
            (t.imports_changed(), run.changed),
            (t.imports_ended(), run.ended),
            (t.imports_same(), run.same),
            (t.imports_skipped(), run.skipped),
        ];
        counts.into_iter().fold(rows, |rows, (name, count)| rows.row(name, words::count(count)))
    }

    /// A file of our own lists is never the whole of them.
    fn extent(&self) -> Option<&'static str> {
        let extent = if self.run.whole { self.t.imports_whole() } else { self.t.imports_changes() };
        (!words::is_own(&self.run.what)).then_some(extent)
    }

    fn stopped(&self) -> Notice<'_> {
        let notice = Notice::failure(self.t.imports_stopped_title())
            .line(words::why(&self.t, self.run))
            .line(words::what_to_do(&self.t, self.run))
            .line(self.t.imports_stopped_text());
        if shrinks(self.run) && self.may_import && What::find(&self.run.what).is_some() {
            notice.link(format!("/office/registers/import?refused={}", self.run.id), self.t.imports_again())
        } else {
            notice
        }
    }

    fn said(&self) -> Option<&str> {
        words::said_by_source(self.run)
    }

    fn faults_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = vec![
            Column::numeric(t.imports_row()),
            Column::new(t.imports_row_oid()),
            Column::new(t.imports_fault()),
            Column::new(t.imports_fault_value()),
        ];
        self.faults.iter().fold(Table::new("faults", t.imports_faults_caption(), columns).hide_caption().stacked(), |table, fault| {
            table.row(vec![
                Cell::text(fault.line.to_string()),
                Cell::text(words::or_dash(&fault.oid)),
                Cell::text(words::fault(t, &self.run.what, fault.kind)),
                Cell::text(words::value(fault)),
            ])
        })
    }

    fn not_all(&self) -> bool {
        usize::try_from(self.run.skipped).is_ok_and(|skipped| skipped > self.faults.len())
    }

    fn changes_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.imports_change(), t.imports_before(), t.imports_after(), t.register_oid(), t.customer()].map(Column::new).to_vec();
        let table = Table::new("changes", t.imports_changes_caption(), columns).hide_caption().stacked();
        self.changes.iter().fold(table, |table, change| {
            let customer = match self.customer(&change.oid) {
                Some(id) => Cell::link(format!("/office/customers/{id}"), t.lookup_customer()),
                None => Cell::text("–"),
            };
            table.row(vec![
                Cell::text(words::change(t, change.kind)),
                Cell::text(words::or_dash(&change.before)),
                Cell::text(words::or_dash(&change.after)),
                Cell::link(lookup::address(&change.oid), change.oid.as_str()),
                customer,
            ])
        })
    }

    fn customer(&self, oid: &str) -> Option<CustomerId> {
        self.customers.iter().find(|(of, _)| of == oid).map(|(_, id)| *id)
    }

    /// What becomes of rows that were left out: the register's keeper mends them, or we ourselves.
    fn about_faults(&self) -> &'static str {
        match (self.run.state.as_str(), words::is_own(&self.run.what)) {
            ("stopped", _) => self.t.imports_faults_stopped(),
            (_, true) => self.t.imports_faults_own(),
            (_, false) => self.t.imports_faults_text(),
        }
    }
}

pub(super) async fn show(officer: Officer, Path(run): Path<String>, Query(query): Query<HashMap<String, String>>) -> Answer {
    let id = Uuid::try_parse(&run).map_err(|_| PageError::NotFound)?;
    let read = officer.world.db.read().await?;
    let run = runs::find(&read, id).await?.ok_or(PageError::NotFound)?;
    let (faults, mut changes) = (runs::faults(&read, id).await?, runs::changes_by(&read, id).await?);
    let customers = store::customers(&read, id).await?;
    changes.sort_by_key(|change| !customers.iter().any(|(oid, _)| *oid == change.oid));
    let t = T::of(officer.language);
    let refreshed = run.state == "running" && query.get("refresh").is_none_or(|wish| wish != "off");
    let page = RunPage { run: &run, faults, changes, customers, refreshed, may_import: officer.may(Duty::Lead), t };
    let (title, page) = (page.title(), page.render()?);
    let mut response = officer.visit.page(title, page).into_response();
    if refreshed {
        response.headers_mut().insert(REFRESH, REFRESHED);
    }
    Ok(response)
}
