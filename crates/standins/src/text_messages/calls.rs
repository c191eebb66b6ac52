//! What the program calls.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    KEY,
    store::{Kept, KeptText, TextStore},
};

#[derive(Deserialize)]
pub struct Asked {
    references: Vec<String>,
}

pub async fn take(State(store): State<TextStore>, headers: HeaderMap, Json(message): Json<KeptText>) -> Response {
    if !knows(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    if key != Some(message.reference.as_str()) {
        return refused("the idempotency key is not the reference");
    }
    let digits = message.to.strip_prefix('+').unwrap_or_default();
    if !(7..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return refused("the number is not in the form of E.164");
    }
    if message.text.is_empty() || message.text.chars().count() > 1600 || message.from.len() > 16 {
        return refused("the text or the sender is too long, or there is none");
    }
    match message.to.as_str() {
        "+358400000550" => return refused("no such subscriber"),
        "+358400000451" => return (StatusCode::SERVICE_UNAVAILABLE, "try again later").into_response(),
        _ => {}
    }
    let reference = message.reference.clone();
    match store.keep(message).await {
        Ok(Kept::New | Kept::Before) => (StatusCode::ACCEPTED, Json(json!({ "reference": reference, "status": "accepted" }))).into_response(),
        Ok(Kept::Another) => refused("another message has this key"),
        Err(error) => {
            tracing::error!(%error, "a text message could not be kept");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Everything that was taken has been delivered by the time somebody asks.
pub async fn tell(State(store): State<TextStore>, headers: HeaderMap, Json(asked): Json<Asked>) -> Response {
    if !knows(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let told: Vec<Value> = asked.references.iter().filter_map(|reference| store.find(reference)).map(|message| status(&message)).collect();
    Json(json!({ "messages": told })).into_response()
}

fn status(message: &KeptText) -> Value {
    match message.to.as_str() {
        "+358400000410" => json!({ "reference": message.reference, "status": "failed", "reason": "the phone was not reached" }),
        _ => json!({ "reference": message.reference, "status": "delivered" }),
    }
}

fn knows(headers: &HeaderMap) -> bool {
    headers.get(header::AUTHORIZATION).is_some_and(|value| value.as_bytes() == format!("Bearer {KEY}").as_bytes())
}

fn refused(why: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": why }))).into_response()
}
