use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::{Provider, keys::KeyFailure};

/// What belongs to the identity token alone.
const PROTOCOL: [&str; 6] = ["exp", "iat", "nonce", "auth_time", "acr", "sid"];

/// The facts of the identity token once more, for clients that have this address: wrapped as the token is.
pub async fn show(State(provider): State<Arc<Provider>>, headers: HeaderMap) -> Response {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Some((client, mut claims)) = bearer.and_then(|token| provider.access.get(provider.clock.now(), token)) else {
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")]).into_response();
    };
    claims.retain(|name, _| !PROTOCOL.contains(&name.as_str()));
    if client.client.profile.wrapping().is_none() {
        return Json(Value::Object(claims)).into_response();
    }
    match provider.pack(&client, &claims).await {
        Ok(packed) => ([(header::CONTENT_TYPE, "application/jwt")], packed).into_response(),
        Err(failure) => KeyFailure::into_response(failure),
    }
}
