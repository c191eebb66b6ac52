//! Rows of the pharmacy register (registers 1.7): pharmacies, by whom they are held, and the pharmacists whom they name.
//! Who is the customer is the pharmacist; the register may have a row of theirs or only their business ID.

use std::collections::{HashMap, HashSet};

use kit_core::{Day, Language};

use super::{
    columns::{Cells, Field},
    fault::{FaultKind, RowFault},
    units::{self, Unit, fault, oid},
};
use crate::{BusinessId, Oid, PharmacyKind, postal_codes};

/// By what a pharmacist holds a pharmacy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub kind: PharmacyKind,
    /// First day; none: the register does not have it yet.
    pub takeover: Option<Day>,
    pub ends: Day,
    /// The pharmacy of which it is a subsidiary.
    above: String,
}

/// The published sheet's names first.
pub const FIELDS: &[Field] = &[
    Field::new("oid", &["Tunniste", "conceptCodeId", "OrganizationId", "CodeId"]),
    Field::new("begins", &["Voimassaolo alkaa", "beginDate"]),
    Field::new("ends", &["Voimassaolo päättyy", "expirationDate"]),
    Field::optional("status", &["Tila", "status"]),
    Field::new("short-name", &["Lyhenne", "Abbreviation"]),
    Field::new("name", &["Pitkä nimi", "LongName"]),
    Field::new("above", &["Ylempi yksikkö", "ParentId"]),
    Field::new("street", &["Katuosoite", "StreetAddress"]),
    Field::new("post", &["Postiosoite", "PostAddress"]),
    Field::new("postal-code", &["Postinumero", "PostNumber"]),
    Field::optional("town", &["Postitoimipaikka", "PostOffice"]),
    Field::new("kind", &["ApteekkiTyyppi"]),
    Field::new("business-id", &["ApteekkariYtunnus"]),
    Field::new("pharmacist", &["ApteekkariOID"]),
];

pub fn pharmacy(line: u64, cells: Cells<'_>) -> Result<Unit, RowFault> {
    let mut unit = units::common(line, cells)?;
    if unit.town.is_empty() {
        unit.town = town(&cells.text("post"), &unit.postal_code);
    }
    let wrong = |unit: &Unit, kind, value| Err(fault(line, &unit.oid, kind, value));
    let (above, word) = (cells.text("above"), cells.text("kind"));
    let kind = match word.to_lowercase().as_str() {
        "apteekki" => PharmacyKind::Main,
        "sivuapteekki" => PharmacyKind::Subsidiary,
        "apteekkari" => return Ok(unit),
        "sairaala-apteekki" => {
            let parent = oid(&above);
            if parent.is_none() && !above.is_empty() {
                return wrong(&unit, FaultKind::UnknownParent, above);
            }
            return Ok(Unit { parent, sector: 1, legal_form: "hospital-pharmacy", ..unit });
        }
        _ => return wrong(&unit, FaultKind::WrongKind, word),
    };
    let named = cells.text("pharmacist");
    let by_id = || unit.business_id.as_deref().and_then(BusinessId::parse).map(|id| Oid::of_provider(&id).as_str().to_owned());
    let Some(pharmacist) = (if named.is_empty() { by_id() } else { oid(&named) }) else {
        return wrong(&unit, FaultKind::UnknownParent, named);
    };
    let takeover = Some(unit.begins).filter(|_| !cells.text("begins").is_empty());
    unit.holding = Some(Holding { kind, takeover, ends: unit.ends, above });
    unit.parent = Some(pharmacist);
    Ok(unit)
}

/// «Mallikatu 5, 90999 Malliulu»: what follows the code; else the town that Posti has for it.
fn town(post: &str, code: &str) -> String {
    let written = post.split_once(code).filter(|_| !code.is_empty()).map(|(_, rest)| rest.trim()).filter(|rest| !rest.is_empty());
    written.or_else(|| postal_codes::town(code, Language::Fi)).unwrap_or_default().to_owned()
}

/// Adds the pharmacists who have no row of their own, leaves out subsidiaries of nothing, and lets a licence last over all
/// validities of the pharmacy with the same pharmacist.
pub fn complete(units: Vec<Unit>, faults: &mut Vec<RowFault>) -> Vec<Unit> {
    let there: HashSet<String> = units.iter().map(|unit| unit.oid.clone()).collect();
    let mut kept = Vec::with_capacity(units.len());
    for unit in units {
        match unit.holding.as_ref().filter(|holding| holding.kind == PharmacyKind::Subsidiary && !there.contains(&holding.above)) {
            Some(holding) => faults.push(fault(unit.line, &unit.oid, FaultKind::UnknownParent, holding.above.clone())),
            None => kept.push(unit),
        }
    }
    last_over_all(&mut kept);
    let mut pharmacists: HashMap<String, Unit> = HashMap::new();
    for unit in kept.iter().filter(|unit| !unit.deleted) {
        if let (Some(holding), Some(pharmacist)) = (&unit.holding, unit.parent.as_ref().filter(|pharmacist| !there.contains(*pharmacist))) {
            let top = pharmacists.entry(pharmacist.clone()).or_insert_with(|| pharmacist_of(unit, pharmacist));
            if holding.kind == PharmacyKind::Main && top.line != unit.line && top.ends < unit.ends {
                *top = pharmacist_of(unit, pharmacist);
            }
            top.ends = top.ends.max(unit.ends);
        }
    }
    kept.extend(pharmacists.into_values());
    kept
}

fn last_over_all(units: &mut [Unit]) {
    let mut lasts: HashMap<(String, String), (Option<Day>, Day)> = HashMap::new();
    let key = |unit: &Unit| Some((unit.oid.clone(), unit.parent.clone()?));
    for unit in units.iter().filter(|unit| !unit.deleted) {
        if let (Some(holding), Some(key)) = (&unit.holding, key(unit)) {
            let (takeover, ends) = lasts.entry(key).or_insert((holding.takeover, holding.ends));
            *takeover = takeover.zip(holding.takeover).map(|(a, b)| a.min(b));
            *ends = holding.ends.max(*ends);
        }
    }
    for unit in units {
        let last = key(unit).and_then(|key| lasts.get(&key));
        if let (Some(holding), Some(last)) = (&mut unit.holding, last) {
            (holding.takeover, holding.ends) = *last;
        }
    }
}

/// As much as a pharmacy says of its pharmacist: not the name.
fn pharmacist_of(pharmacy: &Unit, oid: &str) -> Unit {
    let begins = units::day(units::SINCE_EVER).unwrap_or(pharmacy.begins);
    Unit { oid: oid.to_owned(), begins, parent: None, holding: None, ..pharmacy.clone() }
}
