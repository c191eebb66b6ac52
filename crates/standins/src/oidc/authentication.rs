//! At the token address: which client is it, and is it really that one?

use std::{collections::HashMap, sync::Arc};

use axum::http::{HeaderMap, header};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    Authentication, Profile, Provider, Registered,
    signed::{self, Wanted},
};

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// One broker takes assertions for ten minutes, another for an hour.
const ASSERTION_SECONDS: i64 = 600;

/// Why no token is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoToken {
    UnknownClient,
    NotThatClient,
    GrantType,
    /// Unknown, used or too old, another client's, another address or verifier.
    Code,
}

impl NoToken {
    /// The error's name; brokers differ in what they call it.
    pub const fn code(self, profile: Profile) -> &'static str {
        match (profile, self) {
            (Profile::FtnOidc, Self::NotThatClient) => "unauthorized_client",
            (Profile::FtnOidc, Self::UnknownClient | Self::GrantType | Self::Code) => "invalid_request",
            (Profile::FtnUrn | Profile::Plain, Self::UnknownClient | Self::NotThatClient) => "invalid_client",
            (Profile::FtnUrn | Profile::Plain, Self::GrantType) => "unsupported_grant_type",
            (Profile::FtnUrn | Profile::Plain, Self::Code) => "invalid_grant",
        }
    }
}

impl Provider {
    pub async fn authenticated(&self, headers: &HeaderMap, form: &HashMap<String, String>) -> Result<Arc<Registered>, (Profile, NoToken)> {
        let basic = basic(headers);
        let assertion = form.get("client_assertion");
        let named = form.get("client_id").cloned().or_else(|| basic.as_ref().map(|(id, _)| id.clone()));
        let named = named.or_else(|| signed::issuer(assertion?));
        // Nobody has a profile as yet; the provider's main client shows what it is like.
        let usual = self.clients.first().map_or(Profile::Plain, |client| client.client.profile);
        let client = named.and_then(|id| self.client(&id)).ok_or((usual, NoToken::UnknownClient))?;
        let is_right = match &client.client.authentication {
            Authentication::PrivateKeyJwt => {
                let is_assertion = form.get("client_assertion_type").is_some_and(|kind| kind == ASSERTION);
                match assertion.filter(|_| is_assertion) {
                    Some(assertion) => self.has_asserted(&client, assertion).await,
                    None => false,
                }
            }
            Authentication::Secret(secret) => match basic {
                Some((id, sent)) => id == client.client.id && sent == *secret,
                None => form.get("client_secret") == Some(secret),
            },
            Authentication::None => true,
        };
        if is_right { Ok(client) } else { Err((client.client.profile, NoToken::NotThatClient)) }
    }

    async fn has_asserted(&self, client: &Arc<Registered>, assertion: &str) -> bool {
        let address = format!("{}/token", self.issuer);
        let wanted = Wanted { audience: &address, types: &["jwt", "client-authentication+jwt"], farthest: ASSERTION_SECONDS };
        match self.believe(client, assertion, &wanted).await {
            Ok(claims) => claims.get("sub").and_then(|sub| sub.as_str()) == Some(&client.client.id),
            Err(mistrust) => {
                tracing::warn!(why = mistrust.0, "a client's assertion is refused");
                false
            }
        }
    }
}

/// Id and secret, urlencoded before they were joined (RFC 6749, section 2.3.1).
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let sent = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let joined = String::from_utf8(STANDARD.decode(sent).ok()?).ok()?;
    let (id, secret) = joined.split_once(':')?;
    let plain = |text: &str| form_urlencoded::parse(format!("x={text}").as_bytes()).next().map(|(_, value)| value.into_owned());
    Some((plain(id)?, plain(secret)?))
}
