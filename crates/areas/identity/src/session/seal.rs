//! Sealing with a key that only the browser holds: the database alone does not give the text away.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use kit_core::{Digest, Secret};

/// AES-256-GCM under a key from `secret`; `purpose` keeps a sealed text from being used elsewhere.
/// A secret seals one text per purpose, so the nonce may be fixed.
pub(crate) fn seal(secret: &Secret, purpose: &str, text: &[u8]) -> Option<Vec<u8>> {
    let mut sealed = text.to_vec();
    key(secret, purpose)?.seal_in_place_append_tag(nonce(), Aad::from(purpose.as_bytes()), &mut sealed).ok()?;
    Some(sealed)
}

pub(crate) fn open(secret: &Secret, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let mut text = sealed.to_vec();
    let opened = key(secret, purpose)?.open_in_place(nonce(), Aad::from(purpose.as_bytes()), &mut text).ok()?;
    Some(opened.to_vec())
}

fn key(secret: &Secret, purpose: &str) -> Option<LessSafeKey> {
    let bytes = Digest::of(format!("{purpose}:{}", secret.expose()));
    UnboundKey::new(&AES_256_GCM, bytes.bytes()).ok().map(LessSafeKey::new)
}

fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; NONCE_LEN])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_secret_and_purpose_open_a_seal() {
        let (secret, other) = (Secret::new("a"), Secret::new("b"));
        let sealed = seal(&secret, "form", b"text").unwrap();
        assert_ne!(&sealed[..4], b"text");
        assert_eq!(open(&secret, "form", &sealed).unwrap(), b"text");
        assert_eq!(open(&other, "form", &sealed), None);
        assert_eq!(open(&secret, "identity", &sealed), None);
    }
}
