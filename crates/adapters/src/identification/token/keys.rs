use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kit_core::{Clock, Instant};
use ports::IdentificationError;
use reqwest::Client;
use serde_json::{Map, Value};
use tokio::sync::{Mutex, RwLock};

use super::untrusted;
use crate::identification::answers::{object, unavailable};

/// Largest set of keys, in bytes.
const LARGEST: usize = 256 * 1024;
/// Seconds after which the keys are read again: a key that the provider has withdrawn is believed no longer.
const OLDEST: i64 = 3600;
/// A token with an unknown key has the keys read again, but not before so many seconds: anybody can invent tokens.
const AGAIN: i64 = 30;
/// The same after a reading that failed.
const AGAIN_AFTER_FAILURE: i64 = 3;

/// The provider's public keys, read when first needed and again when a token names one we do not know: the provider
/// changes its keys without telling. While they cannot be read, those that are known go on.
pub struct ProviderKeys {
    address: String,
    http: Client,
    clock: Clock,
    known: RwLock<Known>,
    reading: Mutex<()>,
}

#[derive(Default)]
struct Known {
    keys: Vec<ProviderKey>,
    read_at: Option<Instant>,
    failed_at: Option<Instant>,
}

/// An RSA key that signs.
#[derive(Clone)]
pub struct ProviderKey {
    id: String,
    pub modulus: Vec<u8>,
    pub exponent: Vec<u8>,
}

impl ProviderKeys {
    pub fn at(address: String, http: Client, clock: Clock) -> Self {
        Self { address, http, clock, known: RwLock::default(), reading: Mutex::default() }
    }

    pub async fn key(&self, id: &str) -> Result<ProviderKey, IdentificationError> {
        let now = self.clock.now();
        if let Some(key) = self.known.read().await.fresh(id, now) {
            return Ok(key);
        }
        // Whoever comes meanwhile for a key that is not known waits for the one reading instead of making another.
        let one = self.reading.lock().await;
        if self.known.read().await.is_to_be_read(id, now) {
            match self.read().await {
                Ok(keys) => *self.known.write().await = Known { keys, read_at: Some(now), failed_at: None },
                Err(error) => {
                    tracing::warn!(%error, "the keys of an identity provider could not be read");
                    self.known.write().await.failed_at = Some(now);
                }
            }
        }
        drop(one);
        let known = self.known.read().await;
        match known.find(id) {
            Some(key) => Ok(key.clone()),
            None if known.failed_at.is_some() => Err(IdentificationError::Unavailable("its keys cannot be read".to_owned())),
            None => Err(untrusted("the token is signed with a key that the provider does not publish")),
        }
    }

    async fn read(&self) -> Result<Vec<ProviderKey>, IdentificationError> {
        let answer = self.http.get(&self.address).header("accept", "application/jwk-set+json, application/json").send().await;
        let answer = answer.and_then(reqwest::Response::error_for_status).map_err(unavailable)?;
        if !answer.status().is_success() {
            return Err(IdentificationError::Unavailable(format!("the keys are elsewhere: {}", answer.status())));
        }
        let set = object(answer, LARGEST).await?;
        let keys = set.get("keys").and_then(Value::as_array).ok_or_else(|| untrusted("the provider publishes no keys"))?;
        Ok(keys.iter().filter_map(Value::as_object).filter_map(ProviderKey::of).collect())
    }
}

impl Known {
    /// The only key of that name; of two nobody knows which is meant.
    fn find(&self, id: &str) -> Option<&ProviderKey> {
        let mut named = self.keys.iter().filter(|key| key.id == id);
        named.next().filter(|_| named.next().is_none())
    }

    fn fresh(&self, id: &str, now: Instant) -> Option<ProviderKey> {
        self.find(id).filter(|_| within(self.read_at, now, OLDEST)).cloned()
    }

    fn is_to_be_read(&self, id: &str, now: Instant) -> bool {
        let young = within(self.read_at, now, if self.find(id).is_some() { OLDEST } else { AGAIN });
        !young && !within(self.failed_at, now, AGAIN_AFTER_FAILURE)
    }
}

/// Was it less than so many seconds ago? A clock that was put back makes everything old.
fn within(at: Option<Instant>, now: Instant, seconds: i64) -> bool {
    at.is_some_and(|at| (0..seconds).contains(&now.seconds_since(at)))
}

impl ProviderKey {
    fn of(key: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| key.get(name).and_then(Value::as_str);
        let fits = |name: &str, wanted: &str| key.get(name).is_none_or(|value| value == wanted);
        let number = |name: &str| URL_SAFE_NO_PAD.decode(text(name)?).ok().map(|bytes| bytes.into_iter().skip_while(|byte| *byte == 0).collect());
        if text("kty") != Some("RSA") || !fits("use", "sig") || !fits("alg", "RS256") {
            return None;
        }
        Some(Self { id: text("kid")?.to_owned(), modulus: number("n")?, exponent: number("e")? })
    }
}
