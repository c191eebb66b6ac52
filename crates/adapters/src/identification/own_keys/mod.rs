//! Our own keys at identity providers: one pair signs, one pair opens what is encrypted to us; the pairs after them are
//! published before they are used. They lie in files and change while the program runs.

mod files;
mod pair;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use anyhow::Context as _;
use kit_core::{Clock, Instant};
use ports::IdentificationError;
use serde_json::{Value, json};

use files::Files;
pub use files::{make_next_keys, rotate_keys};
pub use pair::DecryptionKey;
use pair::SigningKey;

/// The files are looked at again after so many seconds.
const LOOK_AGAIN: i64 = 5;

pub struct OwnKeys {
    folder: PathBuf,
    clock: Clock,
    known: RwLock<Known>,
}

struct Known {
    looked_at: Instant,
    files: Files,
    set: Arc<KeySet>,
}

/// The keys as they lie in the files at a moment.
pub struct KeySet {
    signing: SigningKey,
    next_signing: Option<SigningKey>,
    encryption: Arc<DecryptionKey>,
    next_encryption: Option<Arc<DecryptionKey>>,
    /// What was encrypted to it before it was replaced can still be read.
    previous_encryption: Option<Arc<DecryptionKey>>,
}

impl std::fmt::Debug for OwnKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OwnKeys").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl OwnKeys {
    /// The keys of a folder. Fails when the pairs in use are missing, unreadable, or readable by everybody.
    pub fn open(folder: &Path, clock: Clock) -> anyhow::Result<Self> {
        let files = Files::read(folder).with_context(|| format!("the identification keys in {}", folder.display()))?;
        let set = Arc::new(KeySet::of(&files).with_context(|| format!("the identification keys in {}", folder.display()))?);
        Ok(Self { folder: folder.to_owned(), known: RwLock::new(Known { looked_at: clock.now(), files, set }), clock })
    }

    /// The same; made first if there are none: for development.
    pub fn open_or_make(folder: &Path, clock: Clock) -> anyhow::Result<Self> {
        files::make_first_keys(folder).with_context(|| format!("cannot make identification keys in {}", folder.display()))?;
        Self::open(folder, clock)
    }

    /// The keys as they are now.
    pub fn set(&self) -> Arc<KeySet> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let (age, set) = (self.clock.now().seconds_since(known.looked_at), Arc::clone(&known.set));
        drop(known);
        if (0..LOOK_AGAIN).contains(&age) { set } else { self.look_again() }
    }

    /// Reads the files. While they are not whole, as between the steps of a change, the known keys go on.
    fn look_again(&self) -> Arc<KeySet> {
        let read = Files::read(&self.folder);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.looked_at = self.clock.now();
        match read {
            Ok(files) if files == known.files => {}
            Ok(files) => match KeySet::of(&files) {
                Ok(set) => {
                    tracing::info!(signing = set.signing.id(), encryption = set.encryption.id(), "the identification keys were read anew");
                    (known.files, known.set) = (files, Arc::new(set));
                }
                Err(error) => tracing::warn!("the new identification keys are not taken: {error:#}"),
            },
            Err(error) => tracing::warn!("the identification keys cannot be read: {error:#}"),
        }
        Arc::clone(&known.set)
    }

    /// The keys that may open a token: the named one, or all when none is named.
    pub fn for_decryption(&self, id: Option<&str>) -> Vec<Arc<DecryptionKey>> {
        let found = self.set().decryption(id);
        if found.is_empty() { self.look_again().decryption(id) } else { found }
    }
}

impl KeySet {
    fn of(files: &Files) -> anyhow::Result<Self> {
        let encryption = |pem: &str| DecryptionKey::from_pem(pem).map(Arc::new);
        Ok(Self {
            signing: SigningKey::from_pem(&files.signing)?,
            next_signing: files.next_signing.as_deref().map(SigningKey::from_pem).transpose()?,
            encryption: encryption(&files.encryption)?,
            next_encryption: files.next_encryption.as_deref().map(encryption).transpose()?,
            previous_encryption: files.previous_encryption.as_deref().map(encryption).transpose()?,
        })
    }

    /// A compact JWS over these claims, RS256, with our key in use.
    pub fn sign(&self, kind: &str, claims: &Value) -> Result<String, IdentificationError> {
        self.signing.sign(kind, claims).ok_or_else(|| IdentificationError::Unavailable("our own key does not sign".to_owned()))
    }

    /// The public halves, as a JSON Web Key Set: of the keys in use, then of the next ones.
    pub fn public(&self) -> Value {
        let signing = [Some(&self.signing), self.next_signing.as_ref()].into_iter().flatten().map(SigningKey::public);
        let encryption = [Some(&self.encryption), self.next_encryption.as_ref()].into_iter().flatten().map(|key| key.public());
        json!({ "keys": signing.chain(encryption).collect::<Vec<_>>() })
    }

    fn decryption(&self, id: Option<&str>) -> Vec<Arc<DecryptionKey>> {
        let all = [Some(&self.encryption), self.next_encryption.as_ref(), self.previous_encryption.as_ref()];
        all.into_iter().flatten().filter(|key| id.is_none_or(|id| key.id() == id)).cloned().collect()
    }
}

#[cfg(test)]
mod tests;
