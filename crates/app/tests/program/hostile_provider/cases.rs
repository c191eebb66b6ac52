//! What this provider tries: each case breaks one thing of a good login.

use serde_json::{Value, json};

use super::{
    scene::{CODE, Scene},
    server::Reply,
    tokens::{Seal, Signer, Spoil, encoded, jwk, key, key_set, signed},
};

/// Name of the case, what the log calls its end, what is broken.
pub type Case = (&'static str, &'static str, fn(&mut Scene));

const LOST: &str = "login-lost";
const CANCELLED: &str = "login-cancelled";
const REFUSED: &str = "login-refused";
const UNTRUSTED: &str = "login-untrusted";
const UNAVAILABLE: &str = "login-unavailable";
const LEVEL: &str = "login-level";
const NO_CODE: &str = "login-no-code";

const JSON: &str = "application/json";

pub const ANSWERS: &[Case] = &[
    ("no state", LOST, |s| s.back(&[("code", "c")])),
    ("an invented state", LOST, |s| s.back(&[("code", "c"), ("state", "0123456789abcdef")])),
    ("a state with another end", LOST, |s| s.back(&[("code", "c"), ("state", &format!("{}0", &s.state.clone()[1..]))])),
    ("neither code nor error", UNTRUSTED, |s| s.back(&[("state", &s.state.clone())])),
    ("an empty code", UNTRUSTED, |s| s.back(&[("code", ""), ("state", &s.state.clone())])),
    ("a code and an error", UNTRUSTED, |s| s.back.push(("error".into(), "access_denied".into()))),
    ("access_denied", CANCELLED, |s| s.back(&[("error", "access_denied"), ("state", &s.state.clone())])),
    ("cancel", CANCELLED, |s| s.back(&[("error", "cancel"), ("error_description", "User pressed cancel"), ("state", &s.state.clone())])),
    ("invalid_request", REFUSED, |s| s.back(&[("error", "invalid_request"), ("state", &s.state.clone())])),
    ("a page in the error", REFUSED, |s| {
        s.back(&[("error", "<script>alert(1)</script>"), ("error_description", "<b>call 0600</b>"), ("state", &s.state.clone())]);
    }),
    ("the provider is down and says so", UNAVAILABLE, |s| s.back(&[("error", "temporarily_unavailable"), ("state", &s.state.clone())])),
    ("another issuer answers", UNTRUSTED, |s| s.back.push(("iss".into(), "https://other.example".into()))),
    ("an issuer with a slash more answers", UNTRUSTED, |s| s.back.push(("iss".into(), format!("{}/", s.issuer)))),
    ("another issuer's error", UNTRUSTED, |s| {
        s.back(&[("error", "access_denied"), ("iss", "https://other.example"), ("state", &s.state.clone())]);
    }),
    ("a code that was used or is another client's", UNTRUSTED, |s| {
        s.reply = Some(Reply::bytes("400 Bad Request", JSON, r#"{"error":"invalid_grant"}"#))
    }),
    ("the client is not accepted", UNTRUSTED, |s| s.reply = Some(Reply::bytes("401 Unauthorized", JSON, r#"{"error":"unauthorized_client"}"#))),
    ("a refusal that is a page", UNTRUSTED, |s| s.reply = Some(Reply::bytes("403 Forbidden", "text/html", "<h1>no</h1>"))),
    ("500 of the token endpoint", UNAVAILABLE, |s| s.reply = Some(Reply::bytes("500 Internal Server Error", JSON, "{}"))),
    ("the connection is cut", UNAVAILABLE, |s| s.reply = Some(Reply::Reset)),
    ("the answer is cut short", UNAVAILABLE, |s| s.reply = Some(Reply::CutShort)),
    ("200 with a page", UNAVAILABLE, |s| s.reply = Some(Reply::bytes("200 OK", "text/html", "<title>Maintenance</title>"))),
    ("JSON that says it is text", UNAVAILABLE, |s| s.reply = Some(Reply::bytes("200 OK", "text/plain", r#"{"id_token":"x"}"#))),
    ("the token is elsewhere", UNAVAILABLE, |s| s.reply = Some(Reply::Moved(format!("{}/elsewhere", s.issuer)))),
    ("no identity token", UNTRUSTED, |s| s.reply = Some(Reply::Json(r#"{"access_token":"x"}"#.into()))),
    ("an identity token that is a number", UNTRUSTED, |s| s.reply = Some(Reply::Json(r#"{"id_token":1}"#.into()))),
    ("two identity tokens", UNAVAILABLE, |s| {
        let token = s.jws();
        s.reply = Some(Reply::Json(format!(r#"{{"id_token":"{token}","id_token":"{token}"}}"#)));
    }),
    ("a megabyte", UNAVAILABLE, |s| s.reply = Some(Reply::Json(format!(r#"{{"id_token":"{}"}}"#, "a".repeat(1 << 20))))),
    ("a list", UNAVAILABLE, |s| s.reply = Some(Reply::Json("[]".into()))),
    ("a text without an end of depth", UNAVAILABLE, |s| s.reply = Some(Reply::Json("[".repeat(30_000)))),
    ("bytes that are no text", UNAVAILABLE, |s| s.reply = Some(Reply::bytes("200 OK", JSON, b"{\"id_token\":\"\xff\xfe\"}".to_vec()))),
];

pub const TOKENS: &[Case] = &[
    ("signed but not encrypted", UNTRUSTED, |s| s.seal = None),
    ("encrypted but not signed: alg none", UNTRUSTED, |s| {
        s.header("alg", "none");
        s.signer = Signer::Nobody;
    }),
    ("alg None, with a signature", UNTRUSTED, |s| s.header("alg", "None")),
    ("encrypted claims that are no token", UNTRUSTED, |s| sealed_instead(s, Value::Object(s.claims.clone()).to_string().as_bytes())),
    ("four parts", UNTRUSTED, |s| s.token = Some(|token| token.split('.').take(4).collect::<Vec<_>>().join("."))),
    ("HS256 with the public key as the secret", UNTRUSTED, |s| {
        s.header("alg", "HS256");
        s.signer = Signer::Hmac(jwk("a", "a")["n"].as_str().unwrap().as_bytes().to_vec());
    }),
    ("HS256 with the published set as the secret", UNTRUSTED, |s| {
        s.header("alg", "HS256");
        s.signer = Signer::Hmac(key_set(&[jwk("a", "a")]).into_bytes());
    }),
    ("PS256 by the right key", UNTRUSTED, |s| {
        s.header("alg", "PS256");
        s.signer = Signer::Ps256;
    }),
    ("PS256 that says RS256", UNTRUSTED, |s| s.signer = Signer::Ps256),
    ("RS512 by the right key", UNTRUSTED, |s| {
        s.header("alg", "RS512");
        s.signer = Signer::Rs512;
    }),
    ("its own key in the header", UNTRUSTED, |s| {
        s.header("kid", "evil");
        s.header("jwk", jwk("evil", "evil"));
        s.signer = Signer::Rs256("evil");
    }),
    ("its own key in the header, under a good name", UNTRUSTED, |s| {
        s.header("jwk", jwk("evil", "a"));
        s.signer = Signer::Rs256("evil");
    }),
    ("its own address of keys", UNTRUSTED, |s| {
        s.header("jku", format!("{}/evil-keys", s.issuer));
        s.header("x5u", format!("{}/evil-certificate", s.issuer));
        s.header("kid", "evil");
        s.signer = Signer::Rs256("evil");
    }),
    ("no name of a key", UNTRUSTED, |s| drop(s.header.remove("kid"))),
    ("a name of a key that is a number", UNTRUSTED, |s| s.header("kid", 1)),
    ("another key under a good name", UNTRUSTED, |s| s.signer = Signer::Rs256("evil")),
    ("a signature with one bit changed", UNTRUSTED, |s| s.signer = Signer::Changed),
    ("no signature", UNTRUSTED, |s| s.signer = Signer::Nobody),
    ("a header that must be understood", UNTRUSTED, |s| s.header("crit", json!(["exp"]))),
    ("a payload that is not encoded", UNTRUSTED, |s| s.header("b64", false)),
    ("a logout token", UNTRUSTED, |s| s.header("typ", "logout+jwt")),
    ("an access token", UNTRUSTED, |s| s.header("typ", "at+jwt")),
    ("two algorithms in the header", UNTRUSTED, |s| s.header_text = Some(r#"{"alg":"RS256","kid":"a","alg":"none"}"#.into())),
    ("a header that is no object", UNTRUSTED, |s| s.header_text = Some("[]".into())),
    ("claims that are no object", UNTRUSTED, |s| s.claims_text = Some(b"[]".to_vec())),
    ("claims that are no text", UNTRUSTED, |s| s.claims_text = Some(b"{\"sub\":\"\xc3\x28\"}".to_vec())),
    ("a nonce twice", UNTRUSTED, |s| s.twice("nonce", "x")),
    ("an identity code twice", UNTRUSTED, |s| s.twice("urn:oid:1.2.246.21", "010280-952L")),
    ("six parts", UNTRUSTED, |s| s.token = Some(|token| format!("{token}.AAAA"))),
    ("padding", UNTRUSTED, |s| s.token = Some(|token| format!("{token}=="))),
    ("blanks", UNTRUSTED, |s| s.token = Some(|token| token.replacen('.', ". ", 1))),
    ("forty thousand characters", UNTRUSTED, |s| s.claim("more", "a".repeat(30_000))),
    ("encrypted twice", UNTRUSTED, |s| {
        let inner = Seal::new("RSA-OAEP-256", "A256GCM").around(s.jws().as_bytes(), &s.encryption_key());
        sealed_instead(s, inner.as_bytes());
    }),
    ("RSA1_5", UNTRUSTED, |s| s.seal(|seal| seal.with("alg", "RSA1_5"))),
    ("dir", UNTRUSTED, |s| s.seal(|seal| seal.with("alg", "dir"))),
    ("A256GCM where a wrapping is named", UNTRUSTED, |s| s.seal(|seal| seal.with("alg", "A256GCM"))),
    ("RSA-OAEP that was wrapped as RSA-OAEP-256", UNTRUSTED, |s| s.token = Some(with_header("alg", "RSA-OAEP"))),
    ("A192GCM", UNTRUSTED, |s| s.seal(|seal| seal.with("enc", "A192GCM"))),
    ("compressed", UNTRUSTED, |s| s.seal(|seal| seal.with("zip", "DEF"))),
    ("an encryption that must be understood", UNTRUSTED, |s| s.seal(|seal| seal.with("crit", json!(["exp"])))),
    ("another content than a token", UNTRUSTED, |s| s.seal(|seal| seal.with("cty", "text/plain"))),
    ("encrypted to somebody else", UNTRUSTED, |s| s.seal(|seal| Seal { to_us: true, ..seal })),
    ("encrypted to a key we do not have", UNTRUSTED, |s| s.seal(|seal| seal.with("kid", "unknown"))),
    ("GCM: a tag with one bit changed", UNTRUSTED, |s| s.seal(|seal| seal.spoilt(Spoil::Tag))),
    ("GCM: a short tag", UNTRUSTED, |s| s.seal(|seal| seal.spoilt(Spoil::ShortTag))),
    ("GCM: a long nonce", UNTRUSTED, |s| s.seal(|seal| seal.spoilt(Spoil::Iv))),
    ("GCM: another content", UNTRUSTED, |s| s.seal(|seal| seal.spoilt(Spoil::Content))),
    ("GCM: another header", UNTRUSTED, |s| s.seal(|seal| seal.spoilt(Spoil::Header))),
    ("GCM: a content key of another length", UNTRUSTED, |s| s.seal(|seal| seal.spoilt(Spoil::ContentKey))),
    ("CBC: a tag with one bit changed", UNTRUSTED, |s| s.seal = Some(Seal::new("RSA-OAEP", "A128CBC-HS256").spoilt(Spoil::Tag))),
    ("CBC: a short tag", UNTRUSTED, |s| s.seal = Some(Seal::new("RSA-OAEP", "A128CBC-HS256").spoilt(Spoil::ShortTag))),
    ("CBC: a long vector", UNTRUSTED, |s| s.seal = Some(Seal::new("RSA-OAEP", "A128CBC-HS256").spoilt(Spoil::Iv))),
    ("CBC: another content", UNTRUSTED, |s| s.seal = Some(Seal::new("RSA-OAEP", "A128CBC-HS256").spoilt(Spoil::Content))),
    ("CBC: another header", UNTRUSTED, |s| s.seal = Some(Seal::new("RSA-OAEP", "A128CBC-HS256").spoilt(Spoil::Header))),
];

/// The encrypted token with another outer header.
fn with_header(name: &'static str, value: &'static str) -> fn(&str) -> String {
    assert_eq!((name, value), ("alg", "RSA-OAEP"));
    |token| {
        let rest = token.split_once('.').unwrap().1;
        format!("{}.{rest}", encoded(r#"{"alg":"RSA-OAEP","enc":"A256GCM","cty":"JWT"}"#))
    }
}

pub const CLAIMS: &[Case] = &[
    ("another issuer", UNTRUSTED, |s| s.claim("iss", "https://other.example")),
    ("an issuer with a slash more", UNTRUSTED, |s| s.claim("iss", format!("{}/", s.issuer))),
    ("no issuer", UNTRUSTED, |s| drop(s.claims.remove("iss"))),
    ("for another client", UNTRUSTED, |s| s.claim("aud", "another")),
    ("for nobody", UNTRUSTED, |s| s.claim("aud", json!([]))),
    ("no audience", UNTRUSTED, |s| drop(s.claims.remove("aud"))),
    ("for another client too", UNTRUSTED, |s| s.claim("aud", json!(["ekstranet", "another"]))),
    ("for another client too, and made for that one", UNTRUSTED, |s| {
        s.claim("aud", json!(["ekstranet", "another"]));
        s.claim("azp", "another");
    }),
    ("made for another client", UNTRUSTED, |s| s.claim("azp", "another")),
    ("expired a minute ago", UNTRUSTED, |s| s.claim("exp", s.now - 60)),
    ("no expiry", UNTRUSTED, |s| drop(s.claims.remove("exp"))),
    ("an expiry in words", UNTRUSTED, |s| s.claim("exp", "tomorrow")),
    ("not valid yet", UNTRUSTED, |s| s.claim("nbf", s.now + 61)),
    ("issued in the future", UNTRUSTED, |s| s.claim("iat", s.now + 61)),
    ("issued long ago", UNTRUSTED, |s| s.claim("iat", s.now - 601)),
    ("issued at no time", UNTRUSTED, |s| drop(s.claims.remove("iat"))),
    ("no nonce", UNTRUSTED, |s| drop(s.claims.remove("nonce"))),
    ("another nonce", UNTRUSTED, |s| s.claim("nonce", "another")),
    ("a nonce that is a list", UNTRUSTED, |s| {
        let nonce = s.claims["nonce"].clone();
        s.claim("nonce", json!([nonce]));
    }),
    ("no subject", UNTRUSTED, |s| drop(s.claims.remove("sub"))),
    ("an empty subject", UNTRUSTED, |s| s.claim("sub", "")),
    ("a subject of a thousand letters", UNTRUSTED, |s| s.claim("sub", "s".repeat(1000))),
    ("identified in the future", UNTRUSTED, |s| s.claim("auth_time", s.now + 61)),
    ("no level", LEVEL, |s| drop(s.claims.remove("acr"))),
    ("too low a level", LEVEL, |s| s.claim("acr", "http://ftn.ficora.fi/2017/loa1")),
    ("a test level", LEVEL, |s| s.claim("acr", "http://ftn.ficora.fi/2017/loatest2")),
    ("a level like a good one", LEVEL, |s| s.claim("acr", "http://ftn.ficora.fi/2017/loa2 ")),
    ("levels in a list", UNTRUSTED, |s| s.claim("acr", json!(["http://ftn.ficora.fi/2017/loa2"]))),
    ("a foreigner without a Finnish code", NO_CODE, |s| {
        s.claims.remove("urn:oid:1.2.246.21");
        s.claim("acr", "http://eidas.europa.eu/LoA/high");
    }),
    ("an empty identity code", NO_CODE, |s| s.claim("urn:oid:1.2.246.21", "")),
    ("an identity code that is a number", NO_CODE, |s| s.claim("urn:oid:1.2.246.21", 140_371)),
    ("an identity code with a wrong check", UNTRUSTED, |s| s.claim("urn:oid:1.2.246.21", "140371-901A")),
    ("a path for an identity code", UNTRUSTED, |s| s.claim("urn:oid:1.2.246.21", "../../x?a=1")),
    ("no family name", UNTRUSTED, |s| drop(s.claims.remove("urn:oid:2.5.4.4"))),
    ("a name with a line feed", UNTRUSTED, |s| s.claim("urn:oid:2.5.4.4", "Malli\r\nBcc: x@y.example")),
    ("a name of ten thousand letters", UNTRUSTED, |s| s.claim("urn:oid:1.2.246.575.1.14", "M".repeat(10_000))),
    ("all is well but the signature is another login's", UNTRUSTED, |s| {
        let other = signed(r#"{"alg":"RS256","kid":"a"}"#, br#"{"sub":"x"}"#, &Signer::Rs256("a"));
        let signature = other.rsplit('.').next().unwrap().to_owned();
        let jws = s.jws();
        let forged = format!("{}.{signature}", jws.rsplit_once('.').unwrap().0);
        sealed_instead(s, forged.as_bytes());
    }),
];

/// The token endpoint gives an encryption of something else.
fn sealed_instead(scene: &mut Scene, inner: &[u8]) {
    let token = Seal::new("RSA-OAEP-256", "A256GCM").around(inner, &scene.encryption_key());
    scene.reply = Some(Reply::Json(json!({ "id_token": token }).to_string()));
}

/// These begin with `/login?fresh=yes`.
pub const FRESH: &[Case] = &[
    ("identified before this login began", UNTRUSTED, |s| s.claim("auth_time", s.now - 61)),
    ("identified at no time", UNTRUSTED, |s| drop(s.claims.remove("auth_time"))),
];

/// These name a key that is not known yet, so that the keys are read again.
pub const KEYS: &[Case] = &[
    ("a key that is not published", UNTRUSTED, |s| s.keys = Some(Reply::Json(key_set(&[jwk("a", "a")])))),
    ("ten thousand keys", UNAVAILABLE, |s| {
        let keys: Vec<Value> = (0..10_000).map(|n| jwk("b", if n == 5000 { "b" } else { "c" })).collect();
        s.keys = Some(Reply::Json(key_set(&keys)));
    }),
    ("two keys of one name", UNTRUSTED, |s| s.keys = Some(Reply::Json(key_set(&[jwk("evil", "b"), jwk("b", "b")])))),
    ("a key for encryption", UNTRUSTED, |s| s.keys = Some(Reply::Json(key_set(&[changed("use", json!("enc"))])))),
    ("a key for another algorithm", UNTRUSTED, |s| s.keys = Some(Reply::Json(key_set(&[changed("alg", json!("PS256"))])))),
    ("a shared secret among the keys", UNTRUSTED, |s| {
        s.header("alg", "HS256");
        s.signer = Signer::Hmac(b"secret".to_vec());
        s.keys = Some(Reply::Json(key_set(&[json!({ "kty": "oct", "kid": "b", "k": encoded("secret") })])));
    }),
    ("a key without a name", UNTRUSTED, |s| s.keys = Some(Reply::Json(key_set(&[changed("kid", Value::Null)])))),
    ("keys that are no list", UNAVAILABLE, |s| s.keys = Some(Reply::Json(r#"{"keys":{}}"#.into()))),
    ("keys with a name twice", UNAVAILABLE, |s| s.keys = Some(Reply::Json(format!(r#"{{"keys":[],"keys":[{}]}}"#, jwk("b", "b"))))),
    ("a page for keys", UNAVAILABLE, |s| s.keys = Some(Reply::bytes("200 OK", "text/html", key_set(&[jwk("b", "b")])))),
    ("keys elsewhere", UNAVAILABLE, |s| s.keys = Some(Reply::Moved(format!("{}/evil-keys", s.issuer)))),
    ("500 for keys", UNAVAILABLE, |s| s.keys = Some(Reply::bytes("500 Internal Server Error", JSON, key_set(&[jwk("b", "b")])))),
    ("no keys", UNAVAILABLE, |s| s.keys = Some(Reply::Reset)),
];

fn changed(name: &str, value: Value) -> Value {
    let mut key = jwk("b", "b");
    key[name] = value;
    key
}

/// These take as long as the client waits.
pub const SLOW: &[Case] = &[
    ("a token endpoint that says nothing", UNAVAILABLE, |s| s.reply = Some(Reply::Silence)),
    ("keys that do not come", UNAVAILABLE, |s| {
        s.header("kid", "b");
        s.keys = Some(Reply::Silence);
    }),
];

/// What is odd, and how it is made.
pub type Odd = (&'static str, fn(&mut Scene));

/// Odd, but good: each gives a session.
pub const GOOD: &[Odd] = &[
    ("as it should be", |_| {}),
    ("RSA-OAEP with A128CBC-HS256", |s| s.seal = Some(Seal::new("RSA-OAEP", "A128CBC-HS256"))),
    ("the encryption names no key", |s| s.seal(|seal| seal.with("kid", Value::Null))),
    ("expired half a minute ago by our clock", |s| s.claim("exp", s.now - 30)),
    ("issued in half a minute by our clock", |s| s.claim("iat", s.now + 30)),
    ("for us, in a list", |s| s.claim("aud", json!(["ekstranet"]))),
    ("for another client too, but made for us", |s| {
        s.claim("aud", json!(["ekstranet", "another"]));
        s.claim("azp", "ekstranet");
    }),
    ("it says who answers", |s| s.back.push(("iss".into(), s.issuer.clone()))),
    ("the names of another broker", |s| {
        for name in ["urn:oid:1.2.246.21", "urn:oid:2.5.4.4", "urn:oid:1.2.246.575.1.14"] {
            s.claims.remove(name);
        }
        for (name, value) in [("personal_identity_code", CODE), ("family_name", "Mallinen"), ("given_name", "Malla Maria")] {
            s.claim(name, value);
        }
    }),
    ("claims that nobody knows", |s| s.claim("urn:oid:9", json!({ "a": [1, null] }))),
    ("keys beside ours that we cannot use", |s| {
        s.header("kid", "b");
        s.signer = Signer::Rs256("b");
        let ec = json!({ "kty": "EC", "crv": "P-256", "kid": "e", "x": "AA", "y": "AA" });
        s.keys = Some(Reply::Json(key_set(&[ec, jwk("a", "a"), jwk("b", "b")])));
    }),
];

/// The keys of this provider are there from the start.
pub fn ready() {
    key("a");
}
