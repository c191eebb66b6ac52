use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{
    Service,
    sessions::{Step, TOKEN_SECONDS},
};
use crate::{faults::Fault, personas::Person};

/// Changes a code for an access token. Parameters come in the query or in the form, as real clients send them.
pub async fn exchange(State(service): State<Arc<Service>>, RawQuery(query): RawQuery, headers: HeaderMap, body: String) -> Response {
    let wanted = format!("Basic {}", STANDARD.encode(format!("{}:{}", service.client_id, service.oauth_password)));
    if headers.get(header::AUTHORIZATION).is_none_or(|sent| sent.as_bytes() != wanted.as_bytes()) {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "error": "unauthorized" }))).into_response();
    }
    let sent = format!("{}&{body}", query.unwrap_or_default());
    let sent: HashMap<_, _> = form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
    let of = |name: &str| sent.get(name).map_or("", String::as_str);
    if of("grant_type") != "authorization_code" {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "unsupported_grant_type" }))).into_response();
    }
    match service.token(of("code"), of("redirect_uri")) {
        Some((token, person)) => {
            let refresh = service.ids.secret();
            let answer = json!({
                "access_token": token,
                "token_type": "bearer",
                "refresh_token": refresh.expose(),
                "expires_in": TOKEN_SECONDS,
                "scope": "read write trust",
            });
            Json(service.with_unknown(person, answer)).into_response()
        }
        None => {
            (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant", "error_description": "Invalid authorization code" }))).into_response()
        }
    }
}

impl Service {
    /// A code works once, and only with the address it was sent to.
    fn token(&self, sent_code: &str, sent_uri: &str) -> Option<(String, &'static Person)> {
        if self.faults.happens(Fault::CodeUsed) {
            return None;
        }
        let now = self.clock.now();
        let key = self.sessions.key_of(now, |session| matches!(&session.step, Step::Chosen { code, .. } if code == sent_code))?;
        let token = self.ids.secret().expose().to_owned();
        self.sessions.change(now, &key, |session| {
            let Step::Chosen { redirect_uri, grant, .. } = &session.step else { return None };
            if redirect_uri != sent_uri {
                return None;
            }
            session.step = Step::Exchanged { token: token.clone(), at: now, grant: *grant };
            Some((token, session.person))
        })?
    }
}
