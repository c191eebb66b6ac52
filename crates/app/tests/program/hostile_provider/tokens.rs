//! Tokens as this provider makes them, good and broken.

use std::sync::OnceLock;

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    cipher::{AES_128, PaddedBlockEncryptingKey, UnboundCipherKey},
    hmac, rand,
    rsa::{KeyPair, KeySize, OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey},
    signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RsaPublicKeyComponents},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

/// Keys of the provider: two that it publishes, one by the other, and one that is nobody's.
pub fn key(name: &str) -> &'static KeyPair {
    static KEYS: OnceLock<[KeyPair; 3]> = OnceLock::new();
    let keys = KEYS.get_or_init(|| std::array::from_fn(|_| KeyPair::generate(KeySize::Rsa2048).unwrap()));
    &keys[["a", "b", "evil"].iter().position(|known| *known == name).unwrap()]
}

pub fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn jwk(name: &str, kid: &str) -> Value {
    let public = key(name).public_key();
    let (n, e) = (public.modulus().big_endian_without_leading_zero(), public.exponent().big_endian_without_leading_zero());
    json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": encoded(n), "e": encoded(e) })
}

pub fn key_set(keys: &[Value]) -> String {
    json!({ "keys": keys }).to_string()
}

#[derive(Clone, Debug)]
pub enum Signer {
    Rs256(&'static str),
    Rs512,
    Ps256,
    Hmac(Vec<u8>),
    Nobody,
    /// One bit is another.
    Changed,
}

/// A compact JWS of these very texts.
pub fn signed(header: &str, claims: &[u8], signer: &Signer) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let rsa = |name: &str, padding: &'static dyn aws_lc_rs::signature::RsaEncoding| {
        let mut signature = vec![0; key(name).public_modulus_len()];
        key(name).sign(padding, &rand::SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
        signature
    };
    let signature = match signer {
        Signer::Rs256(name) => rsa(name, &RSA_PKCS1_SHA256),
        Signer::Rs512 => rsa("a", &RSA_PKCS1_SHA512),
        Signer::Ps256 => rsa("a", &RSA_PSS_SHA256),
        Signer::Hmac(secret) => hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message.as_bytes()).as_ref().to_vec(),
        Signer::Nobody => Vec::new(),
        Signer::Changed => {
            let mut signature = rsa("a", &RSA_PKCS1_SHA256);
            signature[17] ^= 1;
            signature
        }
    };
    format!("{message}.{}", encoded(signature))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    Nothing,
    Tag,
    ShortTag,
    Iv,
    Content,
    Header,
    ContentKey,
}

/// How a token is encrypted to the client.
#[derive(Clone, Debug)]
pub struct Seal {
    pub header: Map<String, Value>,
    pub spoil: Spoil,
    /// To a key of ours, not the client's.
    pub to_us: bool,
}

impl Seal {
    pub fn new(alg: &str, enc: &str) -> Self {
        let Value::Object(header) = json!({ "alg": alg, "enc": enc, "cty": "JWT" }) else { unreachable!() };
        Self { header, spoil: Spoil::Nothing, to_us: false }
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    pub fn spoilt(mut self, spoil: Spoil) -> Self {
        self.spoil = spoil;
        self
    }

    /// A compact JWE; what `alg` and `enc` cannot mean is made like RSA-OAEP-256 with A256GCM.
    pub fn around(&self, inner: &[u8], client: &Value) -> String {
        let mut header = self.header.clone();
        header.entry("kid").or_insert_with(|| client["kid"].clone());
        let cbc = header["enc"] == "A128CBC-HS256";
        let protected = encoded(Value::Object(header.clone()).to_string());
        let mut content_key = vec![0; if self.spoil == Spoil::ContentKey { 24 } else { 32 }];
        rand::fill(&mut content_key).unwrap();
        let aad = if self.spoil == Spoil::Header { encoded(r#"{"alg":"other"}"#) } else { protected.clone() };
        let used: [u8; 32] = std::array::from_fn(|i| content_key.get(i).copied().unwrap_or_default());
        let (mut iv, mut content, mut tag) = if cbc { seal_cbc(&used, &aad, inner) } else { seal_gcm(&used, &aad, inner) };
        match self.spoil {
            Spoil::Tag => tag[3] ^= 1,
            Spoil::ShortTag => tag.truncate(8),
            Spoil::Iv => iv.push(0),
            Spoil::Content => content[5] ^= 1,
            Spoil::Nothing | Spoil::Header | Spoil::ContentKey => {}
        }
        let wrapped = self.wrap(&content_key, client, header["alg"] == "RSA-OAEP");
        format!("{protected}.{}.{}.{}.{}", encoded(wrapped), encoded(iv), encoded(content), encoded(tag))
    }

    fn wrap(&self, content_key: &[u8], client: &Value, sha1: bool) -> Vec<u8> {
        let ours = jwk("evil", "evil");
        let to = if self.to_us { &ours } else { client };
        let number = |name: &str| URL_SAFE_NO_PAD.decode(to[name].as_str().unwrap()).unwrap();
        let public: PublicEncryptingKey = RsaPublicKeyComponents { n: number("n"), e: number("e") }.try_into().unwrap();
        let public = OaepPublicEncryptingKey::new(public).unwrap();
        let mut wrapped = vec![0; public.ciphertext_size()];
        let algorithm = if sha1 { &OAEP_SHA1_MGF1SHA1 } else { &OAEP_SHA256_MGF1SHA256 };
        public.encrypt(algorithm, content_key, &mut wrapped, None).unwrap().to_vec()
    }
}

type Sealed = (Vec<u8>, Vec<u8>, Vec<u8>);

fn seal_gcm(key: &[u8; 32], aad: &str, inner: &[u8]) -> Sealed {
    let mut content = inner.to_vec();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).unwrap());
    let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key([7; 12]), Aad::from(aad.as_bytes()), &mut content).unwrap();
    (vec![7; 12], content, tag.as_ref().to_vec())
}

fn seal_cbc(key: &[u8; 32], aad: &str, inner: &[u8]) -> Sealed {
    let mut content = inner.to_vec();
    let cipher = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, &key[16..]).unwrap()).unwrap();
    let context = cipher.encrypt(&mut content).unwrap();
    let iv: Vec<u8> = <&[u8]>::try_from(&context).unwrap().to_vec();
    let bits = (aad.len() as u64 * 8).to_be_bytes();
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key[..16]), &[aad.as_bytes(), &iv, &content, &bits].concat());
    (iv, content, tag.as_ref()[..16].to_vec())
}
