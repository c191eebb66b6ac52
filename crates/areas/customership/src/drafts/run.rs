use identity::access::log::{LogActor, LogRow};
use kit_core::Day;
use kit_db::{DbError, MailId, Tx};
use ports::World;

use super::{
    Fate, fate,
    store::{self, IdleDraft},
};
use crate::{
    applications::{ChangeError, OrganisationOid},
    customers::Standing,
    mails::Letter,
};

/// Reminds of the drafts whose time it is, and removes those whose time is over. What fails is told at the end and stays
/// for the next time.
pub async fn run(world: &World) -> Result<(), DbError> {
    let (terms, today) = (world.settings.drafts, world.clock.today());
    let before = today.plus_days(1 - terms.reminder_days).start();
    let drafts = store::idle(&world.db.read().await?, before).await?;
    let mut outcome = Ok(());
    for draft in drafts {
        let done = match fate(terms, draft.application.changed_at, draft.reminded_at, today) {
            Fate::Kept => Ok(()),
            Fate::Reminded(removed_on) => remind(world, draft, removed_on).await,
            Fate::Removed => remove(world, draft).await,
        };
        outcome = outcome.and(done);
    }
    outcome
}

async fn remind(world: &World, draft: IdleDraft, removed_on: Day) -> Result<(), DbError> {
    // With the customership it goes sooner.
    let standing = Standing::of(&world.db.read().await?, OrganisationOid(&draft.application.customer.oid)).await?;
    let removed_on = standing.all_ended().map_or(removed_on, |ended| ended.min(removed_on));
    let task = Task::new(world, "remind", &draft);
    let address = format!("{}/applications/{}", world.settings.public_url, draft.application.id);
    let work = move |tx: Tx| async move {
        if store::remind(&tx, &draft.application, task.log.at).await? {
            task.log.write(&tx).await?;
            if let Some(to) = &draft.email {
                task.letter(&draft).draft_reminded(&tx, to.as_str().to_owned(), removed_on, &address).await?;
            }
        }
        Ok(())
    };
    world.db.write(work).await
}

async fn remove(world: &World, draft: IdleDraft) -> Result<(), DbError> {
    let task = Task::new(world, "remove", &draft);
    let work = move |tx: Tx| async move {
        if store::remove(&tx, &draft.application).await? {
            task.log.write(&tx).await?;
            if let Some(to) = &draft.email {
                task.letter(&draft).draft_removed(&tx, to.as_str().to_owned()).await?;
            }
        }
        Ok(())
    };
    match world.db.write(work).await {
        Err(ChangeError::Db(error)) => Err(error),
        // Somebody else was faster: there is nothing to remove any more.
        Ok(()) | Err(ChangeError::Stale | ChangeError::Closed) => Ok(()),
    }
}

/// What a draft's transaction is given from outside.
struct Task {
    log: LogRow,
    mail: MailId,
    host: String,
}

impl Task {
    fn new(world: &World, action: &'static str, draft: &IdleDraft) -> Self {
        let now = world.clock.now();
        let log = LogRow { id: world.ids.next(now), at: now, actor: LogActor::program(), action, about: draft.application.about() };
        Self { log, mail: MailId(world.ids.next(now)), host: world.settings.host().to_owned() }
    }

    fn letter<'a>(&'a self, draft: &'a IdleDraft) -> Letter<'a> {
        Letter { id: self.mail, application: &draft.application, language: draft.application.language, host: &self.host, now: self.log.at }
    }
}
