use kit_core::FieldErrors;
use kit_web::Fields;
use registers::{InformationSystem, Oid, technical::PointState};

use super::rules::{AccessPointsPolicy, Beside, GROUP, Known, OTHER_VIEWER, VIEWERS, field};

/// What is odd, and may be right all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessPointsWarning {
    /// No access point that was seen so far is shaped like this (domain notes 3.3: a pattern, not a rule).
    UnusualShape,
    /// Its manager has not reported it, or the OID has a slip.
    Unknown,
    /// It is not in use any more.
    PointEnded,
    /// Chosen systems that are not in use any more, by name.
    SystemsEnded(String),
    /// Chosen systems whose certificate has expired, by name.
    Expired(String),
    /// A system that is not on the list of approved ones.
    NotListed,
    /// Pharmacies that no access point is given for, by name.
    WithoutPoint(String),
}

impl AccessPointsPolicy {
    pub fn warnings(&self, fields: &Fields, known: Known<'_>) -> FieldErrors<AccessPointsWarning> {
        use AccessPointsWarning as W;
        let mut warnings = FieldErrors::default();
        let rows = fields.rows(GROUP);
        for row in &rows {
            let oid_field = field(*row, "oid");
            if let Some(oid) = Oid::parse(fields.get(&oid_field)) {
                let facts = known.points.get(oid.as_str());
                if facts.is_some_and(|facts| facts.point.is_none() && !facts.is_register_oid) {
                    warnings.add(oid_field.clone(), if oid.is_usual_access_point() { W::Unknown } else { W::UnusualShape });
                }
                if facts.and_then(|facts| facts.point.as_ref()).is_some_and(|point| point.state == PointState::Ended) {
                    warnings.add(oid_field, W::PointEnded);
                }
            }
            warn_of_systems(fields, &field(*row, "systems"), known, &mut warnings);
            if self.beside == Beside::Pharmacies && Some(row) == rows.first() {
                let without = known.pharmacies.iter().filter(|p| !rows.iter().any(|row| fields.has(&field(*row, "pharmacies"), &p.oid)));
                let names = without.map(|pharmacy| pharmacy.name.as_str()).collect::<Vec<_>>().join(", ");
                if !names.is_empty() {
                    warnings.add(field(*row, "pharmacies"), W::WithoutPoint(names));
                }
            }
            if !fields.get(&field(*row, "other_system")).trim().is_empty() {
                warnings.add(field(*row, "other_system"), W::NotListed);
            }
        }
        if self.beside == Beside::ViewerSystem {
            warn_of_systems(fields, VIEWERS, known, &mut warnings);
        }
        if self.beside == Beside::ViewerSystem && !fields.get(OTHER_VIEWER).trim().is_empty() {
            warnings.add(OTHER_VIEWER, W::NotListed);
        }
        warnings
    }
}

/// Of the systems that are chosen: those that have ended; else those that are no longer certified.
fn warn_of_systems(fields: &Fields, name: &str, known: Known<'_>, warnings: &mut FieldErrors<AccessPointsWarning>) {
    let named = |fits: &dyn Fn(&InformationSystem) -> bool| {
        let chosen = known.systems.iter().filter(|system| fields.has(name, &system.code) && fits(system));
        chosen.map(|system| system.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let ended = named(&|system| system.ended);
    let expired = named(&|system| !system.ended && system.certified_until.is_some_and(|last| last < known.today));
    if !ended.is_empty() {
        warnings.add(name, AccessPointsWarning::SystemsEnded(ended));
    } else if !expired.is_empty() {
        warnings.add(name, AccessPointsWarning::Expired(expired));
    }
}
