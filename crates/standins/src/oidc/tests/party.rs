//! A client's side of the protocol, so that everything in it can be made wrong.

use std::sync::{
    LazyLock,
    atomic::{AtomicUsize, Ordering},
};

use aws_lc_rs::{
    encoding::AsDer as _,
    rsa::{KeyPair, KeySize, OaepPrivateDecryptingKey, PrivateDecryptingKey},
    signature::{KeyPair as _, RSA_PKCS1_SHA256},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{BACK, ISSUER, NOW_SECONDS, VERIFIER};

/// A pair of the client's and its name.
pub struct Key {
    pub id: &'static str,
    pair: KeyPair,
}

/// Making RSA keys takes long: all tests use the same.
pub struct Keys {
    pub signing: Key,
    pub next: Key,
    pub encryption: Key,
    pub foreign: Key,
}

pub fn keys() -> &'static Keys {
    static KEYS: LazyLock<Keys> = LazyLock::new(|| {
        let key = |id| Key { id, pair: KeyPair::generate(KeySize::Rsa2048).unwrap() };
        Keys { signing: key("sig-1"), next: key("sig-2"), encryption: key("enc-1"), foreign: key("sig-1") }
    });
    &KEYS
}

impl Key {
    pub fn jwk(&self, usage: &str) -> Value {
        let key = self.pair.public_key();
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let (n, e) = (key.modulus().big_endian_without_leading_zero(), key.exponent().big_endian_without_leading_zero());
        json!({ "kty": "RSA", "use": usage, "kid": self.id, "n": number(n), "e": number(e) })
    }

    /// Opens what was wrapped for this key.
    pub fn unwrap(&self, algorithm: &'static aws_lc_rs::rsa::OaepAlgorithm, wrapped: &[u8]) -> Vec<u8> {
        let key = PrivateDecryptingKey::from_pkcs8(self.pair.as_der().unwrap().as_ref()).unwrap();
        let key = OaepPrivateDecryptingKey::new(key).unwrap();
        let mut secret = vec![0; key.min_output_size()];
        key.decrypt(algorithm, wrapped, &mut secret, None).unwrap().to_vec()
    }
}

impl Keys {
    pub fn published(&self) -> Value {
        json!({ "keys": [self.signing.jwk("sig"), self.encryption.jwk("enc")] })
    }
}

/// A signed text in the making, and what stands beside it in the address.
pub struct Object {
    pub header: Map<String, Value>,
    pub claims: Map<String, Value>,
    pub key: &'static Key,
    pub beside: Vec<(&'static str, String)>,
}

fn map(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn once() -> String {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    format!("only-once-{}", NUMBER.fetch_add(1, Ordering::SeqCst))
}

impl Object {
    /// A right request object.
    pub fn request() -> Self {
        let claims = json!({
            "iss": "ekstranet", "client_id": "ekstranet", "aud": ISSUER, "exp": NOW_SECONDS + 600, "iat": NOW_SECONDS, "jti": once(),
            "response_type": "code", "scope": "openid", "redirect_uri": BACK, "state": "a state & more",
            "nonce": "a-nonce-of-thirty-two-characters-or-more", "acr_values": "http://ftn.ficora.fi/2017/loa2 http://ftn.ficora.fi/2017/loa3",
            "ui_locales": "sv", "ftn_spname": "Malli-Ekstranet",
            "code_challenge": URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER)), "code_challenge_method": "S256",
        });
        let header = json!({ "alg": "RS256", "kid": "sig-1", "typ": "oauth-authz-req+jwt" });
        Self { header: map(header), claims: map(claims), key: &keys().signing, beside: vec![("client_id", "ekstranet".to_owned())] }
    }

    /// A right assertion for the token address.
    pub fn assertion() -> Self {
        let claims = json!({
            "iss": "ekstranet", "sub": "ekstranet", "aud": format!("{ISSUER}/token"), "exp": NOW_SECONDS + 60, "iat": NOW_SECONDS, "jti": once(),
        });
        Self { header: map(json!({ "alg": "RS256", "kid": "sig-1" })), claims: map(claims), key: &keys().signing, beside: Vec::new() }
    }

    pub fn signed(&self) -> String {
        let part = |value: &Map<String, Value>| URL_SAFE_NO_PAD.encode(Value::Object(value.clone()).to_string());
        let text = format!("{}.{}", part(&self.header), part(&self.claims));
        let mut signature = vec![0; self.key.pair.public_modulus_len()];
        self.key.pair.sign(&RSA_PKCS1_SHA256, &aws_lc_rs::rand::SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// The query of the authorization address.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.beside).append_pair("request", &self.signed()).finish()
    }

    /// The same request without a signature.
    pub fn plain(&self) -> String {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let parameters = self.claims.iter().filter(|(name, _)| !["iss", "aud", "exp", "iat", "jti"].contains(&name.as_str()));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters.map(|(name, value)| (name, text(value)))).finish()
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims.insert(name.to_owned(), value.into());
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.claims.remove(name);
        self
    }

    #[must_use]
    pub fn headed(mut self, name: &str, value: &str) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    #[must_use]
    pub fn unheaded(mut self, name: &str) -> Self {
        self.header.remove(name);
        self
    }

    #[must_use]
    pub fn by(mut self, key: &'static Key) -> Self {
        self.key = key;
        self
    }

    #[must_use]
    pub fn beside(mut self, name: &'static str, value: &str) -> Self {
        self.beside.push((name, value.to_owned()));
        self
    }
}
