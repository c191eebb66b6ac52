use askama::Template;
use kit_web::components::{ChangeGroup, ChangeWords, Changes, FieldChange, Html};

use super::{Field, GroupChange};
use crate::T;

/// What a section is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    PreviousSubmission(i64),
    InForce,
}

#[derive(Template)]
#[template(path = "cases/difference/fold.html")]
struct Fold<'a> {
    title: String,
    open: bool,
    changes: Changes<'a>,
}

/// The differences in place, under their heading, open or folded; one line if there are none.
pub fn foldable(since: Since, open: bool, changes: &[GroupChange], t: &T) -> askama::Result<Html<'static>> {
    let count = i64::try_from(changes.iter().map(fields_of).map(|fields| fields.len().max(1)).sum::<usize>()).unwrap_or(i64::MAX);
    let (title, none) = match since {
        Since::PreviousSubmission(number) => (t.difference_since_submission(count, number), t.difference_none_since_submission(number)),
        Since::InForce => (t.difference_since_in_force(count), t.difference_none_in_force().to_owned()),
    };
    if changes.is_empty() {
        return Ok(Html::rendered(format!("<p class=\"hint\">{}</p>", Html::text(&none))));
    }
    let words = ChangeWords { before: t.difference_before().into(), after: t.difference_after().into(), nothing: t.difference_nothing().into() };
    let changes = Changes { words, groups: changes.iter().map(|change| group(change, t)).collect() };
    Ok(Html::rendered(Fold { title, open, changes }.render()?))
}

fn fields_of(change: &GroupChange) -> &[Field] {
    match change {
        GroupChange::Added { fields, .. } | GroupChange::Removed { fields, .. } | GroupChange::Changed { fields, .. } => fields,
    }
}

fn group(change: &GroupChange, t: &T) -> ChangeGroup<'static> {
    let mut fields: Vec<FieldChange<'static>> = Vec::new();
    let title = match change {
        GroupChange::Added { title, .. } => Some(t.difference_added(title).into()),
        GroupChange::Removed { title, .. } => Some(t.difference_removed(title).into()),
        GroupChange::Changed { title, .. } => title.as_ref().map(|renamed| {
            if renamed.before != renamed.after {
                let (before, after) = (renamed.before.clone().into(), renamed.after.clone().into());
                fields.push(FieldChange { label: t.difference_heading().into(), before, after });
            }
            renamed.after.clone().into()
        }),
    };
    let field =
        |field: &Field| FieldChange { label: field.label.clone().into(), before: field.before.clone().into(), after: field.after.clone().into() };
    fields.extend(fields_of(change).iter().map(field));
    ChangeGroup { title, fields }
}
