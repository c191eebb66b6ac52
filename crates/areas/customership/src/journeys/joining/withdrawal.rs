//! Peruuta: a draft goes away, what was sent is taken back. An ending can be taken back until its last day.

use axum::extract::Path;
use identity::{
    Answer, Form, Representative,
    access::{log::LogRow, redirect},
};
use kit_web::PageError;

use super::own;
use crate::{
    applications::{self, Application, ChangeError, Event, EventKind, Next, State},
    life,
    mails::Letter,
    papers,
};

pub(super) async fn withdraw(representative: Representative, Path(id): Path<String>, _: Form) -> Answer {
    let application = own(&representative, &id).await?;
    let log = LogRow::new(&representative.visit, &representative, "withdraw", application.about());
    if application.state == State::Draft {
        let id = application.id;
        let removed = representative.world.db.write(move |tx| async move {
            applications::remove_draft(&tx, id).await?;
            Ok::<_, ChangeError>(log.write(&tx).await?)
        });
        removed.await?;
        return Ok(redirect("/services?said=removed"));
    }
    let to = application.state.clone().withdraw(representative.now).map_err(|_| PageError::Closed)?;
    take_back(&representative, application, to, log).await?;
    Ok(redirect(&format!("/applications/{id}?said=withdrawn")))
}

async fn take_back(representative: &Representative, application: Application, to: Next, log: LogRow) -> Result<(), PageError> {
    let (world, now) = (&representative.world, representative.now);
    let read = world.db.read().await?;
    let submission = applications::submission(&read, application.id).await?.ok_or_else(|| PageError::internal("sent, and nothing there"))?;
    let in_force = life::customer_email(&read, application.customer.id).await?;
    let addresses = life::addresses(&submission, in_force)?;
    if life::is_past(&application, &submission, now.day()) {
        return Err(PageError::Closed);
    }
    let sent = life::sent(&submission)?;
    let mails: Vec<_> = addresses.into_iter().map(|to| (kit_db::MailId(world.ids.next(now)), to)).collect();
    let name = representative.name.clone();
    let event = Event {
        id: world.ids.next(now),
        at: now,
        kind: EventKind::Withdrawn,
        by_officer: representative.is_officer(),
        actor: Some(representative.id),
        actor_name: name.clone(),
        note: None,
    };
    let (host, paper) = (world.settings.host().to_owned(), representative.paper);
    let written = world.db.write(move |tx| async move {
        applications::move_on(&tx, &application, &to, now).await?;
        life::undo(&tx, &application, now).await?;
        event.write(&tx, application.id).await?;
        papers::link(&tx, application.id, paper).await?;
        let go_on = life::go_on(&tx, &application, &sent).await?;
        for (id, to) in mails {
            let letter = Letter { id, application: &application, language: application.language, host: &host, now };
            letter.withdrawn(&tx, to, &name, &go_on).await?;
        }
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    Ok(written.await?)
}
