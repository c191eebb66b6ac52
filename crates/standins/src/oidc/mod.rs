//! An OpenID provider with one known client: authorization code flow, PKCE demanded, identity tokens RS256. The two
//! issuers differ in who logs in (their own pages); the protocol is this one.

mod keys;
mod request;
mod token;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Json, Router,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use kit_core::{Clock, Ids, Instant};
use serde_json::{Map, Value, json};

use crate::page;
pub use request::Request;

/// Seconds for which a code can be changed for a token.
const CODE_SECONDS: i64 = 60;

pub struct Provider {
    pub issuer: String,
    /// The client and its registered addresses.
    pub client_id: &'static str,
    pub redirect_uri: String,
    pub after_logout: String,
    /// Levels of assurance that the provider offers; empty: it knows none.
    pub levels: &'static [&'static str],
    pub clock: Clock,
    pub ids: Ids,
    pub codes: Codes,
}

/// Codes given and not yet used.
#[derive(Default)]
pub struct Codes(Mutex<HashMap<String, Granted>>);

struct Granted {
    request: Request,
    claims: Map<String, Value>,
    at: Instant,
}

impl Codes {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Granted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Provider {
    /// Sends the browser back with a code for a token with these claims.
    pub fn grant(&self, request: Request, claims: Map<String, Value>) -> Response {
        let code = self.ids.secret().expose().to_owned();
        let back = request.back(&[("code", &code)]);
        let now = self.clock.now();
        let mut codes = self.codes.lock();
        codes.retain(|_, granted| now.seconds_since(granted.at) <= CODE_SECONDS);
        codes.insert(code, Granted { request, claims, at: now });
        drop(codes);
        Redirect::to(&back).into_response()
    }

    /// What the code stands for; a code works once.
    fn take(&self, code: &str) -> Option<Granted> {
        let granted = self.codes.lock().remove(code)?;
        (self.clock.now().seconds_since(granted.at) <= CODE_SECONDS).then_some(granted)
    }
}

/// All routes but `/authorize`, which each issuer has its own page for.
pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks", get(jwks))
        .route("/token", post(token::exchange))
        .route("/end-session", get(end_session))
}

async fn discovery(State(provider): State<Arc<Provider>>) -> Json<Value> {
    let issuer = &provider.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "end_session_endpoint": format!("{issuer}/end-session"),
        "scopes_supported": ["openid"],
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": provider.levels,
        "ui_locales_supported": ["fi", "sv", "en"],
        "claims_parameter_supported": false,
    }))
}

async fn jwks() -> Response {
    match keys::signing_key().await {
        Ok(key) => Json(json!({ "keys": [key.public()] })).into_response(),
        Err(failure) => failure.into_response(),
    }
}

/// Nobody stays logged in at the stand-in, so there is only the way back to see to.
async fn end_session(State(provider): State<Arc<Provider>>, Query(query): Query<HashMap<String, String>>) -> Response {
    match query.get("post_logout_redirect_uri") {
        Some(back) if *back == provider.after_logout => {
            let state = query.get("state").map(|state| form_urlencoded::Serializer::new(String::new()).append_pair("state", state).finish());
            Redirect::to(&state.map_or_else(|| back.clone(), |state| format!("{back}?{state}"))).into_response()
        }
        Some(_) => page::refused("This post_logout_redirect_uri is not registered."),
        None => page::refused("You are logged out. There was no address to go back to."),
    }
}
