//! One round of sending: a batch that a process has taken for itself, and the workers that hand it over.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use kit_core::Instant as Moment;
use kit_db::{DbError, MailId, WaitingMail};
use ports::{MailTransport, TextMessage, TextMessages, Undelivered};
use tokio::{
    sync::{RwLock, watch},
    time::{Instant, Interval, MissedTickBehavior, interval, sleep, timeout},
};

use super::{
    super::{
        recipients::{Channel, message_id},
        store::in_language,
        words,
    },
    Carrier, Courier, LEASE, WORKERS,
    rules::{self, Outcome, judged, of_state},
    store::{self, Batch, Claimed},
};

/// How often a process says that it is still at its batch.
const STILL_HERE: Duration = Duration::from_secs(8);
/// How long a batch takes at most: then it is looked whether something more urgent waits.
const TURN: Duration = Duration::from_secs(5);
/// What was noted as leaving, and has not left after this long, does not leave: others may soon take it over.
const HELD_AFTER: Duration = Duration::from_secs(10);
/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a write that the database did not take is tried again.
const WRITES: u32 = 20;

pub struct Round<'a> {
    courier: &'a Courier,
    batch: &'a Batch,
    queue: Mutex<VecDeque<Claimed>>,
    /// The lease is renewed while no worker writes: two that lock many rows in different orders would wait for each other.
    gate: RwLock<()>,
    begun_at: Instant,
    stop: &'a watch::Receiver<bool>,
}

impl<'a> Round<'a> {
    pub fn new(courier: &'a Courier, batch: &'a Batch, stop: &'a watch::Receiver<bool>) -> Self {
        let queue = Mutex::new(batch.claimed.iter().cloned().collect());
        Self { courier, batch, queue, gate: RwLock::default(), begun_at: Instant::now(), stop }
    }

    fn now(&self) -> Moment {
        self.courier.world.clock.now()
    }

    /// Says again and again that this process is still at it.
    pub async fn stay(&self) {
        let (owner, bulletin, range) = (self.batch.owner, self.batch.bulletin, self.batch.range());
        loop {
            sleep(STILL_HERE).await;
            let until = self.now().plus_seconds(LEASE);
            let _alone = self.gate.write().await;
            let kept = self.courier.world.db.write(move |tx| async move { store::keep(&tx, bulletin, owner, range, until).await });
            if let Err(error) = kept.await {
                tracing::warn!(%error, "a batch of messages may be taken over");
            }
        }
    }

    /// One handful after the other. Each write notes what became of the last and that the next is on its way.
    pub async fn work(&self) -> Result<(), DbError> {
        let rate = self.courier.rate;
        let mut ticks = (rate > 0).then(|| pace(rate));
        let most = if rate > 0 { 1 } else { self.courier.carrier.handful() };
        let (mut done, mut size) = (Vec::new(), 1);
        loop {
            let next = self.take(size);
            if let (Some(ticks), false) = (&mut ticks, next.is_empty()) {
                // An outcome does not wait for the next turn.
                self.note(std::mem::take(&mut done), &[]).await?;
                ticks.tick().await;
            }
            let begun = self.note(std::mem::take(&mut done), &next).await?;
            if next.is_empty() {
                return Ok(());
            }
            let from = Instant::now();
            for to in next.into_iter().filter(|to| begun.contains(&to.place)) {
                let outcome = self.hand_over(&to, from).await;
                done.push((to.place, outcome));
            }
            size = rules::handful(done.len(), from.elapsed(), most);
        }
    }

    fn take(&self, size: usize) -> Vec<Claimed> {
        if *self.stop.borrow() || self.begun_at.elapsed() >= TURN {
            return Vec::new();
        }
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let size = size.min(queue.len());
        queue.drain(..size).collect()
    }

    /// The places of those that may leave now: not those that were paused, cancelled or taken over meanwhile.
    async fn note(&self, done: Vec<(i64, Outcome)>, next: &[Claimed]) -> Result<Vec<i64>, DbError> {
        if done.is_empty() && next.is_empty() {
            return Ok(Vec::new());
        }
        let (bulletin, owner) = (self.batch.bulletin, self.batch.owner);
        let range = next.first().zip(next.last()).map(|(first, last)| (first.place, last.place));
        let mut tries = 0;
        loop {
            let (done, now) = (done.clone(), self.now());
            let together = self.gate.read().await;
            let write = self.courier.world.db.write(move |tx| async move {
                store::done(&tx, bulletin, owner, &done, now).await?;
                match range {
                    Some(range) => store::begin(&tx, bulletin, owner, range, now).await,
                    None => Ok(Vec::new()),
                }
            });
            let written = write.await;
            drop(together);
            match written {
                Err(DbError::Unavailable(_)) if tries < WRITES => sleep(Duration::from_secs(1)).await,
                written => return written,
            }
            tries += 1;
        }
    }

    async fn hand_over(&self, to: &Claimed, noted_at: Instant) -> Outcome {
        if *self.stop.borrow() || noted_at.elapsed() >= HELD_AFTER {
            return Outcome::Held;
        }
        let carrier = &self.courier.carrier;
        let handed = async {
            match carrier {
                Carrier::Mail(transport) => self.mail(transport.as_ref(), to).await,
                Carrier::Text(gateway) => self.text(gateway.as_ref(), to).await,
            }
        };
        let uncertain = || judged(Err(Undelivered::Uncertain("no answer".to_owned())), carrier.channel(), to, self.now());
        timeout(PATIENCE, handed).await.unwrap_or_else(|_| uncertain())
    }

    async fn mail(&self, transport: &dyn MailTransport, to: &Claimed) -> Outcome {
        let (settings, batch) = (&self.courier.world.settings, self.batch);
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
            copy: Some((to.place, to.round)),
        };
        judged(transport.deliver(&mail).await.map(|()| None), Channel::Mail, to, self.now())
    }

    /// One that was tried before is asked for first: the gateway may have taken it without our hearing of it.
    async fn text(&self, gateway: &dyn TextMessages, to: &Claimed) -> Outcome {
        let key = to.key(self.batch.bulletin);
        if to.attempts > 0 {
            match gateway.look_up(std::slice::from_ref(&key)).await {
                Ok(known) => {
                    if let Some((_, state)) = known.into_iter().find(|(its, _)| *its == key) {
                        return of_state(state, to, self.now());
                    }
                }
                Err(error) => return judged(Err(error), Channel::Text, to, self.now()),
            }
        }
        let text = in_language(&self.batch.texts, to.language).map(|words| words.text_message.clone()).unwrap_or_default();
        let message = TextMessage { key, to: to.address.clone(), text };
        judged(gateway.send(&message).await.map(Some), Channel::Text, to, self.now())
    }
}

/// Ticks so that all workers together keep to the rate.
fn pace(rate: u32) -> Interval {
    let workers = u32::try_from(WORKERS).unwrap_or(1);
    let mut ticks = interval(Duration::from_secs(1) * workers / rate.max(1));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}
