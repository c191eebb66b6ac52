//! An identity token wrapped for the client alone: JWE in compact form (RFC 7516), algorithms of RFC 7518.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    cipher::{AES_128, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey},
    iv::FixedLength,
    rand,
    rsa::{OaepPublicEncryptingKey, PublicEncryptingKey},
    signature::RsaPublicKeyComponents,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;

use super::{
    client::{Content, Wrapping},
    client_keys::PublicKey,
    keys::KeyFailure,
};

impl From<aws_lc_rs::error::Unspecified> for KeyFailure {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self
    }
}

struct Sealed {
    iv: Vec<u8>,
    ciphertext: Vec<u8>,
    tag: Vec<u8>,
}

pub fn encrypt(wrapping: Wrapping, key: &PublicKey, token: &str) -> Result<String, KeyFailure> {
    let header = json!({ "alg": wrapping.key, "enc": wrapping.content.name(), "typ": "JWT", "cty": "JWT", "kid": key.id });
    let header = URL_SAFE_NO_PAD.encode(header.to_string());
    let secret: [u8; 32] = random()?;
    let public: PublicEncryptingKey = RsaPublicKeyComponents { n: &key.n, e: &key.e }.try_into()?;
    let public = OaepPublicEncryptingKey::new(public)?;
    let mut wrapped = vec![0; public.ciphertext_size()];
    let wrapped = public.encrypt(wrapping.oaep, &secret, &mut wrapped, None)?;
    let Sealed { iv, ciphertext, tag } = match wrapping.content {
        Content::A128CbcHs256 => cbc(&secret, header.as_bytes(), token.as_bytes())?,
        Content::A256Gcm => gcm(&secret, header.as_bytes(), token.as_bytes())?,
    };
    let parts = [&*wrapped, &iv, &ciphertext, &tag].map(|part| URL_SAFE_NO_PAD.encode(part));
    Ok(format!("{header}.{}", parts.join(".")))
}

fn random<const N: usize>() -> Result<[u8; N], KeyFailure> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes)?;
    Ok(bytes)
}

/// RFC 7518, section 5.2.3: the first half of the secret is the key of the sum, the second that of the cipher.
fn cbc(secret: &[u8; 32], header: &[u8], token: &[u8]) -> Result<Sealed, KeyFailure> {
    let (for_sum, for_cipher) = secret.split_at(16);
    let iv: [u8; 16] = random()?;
    let cipher = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, for_cipher)?)?;
    let mut ciphertext = token.to_vec();
    cipher.less_safe_encrypt(&mut ciphertext, EncryptionContext::Iv128(FixedLength::from(iv)))?;
    let bits = (header.len() as u64 * 8).to_be_bytes();
    let sum = Hmac::<Sha256>::new_from_slice(for_sum).map_err(|_| KeyFailure)?;
    let sum = sum.chain_update(header).chain_update(iv).chain_update(&ciphertext).chain_update(bits).finalize().into_bytes();
    Ok(Sealed { iv: iv.to_vec(), ciphertext, tag: sum[..16].to_vec() })
}

fn gcm(secret: &[u8; 32], header: &[u8], token: &[u8]) -> Result<Sealed, KeyFailure> {
    let iv: [u8; 12] = random()?;
    let cipher = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, secret)?);
    let mut ciphertext = token.to_vec();
    let tag = cipher.seal_in_place_separate_tag(Nonce::assume_unique_for_key(iv), Aad::from(header), &mut ciphertext)?;
    Ok(Sealed { iv: iv.to_vec(), ciphertext, tag: tag.as_ref().to_vec() })
}
