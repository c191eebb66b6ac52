use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};

use crate::access::{Answer, Visit};

/// The public halves of our keys: identity providers check our signatures with them and encrypt to us.
pub(super) async fn show(visit: Visit) -> Answer {
    let kind = HeaderValue::from_static("application/jwk-set+json");
    let kept = HeaderValue::from_static("public, max-age=300");
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
    Ok((headers, visit.world.identification.published_keys()).into_response())
}
