//! A session: who is logged in, and for whom they act. Kept on the server; the browser holds a secret
//! whose SHA-256 is the key here. A new secret is made at login and at each change of role.

mod cache;
mod cookie;
mod device;
mod kept;
mod seal;
mod store;
mod token;

use kit_core::{Digest, Ids, Instant, Language, Secret, Uuid};
use ports::{ProviderSession, Settings};

pub use cache::Sessions;
pub(crate) use cookie::{Cookies, LANGUAGE, LOGIN, PARKED, SESSION, cookie, expired_cookie};
pub(crate) use device::device;
pub(crate) use kept::Kept;
pub(crate) use seal::{open, seal};
pub use store::{Ending, Own, ProviderEnding};
pub(crate) use token::{Origin, has_shape, origin};

/// A session as a request sees it.
#[derive(Clone, Debug)]
pub struct Session {
    pub key: Digest,
    /// Names the session on its owner's page.
    pub id: Uuid,
    pub actor: Actor,
    /// The token that each form of this session carries.
    pub csrf: String,
    pub language: Language,
    pub provider: ProviderKeys,
    /// What only the browser's secret opens.
    pub sealed: Vec<u8>,
    /// Browser and system in two words.
    pub device: String,
    /// When the person logged in; a change of role changes nothing of it.
    pub created_at: Instant,
    pub seen_at: Instant,
}

#[derive(Clone, Debug)]
pub enum Actor {
    Person { id: Uuid, name: String, acting: Option<Acting> },
    Officer { id: Uuid, name: String, duties: Vec<Duty>, keying: Option<Keying> },
}

impl Actor {
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Person { id, .. } | Self::Officer { id, .. } => *id,
        }
    }

    /// For whom one acts.
    pub fn acting(&self) -> Option<&Acting> {
        match self {
            Self::Person { acting, .. } => acting.as_ref(),
            Self::Officer { keying, .. } => keying.as_ref().map(|keying| &keying.acting),
        }
    }

    pub(crate) fn organisation(&self) -> Option<&str> {
        self.acting().map(|acting| acting.oid.as_str())
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Officer { .. } => "officer",
        }
    }
}

/// By what a logout at the provider finds a session: hashes, as the provider's names for persons are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderKeys {
    pub subject: Digest,
    pub sid: Option<Digest>,
}

impl ProviderKeys {
    pub fn of(issuer: &str, session: &ProviderSession) -> Self {
        Self { subject: Self::subject(issuer, &session.subject), sid: session.sid.as_deref().map(|sid| Self::sid(issuer, sid)) }
    }

    pub fn subject(issuer: &str, subject: &str) -> Digest {
        Digest::of(format!("subject\n{issuer}\n{subject}"))
    }

    pub fn sid(issuer: &str, sid: &str) -> Digest {
        Digest::of(format!("sid\n{issuer}\n{sid}"))
    }
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

    /// A mandate, whichever its theme: roles are codes, mandates are addresses.
    pub fn is_mandate(right: &str) -> bool {
        right.contains("://")
    }
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

/// A session that begins, and the secret that its browser gets.
#[derive(Debug)]
pub(crate) struct Beginning {
    pub secret: Secret,
    pub session: Session,
}

impl Session {
    /// The session of a login. None only if nothing can be sealed on this machine.
    pub(crate) fn begin(ids: &Ids, (now, language, device): (Instant, Language, &str), actor: Actor, issuer: &str, kept: &Kept) -> Option<Beginning> {
        let secret = ids.secret();
        let session = Self {
            key: Digest::of(secret.expose()),
            id: ids.next(now),
            csrf: token::make(ids, actor.id(), actor.organisation()),
            actor,
            language,
            provider: ProviderKeys::of(issuer, &kept.provider_session()),
            sealed: kept.sealed(&secret)?,
            device: device.to_owned(),
            created_at: now,
            seen_at: now,
        };
        Some(Beginning { secret, session })
    }

    /// The same login in another role: new secret, new token, new id. None without the secret of the old one.
    pub(crate) fn in_role(&self, secret: Option<&Secret>, ids: &Ids, now: Instant, actor: Actor) -> Option<Beginning> {
        let kept = self.kept(secret)?;
        let secret = ids.secret();
        let session = Self {
            key: Digest::of(secret.expose()),
            id: ids.next(now),
            csrf: token::make(ids, actor.id(), actor.organisation()),
            actor,
            sealed: kept.sealed(&secret)?,
            seen_at: now,
            ..self.clone()
        };
        Some(Beginning { secret, session })
    }

    pub(crate) fn kept(&self, secret: Option<&Secret>) -> Option<Kept> {
        Kept::opened(secret?, &self.sealed)
    }

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
