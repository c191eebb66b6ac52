//! What a session keeps for its browser alone: sealed with a key from the cookie's secret, which is stored nowhere.

use std::fmt;

use kit_core::Secret;
use ports::ProviderSession;
use serde::{Deserialize, Serialize};

use super::{open, seal};

const PURPOSE: &str = "session";

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Persons only.
    identity_code: Option<String>,
    subject: String,
    sid: Option<String>,
    /// Officers only: their identity token, wanted at logout. Persons' holds the identity code.
    id_token: Option<String>,
}

impl Kept {
    pub fn of_person(identity_code: &Secret, session: &ProviderSession) -> Self {
        Self { identity_code: Some(identity_code.expose().to_owned()), subject: session.subject.clone(), sid: session.sid.clone(), id_token: None }
    }

    pub fn of_officer(id_token: &Secret, session: &ProviderSession) -> Self {
        Self { identity_code: None, subject: session.subject.clone(), sid: session.sid.clone(), id_token: Some(id_token.expose().to_owned()) }
    }

    pub fn identity_code(&self) -> Option<Secret> {
        self.identity_code.as_deref().map(Secret::new)
    }

    pub fn id_token(&self) -> Option<Secret> {
        self.id_token.as_deref().map(Secret::new)
    }

    pub fn provider_session(&self) -> ProviderSession {
        ProviderSession { subject: self.subject.clone(), sid: self.sid.clone() }
    }

    pub(super) fn sealed(&self, secret: &Secret) -> Option<Vec<u8>> {
        seal(secret, PURPOSE, &serde_json::to_vec(self).ok()?)
    }

    pub(super) fn opened(secret: &Secret, sealed: &[u8]) -> Option<Self> {
        serde_json::from_slice(&open(secret, PURPOSE, sealed)?).ok()
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept(…)")
    }
}
