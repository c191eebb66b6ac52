//! Sending the questions.

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{ChangeError, Purpose},
    decisions::{self, Act},
    due::{self, DueKind},
    journeys::joining::Checked,
    questions::{self, Question, Request},
};
use identity::{Answer, Form, Officer};
use kit_core::{Day, FieldErrors, Language, working_day_from};
use kit_web::{
    Fields, FormView, PageError, Texts,
    components::{DateInput, Html, Textarea},
};

use super::super::{
    answer,
    page::{Case, page},
    rules::{CaseError, LONGEST},
};
use crate::T;

/// The latest deadline, in days from today.
const LATEST: i32 = 366;

#[derive(Template)]
#[template(path = "cases/questions/ask.html")]
struct AskForm<'a> {
    case: &'a Case,
    collected: Vec<&'a Question>,
    deadline: String,
    language: Language,
    view: &'a FormView<'a>,
    t: T,
}

impl AskForm<'_> {
    fn question(&self) -> Textarea<'_> {
        let label = if self.waits() { self.t.question_more_label() } else { self.t.question_label() };
        let area = self.view.area("question", label).hint(self.t.question_hint()).count(LONGEST, self.t.left(), self.t.over());
        if self.collected.is_empty() && !self.waits() { area.required() } else { area }
    }

    /// The customer has been asked already: more may be asked, or the deadline moved.
    const fn waits(&self) -> bool {
        self.case.request.is_some()
    }

    fn deadline(&self) -> DateInput<'_> {
        let error = self.view.error_of("deadline").map(str::to_owned);
        let input = DateInput::new("deadline", self.t.deadline_label(), self.deadline.as_str()).picker(Texts(self.language).pick_day());
        input.hint(self.t.deadline_hint()).maybe_error(error).required()
    }

    fn section(&self, question: &Question) -> &'static str {
        self.case.application.section(question.section).map_or("", |section| section.title(self.language))
    }
}

/// The form beside the case, while its handler may ask.
pub fn ask_form(officer: &Officer, case: &Case, view: &FormView<'_>) -> Result<Html<'static>, PageError> {
    let typed = view.value("deadline");
    let deadline = if typed.is_empty() { default_deadline(officer, case).finnish() } else { typed.to_owned() };
    let collected = case.questions.iter().filter(|question| question.is_collected()).collect();
    let form = AskForm { case, collected, deadline, language: officer.language, view, t: T::of(officer.language) };
    Ok(Html::rendered(form.render()?))
}

/// What the customer has been promised stays.
fn default_deadline(officer: &Officer, case: &Case) -> Day {
    let today = officer.now.day();
    let promised = case.request.map(|request| request.deadline).filter(|day| *day > today);
    promised.unwrap_or_else(|| working_day_from(today.plus_days(officer.world.settings.question_days)))
}

/// What is to be sent to the customer.
#[derive(Debug, PartialEq, Eq)]
enum Asking {
    /// What is asked about the whole, if anything, with what was collected.
    More(Option<String>, Day),
    /// Nothing new but the day.
    Deadline(Day),
}

/// What is asked, and until when it is to be answered. `waits`: the day by which an earlier request is to be answered.
fn read(fields: &Fields, (is_collected, waits): (bool, Option<Day>), default: Day, today: Day) -> Result<Asking, FieldErrors<CaseError>> {
    let mut errors = FieldErrors::default();
    let question = fields.get("question").trim().to_owned();
    let new_day = Day::parse_finnish(fields.get("deadline").trim()).filter(|day| waits.is_some_and(|waits| waits != *day));
    let nothing_new = question.is_empty() && !is_collected;
    if nothing_new && new_day.is_none() {
        errors.add("question", if waits.is_some() { CaseError::NothingNew } else { CaseError::QuestionMissing });
    } else if question.chars().count() > LONGEST {
        errors.add("question", CaseError::TooLong);
    }
    let typed = fields.get("deadline").trim();
    let day = if typed.is_empty() { Some(default) } else { Day::parse_finnish(typed) };
    let day = day.filter(|day| *day > today && day.days_since(today) <= LATEST);
    if day.is_none() {
        errors.add("deadline", CaseError::Deadline);
    }
    errors.or(day.map(|day| if nothing_new { Asking::Deadline(day) } else { Asking::More((!question.is_empty()).then_some(question), day) }))
}

pub async fn ask(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    if !case.is_as_shown(&fields) {
        return answer::moved_on(&officer, &case, &fields).await;
    }
    // What is not decided on is not asked about either; the rule says it again.
    if case.application.purpose == Purpose::Ending {
        return Err(PageError::Closed);
    }
    let is_collected = case.questions.iter().any(Question::is_collected);
    let waits = case.request.map(|request| request.deadline);
    match read(&fields, (is_collected, waits), default_deadline(&officer, &case), officer.now.day()) {
        Ok(asking) => {
            send(&officer, &case, asking).await?;
            Ok(answer::done(case.application.id))
        }
        Err(errors) => page(&officer, &case, &fields, Some(&errors)).await?.with_errors().into(),
    }
}

/// Asks everything at once: every administrative contact is told, and reminded when the deadline comes near.
async fn send(officer: &Officer, case: &Case, asking: Asking) -> Result<(), PageError> {
    let (world, now, id) = (&officer.world, officer.now, case.application.id);
    let (act, deadline, more) = match asking {
        Asking::More(question, deadline) => {
            let told = said(case, question.as_deref(), deadline)?;
            (Act::Ask { question, told }, deadline, true)
        }
        Asking::Deadline(to) => (Act::MoveDeadline { to, told: T::of(case.application.language).asked_mail_deadline_moved(to.finnish()) }, to, false),
    };
    let ready = decisions::prepare(officer, id, case.application.revision, &act).await.map_err(PageError::from)?;
    let waits = case.request.is_some();
    let reminders: Vec<_> = questions::reminders(now.day(), deadline).into_iter().map(|day| (world.ids.next(now), day)).collect();
    let written = world.db.write(move |tx| async move {
        ready.write(&tx).await?;
        if more {
            questions::ask_all(&tx, id, Request { id: ready.event_id(), deadline }, waits, now).await?;
        } else {
            questions::move_deadline(&tx, id, deadline).await?;
        }
        due::cancel_kind(&tx, DueKind::RemindOfQuestions, id, now).await?;
        for (due_id, day) in reminders {
            due::schedule(&tx, due_id, DueKind::RemindOfQuestions, id, day).await?;
        }
        Ok::<_, ChangeError>(())
    });
    Ok(written.await?)
}

/// All that is asked, as the mail says it: in the customer's language, each question with its place, and by when to answer.
fn said(case: &Case, question: Option<&str>, deadline: Day) -> Result<String, PageError> {
    let language = case.application.language;
    let mut all: Vec<String> = question.map(str::to_owned).into_iter().collect();
    for checked in &case.whole.sections {
        let asked: Vec<&Question> = case.questions.iter().filter(|q| q.is_collected() && q.section == checked.section.key()).collect();
        if asked.is_empty() {
            continue;
        }
        let places = places(case, checked, language)?;
        for question in asked {
            let place = places.iter().find(|place| place.field == question.field).map(questions::Place::title);
            let title = [Some(checked.section.title(language).to_owned()), place].into_iter().flatten().collect::<Vec<_>>().join(" – ");
            all.push(format!("{title}\n{}", question.text));
        }
    }
    all.push(T::of(language).asked_mail_deadline(deadline.finnish()));
    Ok(all.join("\n\n"))
}

/// The fields of a section of what was sent.
pub fn places(case: &Case, checked: &Checked, language: Language) -> Result<Vec<questions::Place>, PageError> {
    questions::places(checked.section, &checked.fields, &case.whole.facts, language)
}
