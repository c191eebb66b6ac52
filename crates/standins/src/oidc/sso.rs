//! Who is logged in at the provider, and where they went with it.

use axum::http::{HeaderMap, HeaderValue, header};
use kit_core::{Ids, Instant};

use super::{Prompt, Provider, Request};

/// Seconds for which one identification is enough.
pub const SSO_SECONDS: i64 = 32 * 60;

const COOKIE: &str = "stand-in-sso";

/// One browser, one person.
#[derive(Clone, Debug)]
pub struct SsoSession {
    /// Who it is, in the words of the page's own form.
    pub who: String,
    pub name: String,
    pub means: &'static str,
    /// The level it gave; empty: the provider knows none.
    pub level: &'static str,
    /// When they identified themselves.
    pub at: Instant,
    pub logins: Vec<Login>,
}

/// A client that was told who it is; handles are new at each login.
#[derive(Clone, Debug)]
pub struct Login {
    pub client_id: String,
    pub subject: String,
    pub sid: String,
}

impl Provider {
    /// The browser's session and its key.
    pub fn session(&self, headers: &HeaderMap) -> Option<(String, SsoSession)> {
        let key = cookie(headers)?;
        let session = self.sessions.get(self.clock.now(), key)?;
        Some((key.to_owned(), session))
    }

    /// The session, if it is enough for this request.
    pub fn session_for(&self, request: &Request, headers: &HeaderMap) -> Option<SsoSession> {
        let (_, session) = self.session(headers)?;
        let age = self.clock.now().seconds_since(session.at);
        let is_enough = request.prompt != Prompt::Login && request.max_age.is_none_or(|most| age <= most && most > 0);
        (is_enough && request.accepts(session.level)).then_some(session)
    }

    /// The person identified themselves: the browser's session is theirs from now. The cookie's value.
    pub fn begin_session(&self, headers: &HeaderMap, (who, name): (&str, String), (means, level): (&'static str, &'static str)) -> String {
        let now = self.clock.now();
        let before = self.session(headers).filter(|(_, session)| session.who == who);
        let (key, logins) = before.map_or_else(|| (secret(&self.ids), Vec::new()), |(key, session)| (key, session.logins));
        self.sessions.put(now, now.plus_seconds(SSO_SECONDS), &key, SsoSession { who: who.to_owned(), name, means, level, at: now, logins });
        key
    }

    /// Takes down that a client was told.
    pub fn login(&self, key: &str, login: Login) {
        self.sessions.change(self.clock.now(), key, |session| session.logins.push(login));
    }

    /// The cookie that holds the key; it lives in this provider's addresses only.
    pub fn cookie(&self, key: &str) -> Option<HeaderValue> {
        let path = self.issuer.rsplit_once('/').map_or("", |(_, last)| last);
        HeaderValue::from_str(&format!("{COOKIE}={key}; Path=/{path}; Max-Age={SSO_SECONDS}; HttpOnly; SameSite=Lax")).ok()
    }
}

fn secret(ids: &Ids) -> String {
    ids.secret().expose().to_owned()
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split("; ")).find_map(|pair| pair.strip_prefix(COOKIE)?.strip_prefix('='))
}
