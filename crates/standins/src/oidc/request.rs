use std::collections::HashMap;

use axum::response::{IntoResponse, Redirect, Response};
use kit_core::Language;

use super::Provider;
use crate::page;

/// A checked authentication request.
pub struct Request {
    pub redirect_uri: String,
    pub state: String,
    pub nonce: String,
    /// PKCE: base64url of the SHA-256 of the verifier.
    pub challenge: String,
    /// Levels that the client accepts; empty: any.
    pub levels: Vec<String>,
    pub language: Language,
}

/// Why a request goes no further.
pub enum Refusal {
    /// Shown here: an unknown client or address must not be sent anything.
    Here(&'static str),
    /// Told to the client at its own address.
    Back(String),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Here(reason) => page::refused(reason),
            Self::Back(address) => Redirect::to(&address).into_response(),
        }
    }
}

impl Request {
    /// The client's address with the answer and the state.
    pub fn back(&self, answer: &[(&str, &str)]) -> String {
        address(&self.redirect_uri, &self.state, answer)
    }

    pub fn cancelled(&self) -> Response {
        Redirect::to(&self.back(&[("error", "access_denied")])).into_response()
    }

    pub fn accepts(&self, level: &str) -> bool {
        self.levels.is_empty() || self.levels.iter().any(|wanted| wanted == level)
    }
}

fn address(redirect_uri: &str, state: &str, answer: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(answer).append_pair("state", state).finish();
    format!("{redirect_uri}?{query}")
}

impl Provider {
    /// Checks the query of an authentication request.
    pub fn check(&self, query: &str) -> Result<Request, Refusal> {
        let sent: HashMap<_, _> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let of = |name: &str| sent.get(name).cloned().unwrap_or_default();
        if of("client_id") != self.client_id {
            return Err(Refusal::Here("This client_id is not known."));
        }
        if of("redirect_uri") != self.redirect_uri {
            return Err(Refusal::Here("This redirect_uri is not registered."));
        }
        let request = Request {
            redirect_uri: of("redirect_uri"),
            state: of("state"),
            nonce: of("nonce"),
            challenge: of("code_challenge"),
            levels: of("acr_values").split_whitespace().map(str::to_owned).collect(),
            language: page::language(&of("ui_locales")),
        };
        let refuse = |error: &str, why: &str| Err(Refusal::Back(request.back(&[("error", error), ("error_description", why)])));
        if of("response_type") != "code" {
            return refuse("unsupported_response_type", "response_type must be code");
        }
        if !of("scope").split(' ').any(|scope| scope == "openid") {
            return refuse("invalid_scope", "scope must contain openid");
        }
        if request.state.is_empty() || request.nonce.is_empty() {
            return refuse("invalid_request", "state and nonce are required");
        }
        if of("code_challenge_method") != "S256" || request.challenge.len() != 43 {
            return refuse("invalid_request", "PKCE with S256 is required");
        }
        if !self.levels.is_empty() && !self.levels.iter().any(|level| request.accepts(level)) {
            return refuse("invalid_request", "none of acr_values is offered");
        }
        Ok(request)
    }
}
