//! The judgement of each check. What it needs is gathered before; in which words it is told, the page knows.

use std::collections::BTreeMap;

use customership::{
    applications::{Purpose, SameMark},
    sections::{PointFacts, SectionKey},
    services::Form,
};
use kit_core::Day;
use registers::{Activity, InformationSystem, Organisation};
use serde_json::Value;

use super::findings::{Compared, Finding};

/// Days before the end of a register row in which it is said.
const ENDS_SOON: i32 = 90;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckKey {
    Register,
    Activities,
    Right,
    Duplicates,
    AccessPoints,
    Systems,
    CustomerData,
    Contacts,
    Billing,
}

impl CheckKey {
    pub const ALL: [Self; 9] = [
        Self::Register,
        Self::Activities,
        Self::Right,
        Self::Duplicates,
        Self::AccessPoints,
        Self::Systems,
        Self::CustomerData,
        Self::Contacts,
        Self::Billing,
    ];

    /// The word in the database: what a note is about.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Activities => "activities",
            Self::Right => "right",
            Self::Duplicates => "duplicates",
            Self::AccessPoints => "access-points",
            Self::Systems => "systems",
            Self::CustomerData => "customer-data",
            Self::Contacts => "contacts",
            Self::Billing => "billing",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.key() == key)
    }

    /// The section that the check stands beside; none: it is about the customer and the sending.
    pub const fn section(self) -> Option<SectionKey> {
        match self {
            Self::Register | Self::Activities | Self::Right | Self::Duplicates => None,
            Self::AccessPoints | Self::Systems => Some(SectionKey::AccessPoints),
            Self::CustomerData => Some(SectionKey::CustomerData),
            Self::Contacts => Some(SectionKey::Contacts),
            Self::Billing => Some(SectionKey::Billing),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Pass,
    Look,
    Fail,
}

/// A check with its outcome and all that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub key: CheckKey,
    pub outcome: Outcome,
    pub findings: Vec<Finding>,
}

/// What the checks look at.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    pub sent: &'a Value,
    pub purpose: Purpose,
    pub form: &'static Form,
    pub today: Day,
    /// The register today, or as it was last.
    pub organisation: &'a Organisation,
    pub points: &'a BTreeMap<String, PointFacts>,
    /// The systems approved for the service.
    pub systems: &'a [InformationSystem],
    pub right: &'a str,
    pub sender: &'a str,
    /// Who sent the same application before, if it was sent before.
    pub sender_before: Option<&'a str>,
    /// Since when the customer uses the service.
    pub used_since: Option<Day>,
    /// Case number and purpose of the customer's other open matters of the service.
    pub others: Vec<(String, Purpose)>,
    pub same: &'a [SameMark],
    /// What is wrong and what is odd in each section by today's rules, in the officer's words.
    pub wrong: BTreeMap<SectionKey, Vec<String>>,
    pub odd: BTreeMap<SectionKey, Vec<String>>,
    /// Who holds which role, in the officer's words.
    pub roles: Vec<(String, Vec<String>)>,
}

/// All checks that the matter has anything for, in their order.
pub fn checks(given: &Given<'_>) -> Vec<Check> {
    CheckKey::ALL
        .into_iter()
        .filter(|key| key.section().is_none_or(|section| !given.section(section).is_null()))
        .filter_map(|key| check(key, given))
        .collect()
}

fn check(key: CheckKey, given: &Given<'_>) -> Option<Check> {
    let findings = match key {
        CheckKey::Register => register(given),
        CheckKey::Activities if given.purpose == Purpose::Joining => activities(given),
        CheckKey::Activities => return None,
        CheckKey::Right => right(given),
        CheckKey::Duplicates => duplicates(given),
        CheckKey::AccessPoints => access_points(given),
        CheckKey::Systems => systems(given),
        CheckKey::CustomerData | CheckKey::Billing => by_rules(key, given),
        CheckKey::Contacts => contacts(given),
    };
    let outcome = findings.iter().map(Finding::outcome).max().unwrap_or(Outcome::Pass);
    Some(Check { key, outcome, findings })
}

impl Given<'_> {
    fn section(&self, section: SectionKey) -> &Value {
        &self.sent["sections"][section.key()]
    }

    /// What is wrong and odd in a section by the rules that hold today.
    fn judged(&self, section: SectionKey) -> Vec<Finding> {
        let of = |texts: &BTreeMap<SectionKey, Vec<String>>| texts.get(&section).cloned().unwrap_or_default();
        of(&self.wrong).into_iter().map(Finding::Wrong).chain(of(&self.odd).into_iter().map(Finding::Odd)).collect()
    }
}

/// The customer as it was when it sent, against the register today.
fn register(given: &Given<'_>) -> Vec<Finding> {
    let (customer, o) = (&given.sent["customer"], given.organisation);
    let pairs =
        [(Compared::Oid, "oid", o.oid.as_str()), (Compared::BusinessId, "business_id", o.business_id.as_str()), (Compared::Name, "name", &o.name)];
    let validity = match o.ends.days_since(given.today) {
        ..0 => Some(Finding::NotRegistered(o.ends.plus_days(1))),
        0..=ENDS_SOON => Some(Finding::RegisteredUntil(o.ends)),
        _ => None,
    };
    pairs
        .into_iter()
        .map(|(what, key, now)| match customer[key].as_str().unwrap_or_default() {
            sent if sent == now => Finding::Same { what, value: now.to_owned() },
            sent => Finding::Differs { what, sent: sent.to_owned(), now: now.to_owned() },
        })
        .chain(validity)
        .collect()
}

fn activities(given: &Given<'_>) -> Vec<Finding> {
    let found: Vec<Activity> = given.organisation.activities();
    match given.form.joiner(&found) {
        None => vec![Finding::NoActivityFits(found)],
        Some(joiner) if joiner.if_prescribing => vec![Finding::ActivityFitsIfPrescribing(joiner.activity)],
        Some(joiner) => vec![Finding::ActivityFits(joiner.activity)],
    }
}

fn right(given: &Given<'_>) -> Vec<Finding> {
    let who = given.sender.to_owned();
    let used = match given.right {
        "" => Finding::NoRight(who),
        right => Finding::Right { right: right.to_owned(), who },
    };
    let other = given.sender_before.filter(|before| *before != given.sender).map(|before| Finding::AnotherSender(before.to_owned()));
    [used].into_iter().chain(other).collect()
}

/// The customer has the service already, or asks for it twice.
fn duplicates(given: &Given<'_>) -> Vec<Finding> {
    let used = given.used_since.filter(|_| given.purpose == Purpose::Joining).map(Finding::InUseSince);
    let open = given.others.iter().map(|(number, purpose)| match (*purpose, given.purpose) {
        (same, own) if same == own => Finding::SameMatterOpen(number.clone()),
        (Purpose::Joining | Purpose::TechnicalChange | Purpose::Ending, _) => Finding::OtherMatterOpen(number.clone()),
    });
    let all: Vec<Finding> = used.into_iter().chain(open).collect();
    if all.is_empty() { vec![Finding::NoOtherMatter] } else { all }
}

fn access_points(given: &Given<'_>) -> Vec<Finding> {
    let points = given.section(SectionKey::AccessPoints)["points"].as_array().map(Vec::as_slice).unwrap_or_default();
    points.iter().map(|point| access_point(given, point["oid"].as_str().unwrap_or_default())).collect()
}

fn access_point(given: &Given<'_>, oid: &str) -> Finding {
    let known = given.points.get(oid);
    match known.and_then(|facts| facts.point.as_ref()) {
        Some(point) => Finding::PointKnown { oid: oid.to_owned(), name: point.name.clone(), owner: point.manager_name.clone() },
        None if known.is_some_and(|facts| facts.is_register_oid) => Finding::PointIsOrganisation(oid.to_owned()),
        None => Finding::PointUnknown(oid.to_owned()),
    }
}

/// Each system approved for the service, and known to work through its access point.
fn systems(given: &Given<'_>) -> Vec<Finding> {
    let section = given.section(SectionKey::AccessPoints);
    let points = section["points"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of_points = points.iter().flat_map(|point| of_place(given, point, point["oid"].as_str()));
    of_points.chain(of_place(given, &section["viewer"], None)).collect()
}

fn of_place(given: &Given<'_>, place: &Value, oid: Option<&str>) -> Vec<Finding> {
    let codes = place["systems"].as_array().map(Vec::as_slice).unwrap_or_default();
    let through = oid.and_then(|oid| given.points.get(oid)).map(|facts| facts.systems.as_slice()).unwrap_or_default();
    let listed = codes.iter().filter_map(Value::as_str).map(|code| match given.systems.iter().find(|system| system.code == code) {
        None => Finding::SystemNotApproved(code.to_owned()),
        Some(system) if oid.is_some() && !through.is_empty() && !through.iter().any(|known| known == code) => {
            Finding::SystemElsewhere { name: system.name.clone(), oid: oid.unwrap_or_default().to_owned() }
        }
        Some(system) => Finding::SystemApproved { name: system.name.clone(), manufacturer: system.manufacturer.clone() },
    });
    listed.chain(place["other_system"].as_str().map(|name| Finding::SystemNotListed(name.to_owned()))).collect()
}

fn contacts(given: &Given<'_>) -> Vec<Finding> {
    let held = given.roles.iter().map(|(role, names)| Finding::RoleHeld { role: role.clone(), names: names.clone() });
    given.judged(SectionKey::Contacts).into_iter().chain(held).collect()
}

/// What the section's own rules say, and who else has the same address.
fn by_rules(key: CheckKey, given: &Given<'_>) -> Vec<Finding> {
    let Some(section) = key.section() else {
        return Vec::new();
    };
    let same = given.same.iter().filter(|mark| Finding::is_of(mark.kind, key)).cloned().map(Finding::SameMark);
    let value = &given.section(section)["e_invoice"];
    let address = match (key, value["address"].as_str(), value["operator"].as_str()) {
        (CheckKey::Billing, Some(address), operator) => {
            Some(Finding::EInvoice { address: address.to_owned(), operator: operator.unwrap_or_default().to_owned() })
        }
        (CheckKey::Billing, None, _) => Some(Finding::PaperInvoice),
        _ => given.section(section)["email"].as_str().map(|email| Finding::Email(email.to_owned())),
    };
    given.judged(section).into_iter().chain(same).chain(address).collect()
}

#[cfg(test)]
mod tests;
