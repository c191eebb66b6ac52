use aws_lc_rs::{
    encoding::AsDer as _,
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaPublicKeyComponents},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

/// The key is lost: nothing can be signed.
#[derive(Debug)]
pub struct KeyFailure;

impl IntoResponse for KeyFailure {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

pub struct SigningKey {
    pair: KeyPair,
    id: String,
}

static KEY: OnceCell<SigningKey> = OnceCell::const_new();
static NEXT: OnceCell<SigningKey> = OnceCell::const_new();

/// The key of this process.
pub async fn signing_key() -> Result<&'static SigningKey, KeyFailure> {
    made(&KEY).await
}

/// The one that takes its place when keys are changed.
pub async fn next_key() -> Result<&'static SigningKey, KeyFailure> {
    made(&NEXT).await
}

/// Made when first needed, away from the other work: it takes a good part of a second.
async fn made(key: &'static OnceCell<SigningKey>) -> Result<&'static SigningKey, KeyFailure> {
    key.get_or_try_init(async || tokio::task::spawn_blocking(SigningKey::generate).await.map_err(|_| KeyFailure)?).await
}

/// The claims of a token that one of our keys has signed, however old it is.
pub async fn ours(token: &str) -> Option<Map<String, Value>> {
    match signing_key().await.ok()?.ours(token) {
        Some(claims) => Some(claims),
        None => NEXT.get()?.ours(token),
    }
}

impl SigningKey {
    fn generate() -> Result<Self, KeyFailure> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyFailure)?;
        let der = pair.public_key().as_der().map_err(|_| KeyFailure)?;
        let id = URL_SAFE_NO_PAD.encode(&Sha256::digest(der.as_ref())[..12]);
        Ok(Self { pair, id })
    }

    /// The public half as a JSON Web Key.
    pub fn public(&self) -> Value {
        let key = self.pair.public_key();
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.id,
            "n": number(key.modulus().big_endian_without_leading_zero()),
            "e": number(key.exponent().big_endian_without_leading_zero()),
        })
    }

    /// A compact JWS, RS256, of this `typ`.
    pub fn sign(&self, kind: &str, claims: &Map<String, Value>) -> Result<String, KeyFailure> {
        let part = |value: String| URL_SAFE_NO_PAD.encode(value);
        let header = json!({ "alg": "RS256", "typ": kind, "kid": self.id });
        let signed = format!("{}.{}", part(header.to_string()), part(Value::Object(claims.clone()).to_string()));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = aws_lc_rs::rand::SystemRandom::new();
        self.pair.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature).map_err(|_| KeyFailure)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The claims of a token that we signed, however old it is.
    pub fn ours(&self, token: &str) -> Option<Map<String, Value>> {
        let (signed, signature) = token.rsplit_once('.')?;
        let key = self.pair.public_key();
        let key = RsaPublicKeyComponents { n: key.modulus().big_endian_without_leading_zero(), e: key.exponent().big_endian_without_leading_zero() };
        key.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(signed.split_once('.')?.1).ok()?).ok()
    }
}
