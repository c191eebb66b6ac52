//! Stands in for the Web API of Suomi.fi e-Authorizations, acting for an organisation (YPA): register, choose,
//! token, roles, unregister. Which rights its rule engine lets through is a setting ([`RuleEngine`]).

mod calls;
mod checksum;
mod choose;
mod rights;
mod sessions;
#[cfg(test)]
mod tests;
mod token;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use kit_core::{Clock, Ids};

use crate::{
    RuleEngine, StandIns,
    config::{MANDATES_API_KEY, MANDATES_CLIENT_ID, MANDATES_OAUTH_PASSWORD},
    faults::Faults,
    personas::Person,
};
use sessions::Sessions;

/// The one known e-service.
struct Service {
    client_id: &'static str,
    api_key: &'static str,
    oauth_password: &'static str,
    redirect_uri: String,
    rule_engine: RuleEngine,
    clock: Clock,
    ids: Ids,
    faults: Faults,
    sessions: Sessions,
    /// How many choices each person has begun, by identity code.
    begun: Mutex<HashMap<&'static str, usize>>,
}

impl Service {
    /// One more choice of this person; its number.
    fn begun(&self, person: &'static Person) -> usize {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let number = begun.entry(person.identity_code).or_default();
        *number += 1;
        *number
    }
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
        rule_engine: config.rule_engine.clone(),
        clock: config.clock.clone(),
        ids: config.ids.clone(),
        faults: config.faults.clone(),
        sessions: Sessions::default(),
        begun: Mutex::default(),
    };
    Router::new()
        .route("/service/ypa/user/register/{client_id}/{identity_code}", get(calls::register))
        .route("/service/ypa/user/unregister/{session_id}", get(calls::unregister))
        .route("/service/ypa/api/organizationRoles/{session_id}", get(calls::roles))
        .route("/service/ypa/api/organizationRoles/{session_id}/{business_id}", get(calls::roles_of))
        .route("/service/ypa/api/organizationRoles/jwt/{session_id}", get(calls::signed_roles))
        .route("/oauth/authorize", get(choose::show).post(choose::answer))
        .route("/oauth/token", post(token::exchange))
        .with_state(Arc::new(service))
}
