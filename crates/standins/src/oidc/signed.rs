//! What a client signed: request objects and assertions. One look, in which everything has to be right.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::{Provider, Registered};

/// What a signed text has to be.
pub struct Wanted<'a> {
    pub audience: &'a str,
    /// Allowed `typ`, in lower case; none at all is right, too.
    pub types: &'a [&'a str],
    /// So many seconds ahead it may expire.
    pub farthest: i64,
}

/// What is wrong with it, for the developer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistrust(pub &'static str);

/// The three parts, read but not believed.
struct Parts<'a> {
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Parts<'a> {
    fn of(token: &'a str) -> Option<Self> {
        let object = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok();
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        Some(Self { header: object(header)?, claims: object(claims)?, signed, signature: URL_SAFE_NO_PAD.decode(signature).ok()? })
    }
}

/// Whose it says it is.
pub fn issuer(token: &str) -> Option<String> {
    Some(Parts::of(token)?.claims.get("iss")?.as_str()?.to_owned())
}

impl Provider {
    /// The claims, if the client signed them for us, just now, and for the first time.
    pub async fn believe(&self, client: &Arc<Registered>, token: &str, wanted: &Wanted<'_>) -> Result<Map<String, Value>, Mistrust> {
        let Parts { header, claims, signed, signature } = Parts::of(token).ok_or(Mistrust("it cannot be read"))?;
        let head = |name: &str| header.get(name).and_then(Value::as_str);
        if head("alg") != Some("RS256") || header.contains_key("crit") {
            return Err(Mistrust("it is not signed RS256"));
        }
        if head("typ").is_some_and(|its| !wanted.types.contains(&its.to_lowercase().as_str())) {
            return Err(Mistrust("it is of another typ"));
        }
        let key_id = head("kid").ok_or(Mistrust("it names no key (kid)"))?;
        let key = client.keys.signing(key_id).await.ok_or(Mistrust("the client publishes no such signing key (kid)"))?;
        if !key.has_signed(signed.as_bytes(), &signature) {
            return Err(Mistrust("the signature is not that key's"));
        }
        self.fits(client, &claims, wanted)?;
        Ok(claims)
    }

    fn fits(&self, client: &Registered, claims: &Map<String, Value>, wanted: &Wanted<'_>) -> Result<(), Mistrust> {
        let of = |name: &str| claims.get(name).and_then(Value::as_str);
        let seconds = |name: &str| claims.get(name).and_then(Value::as_i64);
        if of("iss") != Some(&client.client.id) {
            return Err(Mistrust("iss is not the client"));
        }
        let is_ours = match claims.get("aud") {
            Some(Value::String(audience)) => audience == wanted.audience,
            Some(Value::Array(all)) => matches!(&all[..], [Value::String(one)] if one == wanted.audience),
            _ => false,
        };
        if !is_ours {
            return Err(Mistrust("aud is another"));
        }
        let now = self.now();
        let expires = seconds("exp").ok_or(Mistrust("it has no exp"))?;
        if expires <= now {
            return Err(Mistrust("it has expired"));
        }
        if expires > now + wanted.farthest {
            return Err(Mistrust("exp is too far ahead"));
        }
        if seconds("nbf").is_some_and(|begins| begins > now) {
            return Err(Mistrust("it does not hold yet (nbf)"));
        }
        let id = of("jti").filter(|id| !id.is_empty()).ok_or(Mistrust("it has no jti"))?;
        let moment = self.clock.now();
        if !self.seen.put_new(moment, moment.plus_seconds(expires - now), &format!("{}\n{id}", client.client.id), ()) {
            return Err(Mistrust("its jti has been used"));
        }
        Ok(())
    }
}
