//! Sessions by their key, with a small memory: most requests need no question to the database.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use kit_core::{Digest, Instant, Language};
use kit_db::{Db, DbError};
use ports::Settings;

use super::{Session, store};

/// Seconds for which a remembered session is believed. Another process may have ended it meanwhile.
const BELIEVED: i64 = 5;
/// A request moves the end of its session, but writes that down at most this often (seconds).
const SEEN_EVERY: i64 = 60;
/// When so many are remembered, the old ones are forgotten.
const MOST: usize = 20_000;

/// The sessions of the program.
#[derive(Debug, Default)]
pub struct Sessions(RwLock<Remembered>);

/// Sessions by key, each with the moment it was read.
type Remembered = HashMap<[u8; 32], (Arc<Session>, Instant)>;

impl Sessions {
    /// The session of a key, if it is not over. Being asked for keeps it alive.
    pub async fn find(&self, db: &Db, key: Digest, now: Instant, settings: &Settings) -> Result<Option<Arc<Session>>, DbError> {
        let session = match self.remembered(key, now) {
            Some(session) => session,
            None => match store::load(&db.read().await?, key).await? {
                Some(session) => self.remember(Arc::new(session), now),
                None => return Ok(None),
            },
        };
        if session.is_over(now, settings) {
            self.end(db, key).await?;
            return Ok(None);
        }
        if now.seconds_since(session.seen_at) < SEEN_EVERY {
            return Ok(Some(session));
        }
        self.seen(db, &session, now, session.language).await.map(Some)
    }

    /// Notes that the session was used, and in which language.
    pub async fn seen(&self, db: &Db, session: &Session, now: Instant, language: Language) -> Result<Arc<Session>, DbError> {
        let key = session.key;
        db.write(move |tx| async move { store::seen(&tx, key, now, language).await }).await?;
        Ok(self.remember(Arc::new(Session { seen_at: now, language, ..session.clone() }), now))
    }

    /// Begins a session; `instead_of` ends in the same transaction.
    pub async fn begin(&self, db: &Db, session: Session, instead_of: Option<Digest>) -> Result<(), DbError> {
        if let Some(old) = instead_of {
            self.forget(old);
        }
        db.write(move |tx| async move {
            if let Some(old) = instead_of {
                store::end(&tx, old).await?;
            }
            store::insert(&tx, &session).await
        })
        .await
    }

    pub async fn end(&self, db: &Db, key: Digest) -> Result<(), DbError> {
        self.forget(key);
        db.write(move |tx| async move { store::end(&tx, key).await }).await?;
        self.forget(key);
        Ok(())
    }

    /// Removes sessions that are over.
    pub async fn end_old(&self, db: &Db, now: Instant, settings: &Settings) -> Result<u64, DbError> {
        let (idle, begun) = (now.plus_seconds(-settings.idle_seconds), now.plus_seconds(-settings.longest_session_seconds));
        db.write(move |tx| async move { store::end_old(&tx, idle, begun).await }).await
    }

    fn remembered(&self, key: Digest, now: Instant) -> Option<Arc<Session>> {
        let map = self.0.read().unwrap_or_else(PoisonError::into_inner);
        map.get(key.bytes()).filter(|(_, since)| now.seconds_since(*since) < BELIEVED).map(|(session, _)| Arc::clone(session))
    }

    fn remember(&self, session: Arc<Session>, now: Instant) -> Arc<Session> {
        let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= MOST {
            map.retain(|_, (_, since)| now.seconds_since(*since) < BELIEVED);
        }
        map.insert(*session.key.bytes(), (Arc::clone(&session), now));
        session
    }

    fn forget(&self, key: Digest) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(key.bytes());
    }
}
