//! The provider as a client meets it, over its routes. The client here is written for these tests alone.

mod party;
mod profiles;
mod requests;
mod session;
mod tokens;

use std::collections::HashMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use kit_core::{Clock, Ids, Instant};
use tower::ServiceExt as _;

use crate::{Client, ClientKeys, Profile, StandIns, personas::PERSONS, serve::router};
use party::{Object, keys};

/// 2026-11-21T07:05:07Z.
const NOW: Instant = Instant::from_micros(1_795_244_707_000_000);
const NOW_SECONDS: i64 = 1_795_244_707;
const BASE: &str = "http://stand-ins.test";
const ISSUER: &str = "http://stand-ins.test/identification";
const SERVICE: &str = "http://ekstranet.test";
const BACK: &str = "http://ekstranet.test/login/return";
const LOGGED_OUT: &str = "http://ekstranet.test/logged-out";
/// PKCE: any verifier and its challenge.
const VERIFIER: &str = "malli-malli-malli-malli-malli-malli-malli-malli";

/// Stand-ins with these clients of the representatives' login.
struct Desk {
    config: StandIns,
    app: Router,
}

struct Answer {
    status: StatusCode,
    location: Option<String>,
    cookie: Option<String>,
    policy: String,
    body: String,
}

impl Answer {
    /// The parameters of the address that the browser is sent to.
    fn back(&self) -> HashMap<String, String> {
        let query = self.location.as_deref().and_then(|address| address.split_once('?')).unwrap_or_default().1;
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {} {}", self.status, self.body))
    }
}

/// The program, registered with this profile and the test's keys.
fn ours(profile: Profile) -> Client {
    let client = Client::plain("ekstranet", BACK, LOGGED_OUT);
    if profile == Profile::Plain { client } else { client.ftn(profile, ClientKeys::Given(keys().published())) }
}

impl Desk {
    fn new(clients: Vec<Client>) -> Self {
        Self::with(StandIns { representatives: clients, ..StandIns::new(BASE, SERVICE, Clock::fixed(NOW), Ids::random()) })
    }

    fn with(config: StandIns) -> Self {
        Self { app: router(config.clone(), false), config }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let text = |name| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let cookie = text(header::SET_COOKIE).map(|cookie| cookie.split(';').next().unwrap().to_owned());
        let (status, location, policy) = (answer.status(), text(header::LOCATION), text(header::CONTENT_SECURITY_POLICY).unwrap_or_default());
        let body = String::from_utf8(to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap();
        Answer { status, location, cookie, policy, body }
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)], more: &[(header::HeaderName, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = more.iter().fold(request, |request, (name, value)| request.header(name, *value));
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn authorize(&self, query: &str) -> Answer {
        self.get(&format!("/identification/authorize?{query}"), "").await
    }

    /// The first test person identifies themselves by the bank.
    async fn identify(&self, query: &str, cookie: &str) -> Answer {
        let form = [("request", query), ("means", "bank"), ("person", PERSONS[0].identity_code), ("answer", "identify")];
        self.post("/identification/authorize", &form, &[(header::COOKIE, cookie)]).await
    }

    /// A code for this request.
    async fn code(&self, object: Object) -> String {
        let answer = self.identify(&object.query(), "").await;
        answer.back().get("code").cloned().unwrap_or_else(|| panic!("no code: {} {}", answer.status, answer.body))
    }

    /// Changes the code for tokens, as the program in an FTN profile does.
    async fn token(&self, code: &str) -> Answer {
        self.token_with(code, &Object::assertion().signed(), &[]).await
    }

    /// The same with other fields.
    async fn token_with(&self, code: &str, assertion: &str, other: &[(&str, &str)]) -> Answer {
        let mut form: Vec<_> = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", BACK),
            ("client_id", "ekstranet"),
            ("code_verifier", VERIFIER),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ]
        .into_iter()
        .filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name))
        .collect();
        form.extend(other.iter().filter(|(_, value)| !value.is_empty()));
        self.post("/identification/token", &form, &[]).await
    }
}
