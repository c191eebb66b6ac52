//! The public keys of a client.

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use tokio::{
    sync::Mutex,
    time::{Duration, Instant},
};

use super::ClientKeys;
use crate::call;

/// An RSA key of 2048 bits or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    pub id: String,
    pub algorithm: Option<String>,
    pub n: Vec<u8>,
    pub e: Vec<u8>,
}

impl PublicKey {
    fn of(jwk: &Value) -> Option<Self> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let number = |name: &str| URL_SAFE_NO_PAD.decode(text(name)?).ok();
        let (n, e) = (number("n")?, number("e")?);
        let is_strong = text("kty") == Some("RSA") && n.len() >= 256;
        is_strong.then_some(Self { id: text("kid").unwrap_or_default().to_owned(), algorithm: text("alg").map(str::to_owned), n, e })
    }

    /// RS256.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        RsaPublicKeyComponents { n: &self.n, e: &self.e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
    }
}

/// A key that is no more current is not used for longer.
const OLDEST: Duration = Duration::from_secs(60);

/// The keys as they were read last.
pub struct KeySet {
    source: ClientKeys,
    read: Mutex<Option<(Instant, Value)>>,
}

impl KeySet {
    pub fn new(source: ClientKeys) -> Self {
        Self { source, read: Mutex::default() }
    }

    /// The signing key of that id; an unknown one makes us read the set again.
    pub async fn signing(&self, id: &str) -> Option<PublicKey> {
        self.find("sig", |key| key.id == id).await
    }

    /// The first published key for this algorithm, or for any.
    pub async fn encryption(&self, algorithm: &str) -> Option<PublicKey> {
        self.find("enc", |key| key.algorithm.as_deref().is_none_or(|its| its == algorithm)).await
    }

    async fn find(&self, usage: &str, fits: impl Fn(&PublicKey) -> bool) -> Option<PublicKey> {
        let find = |set: &Value| {
            let keys = set.get("keys")?.as_array()?;
            keys.iter().filter(|jwk| jwk.get("use").and_then(Value::as_str) == Some(usage)).filter_map(PublicKey::of).find(&fits)
        };
        let mut read = self.read.lock().await;
        let current = read.as_ref().filter(|(at, _)| at.elapsed() < OLDEST);
        if let Some(key) = current.and_then(|(_, set)| find(set)) {
            return Some(key);
        }
        let set = self.load().await?;
        let key = find(&set);
        *read = Some((Instant::now(), set));
        key
    }

    async fn load(&self) -> Option<Value> {
        match &self.source {
            ClientKeys::At(address) => match call::get(address).await.and_then(|body| Ok(serde_json::from_str(&body)?)) {
                Ok(set) => Some(set),
                Err(error) => {
                    tracing::warn!(%error, address, "the keys of a client cannot be read");
                    None
                }
            },
            ClientKeys::Given(set) => Some(set.clone()),
            ClientKeys::None => None,
        }
    }
}
