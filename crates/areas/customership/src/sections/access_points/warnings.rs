use kit_core::FieldErrors;
use kit_web::Fields;
use registers::Oid;

use super::rules::{AccessPointsPolicy, Beside, GROUP, Known, OTHER_VIEWER, field};

/// What is odd, and may be right all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessPointsWarning {
    /// No access point that was seen so far is shaped like this (domain notes 3.3: a pattern, not a rule).
    UnusualShape,
    /// Its manager has not reported it, or the OID has a slip.
    Unknown,
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
                    warnings.add(oid_field, if oid.is_usual_access_point() { W::Unknown } else { W::UnusualShape });
                }
            }
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
        if self.beside == Beside::ViewerSystem && !fields.get(OTHER_VIEWER).trim().is_empty() {
            warnings.add(OTHER_VIEWER, W::NotListed);
        }
        warnings
    }
}
