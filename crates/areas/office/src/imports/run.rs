//! One import: how far it is while it runs, what became of it, what was wrong with which row.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, header::REFRESH},
    response::IntoResponse as _,
};
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

use super::{rules::shrinks, words};
use crate::T;

const REFRESHED: HeaderValue = HeaderValue::from_static("3");

#[derive(Template)]
#[template(path = "imports/run.html")]
struct RunPage<'a> {
    run: &'a Run,
    faults: Vec<RowFault>,
    changes: Vec<Change>,
    /// The page comes anew by itself.
    refreshed: bool,
    may_import: bool,
    t: T,
}

impl RunPage<'_> {
    fn is_running(&self) -> bool {
        self.run.state == "running"
    }

    fn progress(&self) -> String {
        let read = self.run.read.to_string();
        match self.run.expected {
            Some(expected) => self.t.imports_progress(expected.to_string(), read),
            None => self.t.imports_progress_open(read),
        }
    }

    fn facts(&self) -> DescriptionRows<'_> {
        let (t, run) = (&self.t, self.run);
        let rows = DescriptionRows::new()
            .row(t.imports_register(), words::register(t, &run.what))
            .html(t.imports_state(), Html::of(words::state(t, run)))
            .row(t.imports_origin(), format!("{}, {}", words::shape(t, &run.shape), run.origin))
            .row(t.imports_extent(), if run.whole { t.imports_whole() } else { t.imports_changes() })
            .row(t.imports_by(), words::who(t, run))
            .row(t.imports_started(), words::moment(run.started_at))
            .row(t.imports_finished(), run.ended_at.map(words::moment).unwrap_or_default());
        let counts = [
            (t.imports_read(), run.read),
            (t.imports_added(), run.added),
            (t.imports_changed(), run.changed),
            (t.imports_ended(), run.ended),
            (t.imports_same(), run.same),
            (t.imports_skipped(), run.skipped),
        ];
        counts.into_iter().fold(rows, |rows, (name, count)| rows.row(name, count.to_string()))
    }

    fn stopped(&self) -> Notice<'_> {
        let notice = Notice::failure(self.t.imports_stopped_title()).line(words::why(&self.t, self.run)).line(self.t.imports_stopped_text());
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
        self.faults.iter().fold(Table::new("faults", t.imports_faults_caption(), columns), |table, fault| {
            table.row(vec![
                Cell::text(fault.line.to_string()),
                Cell::text(or_dash(&fault.oid)),
                Cell::text(words::fault(t, fault.kind)),
                Cell::text(or_dash(&fault.value)),
            ])
        })
    }

    fn not_all(&self) -> bool {
        usize::try_from(self.run.skipped).is_ok_and(|skipped| skipped > self.faults.len())
    }

    fn changes_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.imports_row_oid(), t.imports_change(), t.imports_before(), t.imports_after()].map(Column::new).to_vec();
        self.changes.iter().fold(Table::new("changes", t.imports_changes_caption(), columns), |table, change| {
            table.row(vec![
                Cell::text(change.oid.as_str()),
                Cell::text(words::change(t, change.kind)),
                Cell::text(or_dash(&change.before)),
                Cell::text(or_dash(&change.after)),
            ])
        })
    }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

pub(super) async fn show(officer: Officer, Path(run): Path<String>, Query(query): Query<HashMap<String, String>>) -> Answer {
    let id = Uuid::try_parse(&run).map_err(|_| PageError::NotFound)?;
    let read = officer.world.db.read().await?;
    let run = runs::find(&read, id).await?.ok_or(PageError::NotFound)?;
    let (faults, changes) = (runs::faults(&read, id).await?, runs::changes_by(&read, id).await?);
    let t = T::of(officer.language);
    let refreshed = run.state == "running" && query.get("refresh").is_none_or(|wish| wish != "off");
    let page = RunPage { run: &run, faults, changes, refreshed, may_import: officer.may(Duty::Lead), t }.render()?;
    let title = format!("{}: {}", t.imports_run_title(), words::register(&t, &run.what));
    let mut response = officer.visit.page(title, page).into_response();
    if refreshed {
        response.headers_mut().insert(REFRESH, REFRESHED);
    }
    Ok(response)
}
