//! One login, from the first click to what the browser brings back.

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use super::{
    server::{Reply, Server, field},
    tokens::{Seal, Signer, jwk, key_set, signed},
};
use crate::support::{Browser, TestApp};

pub const CODE: &str = "140371-901U";

/// What a case may change before the browser comes back.
pub struct Scene {
    pub issuer: String,
    pub now: i64,
    pub header: Map<String, Value>,
    pub claims: Map<String, Value>,
    /// In place of header and claims: these very texts.
    pub header_text: Option<String>,
    pub claims_text: Option<Vec<u8>>,
    pub signer: Signer,
    /// None: the token is not encrypted.
    pub seal: Option<Seal>,
    /// In place of all that: this very token, or this very answer of the token endpoint.
    pub token: Option<fn(&str) -> String>,
    pub reply: Option<Reply>,
    /// What the provider publishes as its keys from now on.
    pub keys: Option<Reply>,
    /// The query that the browser comes back with.
    pub back: Vec<(String, String)>,
    pub state: String,
    /// The client's public keys.
    pub client: Value,
}

impl Scene {
    pub fn claim(&mut self, name: &str, value: impl Into<Value>) {
        self.claims.insert(name.to_owned(), value.into());
    }

    pub fn header(&mut self, name: &str, value: impl Into<Value>) {
        self.header.insert(name.to_owned(), value.into());
    }

    pub fn back(&mut self, pairs: &[(&str, &str)]) {
        self.back = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    }

    pub fn seal(&mut self, change: impl FnOnce(Seal) -> Seal) {
        self.seal = self.seal.take().map(change);
    }

    /// The claims with one of them written a second time.
    pub fn twice(&mut self, name: &str, value: &str) {
        let text = Value::Object(self.claims.clone()).to_string();
        self.claims_text = Some(format!("{},\"{name}\":\"{value}\"}}", text.strip_suffix('}').unwrap()).into_bytes());
    }

    pub fn jws(&self) -> String {
        let header = self.header_text.clone().unwrap_or_else(|| Value::Object(self.header.clone()).to_string());
        let claims = self.claims_text.clone().unwrap_or_else(|| Value::Object(self.claims.clone()).to_string().into_bytes());
        signed(&header, &claims, &self.signer)
    }

    /// The client's public key to which tokens are encrypted.
    pub fn encryption_key(&self) -> Value {
        self.client["keys"].as_array().unwrap().iter().find(|key| key["use"] == "enc").unwrap().clone()
    }

    fn answer(&self) -> Reply {
        if let Some(reply) = &self.reply {
            return reply.clone();
        }
        let jws = self.jws();
        let token = self.seal.as_ref().map_or(jws.clone(), |seal| seal.around(jws.as_bytes(), &self.encryption_key()));
        let token = self.token.map_or(token.clone(), |change| change(&token));
        Reply::Json(json!({ "access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token }).to_string())
    }
}

/// A browser that has been sent to the provider.
pub struct Begun {
    pub browser: Browser,
    pub asked: Map<String, Value>,
}

pub async fn begin(app: &TestApp, server: &Server, start: &str) -> Begun {
    let browser = app.browser();
    let page = browser.get_once(start).await;
    let address = page.headers["location"].to_str().unwrap().to_owned();
    assert!(address.starts_with(&format!("{}/authorize?", server.issuer)), "{address}");
    let query = address.split_once('?').unwrap().1;
    let client: Value = serde_json::from_str(&app.browser().get_once("/.well-known/jwks.json").await.html).unwrap();
    let request = field(query, "request").expect("a request object");
    assert_eq!(field(query, "client_id").as_deref(), Some("ekstranet"));
    Begun { browser, asked: verified(&request, "oauth-authz-req+jwt", &client) }
}

/// What the client says, if it has signed it with a key that it publishes.
pub fn verified(token: &str, kind: &str, client: &Value) -> Map<String, Value> {
    let parts: Vec<&str> = token.split('.').collect();
    let decoded = |part: &str| -> Value { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap() };
    let header = decoded(parts[0]);
    assert_eq!((header["alg"].as_str(), header["typ"].as_str()), (Some("RS256"), Some(kind)));
    let key = client["keys"].as_array().unwrap().iter().find(|key| key["kid"] == header["kid"] && key["use"] == "sig").expect("a published key");
    let number = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap()).unwrap();
    let message = format!("{}.{}", parts[0], parts[1]);
    let signature = URL_SAFE_NO_PAD.decode(parts[2]).unwrap();
    RsaPublicKeyComponents { n: number("n"), e: number("e") }.verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &signature).unwrap();
    decoded(parts[1]).as_object().unwrap().clone()
}

/// A good answer to the login, to be broken.
pub async fn scene(app: &TestApp, server: &Server, begun: &Begun) -> Scene {
    let now = app.clock.now().micros() / 1_000_000;
    let text = |name: &str| begun.asked[name].as_str().unwrap().to_owned();
    let object = |value: Value| value.as_object().unwrap().clone();
    let client = app.browser().get_once("/.well-known/jwks.json").await.html;
    Scene {
        now,
        issuer: server.issuer.clone(),
        header: object(json!({ "alg": "RS256", "typ": "JWT", "kid": "a" })),
        claims: object(json!({
            "iss": server.issuer, "aud": "ekstranet", "sub": "transient-1", "iat": now, "exp": now + 300, "auth_time": now,
            "nonce": text("nonce"), "acr": "http://ftn.ficora.fi/2017/loa2", "sid": "s1", "amr": ["tupas"],
            "urn:oid:1.2.246.21": CODE, "urn:oid:2.5.4.4": "Mallinen", "urn:oid:1.2.246.575.1.14": "Malla Maria",
        })),
        header_text: None,
        claims_text: None,
        signer: Signer::Rs256("a"),
        seal: Some(Seal::new("RSA-OAEP-256", "A256GCM")),
        token: None,
        reply: None,
        keys: None,
        back: vec![("code".into(), format!("code-{}", text("jti"))), ("state".into(), text("state"))],
        state: text("state"),
        client: serde_json::from_str(&client).unwrap(),
    }
}

/// Lets the browser come back; the address where it ends up.
pub async fn finish(scene: &Scene, server: &Server, browser: &mut Browser) -> String {
    if let Some((_, code)) = scene.back.iter().find(|(name, _)| name == "code") {
        server.promise(code, scene.answer());
    }
    if let Some(keys) = &scene.keys {
        server.publish(keys.clone());
    }
    let address = reqwest::Url::parse_with_params("http://x/login/return", &scene.back).unwrap();
    browser.get(&format!("/login/return?{}", address.query().unwrap_or_default())).await.address.clone()
}

pub fn good_keys() -> Reply {
    Reply::Json(key_set(&[jwk("a", "a")]))
}
