//! One organisation or unit of a register: how it stands on a day, its units, the access points that it runs, what it was
//! called. Public data: looks at it are not logged.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use customership::applications::CustomerId;
use identity::{Answer, Officer};
use kit_core::{Instant, Language};
use kit_db::{DbError, Read};
use kit_web::{
    PageError,
    components::{Cell, Column, DescriptionRows, Table, Tag},
};
use registers::{
    import::runs::{self, ChangeKind},
    organisations::{self, Found},
    technical::{self, AccessPoint},
};

use super::{
    store,
    words::{self, Asked},
};
use crate::{
    T,
    imports::words::{change, moment, or_dash, register},
    technical::state_tag,
};

/// Units that are listed.
const MOST_UNITS: i64 = 200;

#[derive(Template)]
#[template(path = "lookup/organisation.html")]
struct OrganisationPage {
    /// The row that is valid on the day; else the last one before it, else the first.
    shown: Found,
    /// All validities, the latest first.
    rows: Vec<Found>,
    /// The organisation above.
    above: Option<Found>,
    units: Vec<Found>,
    units_in_all: i64,
    points: Vec<AccessPoint>,
    changes: Vec<(Instant, ChangeKind, String, String)>,
    customer: Option<CustomerId>,
    asked: Asked,
    language: Language,
    t: T,
}

impl OrganisationPage {
    fn here(&self) -> String {
        super::address(&self.shown.oid)
    }

    fn standing(&self) -> Tag<'static> {
        words::standing(&self.t, &self.shown, self.asked.day)
    }

    fn facts(&self) -> DescriptionRows<'_> {
        let (t, shown) = (&self.t, &self.shown);
        let rows = DescriptionRows::new()
            .row(t.imports_register(), register(t, &shown.register))
            .row(t.register_oid(), &shown.oid)
            .row(t.register_business_id(), shown.business_id.as_deref().unwrap_or_default())
            .row(t.lookup_kind(), words::kind(t, shown, self.language))
            .row(t.lookup_sector(), words::sector(t, shown))
            .row(t.register_address(), format!("{}, {} {}", shown.street, shown.postal_code, shown.town));
        let rows = rows.row(t.lookup_valid(), words::days(t, shown));
        if shown.parent.is_some() { rows } else { rows.row(t.lookup_services(), words::services(shown, self.language)) }
    }

    fn units_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.lookup_name(), t.customers_town(), t.register_oid(), t.lookup_valid()].map(Column::new).to_vec();
        self.units.iter().fold(Table::new("units", t.lookup_units_title(), columns).hide_caption().stacked(), |table, unit| {
            table.row(vec![
                Cell::link(self.asked.address(&unit.oid), unit.name.as_str()),
                Cell::text(unit.town.as_str()),
                Cell::text(unit.oid.as_str()),
                Cell::text(words::days(t, unit)),
            ])
        })
    }

    fn points_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.technical_point_name(), t.technical_oid(), t.technical_state()].map(Column::new).to_vec();
        self.points.iter().fold(Table::new("points", t.lookup_points_title(), columns).hide_caption().stacked(), |table, point| {
            let name = Cell::link(format!("/office/registers/points/{}", point.oid), point.name.as_str());
            table.row(vec![name, Cell::text(point.oid.as_str()), Cell::Tag(state_tag(t, point.state))])
        })
    }

    fn validities(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.lookup_valid(), t.lookup_name_then(), t.lookup_kind()].map(Column::new).to_vec();
        self.rows.iter().fold(Table::new("validities", t.lookup_validities(), columns).hide_caption().stacked(), |table, row| {
            table.row(vec![Cell::text(words::days(t, row)), Cell::text(row.name.as_str()), Cell::text(words::kind(t, row, self.language))])
        })
    }

    fn changes_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.technical_when(), t.imports_change(), t.imports_before(), t.imports_after()].map(Column::new).to_vec();
        self.changes.iter().fold(Table::new("changes", t.lookup_changes(), columns).hide_caption().stacked(), |table, (at, kind, before, after)| {
            let (before, after) = (Cell::text(or_dash(before)), Cell::text(or_dash(after)));
            table.row(vec![Cell::text(moment(*at)), Cell::text(change(t, *kind)), before, after])
        })
    }
}

/// Of the validities, the latest first: the one on the day, else the last before it, else the first of all.
fn on_day(rows: &[Found], asked: &Asked) -> Option<Found> {
    let valid = rows.iter().find(|row| (row.begins..=row.ends).contains(&asked.day));
    valid.or_else(|| rows.iter().find(|row| row.begins <= asked.day)).or(rows.last()).cloned()
}

async fn above(read: &Read, shown: &Found, asked: &Asked) -> Result<Option<Found>, DbError> {
    let Some(parent) = &shown.parent else { return Ok(None) };
    Ok(on_day(&organisations::rows_of(read, parent, asked.day).await?, asked))
}

pub(super) async fn show(officer: Officer, Path(oid): Path<String>, Query(query): Query<HashMap<String, String>>) -> Answer {
    let (read, asked) = (officer.world.db.read().await?, Asked::read(&query, officer.now.day()));
    let rows = organisations::rows_of(&read, &oid, asked.day).await?;
    let shown = on_day(&rows, &asked).ok_or(PageError::NotFound)?;
    let (above, units, units_in_all, points, changes, customer) = tokio::try_join!(
        above(&read, &shown, &asked),
        organisations::under(&read, &oid, asked.day, MOST_UNITS),
        organisations::units_under(&read, &oid, asked.day),
        technical::access_points_managed_by(&read, &oid),
        runs::changes_of(&read, &oid),
        store::customer(&read, &oid),
    )?;
    let (t, language) = (T::of(officer.language), officer.language);
    let title = shown.name.clone();
    let page = OrganisationPage { shown, rows, above, units, units_in_all, points, changes, customer, asked, language, t };
    officer.visit.page(title, page).into()
}
