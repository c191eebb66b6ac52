//! What hangs together: one row for each validity, and each unit under a top.

use std::collections::{HashMap, HashSet};

use super::{
    fault::{FaultKind, RowFault},
    units::Unit,
};

/// Leaves out what is doubled and what hangs on nothing. `known` are OIDs that are in the register already and stay there.
pub fn settle(units: Vec<Unit>, known: &HashSet<String>, faults: &mut Vec<RowFault>) -> Vec<Unit> {
    let units = once(units, faults);
    let left_out: HashSet<String> = faults.iter().map(|fault| fault.oid.clone()).filter(|oid| !oid.is_empty()).collect();
    under_a_top(units, known, &left_out, faults)
}

/// The first row of an OID on a day counts.
fn once(mut units: Vec<Unit>, faults: &mut Vec<RowFault>) -> Vec<Unit> {
    units.sort_by(|a, b| (&a.oid, a.begins, a.line).cmp(&(&b.oid, b.begins, b.line)));
    let mut kept: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        // A row that is struck out may stand beside the one that takes its place.
        match kept.last() {
            Some(before) if before.oid == unit.oid && same_days(before, &unit) => faults.push(fault(&unit, FaultKind::Double, unit.begins.iso())),
            _ => kept.push(unit),
        }
    }
    kept
}

fn same_days(before: &Unit, unit: &Unit) -> bool {
    before.begins == unit.begins || (!before.deleted && !unit.deleted && unit.begins <= before.ends)
}

/// From the tops downwards; what is not reached hangs on nothing.
fn under_a_top(units: Vec<Unit>, known: &HashSet<String>, left_out: &HashSet<String>, faults: &mut Vec<RowFault>) -> Vec<Unit> {
    let mut children: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut reached: HashSet<&str> = known.iter().map(String::as_str).collect();
    let mut next: Vec<&str> = reached.iter().copied().collect();
    for unit in &units {
        match &unit.parent {
            None if reached.insert(&unit.oid) => next.push(&unit.oid),
            None => {}
            Some(parent) => children.entry(parent).or_default().push(&unit.oid),
        }
    }
    while let Some(oid) = next.pop() {
        for child in children.remove(oid).unwrap_or_default() {
            if reached.insert(child) {
                next.push(child);
            }
        }
    }
    let parents: HashMap<&str, &str> = units.iter().filter_map(|unit| Some((unit.oid.as_str(), unit.parent.as_deref()?))).collect();
    let verdicts: Vec<Option<RowFault>> = units
        .iter()
        .map(|unit| {
            let parent = unit.parent.as_deref().filter(|parent| !reached.contains(parent))?;
            Some(fault(unit, why(parent, &parents, left_out), parent.to_owned()))
        })
        .collect();
    let (mut kept, mut lost) = (Vec::with_capacity(units.len()), Vec::new());
    for (unit, verdict) in units.into_iter().zip(verdicts) {
        match verdict {
            None => kept.push(unit),
            Some(fault) => lost.push(fault),
        }
    }
    faults.append(&mut lost);
    kept
}

/// Why a parent was not reached.
fn why(parent: &str, parents: &HashMap<&str, &str>, left_out: &HashSet<String>) -> FaultKind {
    if left_out.contains(parent) {
        return FaultKind::ParentLeftOut;
    }
    if !parents.contains_key(parent) {
        return FaultKind::UnknownParent;
    }
    let mut seen = HashSet::new();
    let mut at = parent;
    while seen.insert(at) {
        match parents.get(at) {
            Some(above) => at = above,
            // It ends above with something that is not there: the fault is there.
            None => return FaultKind::ParentLeftOut,
        }
    }
    FaultKind::Loop
}

fn fault(unit: &Unit, kind: FaultKind, value: String) -> RowFault {
    RowFault { line: unit.line, oid: unit.oid.clone(), kind, value }
}
