//! What the program checks of a case, each check with what was compared, beside the section it is about.

mod findings;
mod rules;
mod texts;
mod view;

use std::collections::BTreeMap;

use customership::{
    applications::{Application, SameMark, State, SubmissionRow},
    customers::Standing,
    journeys::joining::{Checked, Whole},
    sections::{SectionKey, contacts::holders},
};
use kit_core::Language;
use serde_json::Value;

pub use rules::{Check, CheckKey, Outcome};
pub use texts::{title, word};
pub use view::{ChecksView, anchor, count, first};

/// What was gathered for the checks, apart from what the case page shows anyway.
pub struct Gathered<'a> {
    pub application: &'a Application,
    pub submission: &'a SubmissionRow,
    pub before: Option<&'a SubmissionRow>,
    pub whole: &'a Whole,
    pub standing: &'a Standing,
    /// The customer's other matters.
    pub others: &'a [Application],
    pub same: &'a [SameMark],
}

/// All checks of a case.
pub fn of(gathered: &Gathered<'_>, sent: &Value, language: Language) -> Vec<Check> {
    let (application, whole) = (gathered.application, gathered.whole);
    let texts = |of: &dyn Fn(&Checked) -> Vec<String>| -> BTreeMap<SectionKey, Vec<String>> {
        whole.sections.iter().map(|checked| (checked.section.key(), of(checked))).collect()
    };
    let wrong = texts(&|checked| checked.value.as_ref().err().map(|all| all.iter().map(|one| one.error.to_string()).collect()).unwrap_or_default());
    let odd = texts(&|checked| checked.oddities.clone());
    let is_open = |other: &&Application| other.state.is_open() && other.state != State::Draft && other.service == application.service;
    let others = gathered.others.iter().filter(is_open);
    let given = rules::Given {
        sent,
        purpose: application.purpose,
        form: application.form,
        today: whole.facts.today,
        organisation: &whole.facts.organisation,
        points: &whole.facts.points,
        systems: &whole.facts.systems,
        right: &gathered.submission.right,
        sender: &gathered.submission.sent_by,
        sender_before: gathered.before.map(|before| before.sent_by.as_str()),
        // Its own approval is no duplicate.
        used_since: gathered.standing.uses_since(application.service.key).filter(|_| application.state.is_open()).map(|since| since.day()),
        others: others.filter_map(|other| Some((other.state.case()?.number.clone(), other.purpose))).collect(),
        same: gathered.same,
        wrong,
        odd,
        roles: holders(&sent["sections"][SectionKey::Contacts.key()], application.service, language),
    };
    rules::checks(&given)
}
