//! Ids and secrets come from [`Ids`], which the program is given at start: tests repeat exactly.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use crate::{Instant, Secret};

/// A source of ids (UUID version 7: in order of time) and of secrets (256 random bits).
#[derive(Clone, Debug)]
pub struct Ids(Source);

#[derive(Clone, Debug)]
enum Source {
    Random,
    Seeded { seed: u64, drawn: Arc<AtomicU64> },
}

impl Ids {
    pub const fn random() -> Self {
        Self(Source::Random)
    }

    /// The same seed gives the same ids in the same order: for tests.
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded { seed, drawn: Arc::new(AtomicU64::new(0)) })
    }

    pub fn next(&self, now: Instant) -> Uuid {
        let random = self.bytes();
        let mut tail = [0; 10];
        tail.copy_from_slice(&random[..10]);
        let millis = u64::try_from(now.micros() / 1000).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    /// 256 bits for a session, a state, a nonce, a token; as 64 hexadecimal digits.
    pub fn secret(&self) -> Secret {
        Secret::new(crate::hex(&self.bytes()))
    }

    #[allow(
        clippy::disallowed_methods,
        clippy::expect_used,
        reason = "the one place that asks the machine for randomness; without it nothing is safe, so the process stops"
    )]
    fn bytes(&self) -> [u8; 32] {
        match &self.0 {
            Source::Random => {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
                bytes
            }
            Source::Seeded { seed, drawn } => {
                let n = drawn.fetch_add(1, Ordering::SeqCst);
                Sha256::digest([seed.to_be_bytes(), n.to_be_bytes()].concat()).into()
            }
        }
    }
}

/// Declares an id type of its own for a thing, so that two kinds of ids cannot be mixed up.
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, $crate::serde::Serialize, $crate::serde::Deserialize)]
        #[serde(crate = "kit_core::serde", transparent)]
        pub struct $name(pub $crate::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                $crate::Uuid::try_parse(text).map(Self).map_err(|_| ())
            }
        }
    };
}
