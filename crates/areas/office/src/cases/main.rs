//! The case itself: each section as the customer sees it with the checks beside it, what has changed, what was asked;
//! messages, notes, history.

use askama::Template;
use customership::{
    applications::{Application, Purpose},
    documents::DocumentRow,
    journeys::joining::{Checked, matter_title, state_tag_on},
    life,
    messages::Messages,
    papers::{self, Paper},
    questions::{Question, Stage},
    sections::Section,
};
use identity::{Officer, session::Duty};
use kit_db::Read;
use kit_web::{
    Fields, FormView, PageError,
    components::{CheckList, FileLink, Html, Notice, SummaryList, Tag, TagKind, Textarea, Timeline},
};

use super::{
    checks::{self, Check, ChecksView, Outcome},
    difference::{Since, difference, foldable},
    notes::{LONGEST, Note},
    page::Case,
    questions::{SectionQuestions, may_ask},
    timeline::timeline,
};
use crate::{T, queue::back_to, words::state_tag};

#[derive(Template)]
#[template(path = "cases/main.html")]
struct Main<'a> {
    case: &'a Case,
    officer: &'a Officer,
    view: &'a FormView<'a>,
    checks: &'a [Check],
    /// Checks of the customer and the sending.
    general: CheckList<'static>,
    parts: Vec<Part>,
    messages: Html<'static>,
    t: T,
}

/// A section with all that stands beside it.
struct Part {
    section: SummaryList<'static>,
    differences: Vec<Html<'static>>,
    questions: Html<'static>,
    checks: Option<CheckList<'static>>,
}

pub(super) async fn main(officer: &Officer, case: &Case, view: &FormView<'_>) -> Result<Html<'static>, PageError> {
    let (t, language, application) = (T::of(officer.language), officer.language, &case.application);
    let (submission, whole) = (&case.submission, &case.whole);
    let checks = case.checks(language)?;
    let may_note = officer.may(Duty::Handle);
    let of = ChecksView { application: application.id.to_string(), submission: submission.number, notes: &case.notes, view, may_note, language };
    let read = officer.world.db.read().await?;
    let mut parts = Vec::new();
    for checked in &whole.sections {
        let key = checked.section.key();
        let own: Vec<&Check> = checks.iter().filter(|check| check.key.section() == Some(key)).collect();
        let questions = SectionQuestions::of(officer, case, checked, view)?;
        parts.push(Part {
            section: checked.data(&whole.facts, language).foldable(true),
            differences: differences(&read, officer, case, checked).await?,
            questions: questions.map(|questions| questions.render()).transpose()?.map(Html::rendered).unwrap_or_default(),
            checks: if own.is_empty() { None } else { Some(of.list(own.into_iter())?) },
        });
    }
    let general = of.list(checks.iter().filter(|check| check.key.section().is_none()))?;
    let messages = Messages::for_officer(application, case.messages.clone(), view, language, may_note).render()?;
    Ok(Html::rendered(Main { case, officer, view, checks: &checks, general, parts, messages, t }.render()?))
}

/// Against what was sent before, and against what is in force.
async fn differences(read: &Read, officer: &Officer, case: &Case, checked: &Checked) -> Result<Vec<Html<'static>>, PageError> {
    let (key, language) = (checked.section.key(), officer.language);
    let t = T::of(language);
    let before = case.before.as_ref().map(|before| {
        let fields = before.fields.get(&key).cloned().unwrap_or_default();
        (Since::PreviousSubmission(before.number), fields)
    });
    let in_force = case.in_force.get(&key).map(|fields| (Since::InForce, fields.clone()));
    let mut all = Vec::new();
    for (since, fields) in before.into_iter().chain(in_force) {
        let changes = if fields == checked.fields { Vec::new() } else { changes(read, case, checked, &fields, language).await? };
        let open = since != Since::InForce || case.application.purpose == Purpose::TechnicalChange;
        all.push(foldable(since, open, &changes, &t)?);
    }
    Ok(all)
}

/// Each side with what the registers say of it.
async fn changes(
    read: &Read,
    case: &Case,
    checked: &Checked,
    old: &Fields,
    language: kit_core::Language,
) -> Result<Vec<super::difference::GroupChange>, PageError> {
    let section: &dyn Section = checked.section;
    let mut facts = case.whole.facts.clone();
    section.gather(read, old, &mut facts).await?;
    Ok(difference(&section.summary(old, &facts, language), &section.summary(&checked.fields, &case.whole.facts, language)))
}

impl Main<'_> {
    fn back(&self) -> String {
        back_to(&self.officer.visit.from, self.case.application.id.0)
    }

    fn tag(&self) -> Tag<'static> {
        let (application, language) = (&self.case.application, self.officer.language);
        match life::sent(&self.case.submission) {
            Ok(sent) => state_tag_on(application, &sent, self.officer.now.day(), language),
            Err(_) => self.tag_of(application),
        }
    }

    fn tag_of(&self, application: &Application) -> Tag<'static> {
        state_tag(application.purpose, application.state.key(), self.officer.language)
    }

    fn matter(&self) -> String {
        self.matter_of(&self.case.application)
    }

    fn matter_of(&self, application: &Application) -> String {
        matter_title(application.service, application.purpose, self.officer.language)
    }

    fn number_of(&self, application: &Application) -> String {
        application.state.case().map(|case| case.number.clone()).unwrap_or_default()
    }

    /// How many checks have come out how, and where the first of them stands.
    fn counts(&self) -> [(String, Option<String>); 3] {
        let t = &self.t;
        let of = |outcome| (checks::count(self.checks, outcome), checks::first(self.checks, outcome));
        let ((fail, first_fail), (look, first_look), (pass, _)) = (of(Outcome::Fail), of(Outcome::Look), of(Outcome::Pass));
        // What is in order has nothing to be gone to.
        [(t.checks_count_fail(fail), first_fail), (t.checks_count_look(look), first_look), (t.checks_count_pass(pass), None)]
    }

    /// The places of this long page; on a narrow screen the handling stands at its end.
    fn jumps(&self) -> [(&'static str, &'static str); 7] {
        let t = &self.t;
        let handling = match self.case.application.purpose {
            Purpose::Ending => ("notice-of-ending", t.ending_title()),
            Purpose::Joining | Purpose::TechnicalChange => ("handling", t.handling()),
        };
        [
            handling,
            ("checks", t.checks_title()),
            ("messages", t.jump_messages()),
            ("notes", t.notes_title()),
            ("documents", t.documents()),
            ("history", t.history()),
            ("case-keys", t.queue_keys()),
        ]
    }

    /// What is to be looked at first: checks that are not in order, and answers that wait for a judgement.
    fn to_look_at(&self) -> Vec<(String, String)> {
        let t = &self.t;
        let odd = self.checks.iter().filter(|check| check.outcome != Outcome::Pass);
        let odd = odd.map(|check| (checks::anchor(check.key), format!("{}: {}", checks::word(check.outcome, t), checks::title(check.key, t))));
        let answered = self.case.questions.iter().filter(|question| matches!(question.stage, Stage::Answered(_)));
        let section =
            |question: &Question| self.case.application.section(question.section).map_or("", |section| section.title(self.officer.language));
        let answered = answered.map(|question| (format!("question-{}", question.id), format!("{}: {}", t.question_answered(), section(question))));
        odd.chain(answered).collect()
    }

    fn customer(&self) -> String {
        format!("/office/customers/{}", self.case.application.customer.id)
    }

    /// The customer's messages that nobody has read.
    fn unread(&self) -> Option<Tag<'static>> {
        let count = self.case.messages.iter().filter(|message| message.is_unread()).count();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| Tag::new(TagKind::Warning, self.t.messages_unread(count)))
    }

    /// Mails of this case that did not arrive, and that nobody has seen to.
    fn lost_mails(&self) -> Option<Notice<'static>> {
        let count = self.case.mails.iter().filter(|mail| mail.unhandled).count();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| Notice::warning(self.t.bounces_count(count)).link("/office/bounces", self.t.bounces_see()))
    }

    fn timeline(&self) -> Timeline<'static> {
        timeline(self.case, self.officer.language)
    }

    fn may_ask(&self) -> bool {
        may_ask(self.officer, self.case)
    }

    fn may_note(&self) -> bool {
        self.officer.may(Duty::Handle)
    }

    /// Notes on the case as a whole; those on a check stand with it.
    fn notes(&self) -> impl Iterator<Item = &Note> {
        self.case.notes.iter().filter(|note| note.about.is_empty())
    }

    fn note_area(&self) -> Textarea<'_> {
        self.view.area("note", self.t.note_label()).rows(3).count(LONGEST, self.t.left(), self.t.over()).required()
    }

    fn origin(&self, paper: &Paper) -> String {
        papers::origin(paper, self.officer.language)
    }

    fn files(&self) -> Vec<FileLink<'_>> {
        let file = |row: &'_ DocumentRow| {
            let address = format!("/office/applications/{}/documents/{}", self.case.application.id, row.id);
            FileLink::pdf(address, row.name.clone(), self.t.open_new_tab())
        };
        self.case.documents.iter().map(file).collect()
    }
}
