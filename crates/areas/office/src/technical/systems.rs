use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use customership::services::{ALL_SERVICES, Service};
use identity::{
    Answer, Form, Officer,
    access::{PageParts, redirect},
    session::Duty,
};
use kit_core::{Day, FieldErrors, Language};
use kit_db::DbError;
use kit_web::{
    Fields, FormView, PageError,
    components::{Button, Cell, Checkboxes, Choice, Column, DateInput, Html, InputKind, Radios, Select, Table, Tag, TagKind, TextInput, Textarea},
};
use registers::technical::{self, Kept, LastChange, ServiceOfSystem, System, SystemClass, SystemEntry, Wrong};

use super::{
    points::{revision, with_fields},
    shown,
    words::{self, Noted, SYSTEM},
};
use crate::T;

#[derive(Template)]
#[template(path = "technical/systems.html")]
struct SystemsPage {
    /// What is searched for, and the service for which systems are.
    text: String,
    of_service: String,
    systems: Vec<Kept<System>>,
    may_change: bool,
    today: Day,
    language: Language,
    t: T,
}

impl SystemsPage {
    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [
            t.technical_system_name(),
            t.technical_manufacturer(),
            t.technical_class(),
            t.task_services(),
            t.technical_certified_until(),
            t.technical_state(),
        ];
        let table = Table::new("systems", t.technical_systems_caption(), columns.map(Column::new).to_vec()).stacked();
        self.systems.iter().fold(table, |table, kept| {
            let system = &kept.what;
            let name = Cell::link(format!("/office/registers/systems/{}", system.code), system.name.as_str());
            let names: Vec<&str> = system.services.iter().map(|of| self.service(&of.service)).collect();
            table.row(vec![
                name,
                Cell::text(system.manufacturer.as_str()),
                Cell::text(system.class.map_or("–", SystemClass::key)),
                Cell::text(if names.is_empty() { "–".to_owned() } else { names.join(", ") }),
                Cell::Html(self.certificate(system)),
                Cell::Tag(words::state_of_system(t, system)),
            ])
        })
    }

    fn service<'a>(&self, key: &'a str) -> &'a str {
        Service::find(key).map_or(key, |service| service.name(self.language))
    }

    fn certificate(&self, system: &System) -> Html<'static> {
        match system.certified_until {
            None => Html::text("–"),
            Some(last) if last < self.today => {
                Html::rendered(format!("{} {}", last.finnish(), Tag::new(TagKind::Warning, self.t.technical_expired())))
            }
            Some(last) => Html::text(&last.finnish()),
        }
    }

    fn input(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.technical_find_system(), self.text.as_str()).kind(InputKind::Search)
    }

    fn service_filter(&self) -> Select<'_> {
        let all = Choice::new("", self.t.queue_all());
        let choice = |service: &'static Service| Choice::new(service.key, service.name(self.language)).checked_if(service.key == self.of_service);
        Select::new("service", self.t.technical_certified_for(), [all].into_iter().chain(ALL_SERVICES.map(choice)).collect())
    }

    fn add_button(&self) -> Button<'_> {
        Button::primary(self.t.technical_system_add()).href("/office/registers/systems/new")
    }
}

pub(super) async fn list(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let mut systems = technical::systems(&officer.world.db.read().await?).await?;
    let asked = |name: &str| query.get(name).map_or("", |text| text.trim()).chars().take(200).collect::<String>();
    let (text, of_service) = (asked("q"), asked("service"));
    systems.retain(|kept| words::has(&text, &[&kept.what.name, &kept.what.code, &kept.what.manufacturer]));
    systems.retain(|kept| of_service.is_empty() || kept.what.services.iter().any(|of| of.service == of_service));
    let (t, language) = (T::of(officer.language), officer.language);
    let page = SystemsPage { text, of_service, systems, may_change: officer.may(Duty::Handle), today: officer.now.day(), language, t };
    officer.visit.page(t.technical_systems_title(), page).into()
}

#[derive(Template)]
#[template(path = "technical/system.html")]
struct SystemPage<'a> {
    shown: &'a Shown<'a>,
    changes: Vec<LastChange>,
    language: Language,
    view: &'a FormView<'a>,
    t: T,
}

impl SystemPage<'_> {
    fn title(&self) -> &'static str {
        if self.shown.code.is_some() { self.t.technical_system_change() } else { self.t.technical_system_add() }
    }

    fn action(&self) -> String {
        format!("/office/registers/systems/{}", self.shown.code.unwrap_or("new"))
    }

    fn text<'s>(&'s self, name: &'s str, label: &'s str) -> TextInput<'s> {
        self.view.text(name, label)
    }

    fn class(&self) -> Radios<'_> {
        let none = [("", self.t.technical_class_unknown())];
        let options: Vec<_> = none.into_iter().chain(SystemClass::ALL.map(|class| (class.key(), words::class(&self.t, class)))).collect();
        self.view.radios("class", self.t.technical_class(), &options)
    }

    fn services<'s>(&'s self, name: &'s str, label: &'s str) -> Checkboxes<'s> {
        self.view.boxes(name, label, &ALL_SERVICES.map(|service| (service.key, service.name(self.language))))
    }

    fn certified_until(&self) -> DateInput<'_> {
        self.view.date("certified_until", self.t.technical_certified_until()).hint(self.t.technical_day_hint())
    }

    fn deviation(&self) -> Textarea<'_> {
        self.view.area("deviation", self.t.technical_deviation()).hint(self.t.technical_deviation_hint())
    }

    fn history(&self) -> Option<Table<'_>> {
        words::history(&self.t, &self.changes)
    }
}

/// A form: a new system's, or over what was shown.
struct Shown<'a> {
    code: Option<&'a str>,
    revision: i64,
    ended: bool,
    fields: &'a Fields,
}

async fn page<'v>(officer: &'v Officer, shown: &Shown<'_>, errors: &FieldErrors<(Wrong, String)>) -> Result<PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let changes = match shown.code {
        Some(code) => technical::last_changes(&officer.world.db.read().await?, SYSTEM, code).await?,
        None => Vec::new(),
    };
    let view =
        FormView::new(shown.fields, officer.visit.texts(), officer.visit.csrf()).errors(errors, |(wrong, field)| words::wrong(&t, field, *wrong));
    let body = SystemPage { shown, changes, language: officer.language, view: &view, t };
    Ok(officer.visit.page(body.title(), body.render()?))
}

pub(super) async fn begin(officer: Officer) -> Answer {
    let fields = Fields::from_pairs([("class", "")]);
    page(&officer, &Shown { code: None, revision: 0, ended: false, fields: &fields }, &FieldErrors::default()).await?.into()
}

pub(super) async fn show(officer: Officer, Path(code): Path<String>) -> Answer {
    let kept = technical::find_system(&officer.world.db.read().await?, &code).await?.ok_or(PageError::NotFound)?;
    let system = &kept.what;
    if !officer.may(Duty::Handle) {
        return shown::system(&officer, system).await;
    }
    let until = system.certified_until.map(Day::finnish).unwrap_or_default();
    let mut fields = vec![
        ("name", system.name.clone()),
        ("manufacturer", system.manufacturer.clone()),
        ("class", system.class.map_or("", SystemClass::key).to_owned()),
        ("certified_until", until),
        ("deviation", system.deviation.clone()),
    ];
    for of in &system.services {
        fields.push(("services", of.service.clone()));
        fields.extend(of.renewals.then(|| ("renewals", of.service.clone())));
        fields.extend(of.viewer.then(|| ("viewers", of.service.clone())));
    }
    let shown = Shown { code: Some(&code), revision: kept.revision, ended: system.ended, fields: &Fields::from_pairs(fields) };
    page(&officer, &shown, &FieldErrors::default()).await?.into()
}

fn checked(code: &str, ended: bool, fields: &Fields) -> Result<System, FieldErrors<Wrong>> {
    // What it can do in a service, it can do only where it is approved for it.
    let abilities = fields.all("renewals").chain(fields.all("viewers"));
    let mut lost = FieldErrors::default();
    if abilities.into_iter().any(|key| !fields.has("services", key)) {
        lost.add("services", Wrong::Unknown);
    }
    let of = |service: &&'static Service| ServiceOfSystem {
        service: service.key.to_owned(),
        renewals: fields.has("renewals", service.key),
        viewer: fields.has("viewers", service.key),
    };
    let system = technical::system(&SystemEntry {
        code,
        name: fields.get("name"),
        manufacturer: fields.get("manufacturer"),
        class: fields.get("class"),
        certified_until: fields.get("certified_until"),
        deviation: fields.get("deviation"),
        ended,
        services: ALL_SERVICES.iter().filter(|service| fields.has("services", service.key)).map(of).collect(),
    });
    match system {
        Ok(system) => lost.or(Some(system)),
        Err(errors) => {
            for error in errors.iter() {
                lost.add(error.field.clone(), error.error);
            }
            Err(lost)
        }
    }
}

pub(super) async fn add(officer: Officer, Form(fields): Form) -> Answer {
    let shown = Shown { code: None, revision: 0, ended: false, fields: &fields };
    let system = match checked(fields.get("code"), false, &fields) {
        Ok(system) => system,
        Err(errors) => return page(&officer, &shown, &with_fields(&errors)).await?.with_errors().into(),
    };
    if put(&officer, system, 0, "add").await? {
        return Ok(redirect("/office/registers/systems"));
    }
    let mut taken = FieldErrors::default();
    taken.add("code", Wrong::Unknown);
    page(&officer, &shown, &with_fields(&taken)).await?.with_errors().into()
}

pub(super) async fn save(officer: Officer, Path(code): Path<String>, Form(fields): Form) -> Answer {
    let kept = technical::find_system(&officer.world.db.read().await?, &code).await?.ok_or(PageError::NotFound)?;
    // An ended one is taken up again by a box of its own.
    let ended = kept.what.ended && !fields.has("again", "yes");
    let revision = revision(&fields);
    match checked(&code, ended, &fields) {
        Ok(system) => {
            let ours = put(&officer, system, revision, "save").await?;
            if ours { Ok(redirect("/office/registers/systems")) } else { Err(PageError::Stale) }
        }
        Err(errors) => {
            let shown = Shown { code: Some(&code), revision, ended: kept.what.ended, fields: &fields };
            page(&officer, &shown, &with_fields(&errors)).await?.with_errors().into()
        }
    }
}

async fn put(officer: &Officer, system: System, revision: i64, verb: &'static str) -> Result<bool, DbError> {
    let noted = Noted::new(officer, SYSTEM, &system.code, verb);
    let written = officer.world.db.write(move |tx| async move {
        let ours = technical::put_system(&tx, &system, revision).await?;
        if ours {
            noted.write(&tx).await?;
        }
        Ok(ours)
    });
    written.await
}

pub(super) async fn end(officer: Officer, Path(code): Path<String>, Form(fields): Form) -> Answer {
    let (noted, revision) = (Noted::new(&officer, SYSTEM, &code, "end"), revision(&fields));
    let written = officer.world.db.write(move |tx| async move {
        let ours = technical::end_system(&tx, &code, revision).await?;
        if ours {
            noted.write(&tx).await?;
        }
        Ok::<_, DbError>(ours)
    });
    if written.await? { Ok(redirect("/office/registers/systems")) } else { Err(PageError::Stale) }
}
