//! What officers do in the queue. Each verb is one transaction: the state, its event, the row of the log.

use customership::{
    applications::{self, Application, ApplicationId, ChangeError, Event, EventKind, Handler, Refusal, State},
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

async fn application(officer: &Officer, id: ApplicationId) -> Result<Application, PageError> {
    applications::load(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)
}

/// A change of the state of a matter by the officer. `Stale`: somebody else was faster.
async fn move_matter(
    officer: &Officer,
    application: Application,
    to: Result<State, Refusal>,
    kind: EventKind,
    note: Option<String>,
) -> Result<(), PageError> {
    let to = to.map_err(|_| PageError::Stale)?;
    let event = Event { id: officer.world.ids.next(officer.now), at: officer.now, kind, by_officer: true, actor_name: officer.name.clone(), note };
    let log = LogRow::new(&officer.visit, officer, kind.key(), application.about());
    let written = officer.world.db.write(move |tx| async move {
        applications::move_on(&tx, &application, &to, event.at).await?;
        event.write(&tx, application.id).await?;
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    Ok(written.await?)
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
        Kind::Matter(_) => {
            let application = application(officer, entry.application).await?;
            let to = application.state.clone().take(handler(officer));
            move_matter(officer, application, to, EventKind::Taken, None).await
        }
    }
}

pub async fn release(officer: &Officer, entry: &Entry) -> Result<(), PageError> {
    match entry.kind {
        Kind::Task => change_task(officer, entry.id, TaskChange::Release(officer.id), EventKind::Released).await,
        Kind::Matter(_) => {
            let application = application(officer, entry.application).await?;
            let to = application.state.clone().release(officer.id);
            move_matter(officer, application, to, EventKind::Released, None).await
        }
    }
}

/// A lead gives an entry to an officer.
pub async fn hand_over(officer: &Officer, entry: &Entry, to: &Handler) -> Result<(), PageError> {
    match entry.kind {
        Kind::Task => change_task(officer, entry.id, TaskChange::HandOver(to.clone()), EventKind::HandedOver).await,
        Kind::Matter(_) => {
            let application = application(officer, entry.application).await?;
            let state = application.state.clone().hand_over(to.clone());
            move_matter(officer, application, state, EventKind::HandedOver, Some(to.name.clone())).await
        }
    }
}

/// Takes the first entry of the filter that nobody has. Whoever presses at the same moment gets the one after it.
pub async fn take_next(officer: &Officer, filter: &Filter) -> Result<Option<Entry>, PageError> {
    const ROUNDS: usize = 4;
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
