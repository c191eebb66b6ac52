//! Logout tokens: forged, of another kind, for somebody else, used twice. None of them ends a session.

use kit_db::testing::TestDb;
use reqwest::Method;
use serde_json::{Map, Value, json};

use super::{
    SESSIONS,
    scene::{begin, finish, scene},
    start,
    tokens::{Signer, signed},
};
use crate::support::TestApp;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

struct Token {
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signer: Signer,
}

type Case = (&'static str, fn(&mut Token));

const CASES: &[Case] = &[
    ("another key", |t| t.signer = Signer::Rs256("evil")),
    ("a changed signature", |t| t.signer = Signer::Changed),
    ("no signature", |t| {
        t.header.insert("alg".into(), json!("none"));
        t.signer = Signer::Nobody;
    }),
    ("HS256", |t| {
        t.header.insert("alg".into(), json!("HS256"));
        t.signer = Signer::Hmac(b"secret".to_vec());
    }),
    ("an unknown key", |t| drop(t.header.insert("kid".into(), json!("unknown")))),
    ("another type", |t| drop(t.header.insert("typ".into(), json!("at+jwt")))),
    ("an identity token", |t| {
        t.claims.remove("events");
        t.claims.insert("nonce".into(), json!("n"));
    }),
    ("a nonce", |t| drop(t.claims.insert("nonce".into(), json!("n")))),
    ("no event", |t| drop(t.claims.insert("events".into(), json!({})))),
    ("another event", |t| drop(t.claims.insert("events".into(), json!({ "http://other.example": {} })))),
    ("an event that is no object", |t| drop(t.claims.insert("events".into(), json!({ EVENT: true })))),
    ("another issuer", |t| drop(t.claims.insert("iss".into(), json!("https://other.example")))),
    ("another client", |t| drop(t.claims.insert("aud".into(), json!("another")))),
    ("nobody", |t| {
        t.claims.remove("sid");
        t.claims.remove("sub");
    }),
    ("no name of its own", |t| drop(t.claims.remove("jti"))),
    ("long ago", |t| drop(t.claims.insert("iat".into(), json!(1_700_000_000)))),
    ("in the future", |t| {
        let iat = t.claims["iat"].as_i64().unwrap();
        t.claims.insert("iat".into(), json!(iat + 61));
    }),
    ("expired", |t| {
        let iat = t.claims["iat"].as_i64().unwrap();
        t.claims.insert("exp".into(), json!(iat - 61));
    }),
];

async fn tell(app: &TestApp, token: &str) -> u16 {
    let outside = app.browser();
    outside.once(outside.request(Method::POST, "/logout/back-channel").form(&[("logout_token", token)])).await.status
}

pub(super) async fn no_forged_logout_ends_a_session(database: TestDb) {
    let (app, server) = start(database, &[]).await;
    let mut begun = begin(&app, &server, "/login").await;
    let good = scene(&app, &server, &begun).await;
    finish(&good, &server, &mut begun.browser).await;
    assert_eq!(app.count(SESSIONS).await, 1);
    let token = |jti: &str| {
        let claims = json!({
            "iss": server.issuer, "aud": "ekstranet", "iat": good.now, "exp": good.now + 120, "jti": jti, "sid": "s1", "sub": "transient-1",
            "events": { EVENT: {} },
        });
        let header = json!({ "alg": "RS256", "typ": "logout+jwt", "kid": "a" });
        let object = |value: Value| value.as_object().unwrap().clone();
        Token { header: object(header), claims: object(claims), signer: Signer::Rs256("a") }
    };
    let made = |token: &Token| {
        let (header, claims) = (Value::Object(token.header.clone()).to_string(), Value::Object(token.claims.clone()).to_string());
        signed(&header, claims.as_bytes(), &token.signer)
    };
    for (name, change) in CASES {
        let mut token = token(name);
        change(&mut token);
        assert_eq!((tell(&app, &made(&token)).await, app.count(SESSIONS).await), (400, 1), "{name}");
    }
    for text in ["", "x", "a.b.c", &"a".repeat(60_000)] {
        let status = tell(&app, text).await;
        assert!((400..500).contains(&status), "{status}");
    }
    let asked = server.asked().iter().filter(|(path, _)| path == "/jwks").count();
    assert_eq!(asked, 1, "whoever invents keys does not have the provider asked");
    println!("{} forged logout tokens, the session lives", CASES.len() + 4);
    let real = made(&token("real"));
    assert_eq!((tell(&app, &real).await, app.count(SESSIONS).await), (200, 0));
    assert_eq!(tell(&app, &real).await, 400, "once");
}
