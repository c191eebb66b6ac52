//! Takes notices to the mail server and to the gateway, each recipient at most once.
//!
//! A process takes a batch for itself (`claimed`), and notes of each recipient that it is on its way (`in-flight`) before a byte
//! leaves. The note of one goes with the outcome of the one before, in one write. After a kill, what was only claimed waits again;
//! a text message on its way is looked up at the gateway; a mail on its way is `uncertain`, and an officer decides.

mod rules;
mod store;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures_util::future::try_join_all;
use kit_core::{Instant, Uuid};
use kit_db::{DbError, MailId, WaitingMail};
use ports::{MailTransport, TextMessage, TextMessages, Undelivered, World};
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval, sleep, timeout},
};

use self::{
    rules::{Outcome, judged, of_state},
    store::{Batch, Claimed},
};
use super::{
    recipients::{Channel, message_id},
    store::in_language,
    words,
};

/// Messages on their way at once, of each channel.
const WORKERS: usize = 8;
/// Messages that a process takes for itself at once.
const BATCH: i64 = 200;
/// Seconds for which they are its own, unless it says that it is still at it.
const LEASE: i64 = 30;
/// How often it says so.
const STILL_HERE: Duration = Duration::from_secs(8);
/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a write that the database did not take is tried again.
const WRITES: u32 = 20;

/// By which way messages leave.
#[derive(Clone)]
pub enum Carrier {
    Mail(Arc<dyn MailTransport>),
    Text(Arc<dyn TextMessages>),
}

impl Carrier {
    const fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Mail,
            Self::Text(_) => Channel::Text,
        }
    }
}

/// Sends what waits, one way.
pub struct Courier {
    world: Arc<World>,
    carrier: Carrier,
    /// Messages in a second at most; 0: no limit.
    rate: u32,
    owner: Uuid,
}

impl Courier {
    pub fn new(world: Arc<World>, carrier: Carrier, rate: u32) -> Self {
        let owner = world.ids.next(world.clock.now());
        Self { world, carrier, rate, owner }
    }

    /// Sends until it is told to stop; then what is on its way is brought to its end.
    pub async fn for_ever(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let pause = match self.look(&stop).await {
                Ok(true) => continue,
                Ok(false) => Duration::from_millis(500),
                Err(error) => {
                    tracing::warn!(%error, "notices cannot be sent just now");
                    Duration::from_secs(5)
                }
            };
            tokio::select! {
                () = sleep(pause) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// One batch, and a look at what the gateway knows. True: there may be more.
    async fn look(&self, stop: &watch::Receiver<bool>) -> Result<bool, DbError> {
        let (db, now, channel, owner) = (&self.world.db, self.world.clock.now(), self.carrier.channel(), self.owner);
        let Some(bulletin) = store::next(&db.read().await?, channel, now).await? else {
            // Nothing waits: what was left behind, what is finished, what has been delivered.
            if !store::is_open(&db.read().await?, channel, now).await? {
                return self.look_up(now).await;
            }
            let recovered = db.write(move |tx| async move { store::recover(&tx, channel, now).await }).await?;
            db.write(move |tx| async move { store::finish(&tx, now).await }).await?;
            return Ok(self.look_up(now).await? || recovered > 0);
        };
        let batch = db.write(move |tx| async move { Batch::claim(&tx, bulletin, channel, owner, BATCH, now).await }).await?;
        let done = self.deliver(&batch, stop).await;
        db.write(move |tx| async move { store::release(&tx, bulletin, owner).await }).await?;
        done?;
        self.look_up(self.world.clock.now()).await?;
        Ok(true)
    }

    async fn deliver(&self, batch: &Batch, stop: &watch::Receiver<bool>) -> Result<(), DbError> {
        let queue = Mutex::new(batch.claimed.iter().cloned().collect::<VecDeque<_>>());
        let workers = (0..WORKERS).map(|_| self.work(batch, &queue, stop));
        tokio::select! {
            done = try_join_all(workers) => done.map(drop),
            () = self.stay(batch) => Ok(()),
        }
    }

    /// Says again and again that this process is still at it.
    async fn stay(&self, batch: &Batch) {
        let (owner, bulletin) = (self.owner, batch.bulletin);
        loop {
            sleep(STILL_HERE).await;
            let until = self.world.clock.now().plus_seconds(LEASE);
            let kept = self.world.db.write(move |tx| async move { store::keep(&tx, bulletin, owner, until).await });
            if let Err(error) = kept.await {
                tracing::warn!(%error, "a batch of messages may be taken over");
            }
        }
    }

    /// One message after the other. Each write notes what became of the last and that the next is on its way.
    async fn work(&self, batch: &Batch, queue: &Mutex<VecDeque<Claimed>>, stop: &watch::Receiver<bool>) -> Result<(), DbError> {
        let mut ticks = (self.rate > 0).then(|| pace(self.rate));
        let mut done: Option<(i64, Outcome)> = None;
        loop {
            let next = if *stop.borrow() { None } else { queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front() };
            if let (Some(ticks), Some(_)) = (&mut ticks, &next) {
                // An outcome does not wait for the next turn.
                self.note(batch, done.take(), None).await?;
                ticks.tick().await;
            }
            let begun = self.note(batch, done.take(), next.as_ref().map(|next| next.place)).await?;
            match next {
                None => return Ok(()),
                Some(next) if begun => done = Some((next.place, self.hand_over(batch, &next).await)),
                // Paused, cancelled or taken over meanwhile.
                Some(_) => {}
            }
        }
    }

    async fn note(&self, batch: &Batch, done: Option<(i64, Outcome)>, next: Option<i64>) -> Result<bool, DbError> {
        if done.is_none() && next.is_none() {
            return Ok(false);
        }
        let (bulletin, owner) = (batch.bulletin, self.owner);
        let mut tries = 0;
        loop {
            let (done, now) = (done.clone(), self.world.clock.now());
            let write = self.world.db.write(move |tx| async move {
                if let Some((place, outcome)) = done {
                    store::done(&tx, bulletin, place, owner, &outcome, now).await?;
                }
                match next {
                    Some(place) => store::begin(&tx, bulletin, place, owner, now).await,
                    None => Ok(false),
                }
            });
            match write.await {
                Err(DbError::Unavailable(_)) if tries < WRITES => sleep(Duration::from_secs(1)).await,
                written => return written,
            }
            tries += 1;
        }
    }

    async fn hand_over(&self, batch: &Batch, to: &Claimed) -> Outcome {
        let handed = async {
            match &self.carrier {
                Carrier::Mail(transport) => self.mail(transport.as_ref(), batch, to).await,
                Carrier::Text(gateway) => self.text(gateway.as_ref(), batch, to).await,
            }
        };
        let uncertain = || judged(Err(Undelivered::Uncertain("no answer".to_owned())), self.carrier.channel(), to, self.world.clock.now());
        timeout(PATIENCE, handed).await.unwrap_or_else(|_| uncertain())
    }

    async fn mail(&self, transport: &dyn MailTransport, batch: &Batch, to: &Claimed) -> Outcome {
        let settings = &self.world.settings;
        let words = in_language(&batch.texts, to.language);
        let mail = WaitingMail {
            id: MailId(batch.bulletin),
            message_id: message_id(batch.bulletin, to.place, settings.host()),
            to: to.address.clone(),
            subject: words.map(|words| words.subject.clone()).unwrap_or_default(),
            body: words.map(|words| words::mail_body(words, &settings.public_url)).unwrap_or_default(),
            attempts: to.attempts,
            created_at: batch.sent_at,
            attachments: Vec::new(),
        };
        judged(transport.deliver(&mail).await.map(|()| None), Channel::Mail, to, self.world.clock.now())
    }

    /// One that was tried before is asked for first: the gateway may have taken it without our hearing of it.
    async fn text(&self, gateway: &dyn TextMessages, batch: &Batch, to: &Claimed) -> Outcome {
        let key = to.key(batch.bulletin);
        if to.attempts > 0 {
            match gateway.look_up(std::slice::from_ref(&key)).await {
                Ok(known) => {
                    if let Some((_, state)) = known.into_iter().find(|(its, _)| *its == key) {
                        return of_state(state, to, self.world.clock.now());
                    }
                }
                Err(error) => return judged(Err(error), Channel::Text, to, self.world.clock.now()),
            }
        }
        let text = in_language(&batch.texts, to.language).map(|words| words.text_message.clone()).unwrap_or_default();
        let message = TextMessage { key, to: to.address.clone(), text };
        judged(gateway.send(&message).await.map(Some), Channel::Text, to, self.world.clock.now())
    }

    /// What became of text messages that the gateway has taken. True: there may be more to ask.
    async fn look_up(&self, now: Instant) -> Result<bool, DbError> {
        let Carrier::Text(gateway) = &self.carrier else { return Ok(false) };
        let asked = store::to_look_up(&self.world.db.read().await?, now).await?;
        if asked.is_empty() {
            return Ok(false);
        }
        let keys: Vec<String> = asked.iter().map(|(bulletin, claimed)| claimed.key(*bulletin)).collect();
        let known = gateway.look_up(&keys).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the gateway does not tell what became of text messages");
            Vec::new()
        });
        let told = asked.into_iter().zip(keys).map(|((bulletin, claimed), key)| {
            let state = known.iter().find(|(its, _)| *its == key).map(|(_, state)| state.clone());
            (bulletin, claimed.place, rules::looked_up(state, &claimed, now))
        });
        let told: Vec<_> = told.collect();
        self.world.db.write(move |tx| async move { store::told(&tx, &told, now).await }).await?;
        Ok(true)
    }
}

/// Ticks so that all workers together keep to the rate.
fn pace(rate: u32) -> tokio::time::Interval {
    let workers = u32::try_from(WORKERS).unwrap_or(1);
    let mut ticks = interval(Duration::from_secs(1) * workers / rate.max(1));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}
