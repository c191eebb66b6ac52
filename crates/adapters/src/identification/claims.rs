use kit_core::{Instant, Secret};
use ports::{IdentificationError, IdentifiedOfficer, IdentifiedPerson, ProviderSession};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{OidcSettings, answers::untrusted};

/// How far the provider's clock may be from ours.
const LEEWAY_SECONDS: i64 = 60;
/// A token older than this was not made for the login that just came back.
const OLDEST_SECONDS: i64 = 600;

/// Providers name the same facts differently; the first name found counts.
const IDENTITY_CODE: &[&str] = &["urn:oid:1.2.246.21", "personal_identity_code"];
const FAMILY_NAME: &[&str] = &["urn:oid:2.5.4.4", "family_name"];
const GIVEN_NAMES: &[&str] = &["urn:oid:1.2.246.575.1.14", "given_name", "http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName"];

/// The claims of an identity token whose signature, issuer and audience were found good.
#[derive(Clone, Deserialize)]
pub struct Claims {
    iss: String,
    sub: String,
    exp: i64,
    iat: i64,
    nonce: String,
    acr: Option<String>,
    azp: Option<String>,
    auth_time: Option<i64>,
    sid: Option<String>,
    #[serde(default)]
    amr: Vec<String>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

impl Claims {
    /// Checks what ties the token to this login and to this moment.
    pub fn check(&self, settings: &OidcSettings, nonce: &Secret, now: Instant) -> Result<(), IdentificationError> {
        let now = now.micros() / 1_000_000;
        if self.iss != settings.issuer {
            return Err(untrusted("the identity token is another issuer's"));
        }
        if self.azp.as_ref().is_some_and(|party| *party != settings.client_id) {
            return Err(untrusted("the identity token was made for another client"));
        }
        if self.nonce != nonce.expose() {
            return Err(untrusted("the identity token belongs to another login (nonce)"));
        }
        if self.exp.saturating_add(LEEWAY_SECONDS) <= now {
            return Err(untrusted("the identity token has expired"));
        }
        if !(now - OLDEST_SECONDS..=now + LEEWAY_SECONDS).contains(&self.iat) {
            return Err(untrusted("the identity token was not made just now"));
        }
        let level = self.acr.as_deref().unwrap_or_default();
        if !settings.wanted_levels.is_empty() && !settings.wanted_levels.iter().any(|wanted| wanted == level) {
            return Err(IdentificationError::LevelTooLow(level.to_owned()));
        }
        Ok(())
    }

    pub fn person(self) -> Result<IdentifiedPerson, IdentificationError> {
        Ok(IdentifiedPerson {
            identity_code: self.found(IDENTITY_CODE).map(Secret::new).ok_or(IdentificationError::NoIdentityCode)?,
            given_names: self.required(GIVEN_NAMES, "given names")?,
            family_name: self.required(FAMILY_NAME, "family name")?,
            authenticated_at: Instant::from_micros(0).plus_seconds(self.auth_time.unwrap_or(self.iat).clamp(0, self.iat)),
            level: self.acr.unwrap_or_default(),
            method: self.amr.into_iter().next(),
            provider_session: ProviderSession { subject: self.sub, sid: self.sid },
        })
    }

    pub fn officer(self, groups_claim: &str, id_token: Secret) -> Result<IdentifiedOfficer, IdentificationError> {
        let name = self.required(&["name"], "name")?;
        let groups = self.others.get(groups_claim).and_then(Value::as_array).into_iter().flatten();
        let groups = groups.filter_map(Value::as_str).map(str::to_owned).collect();
        let provider_session = ProviderSession { subject: self.sub.clone(), sid: self.sid };
        Ok(IdentifiedOfficer { subject: self.sub, name, groups, id_token, provider_session })
    }

    fn required(&self, names: &[&str], what: &str) -> Result<String, IdentificationError> {
        self.found(names).ok_or_else(|| untrusted(format!("the identity token holds no {what}")))
    }

    fn found(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.others.get(*name)?.as_str()).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}
