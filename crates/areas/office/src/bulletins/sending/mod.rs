//! Takes notices to the mail server and to the gateway, each recipient at most once.
//!
//! A process takes a batch for itself (`claimed`), and notes of a handful of recipients at a time that they are on their way
//! (`in-flight`) before a byte leaves. The note of one handful goes with the outcomes of the one before, in one write. After a
//! kill, what was only claimed waits again; a text message on its way is looked up at the gateway; a mail on its way is
//! `uncertain`, and an officer decides.

mod round;
mod rules;
mod store;

use std::{collections::HashMap, sync::Arc, time::Duration};

use futures_util::future::join_all;
use kit_core::Instant;
use kit_db::DbError;
use ports::{MailTransport, TextMessageState, TextMessages, World};
use tokio::{sync::watch, time::sleep};

use self::{round::Round, store::Batch};
use super::recipients::Channel;

/// Messages on their way at once, of each channel.
const WORKERS: usize = 8;
/// Messages that a process takes for itself at once.
const BATCH: i64 = 1000;
/// Seconds for which they are its own, unless it says that it is still at it.
const LEASE: i64 = 30;

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

    /// Messages that one write notes as being on their way at most. Of a mail nobody can be asked afterwards: few.
    const fn handful(&self) -> usize {
        match self {
            Self::Mail(_) => 8,
            Self::Text(_) => 25,
        }
    }
}

/// Sends what waits, one way.
pub struct Courier {
    world: Arc<World>,
    carrier: Carrier,
    /// Messages in a second at most; 0: no limit.
    rate: u32,
}

impl Courier {
    pub const fn new(world: Arc<World>, carrier: Carrier, rate: u32) -> Self {
        Self { world, carrier, rate }
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
        let (db, now, channel) = (&self.world.db, self.world.clock.now(), self.carrier.channel());
        let Some(bulletin) = store::next(&db.read().await?, channel, now).await? else {
            // Nothing waits: what was left behind, what is finished, what has been delivered.
            if !store::is_open(&db.read().await?, channel, now).await? {
                return self.look_up(now).await;
            }
            let recovered = db.write(move |tx| async move { store::recover(&tx, channel, now).await }).await?;
            db.write(move |tx| async move { store::finish(&tx, now).await }).await?;
            return Ok(self.look_up(now).await? || recovered > 0);
        };
        let owner = self.world.ids.next(now);
        let batch = db.write(move |tx| async move { Batch::claim(&tx, bulletin, channel, owner, BATCH, now).await }).await?;
        let (done, range) = (self.deliver(&batch, stop).await, batch.range());
        db.write(move |tx| async move { store::release(&tx, bulletin, owner, range).await }).await?;
        done?;
        self.look_up(self.world.clock.now()).await?;
        Ok(true)
    }

    async fn deliver(&self, batch: &Batch, stop: &watch::Receiver<bool>) -> Result<(), DbError> {
        let round = Round::new(self, batch, stop);
        tokio::select! {
            // One that cannot go on leaves the others to bring theirs to its end.
            done = join_all((0..WORKERS).map(|_| round.work())) => done.into_iter().collect(),
            () = round.stay() => Ok(()),
        }
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
        let known: HashMap<String, TextMessageState> = known.into_iter().collect();
        let told = asked
            .into_iter()
            .zip(keys)
            .map(|((bulletin, claimed), key)| (bulletin, claimed.place, rules::looked_up(known.get(&key).cloned(), &claimed, now)));
        let told: Vec<_> = told.collect();
        self.world.db.write(move |tx| async move { store::told(&tx, &told, now).await }).await?;
        Ok(true)
    }
}
