use kit_core::Instant;

use crate::{
    kept::Kept,
    personas::{Grant, Person},
};

/// Seconds after which a session is over, whatever happened in it.
pub const SESSION_SECONDS: i64 = 32 * 60;
/// Seconds for which an access token is valid.
pub const TOKEN_SECONDS: i64 = 599;

/// Sessions by their id, which only the e-service knows.
pub type Sessions = Kept<Session>;

#[derive(Clone)]
pub struct Session {
    pub user_id: String,
    pub person: &'static Person,
    /// How many choices the person had begun with this one.
    pub number: usize,
    pub step: Step,
}

#[derive(Clone)]
pub enum Step {
    Registered,
    Chosen { code: String, redirect_uri: String, grant: Option<&'static Grant> },
    Exchanged { token: String, at: Instant, grant: Option<&'static Grant> },
}
