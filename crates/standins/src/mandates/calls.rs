//! What the e-service calls with a checksum.

use std::sync::Arc;

use axum::{
    Json,
    extract::{OriginalUri, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::{
    Denied, Service,
    sessions::{SESSION_SECONDS, Session, Step, TOKEN_SECONDS},
};
use crate::{
    MANDATES_SERVICE,
    faults::Fault,
    oidc::signing_key,
    personas::{self, is_identity_code},
};

/// Seconds for which a signed answer is good.
const SIGNED_SECONDS: i64 = 600;

pub async fn register(
    State(service): State<Arc<Service>>,
    Path((client_id, identity_code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Json<Value>, Denied> {
    service.check_sum(&headers, &uri)?;
    if client_id != service.client_id {
        return Err(Denied(StatusCode::FORBIDDEN, "the client in the path is not the one in the header"));
    }
    if !is_identity_code(&identity_code) {
        return Err(Denied(StatusCode::FORBIDDEN, "not a personal identity code"));
    }
    let person = personas::person(&identity_code).ok_or(Denied(StatusCode::FORBIDDEN, "no such person"))?;
    if service.happens_to(person, Fault::RegisterRefused) {
        return Err(Denied(StatusCode::FORBIDDEN, "this person cannot act for anybody"));
    }
    let (session_id, user_id) = (service.ids.secret().expose().to_owned(), service.ids.secret().expose()[..32].to_owned());
    let now = service.clock.now();
    let session = Session { user_id: user_id.clone(), person, number: service.begun(person), step: Step::Registered };
    service.sessions.put(now, now.plus_seconds(SESSION_SECONDS), &session_id, session);
    Ok(Json(service.with_unknown(person, json!({ "sessionId": session_id, "userId": user_id }))))
}

pub async fn unregister(
    State(service): State<Arc<Service>>,
    Path(session_id): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Json<bool>, Denied> {
    service.check_sum(&headers, &uri)?;
    Ok(Json(service.sessions.take(service.clock.now(), &session_id).is_some()))
}

pub async fn roles(
    State(service): State<Arc<Service>>,
    Path(session_id): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Json<Vec<Value>>, Denied> {
    Ok(Json(service.chosen(&session_id, &uri, &headers)?.1))
}

/// The same, for one organisation.
pub async fn roles_of(
    State(service): State<Arc<Service>>,
    Path((session_id, business_id)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Json<Vec<Value>>, Denied> {
    let (_, mut answer) = service.chosen(&session_id, &uri, &headers)?;
    answer.retain(|organisation| organisation["identifier"] == business_id.as_str());
    Ok(Json(answer))
}

/// The same, signed: evidence for the log.
pub async fn signed_roles(
    State(service): State<Arc<Service>>,
    Path(session_id): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Denied> {
    let (session, answer) = service.chosen(&session_id, &uri, &headers)?;
    let now = service.clock.now().micros() / 1_000_000;
    let claims: Map<_, _> = [
        ("iss", json!("Suomi.fi-Valtuudet")),
        ("sub", json!("OrganizationalRoles")),
        ("aud", json!([MANDATES_SERVICE])),
        ("iat", json!(now)),
        ("exp", json!(now + SIGNED_SECONDS)),
        ("jti", json!(service.ids.next(service.clock.now()))),
        ("end_user", json!(session.person.identity_code)),
        ("response", json!(Value::Array(answer).to_string())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect();
    let lost = |_| Denied(StatusCode::INTERNAL_SERVER_ERROR, "the key is lost");
    Ok(signing_key().await.map_err(lost)?.sign("JWT", &claims).map_err(lost)?.into_response())
}

impl Service {
    /// The chosen organisations, to whoever has checksum, session and its token.
    fn chosen(&self, session_id: &str, uri: &axum::http::Uri, headers: &HeaderMap) -> Result<(Session, Vec<Value>), Denied> {
        self.check_sum(headers, uri)?;
        let now = self.clock.now();
        let session = self.sessions.get(now, session_id).ok_or(Denied(StatusCode::UNAUTHORIZED, "the session is over"))?;
        if self.happens_to(session.person, Fault::SessionExpired) {
            self.sessions.take(now, session_id);
            return Err(Denied(StatusCode::UNAUTHORIZED, "the session is over"));
        }
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        match &session.step {
            Step::Exchanged { token, at, grant } if bearer == Some(token) && now.seconds_since(*at) <= TOKEN_SECONDS => {
                let answer = self.answer(&session, *grant);
                Ok((session, answer))
            }
            _ => Err(Denied(StatusCode::UNAUTHORIZED, "no organisation chosen, or not the token of this session")),
        }
    }
}
