//! Collecting questions, and settling their answers.

use std::borrow::Cow;

use axum::extract::Path;
use customership::{
    applications::{Application, ChangeError},
    questions::{self, LONGEST, NewQuestion, Question, QuestionId, Stage},
    sections::SectionKey,
};
use identity::{
    Answer, Form, Officer,
    access::{log::LogRow, redirect},
};
use kit_core::FieldErrors;
use kit_web::{Fields, PageError};

use super::{
    super::page::{Case, page_with},
    asking::places,
    question_id,
};
use crate::T;

/// What is asked, if it is a question at all.
fn text(officer: &Officer, fields: &Fields, name: &str) -> Result<String, FieldErrors<Cow<'static, str>>> {
    let (text, t) = (fields.get(name).trim().to_owned(), T::of(officer.language));
    let mut errors = FieldErrors::default();
    if text.is_empty() {
        errors.add(name, t.question_missing().into());
    } else if text.chars().count() > LONGEST {
        errors.add(name, t.too_long().into());
    }
    errors.or(Some(text))
}

pub async fn collect(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = super::asking(&officer, Case::find(&officer, &id).await?)?;
    let section = SectionKey::find(fields.get("section")).ok_or(PageError::NotFound)?;
    let checked = case.whole.sections.iter().find(|checked| checked.section.key() == section).ok_or(PageError::NotFound)?;
    let text = match text(&officer, &fields, &format!("ask.{}", section.key())) {
        Ok(text) => text,
        Err(errors) => return page_with(&officer, &case, &fields, &errors).await?.with_errors().into(),
    };
    let typed = fields.get(&format!("field.{}", section.key()));
    // A field that the form does not have is the section as a whole.
    let place = places(&case, checked, officer.language)?.into_iter().find(|place| place.field == typed);
    let (field, place) = place.map(|place| (place.field, place.row)).unwrap_or_default();
    let new = NewQuestion { id: QuestionId(officer.world.ids.next(officer.now)), section, field, place, text };
    let anchor = new.id;
    write(&officer, &case.application, "collect-question", Work::Collect(new)).await?;
    Ok(redirect(&format!("/office/applications/{id}#question-{anchor}")))
}

pub async fn remove(officer: Officer, Path((id, question)): Path<(String, String)>, _: Form) -> Answer {
    let case = super::asking(&officer, Case::find(&officer, &id).await?)?;
    let question = found(&case, &question)?.id;
    write(&officer, &case.application, "remove-question", Work::Remove(question)).await?;
    Ok(redirect(&format!("/office/applications/{id}")))
}

pub async fn accept(officer: Officer, Path((id, question)): Path<(String, String)>, _: Form) -> Answer {
    let case = settling(&officer, &id).await?;
    let question = found(&case, &question)?.id;
    write(&officer, &case.application, "accept-answer", Work::Accept(question)).await?;
    Ok(redirect(&format!("/office/applications/{id}#question-{question}")))
}

/// The answer does not do: the next question takes its place, among those to be sent.
pub async fn ask_again(officer: Officer, Path((id, question)): Path<(String, String)>, Form(fields): Form) -> Answer {
    let case = super::asking(&officer, Case::find(&officer, &id).await?)?;
    let old = found(&case, &question)?.clone();
    if !matches!(old.stage, Stage::Answered(_)) {
        return Err(PageError::Stale);
    }
    let text = match text(&officer, &fields, &format!("again.{}", old.id)) {
        Ok(text) => text,
        Err(errors) => return page_with(&officer, &case, &fields, &errors).await?.with_errors().into(),
    };
    let new = QuestionId(officer.world.ids.next(officer.now));
    let again = NewQuestion { id: new, section: old.section, field: old.field, place: old.place, text };
    write(&officer, &case.application, "collect-question", Work::Again(old.id, again)).await?;
    Ok(redirect(&format!("/office/applications/{id}#question-{new}")))
}

/// The case, if this officer handles it: answers may be judged while it is open.
async fn settling(officer: &Officer, id: &str) -> Result<Case, PageError> {
    let case = Case::find(officer, id).await?;
    let own = case.application.state.handler().is_some_and(|handler| handler.id == officer.id);
    match (case.application.state.is_open(), own) {
        (true, true) => Ok(case),
        (true, false) => Err(PageError::Forbidden),
        (false, _) => Err(PageError::Closed),
    }
}

fn found<'a>(case: &'a Case, question: &str) -> Result<&'a Question, PageError> {
    let id = question_id(question)?;
    case.questions.iter().find(|question| question.id == id).ok_or(PageError::NotFound)
}

/// One change of the questions of a case.
enum Work {
    Collect(NewQuestion),
    Remove(QuestionId),
    Accept(QuestionId),
    Again(QuestionId, NewQuestion),
}

async fn write(officer: &Officer, application: &Application, action: &'static str, work: Work) -> Result<(), PageError> {
    let (log, application) = (LogRow::new(&officer.visit, officer, action, application.about()), application.id);
    let (by, now) = (officer.name.clone(), officer.now);
    let written = officer.world.db.write(move |tx| async move {
        match &work {
            Work::Collect(new) => questions::collect(&tx, application, new, &by, now).await?,
            Work::Remove(id) => {
                if !questions::remove(&tx, application, *id).await? {
                    return Err(ChangeError::Stale);
                }
            }
            Work::Accept(id) => questions::settle(&tx, application, *id, &by, true, now).await?,
            Work::Again(id, new) => {
                questions::settle(&tx, application, *id, &by, false, now).await?;
                questions::collect(&tx, application, new, &by, now).await?;
            }
        }
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    Ok(written.await?)
}
