use std::{collections::HashMap, sync::Arc};

use axum::response::{IntoResponse, Redirect, Response};
use kit_core::Language;

use super::{
    Pkce, Provider, Registered, Requests, UserInfo,
    signed::{self, Wanted},
};
use crate::page;

/// Brokers say «about ten minutes»; so long a request object may hold.
const OBJECT_SECONDS: i64 = 11 * 60;
/// Characters of `ftn_spname`.
const LONGEST_NAME: usize = 40;

/// A checked authentication request.
#[derive(Clone)]
pub struct Request {
    pub client: Arc<Registered>,
    pub state: String,
    pub nonce: String,
    /// PKCE: base64url of the SHA-256 of the verifier.
    pub challenge: Option<String>,
    /// Levels that the client accepts; empty: any.
    pub levels: Vec<String>,
    pub prompt: Prompt,
    /// Seconds that may have gone since the person identified themselves.
    pub max_age: Option<i64>,
    /// The service's name as it is shown to the person.
    pub service: Option<String>,
    pub language: Language,
    issuer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// As usual.
    None,
    /// The person identifies themselves anew.
    Login,
    /// No page is shown.
    Silent,
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
    /// The client's address with the answer, the state and who answers (RFC 9207).
    pub fn back(&self, answer: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(answer).append_pair("state", &self.state).append_pair("iss", &self.issuer);
        format!("{}?{}", self.client.client.redirect_uri, query.finish())
    }

    pub fn failed(&self, error: &str, why: &str) -> Response {
        Redirect::to(&self.back(&[("error", error), ("error_description", why)])).into_response()
    }

    pub fn cancelled(&self) -> Response {
        self.failed(self.client.client.profile.cancelled(), "the person cancelled")
    }

    pub fn accepts(&self, level: &str) -> bool {
        self.levels.is_empty() || self.levels.iter().any(|wanted| wanted == level)
    }
}

/// The parameters of a request, as the client signed them or as they stand in the address.
struct Parameters(HashMap<String, String>);

impl Parameters {
    fn read(sent: &str) -> Result<Self, Refusal> {
        let mut read = HashMap::new();
        for (name, value) in form_urlencoded::parse(sent.as_bytes()).into_owned() {
            if read.insert(name, value).is_some() {
                return Err(Refusal::Here("A parameter is there twice."));
            }
        }
        Ok(Self(read))
    }

    fn of(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

impl Provider {
    /// Checks an authentication request: the query, or the form, as it was sent.
    pub async fn check(&self, sent: &str) -> Result<Request, Refusal> {
        let outside = Parameters::read(sent)?;
        let client = if outside.has("client_id") { Some(outside.of("client_id").to_owned()) } else { signed::issuer(outside.of("request")) };
        let client = client.and_then(|id| self.client(&id)).ok_or(Refusal::Here("This client_id is not known."))?;
        let parameters = if outside.has("request") {
            self.opened(&client, &outside).await?
        } else if client.client.requests == Requests::Signed {
            return Err(Refusal::Here("This client has to send a signed request object."));
        } else {
            outside
        };
        if parameters.of("redirect_uri") != client.client.redirect_uri {
            return Err(Refusal::Here("This redirect_uri is not registered."));
        }
        let request = self.read(client, &parameters);
        match self.fault(&request, &parameters) {
            Some((error, why)) => Err(Refusal::Back(request.back(&[("error", error), ("error_description", why)]))),
            None => Ok(request),
        }
    }

    /// What stands in the request object. What stands beside it may not say anything else.
    async fn opened(&self, client: &Arc<Registered>, outside: &Parameters) -> Result<Parameters, Refusal> {
        let wanted = Wanted { audience: &self.issuer, types: &["jwt", "oauth-authz-req+jwt"], farthest: OBJECT_SECONDS };
        let claims = self.believe(client, outside.of("request"), &wanted).await.map_err(|mistrust| {
            tracing::warn!(why = mistrust.0, "a request object is refused");
            Refusal::Here("The request object is not accepted: see the log of the stand-in.")
        })?;
        let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let inside = Parameters(claims.into_iter().map(|(name, value)| (name, text(value))).collect());
        if inside.of("client_id") != client.client.id {
            return Err(Refusal::Here("The request object is another client's."));
        }
        if outside.0.iter().any(|(name, value)| inside.0.get(name).is_some_and(|its| its != value)) {
            return Err(Refusal::Here("A parameter beside the request object differs from it."));
        }
        Ok(inside)
    }

    fn read(&self, client: Arc<Registered>, parameters: &Parameters) -> Request {
        let some = |name: &str| parameters.has(name).then(|| parameters.of(name).to_owned());
        Request {
            client,
            state: parameters.of("state").to_owned(),
            nonce: parameters.of("nonce").to_owned(),
            challenge: some("code_challenge"),
            levels: parameters.of("acr_values").split_whitespace().map(str::to_owned).collect(),
            prompt: match parameters.of("prompt") {
                "login" => Prompt::Login,
                "none" => Prompt::Silent,
                _ => Prompt::None,
            },
            max_age: parameters.of("max_age").parse().ok(),
            service: some("ftn_spname"),
            language: page::language(parameters.of("ui_locales")),
            issuer: self.issuer.clone(),
        }
    }

    fn fault(&self, request: &Request, parameters: &Parameters) -> Option<(&'static str, &'static str)> {
        let profile = request.client.client.profile;
        let is_s256 = parameters.of("code_challenge_method") == "S256" && request.challenge.as_ref().is_some_and(|sum| sum.len() == 43);
        let needs_pkce = request.challenge.is_some() || request.client.client.pkce == Pkce::Required;
        if parameters.has("request_uri") {
            return Some(("request_uri_not_supported", "the request object is sent by value"));
        }
        if parameters.of("response_type") != "code" {
            return Some(("unsupported_response_type", "response_type must be code"));
        }
        if !parameters.of("scope").split(' ').any(|scope| scope == "openid") {
            return Some(("invalid_scope", "scope must contain openid"));
        }
        if request.state.is_empty() || request.nonce.chars().count() < profile.shortest_nonce() {
            return Some(("invalid_request", "state and a nonce that is long enough are required"));
        }
        if needs_pkce && !is_s256 {
            return Some(("invalid_request", "PKCE with S256 is required"));
        }
        if !self.levels.is_empty() && !request.levels.iter().all(|level| self.levels.contains(&level.as_str())) {
            return Some(("invalid_request", "one of acr_values is not known"));
        }
        if parameters.has("max_age") && request.max_age.is_none_or(|age| age < 0) {
            return Some(("invalid_request", "max_age is a number of seconds"));
        }
        if request.service.as_ref().is_some_and(|name| name.chars().count() > LONGEST_NAME) {
            return Some(("invalid_request", "ftn_spname has at most 40 characters"));
        }
        None
    }
}

impl Registered {
    pub fn has_userinfo(&self) -> bool {
        self.client.userinfo == UserInfo::On
    }
}
