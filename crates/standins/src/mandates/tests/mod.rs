//! The Web API as an e-service meets it, over its routes. The checksum is made here anew.

mod calls;
mod faults;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use kit_core::{Clock, Ids, Instant};
use serde_json::Value;
use sha2::Sha256;
use tower::ServiceExt as _;

use crate::{
    MANDATES_API_KEY, MANDATES_CLIENT_ID, MANDATES_OAUTH_PASSWORD, StandIns,
    personas::{PERSONS, Person},
    serve::router,
};

/// 2026-11-21T07:05:07Z.
const NOW: Instant = Instant::from_micros(1_795_244_707_000_000);
const BACK: &str = "http://ekstranet.test/login/organisation/return";

/// An e-service and the stand-in.
struct Service {
    config: StandIns,
    app: Router,
}

struct Answer {
    status: u16,
    location: String,
    body: String,
}

/// What the e-service knows of a choice.
struct Choice {
    session: String,
    user: String,
}

fn named(family_name: &str) -> &'static Person {
    PERSONS.iter().find(|person| person.family_name == family_name).unwrap()
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }

    fn back(&self, name: &str) -> Option<String> {
        let query = self.location.strip_prefix(BACK)?.strip_prefix('?')?;
        form_urlencoded::parse(query.as_bytes()).find(|(its, _)| its == name).map(|(_, value)| value.into_owned())
    }
}

impl Service {
    fn new() -> Self {
        Self::with(StandIns::new("http://stand-ins.test", "http://ekstranet.test", Clock::fixed(NOW), Ids::random()))
    }

    fn with(config: StandIns) -> Self {
        Self { app: router(config.clone(), false), config }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let location = answer.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let status = answer.status().as_u16();
        let body = String::from_utf8(to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap();
        Answer { status, location, body }
    }

    /// A call with a right checksum.
    async fn call(&self, path: &str, bearer: &str) -> Answer {
        let path = format!("/mandates{path}?requestId=02fd35dc-99e6-477b-b6e2-03f02cbf3666");
        let header = checksum(MANDATES_CLIENT_ID, MANDATES_API_KEY, &path, &self.config.clock.now().iso());
        self.call_with(&path, &header, bearer).await
    }

    async fn call_with(&self, path: &str, checksum: &str, bearer: &str) -> Answer {
        let request =
            Request::get(path).header("x-asiointivaltuudetauthorization", checksum).header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn register(&self, person: &Person) -> Answer {
        self.call(&format!("/service/ypa/user/register/{MANDATES_CLIENT_ID}/{}", person.identity_code), "").await
    }

    async fn registered(&self, person: &Person) -> Choice {
        let answer = self.register(person).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let text = |name: &str| answer.json()[name].as_str().unwrap().to_owned();
        Choice { session: text("sessionId"), user: text("userId") }
    }

    fn page(choice: &Choice) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("client_id", MANDATES_CLIENT_ID), ("response_type", "code"), ("redirect_uri", BACK)])
            .extend_pairs([("user", choice.user.as_str()), ("state", "a & b"), ("lang", "sv")])
            .finish()
    }

    async fn open(&self, query: &str) -> Answer {
        self.send(Request::get(format!("/mandates/oauth/authorize?{query}")).body(Body::empty()).unwrap()).await
    }

    async fn answer(&self, query: &str, organisation: &str, answer: &str) -> Answer {
        let form = [("request", query), ("organisation", organisation), ("answer", answer)];
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post("/mandates/oauth/authorize").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form)).unwrap()).await
    }

    /// The code of the person's first organisation.
    async fn code(&self, person: &Person, choice: &Choice) -> String {
        let first = person.grants.first().map_or("", |grant| grant.business_id);
        let answer = self.answer(&Self::page(choice), first, "choose").await;
        assert_eq!(answer.back("state").as_deref(), Some("a & b"), "{} {}", answer.status, answer.body);
        answer.back("code").unwrap()
    }

    async fn token(&self, query: &str, body: &str, basic: &str) -> Answer {
        let request =
            Request::post(format!("/mandates/oauth/token?{query}")).header(header::AUTHORIZATION, format!("Basic {}", STANDARD.encode(basic)));
        self.send(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn exchange(&self, code: &str) -> Answer {
        self.token(&grant(code), "", &basic()).await
    }

    /// The whole way of a person to the array of roles.
    async fn roles(&self, person: &Person) -> Answer {
        let choice = self.registered(person).await;
        let code = self.code(person, &choice).await;
        let token = self.exchange(&code).await;
        assert_eq!(token.status, 200, "{}", token.body);
        let token = token.json()["access_token"].as_str().unwrap().to_owned();
        self.call(&format!("/service/ypa/api/organizationRoles/{}", choice.session), &token).await
    }
}

fn grant(code: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("grant_type", "authorization_code"), ("code", code), ("redirect_uri", BACK)])
        .finish()
}

fn basic() -> String {
    format!("{MANDATES_CLIENT_ID}:{MANDATES_OAUTH_PASSWORD}")
}

fn checksum(client: &str, key: &str, path: &str, timestamp: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap().chain_update(format!("{path} {timestamp}"));
    format!("{client} {timestamp} {}", STANDARD.encode(mac.finalize().into_bytes()))
}
