//! Work beside the pages: mails leave, what falls due is done, what is over is removed. Several processes may do it at once.

use std::{sync::Arc, time::Duration};

use customership::{drafts, due, life};
use identity::Program;
use kit_core::{Day, Instant};
use kit_db::{DbError, Outbox, WaitingMail};
use ports::{MailTransport, Undelivered, World};
use tokio::sync::{mpsc, oneshot};

/// Seconds for which a process keeps a mail to itself while it sends it.
const LEASE: i64 = 120;
/// Seconds after which a mail that cannot be delivered is given up: a day.
const GIVE_UP_AFTER: i64 = 24 * 3600;
/// Seconds for which a form without a session is kept: a day.
const PARKED_FOR: i64 = 24 * 3600;

/// Delivers mails for ever; looks each second.
pub async fn deliver_mails(world: Arc<World>, transport: Arc<dyn MailTransport>) {
    loop {
        match deliver_next(&world, transport.as_ref()).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(Duration::from_secs(1)).await,
            Err(error) => {
                tracing::warn!(%error, "mails cannot be read");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// Delivers one mail, if one waits. True: there may be more.
pub async fn deliver_next(world: &World, transport: &dyn MailTransport) -> Result<bool, DbError> {
    let now = world.clock.now();
    let Some(mail) = world.db.write(move |tx| async move { Outbox::claim(&tx, now, LEASE).await }).await? else {
        return Ok(false);
    };
    let (id, outcome) = (mail.id, transport.deliver(&mail).await);
    let now = world.clock.now();
    let fate = fate(&mail, outcome, now);
    let written = world.db.write(move |tx| async move {
        match fate {
            Fate::Sent => Outbox::sent(&tx, id, now).await,
            Fate::Later(at, why) => Outbox::try_later(&tx, id, at, &why).await,
            Fate::GivenUp(why) => Outbox::give_up(&tx, id, now, &why).await,
        }
    });
    written.await?;
    Ok(true)
}

#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Sent,
    Later(Instant, String),
    GivenUp(String),
}

/// The next try comes after a minute, then each time twice as late, at most an hour. What the mail server said
/// may repeat an address, so it is kept with the mail and not in the log.
fn fate(mail: &WaitingMail, outcome: Result<(), Undelivered>, now: Instant) -> Fate {
    let id = mail.id;
    match outcome {
        Ok(()) => Fate::Sent,
        Err(Undelivered::Refused(why)) => {
            tracing::error!(%id, "a mail was refused");
            Fate::GivenUp(why)
        }
        Err(Undelivered::TryLater(why) | Undelivered::Uncertain(why)) if now.seconds_since(mail.created_at) >= GIVE_UP_AFTER => {
            tracing::error!(%id, "a mail is given up");
            Fate::GivenUp(why)
        }
        Err(Undelivered::TryLater(why) | Undelivered::Uncertain(why)) => {
            tracing::warn!(%id, "a mail did not leave yet");
            let wait = 30_i64.saturating_mul(1 << mail.attempts.clamp(0, 7)).min(3600);
            Fate::Later(now.plus_seconds(wait), why)
        }
    }
}

/// What has fallen due: each thing on its day, drafts once a day.
#[derive(Debug, Default)]
pub struct DueWork {
    /// The day on which drafts were last gone through.
    drafts: Option<Day>,
}

impl DueWork {
    /// Does everything whose day has come. What fails is tried again at the next look.
    pub async fn look(&mut self, world: &World) {
        match due::run(world).await {
            Ok(0) => {}
            Ok(done) => tracing::info!(done, "what had fallen due is done"),
            Err(error) => tracing::warn!(%error, "what has fallen due cannot be done"),
        }
        match life::follow_registers(world).await {
            Ok(0) => {}
            Ok(done) => tracing::info!(done, "customers follow the registers"),
            Err(error) => tracing::warn!(%error, "customers cannot follow the registers"),
        }
        let today = world.clock.today();
        if self.drafts != Some(today) {
            match drafts::run(world).await {
                Ok(()) => self.drafts = Some(today),
                Err(error) => tracing::warn!(%error, "idle drafts cannot be gone through"),
            }
        }
    }

    /// Looks every 30 seconds, and when the clock of development was moved: who moved it waits until all is done.
    pub async fn for_ever(mut self, world: Arc<World>, mut clock_moved: mpsc::Receiver<oneshot::Sender<()>>) {
        loop {
            let told = tokio::select! {
                () = tokio::time::sleep(Duration::from_secs(30)) => None,
                Some(told) = clock_moved.recv() => Some(told),
            };
            self.look(&world).await;
            told.map(|told| told.send(()));
        }
    }
}

/// Fetches the national registers when their hour has come; looks each minute.
pub async fn fetch_registers(world: Arc<World>, hour: u8) {
    loop {
        if let Err(error) = office::imports::fetch_if_due(&world, hour).await {
            tracing::warn!(%error, "the registers cannot be fetched");
        }
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
}

/// Takes up lists that were imported, by whichever process, every thirty seconds.
pub async fn take_up_lists(world: Arc<World>) {
    loop {
        if let Err(error) = registers::shipped::take_up(&world.db).await {
            tracing::warn!(%error, "imported lists cannot be taken up");
        }
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
}

/// Removes sessions, parked forms and what is known of addresses that are over, every ten minutes.
pub async fn tidy_up(program: Program) {
    loop {
        let (world, now) = (&program.world, program.world.clock.now());
        let sessions = program.sessions.end_old(&world.db, now, &world.settings).await;
        let forms = identity::access::forget_parked(&world.db, now.plus_seconds(-PARKED_FOR)).await;
        let addresses = world.db.write(move |tx| async move { customership::mails::forget_old(&tx, now).await }).await;
        if let Err(error) = sessions.and(forms).and(addresses) {
            tracing::warn!(%error, "tidying up failed");
        }
        tokio::time::sleep(Duration::from_secs(600)).await;
    }
}

#[cfg(test)]
mod tests {
    use kit_core::Uuid;
    use kit_db::MailId;

    use super::*;

    fn mail(attempts: i64, created_at: i64) -> WaitingMail {
        let text = String::new;
        let (id, created_at) = (MailId(Uuid::nil()), Instant::from_micros(created_at));
        WaitingMail { id, message_id: text(), to: text(), subject: text(), body: text(), attempts, created_at, attachments: Vec::new(), copy: None }
    }

    #[test]
    fn a_mail_is_tried_later_and_later_and_given_up_after_a_day() {
        let later = || Err(Undelivered::TryLater("x".to_owned()));
        let now = Instant::from_micros(0);
        assert_eq!(fate(&mail(1, 0), later(), now), Fate::Later(now.plus_seconds(60), "x".to_owned()));
        assert_eq!(fate(&mail(3, 0), later(), now), Fate::Later(now.plus_seconds(240), "x".to_owned()));
        assert_eq!(fate(&mail(50, 0), later(), now), Fate::Later(now.plus_seconds(3600), "x".to_owned()));
        assert_eq!(fate(&mail(50, 0), later(), now.plus_seconds(GIVE_UP_AFTER)), Fate::GivenUp("x".to_owned()));
        assert_eq!(fate(&mail(1, 0), Err(Undelivered::Refused("no".to_owned())), now), Fate::GivenUp("no".to_owned()));
    }
}
