use std::collections::BTreeMap;

use kit_core::FieldErrors;
use kit_web::Fields;
use registers::Oid;
use serde::Serialize;

use crate::sections::{Facts, PointFacts};

#[derive(Clone, Copy, Debug)]
pub struct AccessPointsPolicy;

pub(super) const GROUP: &str = "points";

/// The access points of an application, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct AccessPoints(pub Vec<AccessPointUse>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccessPointUse {
    pub oid: String,
    /// Codes of the systems used through it.
    pub systems: Vec<String>,
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
}

/// What the check needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub own_oid: &'a str,
    pub points: &'a BTreeMap<String, PointFacts>,
    /// Codes of the systems that may be chosen.
    pub systems: &'a [&'a str],
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
            let (oid_field, systems_field) = (format!("{GROUP}.{row}.oid"), format!("{GROUP}.{row}.systems"));
            let oid = errors.take(&oid_field, oid(fields.get(&oid_field), known, &points));
            let systems: Vec<String> = fields.all(&systems_field).filter(|code| known.systems.contains(code)).map(str::to_owned).collect();
            if systems.is_empty() {
                errors.add(systems_field, AccessPointsError::SystemMissing);
            }
            if let Some(oid) = oid {
                points.push(AccessPointUse { oid, systems });
            }
        }
        errors.or(Some(AccessPoints(points)))
    }
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

impl<'a> Known<'a> {
    pub(super) fn of(facts: &'a Facts, systems: &'a [&'a str]) -> Self {
        Self { own_oid: &facts.organisation.oid, points: &facts.points, systems }
    }
}
