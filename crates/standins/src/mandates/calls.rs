//! What the e-service calls with a checksum.

use std::sync::Arc;

use axum::{
    Json,
    extract::{OriginalUri, Path, State},
    http::{HeaderMap, StatusCode, header},
};
use serde_json::{Value, json};

use super::{
    Denied, Service,
    sessions::{Session, Step, TOKEN_SECONDS},
};
use crate::personas::{self, Grant, organisation};

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
    let person = personas::person(&identity_code).ok_or(Denied(StatusCode::FORBIDDEN, "no such person"))?;
    let (session_id, user_id) = (service.ids.secret().expose().to_owned(), service.ids.secret().expose()[..32].to_owned());
    let now = service.clock.now();
    let session = Session { user_id: user_id.clone(), person, began: now, step: Step::Registered };
    service.sessions.at(now).insert(session_id.clone(), session);
    Ok(Json(json!({ "sessionId": session_id, "userId": user_id })))
}

pub async fn unregister(
    State(service): State<Arc<Service>>,
    Path(session_id): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Json<bool>, Denied> {
    service.check_sum(&headers, &uri)?;
    Ok(Json(service.sessions.at(service.clock.now()).remove(&session_id).is_some()))
}

pub async fn roles(
    State(service): State<Arc<Service>>,
    Path(session_id): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Json<Vec<Value>>, Denied> {
    service.check_sum(&headers, &uri)?;
    let now = service.clock.now();
    let sessions = service.sessions.at(now);
    let session = sessions.get(&session_id).ok_or(Denied(StatusCode::UNAUTHORIZED, "the session is over"))?;
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    match &session.step {
        Step::Exchanged { token, at, grant } if bearer == Some(token) && now.seconds_since(*at) <= TOKEN_SECONDS => {
            Ok(Json(grant.iter().map(|grant| rights(grant)).collect()))
        }
        _ => Err(Denied(StatusCode::UNAUTHORIZED, "no organisation chosen, or not the token of this session")),
    }
}

fn rights(grant: &Grant) -> Value {
    let name = organisation(grant.business_id).map(|organisation| organisation.name);
    json!({ "name": name, "identifier": grant.business_id, "complete": grant.complete, "roles": grant.rights })
}
