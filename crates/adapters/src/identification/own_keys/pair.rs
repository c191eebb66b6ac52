use anyhow::{Context as _, anyhow};
use aws_lc_rs::{
    encoding::{AsDer as _, Pkcs8V1Der},
    rand::SystemRandom,
    rsa::{KeyPair, KeySize, OaepAlgorithm, OaepPrivateDecryptingKey, PrivateDecryptingKey},
    signature::{KeyPair as _, RSA_PKCS1_SHA256},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use kit_core::Digest;
use serde_json::{Value, json};

/// A pair that signs.
pub struct SigningKey {
    pair: KeyPair,
    public: Value,
    id: String,
}

/// A pair whose private half opens what was encrypted to the public one.
pub struct DecryptionKey {
    key: OaepPrivateDecryptingKey,
    public: Value,
    id: String,
}

impl SigningKey {
    pub fn from_pem(pem: &str) -> anyhow::Result<Self> {
        let pair = KeyPair::from_pkcs8(&pkcs8(pem)?).map_err(|error| anyhow!("no RSA key: {error}"))?;
        let (id, public) = public(&pair, json!({ "use": "sig", "alg": "RS256" }));
        Ok(Self { pair, public, id })
    }

    pub fn sign(&self, kind: &str, claims: &Value) -> Option<String> {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&json!({ "alg": "RS256", "typ": kind, "kid": self.id })), part(claims));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).ok()?;
        Some(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    pub fn public(&self) -> Value {
        self.public.clone()
    }

    pub fn id(&self) -> &str {
        &self.id
    }
}

impl DecryptionKey {
    pub fn from_pem(pem: &str) -> anyhow::Result<Self> {
        let der = pkcs8(pem)?;
        let pair = KeyPair::from_pkcs8(&der).map_err(|error| anyhow!("no RSA key: {error}"))?;
        // The provider chooses among what it may use; without `alg` that is what was agreed.
        let (id, public) = public(&pair, json!({ "use": "enc" }));
        let key = PrivateDecryptingKey::from_pkcs8(&der).map_err(|error| anyhow!("no RSA key: {error}"))?;
        Ok(Self { key: OaepPrivateDecryptingKey::new(key).map_err(|_| anyhow!("no RSA key"))?, public, id })
    }

    pub fn unwrap(&self, algorithm: &'static OaepAlgorithm, wrapped: &[u8]) -> Option<Vec<u8>> {
        let mut room = vec![0; self.key.min_output_size()];
        let key = self.key.decrypt(algorithm, wrapped, &mut room, None).ok()?;
        Some(key.to_vec())
    }

    pub fn public(&self) -> Value {
        self.public.clone()
    }

    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Key id (RFC 7638) and public half as a JSON Web Key.
fn public(pair: &KeyPair, about: Value) -> (String, Value) {
    let key = pair.public_key();
    let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (n, e) = (number(key.modulus().big_endian_without_leading_zero()), number(key.exponent().big_endian_without_leading_zero()));
    let id = URL_SAFE_NO_PAD.encode(Digest::of(format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#)).bytes());
    let mut jwk = json!({ "kty": "RSA", "kid": id, "n": n, "e": e });
    if let (Value::Object(jwk), Value::Object(about)) = (&mut jwk, about) {
        jwk.extend(about);
    }
    (id, jwk)
}

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// PKCS#8 out of a PEM file.
fn pkcs8(pem: &str) -> anyhow::Result<Vec<u8>> {
    let inside = pem.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END)).map(|(inside, _)| inside);
    let inside: String = inside.context("no private key in PEM (PKCS#8)")?.split_whitespace().collect();
    STANDARD.decode(inside).context("the PEM cannot be read")
}

/// A new RSA key of 3072 bits, as a PEM file.
pub fn new_pem() -> anyhow::Result<String> {
    let pair = KeyPair::generate(KeySize::Rsa3072).map_err(|_| anyhow!("no key could be made"))?;
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| anyhow!("the key cannot be written"))?;
    let text = STANDARD.encode(der.as_ref());
    let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    Ok(format!("{BEGIN}\n{}\n{END}\n", lines.join("\n")))
}
