//! Compact JWE (RFC 7516, 7518): a content key wrapped by RSA-OAEP, the content by AES.

use std::str::FromStr;

use aws_lc_rs::{
    aead::{AES_128_GCM, AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    cipher::{AES_128, AES_256, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey},
    constant_time::verify_slices_are_equal,
    hmac,
    iv::FixedLength,
    rand,
    rsa::{OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ports::IdentificationError;
use serde_json::Value;

use super::{object, untrusted};
use crate::identification::own_keys::{DecryptionKey, OwnKeys};

/// What an encryption is made of: how the content key is wrapped, and the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    RsaOaep,
    RsaOaep256,
    A128CbcHs256,
    A256CbcHs512,
    A128Gcm,
    A256Gcm,
}

impl Algorithm {
    pub const ALL: [Self; 6] = [Self::RsaOaep, Self::RsaOaep256, Self::A128CbcHs256, Self::A256CbcHs512, Self::A128Gcm, Self::A256Gcm];

    pub const fn name(self) -> &'static str {
        match self {
            Self::RsaOaep => "RSA-OAEP",
            Self::RsaOaep256 => "RSA-OAEP-256",
            Self::A128CbcHs256 => "A128CBC-HS256",
            Self::A256CbcHs512 => "A256CBC-HS512",
            Self::A128Gcm => "A128GCM",
            Self::A256Gcm => "A256GCM",
        }
    }

    const fn wraps(self) -> Option<&'static OaepAlgorithm> {
        match self {
            Self::RsaOaep => Some(&OAEP_SHA1_MGF1SHA1),
            Self::RsaOaep256 => Some(&OAEP_SHA256_MGF1SHA256),
            Self::A128CbcHs256 | Self::A256CbcHs512 | Self::A128Gcm | Self::A256Gcm => None,
        }
    }

    /// Length of the content key, in bytes.
    const fn key_length(self) -> Option<usize> {
        match self {
            Self::RsaOaep | Self::RsaOaep256 => None,
            Self::A128Gcm => Some(16),
            Self::A128CbcHs256 | Self::A256Gcm => Some(32),
            Self::A256CbcHs512 => Some(64),
        }
    }
}

impl FromStr for Algorithm {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name).ok_or_else(|| format!("one of {}", known()))
    }
}

/// What is inside. Whatever is wrong with the encryption is the same to the other side: it learns nothing from our answers.
pub fn open(token: &str, own_keys: &OwnKeys, accepted: &[Algorithm]) -> Result<String, IdentificationError> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, wrapped, iv, content, tag] = parts[..] else { return Err(untrusted("the token cannot be read")) };
    let named = object(header)?;
    let algorithm = |name: &str| Algorithm::from_str(named.get(name)?.as_str()?).ok().filter(|algorithm| accepted.contains(algorithm));
    let (Some(wrap), Some(cipher)) = (algorithm("alg").and_then(Algorithm::wraps), algorithm("enc").filter(|enc| enc.key_length().is_some())) else {
        return Err(untrusted("the token is encrypted in another way"));
    };
    let is_jwt = named.get("cty").is_none_or(|kind| kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("JWT")));
    if !is_jwt || named.contains_key("crit") || named.contains_key("zip") {
        return Err(untrusted("the token is encrypted in another way"));
    }
    let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let key_id = named.get("kid").and_then(Value::as_str);
    let opened = || {
        let sealed = Sealed { header: header.as_bytes(), iv: decoded(iv)?, content: decoded(content)?, tag: decoded(tag)? };
        let wrapped = decoded(wrapped)?;
        own_keys.for_decryption(key_id).iter().find_map(|key| sealed.open(cipher, &content_key(key, wrap, &wrapped, cipher)?))
    };
    opened().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| untrusted("the token cannot be decrypted"))
}

/// The content key. A key that cannot be unwrapped is replaced by chance, and fails later like any wrong one (RFC 7516, 11.5).
fn content_key(key: &DecryptionKey, wrap: &'static OaepAlgorithm, wrapped: &[u8], cipher: Algorithm) -> Option<Vec<u8>> {
    let length = cipher.key_length()?;
    let mut instead = vec![0; length];
    rand::fill(&mut instead).ok()?;
    Some(key.unwrap(wrap, wrapped).filter(|key| key.len() == length).unwrap_or(instead))
}

struct Sealed<'a> {
    header: &'a [u8],
    iv: Vec<u8>,
    content: Vec<u8>,
    tag: Vec<u8>,
}

impl Sealed<'_> {
    fn open(&self, cipher: Algorithm, key: &[u8]) -> Option<Vec<u8>> {
        match cipher {
            Algorithm::A128Gcm => self.open_gcm(UnboundKey::new(&AES_128_GCM, key).ok()?),
            Algorithm::A256Gcm => self.open_gcm(UnboundKey::new(&AES_256_GCM, key).ok()?),
            Algorithm::A128CbcHs256 => {
                let (mac, key) = key.split_at(16);
                self.open_cbc(&hmac::Key::new(hmac::HMAC_SHA256, mac), UnboundCipherKey::new(&AES_128, key).ok()?)
            }
            Algorithm::A256CbcHs512 => {
                let (mac, key) = key.split_at(32);
                self.open_cbc(&hmac::Key::new(hmac::HMAC_SHA512, mac), UnboundCipherKey::new(&AES_256, key).ok()?)
            }
            Algorithm::RsaOaep | Algorithm::RsaOaep256 => None,
        }
    }

    fn open_gcm(&self, key: UnboundKey) -> Option<Vec<u8>> {
        let nonce = Nonce::try_assume_unique_for_key(&self.iv).ok()?;
        if self.tag.len() != 16 {
            return None;
        }
        let mut sealed = [self.content.as_slice(), &self.tag].concat();
        let opened = LessSafeKey::new(key).open_in_place(nonce, Aad::from(self.header), &mut sealed).ok()?;
        Some(opened.to_vec())
    }

    /// RFC 7518, 5.2.2.2: the tag is looked at first, and nothing is decrypted without it.
    fn open_cbc(&self, mac: &hmac::Key, key: UnboundCipherKey) -> Option<Vec<u8>> {
        let bits = u64::try_from(self.header.len()).ok()? * 8;
        let tag = hmac::sign(mac, &[self.header, &self.iv, &self.content, &bits.to_be_bytes()].concat());
        let half = &tag.as_ref()[..tag.as_ref().len() / 2];
        verify_slices_are_equal(half, &self.tag).ok()?;
        let iv: [u8; 16] = self.iv.as_slice().try_into().ok()?;
        let mut content = self.content.clone();
        let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).ok()?;
        let opened = key.decrypt(&mut content, DecryptionContext::Iv128(FixedLength::from(iv))).ok()?;
        Some(opened.to_vec())
    }
}
