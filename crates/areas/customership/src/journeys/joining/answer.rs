//! Answering an officer's question: the answer is written and kept first, then the data may be corrected, and
//! everything is sent from the summary.

use askama::Template;
use axum::extract::Path;
use identity::{
    Answer, Form, Representative,
    access::{
        log::{LogRow, looked},
        redirect,
    },
};
use kit_core::FieldErrors;
use kit_web::{Fields, FormView, components::Textarea};

use super::{asked::Asked, matter_title, own};
use crate::{
    T,
    applications::{self, Application, ChangeError, State},
};

/// Longest answer, in characters.
const LONGEST: usize = 4000;

#[derive(Template)]
#[template(path = "journeys/joining/answer.html")]
struct AnswerPage<'a> {
    application: &'a Application,
    question: &'a str,
    view: &'a FormView<'a>,
    t: T,
}

impl AnswerPage<'_> {
    fn area(&self) -> Textarea<'_> {
        let t = &self.t;
        self.view.area("answer", t.answer_label()).rows(8).count(LONGEST, t.characters_left(), t.characters_over()).required()
    }
}

pub(super) async fn show(representative: Representative, Path(id): Path<String>) -> Answer {
    let application = own(&representative, &id).await?;
    looked(&representative.visit, &representative, application.about()).await?;
    let read = representative.world.db.read().await?;
    let kept = applications::answer_draft(&read, application.id).await?.map(|(text, _)| text).unwrap_or_default();
    let typed = representative.parked.as_ref().map(|fields| fields.get("answer").to_owned()).unwrap_or(kept);
    page(&representative, &application, &Fields::from_pairs([("answer", typed)]), None).await
}

async fn page(representative: &Representative, application: &Application, fields: &Fields, wrong: Option<&'static str>) -> Answer {
    let overview = format!("/applications/{}", application.id);
    if !matches!(application.state, State::InformationRequested(..)) {
        return Ok(redirect(&overview));
    }
    let read = representative.world.db.read().await?;
    let asked = Asked::of(&read, application).await?;
    // Every question is pinned to its place: there is nothing to be answered here.
    let Some(question) = asked.question() else {
        return Ok(redirect(&overview));
    };
    let t = T::of(representative.language);
    let mut errors = FieldErrors::default();
    if let Some(text) = wrong {
        errors.add("answer", text);
    }
    let view = FormView::new(fields, representative.visit.texts(), representative.visit.csrf()).errors(&errors, |text| *text);
    let body = AnswerPage { application, question, view: &view, t }.render()?;
    let window = format!("{} – {}", t.answer_title(), matter_title(application.service, application.purpose, representative.language));
    let page = representative.visit.page(window, body);
    if wrong.is_some() { page.with_errors().into() } else { page.into() }
}

/// Keeps the answer; an empty one is asked for again.
pub(super) async fn save(representative: Representative, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let application = own(&representative, &id).await?;
    let (answer, t) = (fields.get("answer").trim().to_owned(), T::of(representative.language));
    let wrong = if answer.is_empty() { Some(t.answer_missing()) } else { (answer.chars().count() > LONGEST).then(|| t.answer_too_long()) };
    if wrong.is_some() || !matches!(application.state, State::InformationRequested(..)) {
        return page(&representative, &application, &fields, wrong).await;
    }
    let (id, now) = (application.id, representative.now);
    let log = LogRow::new(&representative.visit, &representative, "save", application.about());
    let kept = representative.world.db.write(move |tx| async move {
        applications::save_answer(&tx, id, &answer, now).await?;
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    kept.await?;
    Ok(redirect(&format!("/applications/{id}/summary")))
}
