//! What an access point and a system must be, whether an officer types them or a file has them.

use kit_core::{Day, FieldErrors};

use super::{Point, PointState, ServiceOfSystem, System, SystemClass};
use crate::Oid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    TooLong,
    /// An OID or a code of another shape.
    Shape,
    /// Not one of those that there are.
    Unknown,
    NoDay,
}

/// Longest name, and longest deviation, in characters.
const LONGEST: usize = 200;
const LONGEST_DEVIATION: usize = 1000;

/// An access point as it was written.
#[derive(Clone, Debug, Default)]
pub struct PointEntry<'a> {
    pub oid: &'a str,
    pub name: &'a str,
    pub manager_name: &'a str,
    pub manager_oid: &'a str,
    pub state: &'a str,
    pub systems: Vec<String>,
}

/// An information system as it was written.
#[derive(Clone, Debug, Default)]
pub struct SystemEntry<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub manufacturer: &'a str,
    pub class: &'a str,
    pub certified_until: &'a str,
    pub deviation: &'a str,
    pub ended: bool,
    pub services: Vec<ServiceOfSystem>,
}

/// `known`: is there a system of this code?
pub fn point(entry: &PointEntry<'_>, known: impl Fn(&str) -> bool) -> Result<Point, FieldErrors<Wrong>> {
    let mut errors = FieldErrors::default();
    let oid = errors.take("oid", oid(entry.oid));
    let name = errors.take("name", line(entry.name, LONGEST));
    let manager_name = errors.take("manager_name", line(entry.manager_name, LONGEST));
    let manager_oid =
        if entry.manager_oid.trim().is_empty() { Some(None) } else { errors.take("manager_oid", self::oid(entry.manager_oid).map(Some)) };
    let state = errors.take("state", PointState::find(entry.state).ok_or(Wrong::Unknown));
    if entry.systems.iter().any(|code| !known(code)) {
        errors.add("systems", Wrong::Unknown);
    }
    let whole = oid.zip(name).zip(manager_name.zip(manager_oid)).zip(state);
    let systems = entry.systems.clone();
    errors.or(whole.map(|(((oid, name), (manager_name, manager_oid)), state)| Point { oid, name, manager_name, manager_oid, state, systems }))
}

pub fn system(entry: &SystemEntry<'_>) -> Result<System, FieldErrors<Wrong>> {
    let mut errors = FieldErrors::default();
    let code = errors.take("code", code(entry.code));
    let name = errors.take("name", line(entry.name, LONGEST));
    let manufacturer = errors.take("manufacturer", line(entry.manufacturer, LONGEST));
    let class = optional(entry.class, |class| errors.take("class", SystemClass::find(class).ok_or(Wrong::Unknown)));
    let certified_until = optional(entry.certified_until, |day| errors.take("certified_until", a_day(day)));
    let deviation =
        if entry.deviation.trim().is_empty() { Some(String::new()) } else { errors.take("deviation", line(entry.deviation, LONGEST_DEVIATION)) };
    let (services, ended) = (entry.services.clone(), entry.ended);
    let whole = code.zip(name).zip(manufacturer.zip(deviation));
    errors.or(whole.map(|((code, name), (manufacturer, deviation))| System {
        code,
        name,
        manufacturer,
        class,
        services,
        certified_until,
        deviation,
        ended,
    }))
}

fn optional<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    Some(text.trim()).filter(|text| !text.is_empty()).and_then(read)
}

fn oid(text: &str) -> Result<String, Wrong> {
    if text.trim().is_empty() {
        return Err(Wrong::Missing);
    }
    Oid::parse(text).map(|oid| oid.as_str().to_owned()).ok_or(Wrong::Shape)
}

/// Small letters, digits, hyphens: it stands in addresses and in what customers send.
fn code(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    let fits = text.len() <= 60 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    match (text.is_empty(), fits && text != "new") {
        (true, _) => Err(Wrong::Missing),
        (false, true) => Ok(text.to_owned()),
        (false, false) => Err(Wrong::Shape),
    }
}

fn line(text: &str, longest: usize) -> Result<String, Wrong> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(Wrong::Missing),
        count if count > longest => Err(Wrong::TooLong),
        _ => Ok(text),
    }
}

fn a_day(text: &str) -> Result<Day, Wrong> {
    Day::parse_finnish(text).ok_or(Wrong::NoDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_has_an_oid_a_name_a_manager_and_known_systems() {
        let right = PointEntry {
            oid: "urn:oid:1.2.246.10.1.13.1",
            name: " Malli  linkki ",
            manager_name: "Malli Oy",
            manager_oid: "",
            state: "planned",
            systems: vec!["malli".to_owned()],
        };
        let made = point(&right, |code| code == "malli").unwrap();
        assert_eq!((made.oid.as_str(), made.name.as_str(), made.state), ("1.2.246.10.1.13.1", "Malli linkki", PointState::Planned));
        let wrong = PointEntry { oid: "1.2", manager_name: "", manager_oid: "x", state: "?", ..right };
        let errors = point(&wrong, |_| false).unwrap_err();
        let of = |field| errors.of(field).copied();
        assert_eq!([of("oid"), of("name"), of("manager_name")], [Some(Wrong::Shape), None, Some(Wrong::Missing)]);
        assert_eq!([of("manager_oid"), of("state"), of("systems")], [Some(Wrong::Shape), Some(Wrong::Unknown), Some(Wrong::Unknown)]);
    }

    #[test]
    fn a_system_has_a_code_and_may_have_a_class_and_a_certificate() {
        let right = SystemEntry {
            code: "malli-2",
            name: "Malli 2",
            manufacturer: "Malli Oy",
            class: "a2",
            certified_until: "31.12.2027",
            ..Default::default()
        };
        let made = system(&right).unwrap();
        assert_eq!((made.class, made.certified_until), (Some(SystemClass::A2), Day::new(2027, 12, 31)));
        let errors = system(&SystemEntry { code: "Malli 2", class: "C", certified_until: "31.2.2027", ..right }).unwrap_err();
        let of = |field| errors.of(field).copied();
        assert_eq!([of("code"), of("class"), of("certified_until")], [Some(Wrong::Shape), Some(Wrong::Unknown), Some(Wrong::NoDay)]);
    }
}
