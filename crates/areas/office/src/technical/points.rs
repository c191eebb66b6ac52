use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use identity::{
    Answer, Form, Officer,
    access::{PageParts, redirect},
    session::Duty,
};
use kit_core::FieldErrors;
use kit_db::DbError;
use kit_web::{
    Fields, FormView, PageError,
    components::{Button, Cell, Checkboxes, Choice, Column, InputKind, Radios, Table, TextInput},
};
use registers::technical::{self, Kept, LastChange, Point, PointEntry, PointState, System, Wrong};

use super::{
    shown,
    words::{self, Noted, POINT},
};
use crate::T;

#[derive(Template)]
#[template(path = "technical/points.html")]
struct PointsPage {
    /// What is searched for.
    text: String,
    points: Vec<Kept<Point>>,
    systems: Vec<Kept<System>>,
    may_change: bool,
    t: T,
}

impl PointsPage {
    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.technical_point_name(), t.technical_oid(), t.technical_manager(), t.technical_state(), t.technical_systems()];
        let table = Table::new("points", t.technical_points_caption(), columns.map(Column::new).to_vec()).stacked();
        self.points.iter().fold(table, |table, kept| {
            let point = &kept.what;
            let name = Cell::link(format!("/office/registers/points/{}", point.oid), point.name.as_str());
            let names: Vec<&str> = point.systems.iter().map(|code| self.name_of(code)).collect();
            let systems = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
            let cells = vec![name, Cell::text(point.oid.as_str()), shown::manager(point)];
            table.row([cells, vec![Cell::Tag(words::state(t, point.state)), Cell::text(systems)]].into_iter().flatten().collect())
        })
    }

    fn name_of<'a>(&'a self, code: &'a str) -> &'a str {
        self.systems.iter().find(|system| system.what.code == code).map_or(code, |system| system.what.name.as_str())
    }

    fn input(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.technical_find_point(), self.text.as_str()).kind(InputKind::Search)
    }

    fn add_button(&self) -> Button<'_> {
        Button::primary(self.t.technical_point_add()).href("/office/registers/points/new")
    }
}

pub(super) async fn list(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let read = officer.world.db.read().await?;
    let (mut points, systems) = (technical::points(&read).await?, technical::systems(&read).await?);
    let text: String = query.get("q").map_or("", |text| text.trim()).chars().take(200).collect();
    points.retain(|kept| words::has(&text, &[&kept.what.name, &kept.what.oid, &kept.what.manager_name]));
    let t = T::of(officer.language);
    officer.visit.page(t.technical_points(), PointsPage { text, points, systems, may_change: officer.may(Duty::Handle), t }).into()
}

#[derive(Template)]
#[template(path = "technical/point.html")]
struct PointPage<'a> {
    /// None: a new one.
    oid: Option<&'a str>,
    revision: i64,
    ended: bool,
    systems: Vec<Kept<System>>,
    changes: Vec<LastChange>,
    view: &'a FormView<'a>,
    t: T,
}

impl PointPage<'_> {
    fn title(&self) -> &'static str {
        if self.oid.is_some() { self.t.technical_point_change() } else { self.t.technical_point_add() }
    }

    fn action(&self) -> String {
        format!("/office/registers/points/{}", self.oid.unwrap_or("new"))
    }

    fn text<'s>(&'s self, name: &'s str, label: &'s str) -> TextInput<'s> {
        self.view.text(name, label)
    }

    fn state(&self) -> Radios<'_> {
        let t = &self.t;
        let mut options = vec![("planned", t.technical_state_planned()), ("in-use", t.technical_state_in_use())];
        if self.ended {
            options.push(("ended", t.technical_state_ended()));
        }
        self.view.radios("state", t.technical_state(), &options).required()
    }

    fn systems(&self) -> Checkboxes<'_> {
        let is_shown = |system: &&Kept<System>| !system.what.ended || self.view.has("systems", &system.what.code);
        let choice = |system: &'_ Kept<System>| {
            let System { code, name, manufacturer, .. } = &system.what;
            Choice::new(code.clone(), name.clone()).hint(manufacturer.clone()).checked_if(self.view.has("systems", code))
        };
        let choices = self.systems.iter().filter(is_shown).map(choice).collect();
        Checkboxes { choices, ..self.view.boxes("systems", self.t.technical_point_systems(), &[]) }
    }

    fn history(&self) -> Option<Table<'_>> {
        words::history(&self.t, &self.changes)
    }
}

/// A form: a new point's, or over what was shown.
struct Shown<'a> {
    oid: Option<&'a str>,
    revision: i64,
    ended: bool,
    fields: &'a Fields,
}

async fn page<'v>(officer: &'v Officer, shown: &Shown<'_>, errors: &FieldErrors<(Wrong, String)>) -> Result<PageParts<'v>, PageError> {
    let (t, read) = (T::of(officer.language), officer.world.db.read().await?);
    let systems = technical::systems(&read).await?;
    let changes = match shown.oid {
        Some(oid) => technical::last_changes(&read, POINT, oid).await?,
        None => Vec::new(),
    };
    let view =
        FormView::new(shown.fields, officer.visit.texts(), officer.visit.csrf()).errors(errors, |(wrong, field)| words::wrong(&t, field, *wrong));
    let body = PointPage { oid: shown.oid, revision: shown.revision, ended: shown.ended, systems, changes, view: &view, t };
    Ok(officer.visit.page(body.title(), body.render()?))
}

/// Each with the field it is about: the words differ.
pub(super) fn with_fields(errors: &FieldErrors<Wrong>) -> FieldErrors<(Wrong, String)> {
    let mut all = FieldErrors::default();
    for error in errors.iter() {
        all.add(error.field.clone(), (error.error, error.field.clone()));
    }
    all
}

pub(super) async fn begin(officer: Officer) -> Answer {
    let fields = Fields::from_pairs([("state", "in-use")]);
    page(&officer, &Shown { oid: None, revision: 0, ended: false, fields: &fields }, &FieldErrors::default()).await?.into()
}

pub(super) async fn show(officer: Officer, Path(oid): Path<String>) -> Answer {
    let kept = technical::find_point(&officer.world.db.read().await?, &oid).await?.ok_or(PageError::NotFound)?;
    let point = &kept.what;
    if !officer.may(Duty::Handle) {
        return shown::point(&officer, point).await;
    }
    let own = [
        ("name", point.name.as_str()),
        ("manager_name", point.manager_name.as_str()),
        ("manager_oid", point.manager_oid.as_deref().unwrap_or_default()),
        ("state", point.state.key()),
    ];
    let fields = Fields::from_pairs(own.into_iter().chain(point.systems.iter().map(|code| ("systems", code.as_str()))));
    let shown = Shown { oid: Some(&oid), revision: kept.revision, ended: point.state == PointState::Ended, fields: &fields };
    page(&officer, &shown, &FieldErrors::default()).await?.into()
}

async fn checked(officer: &Officer, oid: &str, fields: &Fields) -> Result<Result<Point, FieldErrors<Wrong>>, PageError> {
    let systems = technical::systems(&officer.world.db.read().await?).await?;
    let entry = PointEntry {
        oid,
        name: fields.get("name"),
        manager_name: fields.get("manager_name"),
        manager_oid: fields.get("manager_oid"),
        state: fields.get("state"),
        systems: fields.all("systems").map(str::to_owned).collect(),
    };
    Ok(technical::point(&entry, |code| systems.iter().any(|system| system.what.code == code)))
}

pub(super) async fn add(officer: Officer, Form(fields): Form) -> Answer {
    let shown = Shown { oid: None, revision: 0, ended: false, fields: &fields };
    let point = match checked(&officer, fields.get("oid"), &fields).await? {
        Ok(point) => point,
        Err(errors) => return page(&officer, &shown, &with_fields(&errors)).await?.with_errors().into(),
    };
    if put(&officer, point, 0, "add").await? {
        return Ok(redirect("/office/registers/points"));
    }
    let mut taken = FieldErrors::default();
    taken.add("oid", Wrong::Unknown);
    page(&officer, &shown, &with_fields(&taken)).await?.with_errors().into()
}

pub(super) async fn save(officer: Officer, Path(oid): Path<String>, Form(fields): Form) -> Answer {
    let kept = technical::find_point(&officer.world.db.read().await?, &oid).await?.ok_or(PageError::NotFound)?;
    let revision = revision(&fields);
    match checked(&officer, &oid, &fields).await? {
        Ok(point) => {
            let ours = put(&officer, point, revision, "save").await?;
            if ours { Ok(redirect("/office/registers/points")) } else { Err(PageError::Stale) }
        }
        Err(errors) => {
            let shown = Shown { oid: Some(&oid), revision, ended: kept.what.state == PointState::Ended, fields: &fields };
            page(&officer, &shown, &with_fields(&errors)).await?.with_errors().into()
        }
    }
}

/// The revision that was shown; without one no revision fits.
pub(super) fn revision(fields: &Fields) -> i64 {
    fields.get("revision").parse::<i64>().ok().filter(|revision| *revision > 0).unwrap_or(i64::MAX)
}

async fn put(officer: &Officer, point: Point, revision: i64, verb: &'static str) -> Result<bool, DbError> {
    let noted = Noted::new(officer, POINT, &point.oid, verb);
    let written = officer.world.db.write(move |tx| async move {
        let ours = technical::put_point(&tx, &point, revision).await?;
        if ours {
            noted.write(&tx).await?;
        }
        Ok(ours)
    });
    written.await
}

pub(super) async fn end(officer: Officer, Path(oid): Path<String>, Form(fields): Form) -> Answer {
    let (noted, revision) = (Noted::new(&officer, POINT, &oid, "end"), revision(&fields));
    let written = officer.world.db.write(move |tx| async move {
        let ours = technical::end_point(&tx, &oid, revision).await?;
        if ours {
            noted.write(&tx).await?;
        }
        Ok::<_, DbError>(ours)
    });
    if written.await? { Ok(redirect("/office/registers/points")) } else { Err(PageError::Stale) }
}
