//! Messages to the customer of a case, and what the customer has written.

use axum::extract::Path;
use customership::{
    applications::ChangeError,
    life,
    mails::Letter,
    messages::{self, Message, MessageError},
};
use identity::{
    Answer, Form, Officer,
    access::{log::LogRow, redirect},
};
use kit_core::{FieldErrors, Instant};
use kit_db::{DbError, MailId};
use std::collections::BTreeSet;

use super::page::{Case, page_with};
use crate::T;

/// Writes to the customer; its address and the administrative contacts are told that a message waits. What the customer
/// had written is read with that.
pub(super) async fn send(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    let t = T::of(officer.language);
    let text = match messages::text(fields.get("message")) {
        Ok(text) => text,
        Err(wrong) => {
            let mut errors = FieldErrors::default();
            let text = match wrong {
                MessageError::Missing => t.message_missing(),
                MessageError::TooLong => t.message_too_long(),
            };
            errors.add("message", text.into());
            return page_with(&officer, &case, &fields, &errors).await?.with_errors().into();
        }
    };
    let (world, now, seen) = (&officer.world, officer.now, case.messages.last().map(|message| message.at));
    let sent = life::sent(&case.submission)?;
    let in_force = life::customer_email(&world.db.read().await?, case.application.customer.id).await?;
    let mut told: BTreeSet<String> = life::addresses(&case.submission, in_force)?.into_iter().collect();
    told.extend(life::administrative_contacts(&sent));
    let mails: Vec<(MailId, String)> = told.into_iter().map(|to| (MailId(world.ids.next(now)), to)).collect();
    let (message_id, actor, actor_name) = (world.ids.next(now), officer.id, officer.name.clone());
    let message = Message { id: message_id, at: now, by_officer: true, actor, actor_name, text, read_at: None };
    let log = LogRow::new(&officer.visit, &officer, "message", case.application.about());
    let (host, address) = (world.settings.host().to_owned(), format!("{}/applications/{id}", world.settings.public_url));
    let application = case.application;
    let written = world.db.write(move |tx| async move {
        messages::write(&tx, application.id, &message).await?;
        if let Some(seen) = seen {
            messages::mark_read(&tx, application.id, &message.actor_name, seen, now).await?;
        }
        for (id, to) in mails {
            let letter = Letter { id, application: &application, language: application.language, host: &host, now };
            letter.message_waiting(&tx, to, &address).await?;
        }
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    written.await?;
    Ok(redirect(&format!("/office/applications/{id}#messages")))
}

/// The customer's messages that were on the page have been read.
pub(super) async fn mark_read(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    let seen = Instant::from_micros(fields.get("seen").parse().unwrap_or_default());
    let (application, by, now) = (case.application.id, officer.name.clone(), officer.now);
    let log = LogRow::new(&officer.visit, &officer, "mark-read", case.application.about());
    let written = officer.world.db.write(move |tx| async move {
        if messages::mark_read(&tx, application, &by, seen, now).await? {
            log.write(&tx).await?;
        }
        Ok::<_, DbError>(())
    });
    written.await?;
    Ok(redirect(&format!("/office/applications/{id}#messages")))
}
