//! An OpenID provider: authorization code flow, identity tokens RS256. What it demands of a client and how it wraps its
//! answers is said per client ([`Client`]). The two issuers differ in who logs in (their own pages); the protocol is this one.

mod authentication;
mod client;
mod client_keys;
mod encryption;
mod keys;
mod logout;
mod request;
mod signed;
mod sso;
#[cfg(test)]
mod tests;
mod token;
mod userinfo;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use kit_core::{Clock, Ids, Instant};
use serde_json::{Map, Value, json};

use crate::{
    StandIns,
    faults::{Fault, Faults},
    kept::Kept,
};
pub use client::{Authentication, Client, ClientKeys, LogoutChannel, Pkce, Profile, Requests, UserInfo};
use client_keys::KeySet;
pub use keys::signing_key;
use keys::{KeyFailure, SigningKey, next_key};
pub use request::{Prompt, Request};
pub use sso::SsoSession;

/// Seconds for which a code can be changed for a token.
const CODE_SECONDS: i64 = 60;
/// Seconds for which a person can think on the page.
const PAGE_SECONDS: i64 = 20 * 60;

pub struct Provider {
    issuer: String,
    clients: Vec<Arc<Registered>>,
    /// Levels of assurance that the provider offers; empty: it knows none.
    levels: &'static [&'static str],
    pub clock: Clock,
    pub ids: Ids,
    pub faults: Faults,
    /// Requests whose page is open, by how they were sent.
    open: Kept<Request>,
    codes: Kept<Granted>,
    access: Kept<(Arc<Registered>, Map<String, Value>)>,
    /// Ids of signed texts, of which each is good once.
    seen: Kept<()>,
    sessions: Kept<SsoSession>,
}

pub struct Registered {
    pub client: Client,
    keys: KeySet,
}

struct Granted {
    request: Request,
    claims: Map<String, Value>,
    authenticated_at: Instant,
}

impl Provider {
    pub fn new(issuer: String, clients: &[Client], levels: &'static [&'static str], config: &StandIns) -> Self {
        let registered = |client: &Client| Arc::new(Registered { keys: KeySet::new(client.keys.clone()), client: client.clone() });
        Self {
            issuer,
            clients: clients.iter().map(registered).collect(),
            levels,
            clock: config.clock.clone(),
            ids: config.ids.clone(),
            faults: config.faults.clone(),
            open: Kept::default(),
            codes: Kept::default(),
            access: Kept::default(),
            seen: Kept::default(),
            sessions: Kept::default(),
        }
    }

    fn client(&self, id: &str) -> Option<Arc<Registered>> {
        self.clients.iter().find(|client| client.client.id == id).cloned()
    }

    fn now(&self) -> i64 {
        self.clock.now().micros() / 1_000_000
    }

    /// Checks a request and keeps it open while its page is.
    pub async fn begin(&self, sent: &str) -> Result<Request, Response> {
        let request = self.check(sent).await.map_err(IntoResponse::into_response)?;
        let now = self.clock.now();
        self.open.put(now, now.plus_seconds(PAGE_SECONDS), sent, request.clone());
        Ok(request)
    }

    /// The request whose page is answered. It was checked when the page was opened: what is signed is good only once.
    pub async fn reopen(&self, sent: &str) -> Result<Request, Response> {
        match self.open.get(self.clock.now(), sent) {
            Some(request) => Ok(request),
            None => self.begin(sent).await,
        }
    }

    /// Sends the browser back with a code for a token with these claims. `key`: the browser's session.
    pub fn grant(&self, request: Request, key: &str, at: Instant, subject: &str, mut claims: Map<String, Value>) -> Response {
        let sid = self.ids.secret().expose()[..32].to_owned();
        claims.insert("sub".into(), json!(subject));
        claims.insert("sid".into(), json!(sid));
        self.login(key, sso::Login { client_id: request.client.client.id.clone(), subject: subject.to_owned(), sid });
        let code = self.code(request.client.client.profile);
        let back = request.back(&[("code", &code)]);
        let now = self.clock.now();
        self.codes.put(now, now.plus_seconds(CODE_SECONDS), &code, Granted { request, claims, authenticated_at: at });
        let mut answer = Redirect::to(&back).into_response();
        if let Some(cookie) = self.cookie(key) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        answer
    }

    /// Codes of some brokers are several hundred characters long.
    fn code(&self, profile: Profile) -> String {
        let parts = if profile == Profile::Plain { 1 } else { 8 };
        (0..parts).map(|_| self.ids.secret().expose().to_owned()).collect()
    }

    /// The key that signs now.
    async fn key(&self) -> Result<&'static SigningKey, KeyFailure> {
        if self.faults.is_on(Fault::KeysChanged) { next_key().await } else { signing_key().await }
    }

    /// Current first; after a change the one before is there for a while, too.
    async fn published(&self) -> Result<Vec<Value>, KeyFailure> {
        let current = self.key().await?.public();
        let before = signing_key().await?.public();
        Ok(if current == before { vec![current] } else { vec![current, before] })
    }

    fn discovered(&self) -> Value {
        let issuer = &self.issuer;
        let of_all = |of: fn(&Client) -> Option<&'static str>| {
            let mut names: Vec<_> = self.clients.iter().filter_map(|client| of(&client.client)).collect();
            names.dedup();
            names
        };
        let mut document = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/jwks"),
            "end_session_endpoint": format!("{issuer}/end-session"),
            "scopes_supported": ["openid"],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "id_token_encryption_alg_values_supported": of_all(|client| client.profile.wrapping().map(|wrapping| wrapping.key)),
            "id_token_encryption_enc_values_supported": of_all(|client| client.profile.wrapping().map(|wrapping| wrapping.content.name())),
            "request_parameter_supported": true,
            "request_uri_parameter_supported": false,
            "request_object_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": of_all(|client| Some(match client.authentication {
                Authentication::PrivateKeyJwt => "private_key_jwt",
                Authentication::Secret(_) => "client_secret_basic",
                Authentication::None => "none",
            })),
            "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
            "backchannel_logout_supported": true,
            "backchannel_logout_session_supported": true,
            "frontchannel_logout_supported": true,
            "frontchannel_logout_session_supported": true,
            "acr_values_supported": self.levels,
            "ui_locales_supported": ["fi", "sv", "en"],
            "claims_parameter_supported": false,
        });
        if self.clients.iter().any(|client| client.has_userinfo()) {
            document["userinfo_endpoint"] = json!(format!("{issuer}/userinfo"));
        }
        document
    }
}

/// All routes but `/authorize`, which each issuer has its own page for.
pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/.well-known/openid-configuration", get(async |State(provider): State<Arc<Provider>>| Json(provider.discovered())))
        .route("/jwks", get(jwks))
        .route("/token", post(token::exchange))
        .route("/userinfo", get(userinfo::show).post(userinfo::show))
        .route("/end-session", get(logout::end).post(logout::end))
        .route("/session", get(logout::show).post(logout::end_here))
}

async fn jwks(State(provider): State<Arc<Provider>>) -> Response {
    match provider.published().await {
        Ok(keys) => Json(json!({ "keys": keys })).into_response(),
        Err(failure) => failure.into_response(),
    }
}
