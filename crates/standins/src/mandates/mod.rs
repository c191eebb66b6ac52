//! Stands in for the Web API of Suomi.fi e-Authorizations, acting for an organisation (YPA): register, choose,
//! token, roles, unregister. Its «rule engine» lets every right through, so that the program must judge them itself.

mod calls;
mod checksum;
mod choose;
mod sessions;
mod token;

use std::sync::Arc;

use axum::{
    Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use kit_core::{Clock, Ids};

use crate::{
    StandIns,
    config::{MANDATES_API_KEY, MANDATES_CLIENT_ID, MANDATES_OAUTH_PASSWORD},
};
use sessions::Sessions;

/// The one known e-service.
struct Service {
    client_id: &'static str,
    api_key: &'static str,
    oauth_password: &'static str,
    redirect_uri: String,
    clock: Clock,
    ids: Ids,
    sessions: Sessions,
}

/// An answer without a right: the status and, for the developer, why.
struct Denied(StatusCode, &'static str);

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        (self.0, self.1).into_response()
    }
}

pub fn routes(config: &StandIns) -> Router {
    let service = Service {
        client_id: MANDATES_CLIENT_ID,
        api_key: MANDATES_API_KEY,
        oauth_password: MANDATES_OAUTH_PASSWORD,
        redirect_uri: config.organisation_return(),
        clock: config.clock.clone(),
        ids: config.ids.clone(),
        sessions: Sessions::default(),
    };
    Router::new()
        .route("/service/ypa/user/register/{client_id}/{identity_code}", get(calls::register))
        .route("/service/ypa/user/unregister/{session_id}", get(calls::unregister))
        .route("/service/ypa/api/organizationRoles/{session_id}", get(calls::roles))
        .route("/oauth/authorize", get(choose::show).post(choose::answer))
        .route("/oauth/token", post(token::exchange))
        .with_state(Arc::new(service))
}
