use askama::Template;
use kit_core::Language;
use kit_web::{
    FormView,
    components::{CheckItem, CheckList, CheckOutcome, Html, Text, Textarea},
};

use super::{
    rules::{Check, CheckKey, Outcome},
    texts,
};
use crate::{
    T,
    cases::notes::{LONGEST, Note},
};

/// Checks on their way to the page, with the officers' notes on them.
pub struct ChecksView<'a> {
    pub application: String,
    /// Which sending is looked at: notes on an earlier one say so.
    pub submission: i64,
    pub notes: &'a [Note],
    pub view: &'a FormView<'a>,
    pub may_note: bool,
    pub language: Language,
}

#[derive(Template)]
#[template(path = "cases/checks/notes.html")]
struct CheckNotes<'a> {
    of: &'a ChecksView<'a>,
    check: &'a Check,
    field: String,
    notes: Vec<&'a Note>,
    title: &'static str,
    t: T,
}

impl CheckNotes<'_> {
    fn area(&self) -> Textarea<'_> {
        self.of.view.area(self.field.as_str(), self.t.check_note_label()).rows(2).count(LONGEST, self.t.left(), self.t.over())
    }

    fn anchor(&self) -> String {
        anchor(self.check.key)
    }

    fn is_open(&self) -> bool {
        self.of.view.error_of(&self.field).is_some()
    }
}

/// Where a check stands on the page.
pub fn anchor(key: CheckKey) -> String {
    format!("check-{}", key.key())
}

/// How many checks have come out so.
pub fn count(checks: &[Check], outcome: Outcome) -> usize {
    checks.iter().filter(|check| check.outcome == outcome).count()
}

/// Where the first check stands that has come out so.
pub fn first(checks: &[Check], outcome: Outcome) -> Option<String> {
    checks.iter().find(|check| check.outcome == outcome).map(|check| anchor(check.key))
}

impl ChecksView<'_> {
    pub fn list<'c>(&self, checks: impl Iterator<Item = &'c Check>) -> askama::Result<CheckList<'static>> {
        checks.map(|check| self.item(check)).collect::<askama::Result<Vec<_>>>().map(CheckList::new)
    }

    fn item(&self, check: &Check) -> askama::Result<CheckItem<'static>> {
        let t = T::of(self.language);
        let outcome = match check.outcome {
            Outcome::Pass => CheckOutcome::Pass,
            Outcome::Look => CheckOutcome::Look,
            Outcome::Fail => CheckOutcome::Fail,
        };
        let title = texts::title(check.key, &t);
        // What has to be looked at comes first.
        let mut findings: Vec<_> = check.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.outcome()));
        let item = CheckItem::new(outcome, texts::word(check.outcome, &t), title);
        let item = findings.into_iter().fold(item, |item, finding| item.line(Text::Owned(texts::finding(finding, self.language))));
        let notes: Vec<&Note> = self.notes.iter().filter(|note| note.about == check.key.key()).collect();
        if notes.is_empty() && !self.may_note && check.outcome == Outcome::Pass {
            return Ok(item);
        }
        let field = format!("note.{}", check.key.key());
        Ok(item.more(Html::rendered(CheckNotes { of: self, check, field, notes, title, t }.render()?)))
    }
}
