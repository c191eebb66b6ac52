//! A row of a file, read as an access point or a system.

use customership::services::{ALL_SERVICES, Service};
use kit_core::{FieldErrors, Language};
use registers::{
    import::FaultKind,
    technical::{self, Point, PointEntry, PointState, ServiceOfSystem, System, SystemEntry, Wrong},
};

use super::mapping::{Mapping, parts};

/// What is wrong with a row, and what stood there.
pub type RowWrong = (FaultKind, String);

pub fn point(mapping: &Mapping, cells: &[String], known: impl Fn(&str) -> bool) -> Result<Point, RowWrong> {
    let value = |key: &str| mapping.value(cells, key);
    let entry = PointEntry {
        oid: value("oid"),
        name: value("name"),
        manager_name: value("manager_name"),
        manager_oid: value("manager_oid"),
        state: state(value("state")),
        systems: parts(value("systems")).map(str::to_owned).collect(),
    };
    technical::point(&entry, known).map_err(|errors| first(&errors, value))
}

pub fn system(mapping: &Mapping, cells: &[String]) -> Result<System, RowWrong> {
    let value = |key: &str| mapping.value(cells, key);
    let listed = |key: &'static str| {
        let services: Option<Vec<&'static str>> = parts(value(key)).map(service).collect();
        services.ok_or_else(|| (FaultKind::WrongKind, value(key).to_owned()))
    };
    let (services, renewals, viewers) = (listed("services")?, listed("renewals")?, listed("viewers")?);
    for (able, key) in [(&renewals, "renewals"), (&viewers, "viewers")] {
        if able.iter().any(|service| !services.contains(service)) {
            return Err((FaultKind::WrongKind, value(key).to_owned()));
        }
    }
    let of = |key: &&'static str| ServiceOfSystem { service: (*key).to_owned(), renewals: renewals.contains(key), viewer: viewers.contains(key) };
    let mut services: Vec<ServiceOfSystem> = services.iter().map(of).collect();
    services.sort_by(|a, b| a.service.cmp(&b.service));
    services.dedup_by_key(|of| of.service.clone());
    let ended = match state(value("state")) {
        "ended" => true,
        "in-use" => false,
        other => return Err((FaultKind::WrongKind, other.to_owned())),
    };
    let entry = SystemEntry {
        code: value("code"),
        name: value("name"),
        manufacturer: value("manufacturer"),
        class: value("class"),
        certified_until: value("certified_until"),
        deviation: value("deviation"),
        ended,
        services,
    };
    technical::system(&entry).map_err(|errors| first(&errors, value))
}

/// A service by its key or its name in any language.
fn service(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let names = |service: &&'static Service| [Language::Fi, Language::Sv, Language::En].map(|language| service.name(language).to_lowercase());
    let found = ALL_SERVICES.iter().find(|service| text == service.key || names(service).contains(&text));
    found.map(|service| service.key)
}

/// The state by its word in any language; without one it is in use.
fn state(text: &str) -> &str {
    match text.to_lowercase().as_str() {
        "" | "käytössä" | "i bruk" | "in use" => PointState::InUse.key(),
        "suunniteltu" | "planerad" | "planned" => PointState::Planned.key(),
        "päättynyt" | "upphört" | "ended" => PointState::Ended.key(),
        _ => text,
    }
}

fn first<'a>(errors: &FieldErrors<Wrong>, value: impl Fn(&str) -> &'a str) -> RowWrong {
    let Some(error) = errors.iter().next() else { return (FaultKind::Unreadable, String::new()) };
    let kind = match (error.error, error.field.as_str()) {
        (Wrong::Missing, "oid" | "code") => FaultKind::NoOid,
        (Wrong::Missing, _) => FaultKind::NoName,
        (Wrong::TooLong, _) => FaultKind::TooLong,
        (Wrong::Shape, _) => FaultKind::WrongOid,
        (Wrong::Unknown, _) => FaultKind::WrongKind,
        (Wrong::NoDay, _) => FaultKind::WrongDay,
    };
    (kind, value(&error.field).to_owned())
}
