//! Sessions by their key, with a small memory: most requests need no question to the database.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use kit_core::{Digest, Ids, Instant, Language};
use kit_db::{Db, DbError, Tx};
use ports::{Settings, World};

use super::{
    Session,
    store::{self, Ended, Ending, Own, ProviderEnding},
};
use crate::access::log::{About, LogActor, LogRow};

/// Seconds for which a remembered session is believed. Another process may have ended it meanwhile.
const BELIEVED: i64 = 5;
/// A request moves the end of its session, but writes that down at most this often (seconds).
const SEEN_EVERY: i64 = 60;
/// When so many are remembered, the old ones are forgotten.
const MOST: usize = 20_000;

/// The sessions of the program.
#[derive(Debug, Default)]
pub struct Sessions(RwLock<Remembered>);

/// Sessions by key, each with the moment it was read. None: it was ended here, and whoever has just read it is wrong.
type Remembered = HashMap<[u8; 32], (Option<Arc<Session>>, Instant)>;

impl Sessions {
    /// The session of a key, if it is not over. Being asked for keeps it alive.
    pub async fn find(&self, db: &Db, key: Digest, now: Instant, settings: &Settings) -> Result<Option<Arc<Session>>, DbError> {
        let session = match self.remembered(key, now) {
            Some(session) => session,
            None => match store::load(&db.read().await?, key).await? {
                Some(session) => self.remember(Arc::new(session), now),
                None => None,
            },
        };
        let Some(session) = session else {
            return Ok(None);
        };
        if session.is_over(now, settings) {
            self.end(db, key, now).await?;
            return Ok(None);
        }
        if now.seconds_since(session.seen_at) < SEEN_EVERY {
            return Ok(Some(session));
        }
        self.seen(db, &session, now, session.language).await
    }

    /// Notes that the session was used, and in which language. None: it has ended meanwhile.
    pub async fn seen(&self, db: &Db, session: &Session, now: Instant, language: Language) -> Result<Option<Arc<Session>>, DbError> {
        let key = session.key;
        if !db.write(move |tx| async move { store::seen(&tx, key, now, language).await }).await? {
            self.forget(&[key], now);
            return Ok(None);
        }
        Ok(self.remember(Arc::new(Session { seen_at: now, language, ..session.clone() }), now))
    }

    /// Begins a session; `instead_of` ends in the same transaction.
    pub async fn begin(&self, db: &Db, session: Session, instead_of: Option<Digest>) -> Result<(), DbError> {
        self.begin_with(db, session, instead_of, |_| async { Ok(()) }).await
    }

    /// The same, with what is written in the same transaction.
    pub async fn begin_with<W, F>(&self, db: &Db, session: Session, instead_of: Option<Digest>, also: W) -> Result<(), DbError>
    where
        W: FnOnce(Arc<Tx>) -> F + Send + 'static,
        F: Future<Output = Result<(), DbError>> + Send + 'static,
    {
        let now = session.seen_at;
        db.write(move |tx| async move {
            let tx = Arc::new(tx);
            if let Some(old) = instead_of {
                store::end(&tx, old).await?;
            }
            store::insert(&tx, &session).await?;
            also(Arc::clone(&tx)).await
        })
        .await?;
        self.forget(instead_of.as_slice(), now);
        Ok(())
    }

    pub async fn end(&self, db: &Db, key: Digest, now: Instant) -> Result<(), DbError> {
        db.write(move |tx| async move { store::end(&tx, key).await }).await?;
        self.forget(&[key], now);
        Ok(())
    }

    /// The sessions of the person or officer of this one.
    pub async fn own(&self, db: &Db, session: &Session, now: Instant, settings: &Settings) -> Result<Vec<Own>, DbError> {
        let (idle, begun) = ends(now, settings);
        store::own(&db.read().await?, &session.actor, idle, begun).await
    }

    /// Ends sessions of one's own, as their owner wants; how many.
    pub async fn log_out(&self, world: &World, session: &Session, ending: Ending, now: Instant) -> Result<usize, DbError> {
        let (session, ids) = (session.clone(), world.ids.clone());
        let ended = world.db.write(move |tx| async move {
            let ended = store::end_own(&tx, &session, ending).await?;
            log(&tx, &ids, now, &ended).await?;
            Ok::<_, DbError>(ended)
        });
        Ok(self.ended(&ended.await?, now))
    }

    /// Ends what a logout at the provider ends; how many. `token` works once: None if it was taken before.
    pub async fn log_out_by_provider(
        &self,
        world: &World,
        ending: ProviderEnding,
        token: Option<Digest>,
        now: Instant,
    ) -> Result<Option<usize>, DbError> {
        let ids = world.ids.clone();
        let ended = world.db.write(move |tx| async move {
            if let Some(token) = token
                && !store::take_token(&tx, token, now).await?
            {
                return Ok::<_, DbError>(None);
            }
            let ended = store::end_of_provider(&tx, ending).await?;
            log(&tx, &ids, now, &ended).await?;
            Ok(Some(ended))
        });
        Ok(ended.await?.map(|ended| self.ended(&ended, now)))
    }

    fn ended(&self, ended: &[Ended], now: Instant) -> usize {
        let keys: Vec<Digest> = ended.iter().map(|ended| ended.key).collect();
        self.forget(&keys, now);
        keys.len()
    }

    /// Removes sessions that are over.
    pub async fn end_old(&self, db: &Db, now: Instant, settings: &Settings) -> Result<u64, DbError> {
        let (idle, begun) = ends(now, settings);
        db.write(move |tx| async move { store::end_old(&tx, idle, begun).await }).await
    }

    fn remembered(&self, key: Digest, now: Instant) -> Option<Option<Arc<Session>>> {
        let map = self.0.read().unwrap_or_else(PoisonError::into_inner);
        map.get(key.bytes()).filter(|(_, since)| now.seconds_since(*since) < BELIEVED).map(|(session, _)| session.clone())
    }

    fn remember(&self, session: Arc<Session>, now: Instant) -> Option<Arc<Session>> {
        let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let key = *session.key.bytes();
        if map.get(&key).is_some_and(|(known, since)| known.is_none() && now.seconds_since(*since) < BELIEVED) {
            return None;
        }
        make_room(&mut map, now);
        map.insert(key, (Some(Arc::clone(&session)), now));
        Some(session)
    }

    fn forget(&self, keys: &[Digest], now: Instant) {
        let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
        make_room(&mut map, now);
        map.extend(keys.iter().map(|key| (*key.bytes(), (None, now))));
    }
}

async fn log(tx: &Tx, ids: &Ids, now: Instant, ended: &[Ended]) -> Result<(), DbError> {
    for session in ended {
        let actor = if session.is_officer { LogActor::officer(session.who) } else { LogActor::person(session.who, None) };
        let row = LogRow { id: ids.next(now), at: now, actor, action: "log-out", about: About::nobodys("session", session.id) };
        row.write(tx).await?;
    }
    Ok(())
}

/// Sessions last used, or begun, before these moments are over.
const fn ends(now: Instant, settings: &Settings) -> (Instant, Instant) {
    (now.plus_seconds(-settings.idle_seconds), now.plus_seconds(-settings.longest_session_seconds))
}

fn make_room(map: &mut Remembered, now: Instant) {
    if map.len() >= MOST {
        map.retain(|_, (_, since)| now.seconds_since(*since) < BELIEVED);
    }
}
