use std::collections::BTreeMap;

use kit_core::{Day, FieldErrors};
use kit_web::Fields;
use registers::{InformationSystem, Oid, pharmacies::Pharmacy};
use serde::Serialize;

use crate::{
    sections::{Facts, PointFacts},
    values::line,
};

#[derive(Clone, Copy, Debug)]
pub struct AccessPointsPolicy {
    pub beside: Beside,
}

/// What a service asks beside the access points and their systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    /// Whether renewal requests are received, where a chosen system supports them (Finnish guide 3.1.3).
    RenewalRequests,
    /// With which viewer system images are looked at.
    ViewerSystem,
    /// Which of the pharmacist's pharmacies use the access point.
    Pharmacies,
}

pub(super) const GROUP: &str = "points";
pub(super) const VIEWERS: &str = "viewers";
pub(super) const OTHER_VIEWER: &str = "other_viewer";
pub(super) const FIELDS: [&str; 5] = ["oid", "systems", "other_system", "renewals", "pharmacies"];

/// The access points of an application, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccessPoints {
    pub points: Vec<AccessPointUse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub viewer: Option<Systems>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccessPointUse {
    pub oid: String,
    #[serde(flatten)]
    pub systems: Systems,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renewal_requests: Option<bool>,
    /// OIDs of the pharmacies that use it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pharmacies: Vec<String>,
}

/// Codes of listed systems, and the name of one that is not listed: the officer looks it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Systems {
    pub systems: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_system: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessPointsError {
    NoneGiven,
    OidMissing,
    OidShape,
    /// The provider's own OID: the very mix-up that the guide warns of.
    OwnOid,
    /// The OID of some other organisation or unit.
    RegisterOid,
    GivenTwice,
    SystemMissing,
    OtherTooLong,
    RenewalsMissing,
    ViewerMissing,
    PharmacyMissing,
}

/// What the check needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub own_oid: &'a str,
    pub points: &'a BTreeMap<String, PointFacts>,
    /// The systems that may be chosen.
    pub systems: &'a [InformationSystem],
    pub pharmacies: &'a [Pharmacy],
    pub today: Day,
}

impl<'a> Known<'a> {
    pub(super) fn of(facts: &'a Facts) -> Self {
        Self { own_oid: &facts.organisation.oid, points: &facts.points, systems: &facts.systems, pharmacies: &facts.pharmacies, today: facts.today }
    }
}

pub(super) fn field(row: usize, name: &str) -> String {
    format!("{GROUP}.{row}.{name}")
}

impl AccessPointsPolicy {
    pub fn check(&self, fields: &Fields, known: Known<'_>) -> Result<AccessPoints, FieldErrors<AccessPointsError>> {
        let mut errors = FieldErrors::default();
        let mut points: Vec<AccessPointUse> = Vec::new();
        let rows = fields.rows(GROUP);
        if rows.is_empty() {
            errors.add("add", AccessPointsError::NoneGiven);
        }
        for row in rows {
            let oid = errors.take(&field(row, "oid"), oid(fields.get(&field(row, "oid")), known, &points));
            let pharmacies = errors.take(&field(row, "pharmacies"), self.pharmacies(fields, row, known.pharmacies)).unwrap_or_default();
            let chosen: Vec<_> = self.offered(known.systems).filter(|system| fields.has(&field(row, "systems"), &system.code)).collect();
            let codes = chosen.iter().map(|system| system.code.clone()).collect();
            let systems =
                systems(fields, codes, (&field(row, "systems"), &field(row, "other_system")), AccessPointsError::SystemMissing, &mut errors);
            let renewals = self.renewals(fields, row, chosen.iter().any(|system| system.renewals));
            let renewal_requests = errors.take(&field(row, "renewals"), renewals).flatten();
            points.extend(oid.map(|oid| AccessPointUse { oid, systems, renewal_requests, pharmacies }));
        }
        let viewer = self.viewer(fields, known.systems, &mut errors);
        errors.or(Some(AccessPoints { points, viewer }))
    }

    /// The systems that can be chosen for an access point: a viewer has its own question.
    pub(super) fn offered<'a>(&self, systems: &'a [InformationSystem]) -> impl Iterator<Item = &'a InformationSystem> {
        let apart = self.beside == Beside::ViewerSystem;
        systems.iter().filter(move |system| !(apart && system.viewer))
    }

    fn renewals(&self, fields: &Fields, row: usize, supported: bool) -> Result<Option<bool>, AccessPointsError> {
        match (self.beside, fields.get(&field(row, "renewals"))) {
            (Beside::RenewalRequests, "yes") if supported => Ok(Some(true)),
            (Beside::RenewalRequests, "no") if supported => Ok(Some(false)),
            (Beside::RenewalRequests, _) if supported => Err(AccessPointsError::RenewalsMissing),
            _ => Ok(None),
        }
    }

    fn pharmacies(&self, fields: &Fields, row: usize, known: &[Pharmacy]) -> Result<Vec<String>, AccessPointsError> {
        if self.beside != Beside::Pharmacies {
            return Ok(Vec::new());
        }
        let chosen: Vec<String> = known.iter().map(|p| p.oid.clone()).filter(|oid| fields.has(&field(row, "pharmacies"), oid)).collect();
        if chosen.is_empty() { Err(AccessPointsError::PharmacyMissing) } else { Ok(chosen) }
    }

    fn viewer(&self, fields: &Fields, known: &[InformationSystem], errors: &mut FieldErrors<AccessPointsError>) -> Option<Systems> {
        if self.beside != Beside::ViewerSystem {
            return None;
        }
        let codes = known.iter().filter(|system| system.viewer && fields.has(VIEWERS, &system.code)).map(|system| system.code.clone()).collect();
        Some(systems(fields, codes, (VIEWERS, OTHER_VIEWER), AccessPointsError::ViewerMissing, errors))
    }
}

fn systems(
    fields: &Fields,
    codes: Vec<String>,
    (listed, other): (&str, &str),
    missing: AccessPointsError,
    errors: &mut FieldErrors<AccessPointsError>,
) -> Systems {
    let typed = fields.get(other);
    let other_system = line(typed);
    if other_system.is_none() && !typed.trim().is_empty() {
        errors.add(other, AccessPointsError::OtherTooLong);
    } else if codes.is_empty() && other_system.is_none() {
        errors.add(listed, missing);
    }
    Systems { systems: codes, other_system }
}

fn oid(typed: &str, known: Known<'_>, before: &[AccessPointUse]) -> Result<String, AccessPointsError> {
    use AccessPointsError as E;
    if typed.trim().is_empty() {
        return Err(E::OidMissing);
    }
    let oid = Oid::parse(typed).ok_or(E::OidShape)?;
    let is_register_oid = known.points.get(oid.as_str()).is_some_and(|facts| facts.is_register_oid);
    if oid.as_str() == known.own_oid {
        Err(E::OwnOid)
    } else if is_register_oid {
        Err(E::RegisterOid)
    } else if before.iter().any(|point| point.oid == oid.as_str()) {
        Err(E::GivenTwice)
    } else {
        Ok(oid.to_string())
    }
}
