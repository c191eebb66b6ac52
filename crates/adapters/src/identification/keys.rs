use jsonwebtoken::{
    DecodingKey,
    jwk::{JwkSet, PublicKeyUse},
};
use ports::IdentificationError;
use reqwest::Client;
use tokio::sync::RwLock;

use super::answers::{unavailable, untrusted};

/// The provider's public keys, read when first needed and again when a token names one we do not know: the provider
/// changes its keys without telling.
pub struct Keys {
    address: String,
    known: RwLock<JwkSet>,
}

impl Keys {
    pub fn at(address: String) -> Self {
        Self { address, known: RwLock::new(JwkSet { keys: Vec::new() }) }
    }

    pub async fn key(&self, http: &Client, id: &str) -> Result<DecodingKey, IdentificationError> {
        if let Some(key) = find(&*self.known.read().await, id) {
            return Ok(key);
        }
        let set = self.read(http).await?;
        let key = find(&set, id);
        *self.known.write().await = set;
        key.ok_or_else(|| untrusted("the identity token is signed with a key that the provider does not publish"))
    }

    async fn read(&self, http: &Client) -> Result<JwkSet, IdentificationError> {
        let answer = http.get(&self.address).send().await.and_then(reqwest::Response::error_for_status).map_err(unavailable)?;
        answer.json().await.map_err(unavailable)
    }
}

fn find(set: &JwkSet, id: &str) -> Option<DecodingKey> {
    let for_signing = |key: &&jsonwebtoken::jwk::Jwk| key.common.public_key_use != Some(PublicKeyUse::Encryption);
    set.find(id).filter(for_signing).and_then(|key| DecodingKey::from_jwk(key).ok())
}
