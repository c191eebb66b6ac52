//! What officers do with a notice. Each verb is one transaction: the state over the revision that was looked at, what becomes of
//! the recipients, the log row.

use axum::extract::Path;
use identity::{
    Answer, Form, Officer,
    access::{
        log::{About, LogRow},
        redirect,
    },
};
use kit_core::Instant;
use kit_db::{DbError, Tx};
use kit_web::{Fields, PageError};

use super::{
    edit::{add, find},
    recipients,
    state::{State, Verb},
    store::{self, Bulletin, BulletinId, Step},
};

fn step(officer: &Officer, bulletin: &Bulletin, verb: Verb, word: &'static str) -> Result<Step, PageError> {
    let to = bulletin.state.after(verb).ok_or(PageError::Closed)?;
    let log = LogRow::new(&officer.visit, officer, word, About::nobodys("bulletin", bulletin.id.0));
    Ok(Step { id: bulletin.id, revision: bulletin.revision, from: bulletin.state, to, by: officer.name.clone(), log, now: officer.now })
}

/// What becomes of the recipients, in the transaction of the step.
#[derive(Clone, Copy)]
enum Then {
    Nothing,
    TakeDown,
    Cancel,
    FailedAgain,
    UncertainAgain(Option<i64>),
}

impl Then {
    async fn write(self, tx: &Tx, id: BulletinId, now: Instant) -> Result<u64, DbError> {
        match self {
            Self::Nothing => Ok(0),
            Self::TakeDown => recipients::take_down(tx, id).await,
            Self::Cancel => recipients::cancel(tx, id, now).await,
            Self::FailedAgain => recipients::failed_again(tx, id, now).await,
            Self::UncertainAgain(place) => recipients::settle(tx, id, place, true, now).await,
        }
    }
}

async fn write(officer: &Officer, step: Step, then: Then) -> Answer {
    let (id, now) = (step.id, step.now);
    let written = officer.world.db.write(move |tx| async move {
        let moved = step.write(&tx).await?;
        if moved {
            then.write(&tx, id, now).await?;
        }
        Ok::<_, DbError>(moved)
    });
    if written.await? { Ok(redirect(&format!("/office/bulletins/{id}"))) } else { Err(PageError::Stale) }
}

/// What was previewed is sent, to those who are recipients at this moment; once.
pub(super) async fn send(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    if bulletin.state.is_sent() {
        // Pressed twice: it is on its way already.
        return Ok(redirect(&format!("/office/bulletins/{}", bulletin.id)));
    }
    as_shown(&bulletin, &fields)?;
    if !bulletin.complete {
        return Err(PageError::Closed);
    }
    let step = step(&officer, &bulletin, Verb::Send, "send")?;
    write(&officer, step, Then::TakeDown).await
}

fn as_shown(bulletin: &Bulletin, fields: &Fields) -> Result<(), PageError> {
    let shown: Option<i64> = fields.get("revision").parse().ok();
    if shown == Some(bulletin.revision) { Ok(()) } else { Err(PageError::Stale) }
}

pub(super) async fn pause(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    let step = step(&officer, &bulletin, Verb::Pause, "pause")?;
    write(&officer, step, Then::Nothing).await
}

pub(super) async fn go_on(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    let step = step(&officer, &bulletin, Verb::GoOn, "go-on")?;
    write(&officer, step, Then::Nothing).await
}

pub(super) async fn cancel(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    let step = step(&officer, &bulletin, Verb::Cancel, "cancel")?;
    write(&officer, step, Then::Cancel).await
}

pub(super) async fn resend(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    let step = step(&officer, &bulletin, Verb::Again, "resend")?;
    write(&officer, step, Then::FailedAgain).await
}

/// The officer says of those of whom nobody knows whether they have it: sent, or once more. One of them, or all.
pub(super) async fn settle(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    let place = match fields.get("place") {
        "" => None,
        place => Some(place.parse::<u32>().map(i64::from).map_err(|_| PageError::NotFound)?),
    };
    match fields.get("outcome") {
        "again" => {
            let step = step(&officer, &bulletin, Verb::Again, "resend")?;
            write(&officer, step, Then::UncertainAgain(place)).await?;
        }
        "sent" => {
            let (id, now) = (bulletin.id, officer.now);
            let log = LogRow::new(&officer.visit, &officer, "settle", About::nobodys("bulletin", id.0));
            let written = officer.world.db.write(move |tx| async move {
                recipients::settle(&tx, id, place, false, now).await?;
                log.write(&tx).await
            });
            written.await?;
        }
        _ => return Err(PageError::NotFound),
    }
    Ok(redirect(&format!("/office/bulletins/{}", bulletin.id)))
}

/// A new draft of the same words to the same choices.
pub(super) async fn copy(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    let new = BulletinId(officer.world.ids.next(officer.now));
    add(&officer, new, bulletin.kind, bulletin.fields, "copy").await?;
    Ok(redirect(&format!("/office/bulletins/{new}/text")))
}

pub(super) async fn remove(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let bulletin = find(&officer, &id).await?;
    if bulletin.state != State::Draft {
        return Err(PageError::Closed);
    }
    as_shown(&bulletin, &fields)?;
    let (id, revision) = (bulletin.id, bulletin.revision);
    let log = LogRow::new(&officer.visit, &officer, "remove", About::nobodys("bulletin", id.0));
    let written = officer.world.db.write(move |tx| async move {
        if !store::remove(&tx, id, revision).await? {
            return Err(Gone::Changed);
        }
        Ok(log.write(&tx).await?)
    });
    match written.await {
        Ok(()) => Ok(redirect("/office/bulletins")),
        Err(Gone::Changed) => Err(PageError::Stale),
        Err(Gone::Database(error)) => Err(error.into()),
    }
}

/// Why a draft was not removed; then nothing of it is.
enum Gone {
    Changed,
    Database(DbError),
}

impl From<DbError> for Gone {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}
