//! The customer's side: its messages of one application, and the next one.

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
use kit_db::DbError;
use kit_web::{Fields, FormView, PageError, components::Html};

use super::{Message, MessageError, Messages, of_application, text, write};
use crate::{
    T,
    applications::{Application, State},
    journeys::joining::{matter_title, own},
};

#[derive(Template)]
#[template(path = "messages/page.html")]
struct MessagesPage<'a> {
    application: &'a Application,
    title: String,
    errors: Html<'static>,
    messages: Html<'static>,
    t: T,
}

pub(super) async fn show(representative: Representative, Path(id): Path<String>) -> Answer {
    let application = sent(&representative, &id).await?;
    looked(&representative.visit, &representative, application.about()).await?;
    let typed = representative.parked.clone().unwrap_or_default();
    page(&representative, &application, &typed, None).await
}

/// An application that has been sent: about a draft there is nobody to write to.
async fn sent(representative: &Representative, id: &str) -> Result<Application, PageError> {
    let application = own(representative, id).await?;
    if application.state == State::Draft { Err(PageError::NotFound) } else { Ok(application) }
}

async fn page(representative: &Representative, application: &Application, fields: &Fields, wrong: Option<MessageError>) -> Answer {
    let (language, t) = (representative.language, T::of(representative.language));
    let mut errors = FieldErrors::default();
    if let Some(wrong) = wrong {
        errors.add("message", wrong);
    }
    let view = FormView::new(fields, representative.visit.texts(), representative.visit.csrf()).errors(&errors, |error| match error {
        MessageError::Missing => t.messages_missing(),
        MessageError::TooLong => t.messages_too_long(),
    });
    let all = of_application(&representative.world.db.read().await?, application.id).await?;
    let title = matter_title(application.service, application.purpose, language);
    let messages = Messages::for_customer(application, all, &view, language).render()?;
    let window = format!("{} – {title}", t.messages_title());
    let body = MessagesPage { application, title, errors: view.summary(), messages, t }.render()?;
    let page = representative.visit.page(window, body);
    if wrong.is_some() { page.with_errors().into() } else { page.into() }
}

pub(super) async fn send(representative: Representative, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let application = sent(&representative, &id).await?;
    let text = match text(fields.get("message")) {
        Ok(text) => text,
        Err(wrong) => return page(&representative, &application, &fields, Some(wrong)).await,
    };
    let (now, id, about) = (representative.now, application.id, application.about());
    let (actor, actor_name) = (representative.id, representative.name.clone());
    let message = Message { id: representative.world.ids.next(now), at: now, by_officer: false, actor, actor_name, text, read_at: None };
    let log = LogRow::new(&representative.visit, &representative, "message", about);
    let written = representative.world.db.write(move |tx| async move {
        write(&tx, id, &message).await?;
        log.write(&tx).await?;
        Ok::<_, DbError>(())
    });
    written.await?;
    Ok(redirect(&format!("/applications/{id}#messages")))
}
