use kit_core::Instant;
use ports::{IdentificationError, LoggedOut};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::answers::untrusted;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How far the provider's clock may be from ours, and how old a token may be (seconds).
const OLDEST_SECONDS: i64 = 300;

/// The claims of a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4).
#[derive(Clone, Deserialize)]
pub struct LogoutClaims {
    iat: i64,
    exp: Option<i64>,
    jti: String,
    sub: Option<String>,
    sid: Option<String>,
    #[serde(default)]
    events: Map<String, Value>,
    nonce: Option<String>,
}

impl LogoutClaims {
    pub fn check(self, now: Instant) -> Result<LoggedOut, IdentificationError> {
        let now = now.micros() / 1_000_000;
        if !self.events.get(EVENT).is_some_and(Value::is_object) || self.nonce.is_some() {
            return Err(untrusted("this is no logout token"));
        }
        if self.sub.is_none() && self.sid.is_none() {
            return Err(untrusted("the logout token names nobody"));
        }
        if self.jti.is_empty() || !(now - OLDEST_SECONDS..=now + OLDEST_SECONDS).contains(&self.iat) || self.exp.is_some_and(|exp| exp <= now) {
            return Err(untrusted("the logout token is not of now"));
        }
        let issued_at = Instant::from_micros(0).plus_seconds(self.iat);
        Ok(LoggedOut { subject: self.sub, sid: self.sid, token_id: self.jti, issued_at })
    }
}
