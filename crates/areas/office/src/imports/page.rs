use askama::Template;
use identity::{Answer, Officer, session::Duty};
use kit_db::{DbError, Read};
use kit_web::components::{Button, Cell, Column, InputKind, Table, TextInput};
use registers::{
    import::runs::{self, Run},
    organisations::{self, Holding},
    shipped::{self, Held},
};

use super::words;
use crate::T;

/// Runs that are listed.
const MOST: i64 = 50;

#[derive(Template)]
#[template(path = "imports/page.html")]
struct RegistersPage {
    /// Each with the import that it came from.
    holdings: Vec<(Holding, Option<Run>)>,
    /// What came with the program, or was imported over it.
    shipped: Vec<Held>,
    runs: Vec<Run>,
    may_import: bool,
    t: T,
}

impl RegistersPage {
    fn holdings_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = vec![
            Column::new(t.imports_register()),
            Column::numeric(t.imports_organisations()),
            Column::numeric(t.imports_units()),
            Column::new(t.imports_as_of()),
            Column::new(t.imports_origin()),
        ];
        self.holdings.iter().fold(Table::new("registers", t.imports_holdings(), columns).stacked(), |table, (holding, run)| {
            let as_of = run.as_ref().map_or(holding.changed_at, |run| run.started_at);
            let origin = run.as_ref().map_or_else(|| "–".to_owned(), |run| format!("{}, {}", words::shape(t, &run.shape), run.origin));
            table.row(vec![
                Cell::text(words::register(t, &holding.register)),
                Cell::text(words::count(holding.tops)),
                Cell::text(words::count(holding.units)),
                Cell::text(words::moment(as_of)),
                Cell::text(origin),
            ])
        })
    }

    fn shipped_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns =
            vec![Column::new(t.imports_list()), Column::numeric(t.imports_units()), Column::new(t.imports_dated()), Column::new(t.imports_origin())];
        self.shipped.iter().fold(Table::new("shipped", t.imports_shipped(), columns).stacked(), |table, held| {
            let origin = held.run.as_ref().map_or_else(
                || t.imports_with_program().to_owned(),
                |run| t.imports_list_imported(words::moment(run.started_at), format!("{}, {}", words::shape(t, &run.shape), run.origin)),
            );
            table.row(vec![
                Cell::text(words::register(t, held.list.key())),
                Cell::text(words::count(i64::try_from(held.entries).unwrap_or(i64::MAX))),
                Cell::text(held.dated.finnish()),
                Cell::text(origin),
            ])
        })
    }

    fn runs_table(&self) -> Table<'_> {
        let t = &self.t;
        let mut columns = [t.imports_started(), t.imports_register(), t.imports_origin(), t.imports_state()].map(Column::new).to_vec();
        columns.extend([t.imports_read(), t.imports_added(), t.imports_changed(), t.imports_ended(), t.imports_skipped()].map(Column::numeric));
        columns.push(Column::new(t.imports_by()));
        self.runs.iter().fold(Table::new("runs", t.imports_runs_caption(), columns).hide_caption().stacked(), |table, run| {
            let mut cells = vec![
                Cell::link(format!("/office/registers/runs/{}", run.id), words::moment(run.started_at)),
                Cell::text(words::register(t, &run.what)),
                Cell::text(format!("{}, {}", words::shape(t, &run.shape), run.origin)),
                Cell::Tag(words::state(t, run)),
            ];
            cells.push(Cell::text(words::count(run.read)));
            cells.extend(
                [run.added, run.changed, run.ended, run.skipped]
                    .map(|count| Cell::text(if run.state == "stopped" { "–".to_owned() } else { words::count(count) })),
            );
            cells.push(Cell::text(words::who(t, run)));
            table.row(cells)
        })
    }

    fn input(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.lookup_search(), "").kind(InputKind::Search).hint(self.t.lookup_hint())
    }

    fn import_button(&self) -> Button<'_> {
        Button::primary(self.t.imports_new()).href("/office/registers/import")
    }
}

async fn with_origin(read: &Read, holdings: Vec<Holding>) -> Result<Vec<(Holding, Option<Run>)>, DbError> {
    let mut all = Vec::with_capacity(holdings.len());
    for holding in holdings {
        let run = runs::last_done_run(read, &holding.register).await?;
        all.push((holding, run));
    }
    Ok(all)
}

pub(super) async fn show(officer: Officer) -> Answer {
    let read = officer.world.db.read().await?;
    let holdings = with_origin(&read, organisations::holdings(&read, officer.now.day()).await?).await?;
    let (shipped, runs) = (shipped::held(&read).await?, runs::latest(&read, MOST).await?);
    let t = T::of(officer.language);
    let page = RegistersPage { holdings, shipped, runs, may_import: officer.may(Duty::Lead), t };
    officer.visit.page(t.imports_title(), page).into()
}
