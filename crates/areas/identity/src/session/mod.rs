//! A session: who is logged in, and for whom they act. Kept on the server; the browser holds a secret
//! whose SHA-256 is the key here. A new secret is made at login and at each change of role.

mod cache;
mod cookie;
mod seal;
mod store;

use kit_core::{Digest, Instant, Language, Secret, Uuid};
use ports::Settings;

pub use cache::Sessions;
pub(crate) use cookie::{Cookies, LANGUAGE, LOGIN, PARKED, SESSION, cookie, expired_cookie};
pub(crate) use seal::{open, seal};

/// A session as a request sees it.
#[derive(Clone, Debug)]
pub struct Session {
    pub key: Digest,
    pub actor: Actor,
    /// The token that each form of this session carries.
    pub csrf: String,
    pub language: Language,
    pub id_token: Secret,
    pub created_at: Instant,
    pub seen_at: Instant,
}

#[derive(Clone, Debug)]
pub enum Actor {
    Person { id: Uuid, name: String, sealed_identity: Vec<u8>, acting: Option<Acting> },
    Officer { id: Uuid, name: String, duties: Vec<Duty>, keying: Option<Keying> },
}

/// For whom a person acts, and by which right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    pub oid: String,
    pub business_id: String,
    pub name: String,
    /// A role code or a mandate theme, as the mandate service gave it.
    pub right: String,
    pub checked_at: Instant,
}

/// What an officer keys in for a customer: the customer, and the paper on which it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keying {
    pub acting: Acting,
    pub paper: Uuid,
}

impl Acting {
    /// The right by which an officer keys in what the customer has signed on paper.
    pub const ON_PAPER: &'static str = "PAPER";
}

/// What an officer may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// See applications and customers.
    Look,
    /// Take, ask, approve, reject.
    Handle,
    /// Hand cases to others, undo decisions.
    Lead,
    /// Publish service descriptions, terms and instructions.
    Contents,
    /// Search the access log.
    Audit,
}

impl Duty {
    const ALL: [Self; 5] = [Self::Look, Self::Handle, Self::Lead, Self::Contents, Self::Audit];

    const fn key(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Handle => "handle",
            Self::Lead => "lead",
            Self::Contents => "contents",
            Self::Audit => "audit",
        }
    }

    /// The duties of these keys, with spaces between; what is none is left out.
    pub fn from_keys(keys: &str) -> Vec<Self> {
        Self::ALL.into_iter().filter(|duty| keys.split(' ').any(|key| key == duty.key())).collect()
    }

    pub(crate) fn keys(duties: &[Self]) -> String {
        duties.iter().map(|duty| duty.key()).collect::<Vec<_>>().join(" ")
    }
}

impl Session {
    /// Is it over, by idleness or by age?
    pub const fn is_over(&self, now: Instant, settings: &Settings) -> bool {
        now.seconds_since(self.seen_at) >= settings.idle_seconds || now.seconds_since(self.created_at) >= settings.longest_session_seconds
    }

    pub fn name(&self) -> &str {
        match &self.actor {
            Actor::Person { name, .. } | Actor::Officer { name, .. } => name,
        }
    }
}
