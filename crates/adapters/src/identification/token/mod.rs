//! Reading a token: opened with our key if it is encrypted, then its signature checked with the provider's.

mod encrypted;
mod keys;

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kit_core::Secret;
use ports::IdentificationError;
use serde_json::{Map, Value};

pub use encrypted::Algorithm;
pub use keys::ProviderKeys;

use super::{OwnKeys, answers::untrusted, json};

/// What an identity token has to be; nothing else is taken in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenForm {
    /// Signed, then encrypted to us.
    Encrypted,
    /// Signed alone.
    Signed,
}

/// What the token is for: one is not taken for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Identity,
    Logout,
}

/// Longest token that is looked at, in characters.
const LONGEST: usize = 32 * 1024;

pub struct Reader<'a> {
    pub keys: &'a ProviderKeys,
    pub own_keys: &'a OwnKeys,
    pub form: TokenForm,
    pub algorithms: &'a [Algorithm],
}

/// A token that the provider has signed.
pub struct Read {
    pub claims: Map<String, Value>,
    /// The token without its encryption.
    pub signed: Secret,
}

impl Reader<'_> {
    pub async fn read(&self, token: &str, purpose: Use) -> Result<Read, IdentificationError> {
        if token.len() > LONGEST {
            return Err(untrusted("the token is too long"));
        }
        let is_encrypted = token.split('.').count() == 5;
        // A provider may send logout tokens, which hold nothing secret, signed alone.
        let agreed = if is_encrypted { self.form == TokenForm::Encrypted } else { self.form == TokenForm::Signed || purpose == Use::Logout };
        if !agreed {
            return Err(untrusted("the token is not of the form that was agreed"));
        }
        let signed = if is_encrypted { encrypted::open(token, self.own_keys, self.algorithms)? } else { token.to_owned() };
        let claims = self.verify(&signed, purpose).await?;
        Ok(Read { claims, signed: Secret::new(signed) })
    }

    /// RS256 and nothing else, by a key that the provider publishes: keys and addresses in the token itself mean nothing.
    async fn verify(&self, signed: &str, purpose: Use) -> Result<Map<String, Value>, IdentificationError> {
        let mut parts = signed.split('.');
        let (Some(header), Some(claims), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(untrusted("the token cannot be read"));
        };
        let named = object(header)?;
        let text = |name: &str| named.get(name).and_then(Value::as_str);
        if text("alg") != Some("RS256") || named.contains_key("crit") || named.contains_key("b64") {
            return Err(untrusted("the token is signed in another way"));
        }
        if !is_type_of(purpose, named.get("typ")) {
            return Err(untrusted("the token is of another type"));
        }
        let key = self.keys.key(text("kid").ok_or_else(|| untrusted("the token names no key"))?).await?;
        let key = RsaPublicKeyComponents { n: &key.modulus, e: &key.exponent };
        let message = &signed.as_bytes()[..header.len() + 1 + claims.len()];
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| untrusted("the token cannot be read"))?;
        key.verify(&RSA_PKCS1_2048_8192_SHA256, message, &signature).map_err(|_| untrusted("the signature is not good"))?;
        object(claims)
    }
}

fn is_type_of(purpose: Use, kind: Option<&Value>) -> bool {
    let Some(kind) = kind else { return true };
    let kind = kind.as_str().unwrap_or_default().to_ascii_lowercase();
    kind == "jwt" || (purpose == Use::Logout && kind == "logout+jwt")
}

fn object(part: &str) -> Result<Map<String, Value>, IdentificationError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok();
    bytes.and_then(|bytes| json::read_object(&bytes)).ok_or_else(|| untrusted("the token cannot be read"))
}
