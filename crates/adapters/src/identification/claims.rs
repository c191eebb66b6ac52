use kit_core::{Instant, Secret};
use ports::{IdentificationError, IdentifiedOfficer, IdentifiedPerson, LoggedOut, LoginRequest, ProviderSession};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{
    OidcSettings,
    answers::{code_for_log, untrusted},
    identity_code,
};

/// How far the provider's clock may be from ours.
const LEEWAY_SECONDS: i64 = 60;
/// A token older than this was not made for the login that just came back.
const OLDEST_SECONDS: i64 = 600;
/// Longest name of a person or group, in characters.
const LONGEST_NAME: usize = 200;
/// OpenID Connect Core, section 2: `sub` has at most so many.
const LONGEST_SUBJECT: usize = 255;

/// One audience, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    /// Is the token for this client? One that is for others too has to say that it was made for us (`azp`).
    fn is(&self, client: &str, party: Option<&str>) -> bool {
        let (named, alone) = match self {
            Self::One(one) => (one == client, true),
            Self::Several(several) => (several.iter().any(|one| one == client), several.len() == 1),
        };
        named && (alone || party.is_some()) && party.is_none_or(|party| party == client)
    }
}

fn parse<T: DeserializeOwned>(claims: Map<String, Value>) -> Result<T, IdentificationError> {
    serde_json::from_value(Value::Object(claims)).map_err(|_| untrusted("the token lacks a claim, or one is of another kind"))
}

/// The claims of an identity token whose signature was found good.
#[derive(Deserialize)]
pub struct Claims {
    iss: String,
    aud: Audience,
    azp: Option<String>,
    sub: String,
    exp: i64,
    nbf: Option<i64>,
    iat: i64,
    nonce: String,
    acr: Option<String>,
    auth_time: Option<i64>,
    sid: Option<String>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

impl Claims {
    pub fn of(claims: Map<String, Value>) -> Result<Self, IdentificationError> {
        parse(claims)
    }

    /// Checks what ties the token to the provider, to us, to this login and to this moment.
    pub fn check(&self, settings: &OidcSettings, login: &LoginRequest, now: i64) -> Result<(), IdentificationError> {
        if self.iss != settings.issuer {
            return Err(untrusted("the identity token is another issuer's"));
        }
        if !self.aud.is(&settings.client_id, self.azp.as_deref()) {
            return Err(untrusted("the identity token was made for another client"));
        }
        if self.nonce != login.nonce.expose() {
            return Err(untrusted("the identity token belongs to another login (nonce)"));
        }
        if self.sub.is_empty() || self.sub.len() > LONGEST_SUBJECT {
            return Err(untrusted("the identity token names nobody"));
        }
        if self.exp.saturating_add(LEEWAY_SECONDS) <= now {
            return Err(untrusted("the identity token has expired"));
        }
        if self.nbf.is_some_and(|from| from > now + LEEWAY_SECONDS) || !(now - OLDEST_SECONDS..=now + LEEWAY_SECONDS).contains(&self.iat) {
            return Err(untrusted("the identity token was not made just now"));
        }
        let begun = login.begun_at.micros() / 1_000_000;
        if login.fresh && self.auth_time.is_none_or(|at| at < begun - LEEWAY_SECONDS) {
            return Err(untrusted("the person did not identify anew"));
        }
        if self.auth_time.is_some_and(|at| at > now + LEEWAY_SECONDS) {
            return Err(untrusted("the person is still to identify"));
        }
        Ok(())
    }

    fn check_level(&self, settings: &OidcSettings) -> Result<(), IdentificationError> {
        let level = self.acr.as_deref().unwrap_or_default();
        let accepted = settings.wanted_levels.is_empty() || settings.wanted_levels.iter().any(|wanted| wanted == level);
        if accepted { Ok(()) } else { Err(IdentificationError::LevelTooLow(code_for_log(level))) }
    }

    /// Somebody without an identity code is told so first: another means of identification would not help.
    pub fn person(self, settings: &OidcSettings) -> Result<IdentifiedPerson, IdentificationError> {
        let names = &settings.claims;
        let code = self.text(&names.identity_code).ok_or(IdentificationError::NoIdentityCode)?;
        if !identity_code::is_valid(&code) {
            return Err(untrusted("the identity token holds something else for an identity code"));
        }
        self.check_level(settings)?;
        Ok(IdentifiedPerson {
            identity_code: Secret::new(code),
            given_names: self.name(&names.given_names)?,
            family_name: self.name(&names.family_name)?,
            method: self.method(&names.method),
            authenticated_at: instant(self.auth_time.unwrap_or(self.iat).clamp(0, self.iat.max(0))),
            level: self.acr.unwrap_or_default(),
            provider_session: ProviderSession { subject: self.sub, sid: self.sid },
        })
    }

    pub fn officer(self, settings: &OidcSettings, id_token: Secret) -> Result<IdentifiedOfficer, IdentificationError> {
        self.check_level(settings)?;
        let name = self.name(&settings.claims.name)?;
        let groups = match self.others.get(&settings.claims.groups) {
            Some(Value::String(group)) => vec![group.clone()],
            Some(Value::Array(groups)) => groups.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let provider_session = ProviderSession { subject: self.sub.clone(), sid: self.sid };
        Ok(IdentifiedOfficer { subject: self.sub, name, groups, id_token, provider_session })
    }

    fn text(&self, names: &[String]) -> Option<String> {
        names.iter().find_map(|name| self.others.get(name)?.as_str()).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn name(&self, names: &[String]) -> Result<String, IdentificationError> {
        let name = self.text(names).ok_or_else(|| untrusted("the identity token holds no name"))?;
        let fit = name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
        if fit { Ok(name) } else { Err(untrusted("the identity token holds something else for a name")) }
    }

    fn method(&self, names: &[String]) -> Option<String> {
        let found = names.iter().find_map(|name| self.others.get(name))?;
        let first = found.as_str().or_else(|| found.as_array()?.first()?.as_str())?;
        Some(code_for_log(first))
    }
}

/// The claims of a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4).
#[derive(Deserialize)]
pub struct LogoutClaims {
    iss: String,
    aud: Audience,
    iat: i64,
    exp: Option<i64>,
    jti: String,
    sub: Option<String>,
    sid: Option<String>,
    events: Map<String, Value>,
    nonce: Option<Value>,
}

impl LogoutClaims {
    pub fn of(claims: Map<String, Value>) -> Result<Self, IdentificationError> {
        parse(claims)
    }

    pub fn check(self, settings: &OidcSettings, now: i64) -> Result<LoggedOut, IdentificationError> {
        const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
        if self.iss != settings.issuer || !self.aud.is(&settings.client_id, None) {
            return Err(untrusted("the logout token is another issuer's or another client's"));
        }
        if !self.events.get(EVENT).is_some_and(Value::is_object) || self.nonce.is_some() {
            return Err(untrusted("this is no logout token"));
        }
        if self.sub.is_none() && self.sid.is_none() {
            return Err(untrusted("the logout token names nobody"));
        }
        let of_now = (now - OLDEST_SECONDS..=now + LEEWAY_SECONDS).contains(&self.iat);
        if !of_now || self.exp.is_some_and(|exp| exp.saturating_add(LEEWAY_SECONDS) <= now) {
            return Err(untrusted("the logout token is not of now"));
        }
        if self.jti.is_empty() || self.jti.len() > LONGEST_SUBJECT {
            return Err(untrusted("the logout token has no name of its own"));
        }
        Ok(LoggedOut { subject: self.sub, sid: self.sid, token_id: self.jti, issued_at: instant(self.iat) })
    }
}

const fn instant(seconds: i64) -> Instant {
    Instant::from_micros(0).plus_seconds(seconds)
}
