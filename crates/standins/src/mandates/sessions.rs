use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use kit_core::Instant;

use crate::personas::{Grant, Person};

/// Seconds after which a session is over, whatever happened in it.
const SESSION_SECONDS: i64 = 32 * 60;
/// Seconds for which an access token is valid.
pub const TOKEN_SECONDS: i64 = 599;

/// Sessions by their id, which only the e-service knows.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<String, Session>>);

pub struct Session {
    pub user_id: String,
    pub person: &'static Person,
    pub began: Instant,
    pub step: Step,
}

pub enum Step {
    Registered,
    Chosen { code: String, redirect_uri: String, grant: Option<&'static Grant> },
    Exchanged { token: String, at: Instant, grant: Option<&'static Grant> },
}

impl Sessions {
    /// The sessions that are not over.
    pub fn at(&self, now: Instant) -> MutexGuard<'_, HashMap<String, Session>> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| now.seconds_since(session.began) <= SESSION_SECONDS);
        sessions
    }
}
