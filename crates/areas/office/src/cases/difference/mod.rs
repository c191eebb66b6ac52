//! What has changed in a section since it was sent before, or against what is in force: field by field, with the rows of
//! lists that are new or gone. Compared as it is read, so that it holds for every section.

#[cfg(test)]
mod tests;
mod view;

use kit_web::components::{SummaryGroup, SummaryList};

pub use view::{Since, foldable};

/// A group of fields that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupChange {
    Added { title: String, fields: Vec<Field> },
    Removed { title: String, fields: Vec<Field> },
    Changed { title: Option<Renamed>, fields: Vec<Field> },
}

/// The group's title before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    pub before: String,
    pub after: String,
}

/// A field with its lines before and after; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub label: String,
    pub before: String,
    pub after: String,
}

/// What is other in `after` than in `before`; nothing if both say the same.
pub fn difference(before: &SummaryList<'_>, after: &SummaryList<'_>) -> Vec<GroupChange> {
    let (old, new) = (groups(before), groups(after));
    let pairs = pairs(&old, &new);
    let mut changes = Vec::new();
    for (place, group) in new.iter().enumerate() {
        match pairs.iter().find(|(_, n)| *n == place) {
            Some((o, _)) => changes.extend(changed(&old[*o], group)),
            None => changes.push(GroupChange::Added { title: group.title.clone(), fields: one_sided(group, |text| (String::new(), text)) }),
        }
    }
    let gone = (0..old.len()).filter(|place| !pairs.iter().any(|(o, _)| o == place));
    changes.extend(gone.map(|o| GroupChange::Removed { title: old[o].title.clone(), fields: one_sided(&old[o], |text| (text, String::new())) }));
    changes
}

/// A group as it is compared: title and rows, each row's lines as one text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    title: String,
    rows: Vec<(String, String)>,
}

fn groups(list: &SummaryList<'_>) -> Vec<Group> {
    let group = |group: &SummaryGroup<'_>| Group {
        title: group.title.as_deref().unwrap_or_default().to_owned(),
        rows: group.rows.iter().map(|row| (row.label.to_string(), row.lines.join(", "))).collect(),
    };
    list.groups.iter().map(group).collect()
}

/// Which old group has become which new one: first those that say the same, then those of one name, then those that say
/// mostly the same.
fn pairs(old: &[Group], new: &[Group]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let is_same = |o: &Group, n: &Group| o == n;
    let says_same = |o: &Group, n: &Group| o.rows == n.rows;
    let is_called_same = |o: &Group, n: &Group| o.title == n.title;
    for fits in [&is_same as &dyn Fn(&Group, &Group) -> bool, &says_same, &is_called_same, &is_alike] {
        for (n, group) in new.iter().enumerate() {
            if pairs.iter().any(|(_, taken)| *taken == n) {
                continue;
            }
            let free = |o: &usize| !pairs.iter().any(|(taken, _)| taken == o);
            let found = (0..old.len()).find(|o| free(o) && fits(&old[*o], group));
            pairs.extend(found.map(|o| (o, n)));
        }
    }
    pairs
}

/// More than half of what both say is the same.
fn is_alike(old: &Group, new: &Group) -> bool {
    let said = |group: &Group| group.rows.iter().filter(|(_, text)| !text.is_empty()).count();
    let same = new.rows.iter().filter(|row| !row.1.is_empty() && old.rows.contains(row)).count();
    same * 2 > said(old).max(said(new))
}

fn changed(old: &Group, new: &Group) -> Option<GroupChange> {
    let mut fields = Vec::new();
    for (label, after) in &new.rows {
        let before = old.rows.iter().find(|(l, _)| l == label).map(|(_, text)| text.clone()).unwrap_or_default();
        if before != *after {
            fields.push(Field { label: label.clone(), before, after: after.clone() });
        }
    }
    let gone = old.rows.iter().filter(|(label, text)| !text.is_empty() && !new.rows.iter().any(|(l, _)| l == label));
    fields.extend(gone.map(|(label, before)| Field { label: label.clone(), before: before.clone(), after: String::new() }));
    let is_renamed = old.title != new.title;
    if fields.is_empty() && !is_renamed {
        return None;
    }
    let title = (is_renamed || !new.title.is_empty()).then(|| Renamed { before: old.title.clone(), after: new.title.clone() });
    Some(GroupChange::Changed { title, fields })
}

fn one_sided(group: &Group, sides: impl Fn(String) -> (String, String)) -> Vec<Field> {
    let said = group.rows.iter().filter(|(_, text)| !text.is_empty());
    said.map(|(label, text)| {
        let (before, after) = sides(text.clone());
        Field { label: label.clone(), before, after }
    })
    .collect()
}
