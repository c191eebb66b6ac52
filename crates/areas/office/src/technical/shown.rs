//! An access point or a system as those see it who do not change it.

use std::collections::HashMap;

use askama::Template;
use customership::services::Service;
use identity::{Answer, Officer};
use kit_core::{Day, Language};
use kit_web::components::{Cell, DescriptionRows, Html, Table};
use registers::technical::{self, Point, System};

use super::words::{self, POINT, SYSTEM};
use crate::{T, lookup};

#[derive(Template)]
#[template(path = "technical/shown.html")]
struct ShownPage<'a> {
    back: &'a str,
    back_label: &'a str,
    title: &'a str,
    /// Where the organisation is that runs it, if the registers know it.
    manager: Option<String>,
    rows: DescriptionRows<'a>,
    history: Option<Table<'a>>,
    t: T,
}

pub(super) async fn point(officer: &Officer, point: &Point) -> Answer {
    let (t, read) = (T::of(officer.language), officer.world.db.read().await?);
    let changes = technical::last_changes(&read, POINT, &point.oid).await?;
    let systems = technical::systems(&read).await?;
    let names: HashMap<&str, &str> = systems.iter().map(|system| (system.what.code.as_str(), system.what.name.as_str())).collect();
    let names: Vec<&str> = point.systems.iter().map(|code| names.get(code.as_str()).copied().unwrap_or(code)).collect();
    let rows = DescriptionRows::new()
        .row(t.technical_oid(), &point.oid)
        .html(t.technical_state(), Html::of(words::state(&t, point.state)))
        .row(t.technical_manager(), &point.manager_name)
        .row(t.technical_point_systems(), names.join(", "));
    let (back, back_label) = ("/office/registers/points", t.technical_points_back());
    let page = ShownPage {
        back,
        back_label,
        title: &point.name,
        manager: point.manager_oid.as_deref().map(lookup::address),
        rows,
        history: words::history(&t, &changes),
        t,
    };
    officer.visit.page(point.name.clone(), page).into()
}

/// Who runs it, with a link to its page of the register if it is known there.
pub(super) fn manager(point: &Point) -> Cell<'_> {
    match &point.manager_oid {
        Some(oid) => Cell::link(lookup::address(oid), point.manager_name.as_str()),
        None => Cell::text(point.manager_name.as_str()),
    }
}

pub(super) async fn system(officer: &Officer, system: &System) -> Answer {
    let (t, read, language) = (T::of(officer.language), officer.world.db.read().await?, officer.language);
    let changes = technical::last_changes(&read, SYSTEM, &system.code).await?;
    let rows = DescriptionRows::new()
        .row(t.technical_code(), &system.code)
        .html(t.technical_state(), Html::of(words::state_of_system(&t, system)))
        .row(t.technical_manufacturer(), &system.manufacturer)
        .row(t.technical_class(), system.class.map_or("", |class| words::class(&t, class)))
        .row(t.technical_services(), services(system, language, |_| true))
        .row(t.technical_renewals(), services(system, language, |of| of.renewals))
        .row(t.technical_viewers(), services(system, language, |of| of.viewer))
        .row(t.technical_certified_until(), system.certified_until.map(Day::finnish).unwrap_or_default())
        .row(t.technical_deviation(), &system.deviation);
    let (back, back_label) = ("/office/registers/systems", t.technical_systems_back());
    let page = ShownPage { back, back_label, title: &system.name, manager: None, rows, history: words::history(&t, &changes), t };
    officer.visit.page(system.name.clone(), page).into()
}

fn services(system: &System, language: Language, which: impl Fn(&technical::ServiceOfSystem) -> bool) -> String {
    let name = |key: &str| Service::find(key).map_or_else(|| key.to_owned(), |service| service.name(language).to_owned());
    system.services.iter().filter(|of| which(of)).map(|of| name(&of.service)).collect::<Vec<_>>().join(", ")
}
