//! What an import changes: the rows that came against the rows that are there.

use std::collections::{HashMap, HashSet};

use kit_core::{Day, Digest};

use super::units::Unit;

/// A row as the database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    pub ends: Day,
    /// Of its content when it was imported; none: by itself it is not what a register said.
    pub content: Option<Digest>,
    /// Its name, if it is a top.
    pub top: Option<String>,
}

/// OID and first day.
pub type Key = (String, Day);

/// Is everything there that the register has, or only what has changed?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Whole,
    Changes,
}

/// What to write.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub added: usize,
    pub changed: usize,
    pub same: usize,
    /// Rows to be put as they came; new ones and changed ones.
    pub put: Vec<Unit>,
    /// Rows that have left the register: their last day is the day before.
    pub leave: Vec<Key>,
    pub changes: Vec<Change>,
}

impl Plan {
    pub fn counts(&self) -> Counts {
        Counts { added: self.added, changed: self.changed, ended: self.leave.len(), same: self.same }
    }
}

/// Rows that were added, changed, have left, are as before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: usize,
    pub changed: usize,
    pub ended: usize,
    pub same: usize,
}

/// What has become of an organisation at the top of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub oid: String,
    pub kind: ChangeKind,
    pub before: String,
    pub after: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Renamed,
    Left,
    Returned,
}

impl ChangeKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::Left => "left",
            Self::Returned => "returned",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Renamed, Self::Left, Self::Returned].into_iter().find(|kind| kind.key() == key)
    }
}

/// Decides. A row that is struck out leaves, as does one that a whole register no longer has.
pub fn plan(units: Vec<Unit>, mut present: HashMap<Key, Present>, extent: Extent, today: Day) -> Plan {
    let known: HashSet<String> = present.iter().filter(|(_, row)| row.top.is_some()).map(|((oid, _), _)| oid.clone()).collect();
    let before = tops_on(today, present.iter());
    let mut plan = Plan::default();
    let mut after = HashMap::new();
    let mut gone: Vec<(Key, Present)> = Vec::new();
    for unit in units {
        let key = (unit.oid.clone(), unit.begins);
        let there = present.remove(&key);
        if unit.deleted {
            gone.extend(there.map(|row| (key, row)));
            continue;
        }
        if unit.parent.is_none() && (unit.begins..=unit.ends).contains(&today) {
            after.insert(unit.oid.clone(), unit.name.clone());
        }
        match there {
            Some(row) if row.content == Some(unit.content()) => plan.same += 1,
            Some(_) => {
                plan.changed += 1;
                plan.put.push(unit);
            }
            None => {
                plan.added += 1;
                plan.put.push(unit);
            }
        }
    }
    match extent {
        Extent::Whole => gone.extend(present),
        Extent::Changes => after.extend(tops_on(today, present.iter())),
    }
    plan.leave = gone.into_iter().filter(|(_, row)| row.ends >= today).map(|(key, _)| key).collect();
    plan.leave.sort();
    plan.changes = changes(&before, &after, &known);
    plan
}

/// The names of the tops that are valid on the day.
fn tops_on<'a>(day: Day, rows: impl Iterator<Item = (&'a Key, &'a Present)>) -> HashMap<String, String> {
    let valid = rows.filter(|((_, begins), row)| (*begins..=row.ends).contains(&day));
    valid.filter_map(|((oid, _), row)| Some((oid.clone(), row.top.clone()?))).collect()
}

fn changes(before: &HashMap<String, String>, after: &HashMap<String, String>, known: &HashSet<String>) -> Vec<Change> {
    let change =
        |oid: &String, kind, before: &str, after: &str| Change { oid: oid.clone(), kind, before: before.to_owned(), after: after.to_owned() };
    let of_before = before.iter().filter_map(|(oid, name)| match after.get(oid) {
        None => Some(change(oid, ChangeKind::Left, name, "")),
        Some(now) if now != name => Some(change(oid, ChangeKind::Renamed, name, now)),
        Some(_) => None,
    });
    let back = after.iter().filter(|(oid, _)| !before.contains_key(*oid) && known.contains(*oid));
    let mut all: Vec<Change> = of_before.chain(back.map(|(oid, name)| change(oid, ChangeKind::Returned, "", name))).collect();
    all.sort_by(|a, b| a.oid.cmp(&b.oid));
    all
}
