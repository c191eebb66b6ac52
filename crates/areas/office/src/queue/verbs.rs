//! What officers do in the queue. Each verb is one transaction.

use customership::{
    applications::{self, ApplicationId, ChangeError, EventKind, Handler, Purpose},
    decisions::{self, Act, DecideError, Refused},
    life,
    queue::{self, Entry, Filter, Kind},
};
use identity::{Officer, access::log::LogRow};
use kit_core::Uuid;
use kit_web::PageError;

use super::rules::to_take;

/// Who takes or is given an entry.
fn handler(officer: &Officer) -> Handler {
    Handler { id: officer.id, name: officer.name.clone() }
}

/// An act on a matter, by the one rule of decisions. `Stale`: it has moved on meanwhile.
async fn act(officer: &Officer, id: ApplicationId, act: Act) -> Result<(), PageError> {
    let application = applications::load(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)?;
    decisions::perform(officer, id, application.revision, act).await.map_err(|error| match error {
        DecideError::Refused(Refused::WrongState | Refused::AnotherHandler | Refused::WaitsForSecond) => PageError::Stale,
        error => error.into(),
    })
}

/// What happens to a task that somebody has or takes.
#[derive(Clone, Debug)]
enum TaskChange {
    Claim(Handler),
    Release(Uuid),
    HandOver(Handler),
}

async fn change_task(officer: &Officer, task: Uuid, change: TaskChange, kind: EventKind) -> Result<(), PageError> {
    let customer = life::customer_of_task(&officer.world.db.read().await?, task).await?.ok_or(PageError::NotFound)?;
    let log = LogRow::new(&officer.visit, officer, kind.key(), customer.about_its("task", task));
    let written = officer.world.db.write(move |tx| async move {
        let changed = match &change {
            TaskChange::Claim(handler) => queue::claim_task(&tx, task, handler).await?,
            TaskChange::Release(officer) => queue::release_task(&tx, task, *officer).await?,
            TaskChange::HandOver(handler) => queue::hand_over_task(&tx, task, handler).await?,
        };
        if !changed {
            return Err(ChangeError::Stale);
        }
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    Ok(written.await?)
}

pub async fn claim(officer: &Officer, entry: &Entry) -> Result<(), PageError> {
    match entry.kind {
        Kind::Task => change_task(officer, entry.id, TaskChange::Claim(handler(officer)), EventKind::Taken).await,
        Kind::Matter(_) => act(officer, entry.application, Act::Take).await,
    }
}

pub async fn release(officer: &Officer, entry: &Entry) -> Result<(), PageError> {
    match entry.kind {
        Kind::Task => change_task(officer, entry.id, TaskChange::Release(officer.id), EventKind::Released).await,
        Kind::Matter(_) => act(officer, entry.application, Act::Release).await,
    }
}

/// A lead gives an entry to an officer.
pub async fn hand_over(officer: &Officer, entry: &Entry, to: &Handler) -> Result<(), PageError> {
    match entry.kind {
        Kind::Task => change_task(officer, entry.id, TaskChange::HandOver(to.clone()), EventKind::HandedOver).await,
        Kind::Matter(_) => act(officer, entry.application, Act::HandOver { to: to.clone() }).await,
    }
}

/// Takes the first entry of the filter that nobody has. Whoever presses at the same moment gets the one after it.
pub async fn take_next(officer: &Officer, filter: &Filter) -> Result<Option<Entry>, PageError> {
    const ROUNDS: usize = 4;
    if filter.kind == Some(Kind::Matter(Purpose::Ending)) {
        return Ok(None);
    }
    let filter = to_take(filter);
    for _ in 0..ROUNDS {
        let page = queue::page(&officer.world.db.read().await?, &filter, None).await?;
        if page.entries.is_empty() {
            return Ok(None);
        }
        for entry in page.entries {
            match claim(officer, &entry).await {
                Ok(()) => return Ok(Some(entry)),
                Err(PageError::Stale) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(None)
}
