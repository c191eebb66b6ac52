use axum::{
    body::{Body, to_bytes},
    extract::{Query, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kit_core::Digest;
use kit_web::{Fields, PageError};
use ports::{IdentificationError, LoginProvider};
use serde::Deserialize;

use crate::{
    access::{Answer, Visit, is_form},
    session::{ProviderEnding, ProviderKeys},
};

/// No logout token is larger, in bytes.
const LARGEST: usize = 32 * 1024;

pub(super) async fn of_persons(visit: Visit, request: Request) -> Answer {
    back_channel(&visit, visit.world.identification.as_ref(), request).await
}

pub(super) async fn of_officers(visit: Visit, request: Request) -> Answer {
    back_channel(&visit, visit.world.officers.as_ref(), request).await
}

/// The provider itself calls: no browser, no cookie, no token of ours. What it says is believed by its signature alone.
async fn back_channel<P: LoginProvider + ?Sized>(visit: &Visit, provider: &P, request: Request) -> Answer {
    let (parts, body) = request.into_parts();
    if !is_form(&parts.headers) {
        return Ok(refused("not a form"));
    }
    let fields = read(body).await?;
    let said = match provider.logged_out(fields.get("logout_token")).await {
        Ok(said) => said,
        Err(IdentificationError::Unavailable(why)) => {
            tracing::warn!(%why, "a logout at the provider could not be checked");
            return Err(PageError::Unavailable);
        }
        Err(error) => {
            tracing::warn!(%error, "a logout token was not believed");
            return Ok(refused("the token is not good"));
        }
    };
    let issuer = provider.issuer();
    let ending = match (&said.sid, &said.subject) {
        (Some(sid), _) => ProviderEnding::Sid(ProviderKeys::sid(issuer, sid)),
        (None, Some(subject)) => ProviderEnding::Subject(ProviderKeys::subject(issuer, subject)),
        (None, None) => return Ok(refused("the token names nobody")),
    };
    let token = Digest::of(format!("{issuer}\n{}", said.token_id));
    match visit.sessions.log_out_by_provider(&visit.world, ending, Some(token), visit.now).await? {
        Some(ended) => {
            tracing::info!(ended, "logged out by the provider's back channel");
            Ok(StatusCode::OK.into_response())
        }
        None => {
            tracing::warn!("a logout token came twice");
            Ok(refused("the token was used before"))
        }
    }
}

/// The answer to a logout that is not taken (Back-Channel Logout 1.0, 2.8).
fn refused(why: &'static str) -> Response {
    let json = HeaderValue::from_static("application/json");
    (StatusCode::BAD_REQUEST, [(header::CONTENT_TYPE, json)], format!(r#"{{"error":"invalid_request","error_description":"{why}"}}"#)).into_response()
}

async fn read(body: Body) -> Result<Fields, PageError> {
    Ok(Fields::read(&to_bytes(body, LARGEST).await.map_err(|_| PageError::TooLarge)?))
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct FrontChannel {
    #[serde(default)]
    iss: String,
    #[serde(default)]
    sid: String,
}

/// The provider shows this address in a frame of its own logout page. Cookies of a frame are another site's and mostly
/// blocked, so the session is found by issuer and sid, which nobody else knows; no cookie is looked at.
pub(super) async fn front_channel(visit: Visit, Query(FrontChannel { iss, sid }): Query<FrontChannel>) -> Answer {
    let issuers = [visit.world.identification.issuer(), visit.world.officers.issuer()];
    if sid.is_empty() || !issuers.contains(&iss.as_str()) {
        return Ok(in_frame(&visit, StatusCode::BAD_REQUEST, "?"));
    }
    let ending = ProviderEnding::Sid(ProviderKeys::sid(&iss, &sid));
    let ended = visit.sessions.log_out_by_provider(&visit.world, ending, None, visit.now).await?.unwrap_or_default();
    tracing::info!(ended, "logged out by the provider's front channel");
    // Logged out here before, it is over just the same.
    Ok(in_frame(&visit, StatusCode::OK, "OK"))
}

/// A page for the providers' frames alone.
fn in_frame(visit: &Visit, status: StatusCode, text: &'static str) -> Response {
    let policy = format!("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {}", visit.world.settings.providers.join(" "));
    let mut response = (status, text).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static("frame-ancestors 'none'")),
    );
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}
