//! Stands in for the agency's own login: choose an officer, or cancel.

use std::{borrow::Borrow, collections::HashMap, sync::Arc};

use askama::Template;
use axum::{
    Form, Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use kit_core::Language;
use serde_json::{Map, Value, json};

use crate::{
    StandIns,
    config::{OFFICERS_CLIENT_ID, OFFICERS_GROUPS_CLAIM},
    oidc::{self, Provider, Request},
    page::{self, Said},
    personas::{OFFICERS, Officer},
};

const TITLE: Said = Said { fi: "Kirjaudu käsittelijänä", sv: "Logga in som handläggare", en: "Log in as an officer" };
const OFFICERS_TITLE: Said = Said { fi: "Käsittelijä", sv: "Handläggare", en: "Officer" };
const LOG_IN: Said = Said { fi: "Kirjaudu", sv: "Logga in", en: "Log in" };
const CANCEL: Said = Said { fi: "Peruuta", sv: "Avbryt", en: "Cancel" };
const MISSING: Said = Said { fi: "Valitse käsittelijä.", sv: "Välj handläggare.", en: "Choose an officer." };

pub fn routes(config: &StandIns) -> Router {
    let provider = Provider {
        issuer: config.officers_issuer(),
        client_id: OFFICERS_CLIENT_ID,
        redirect_uri: config.officers_return(),
        after_logout: config.after_logout(),
        levels: &[],
        clock: config.clock.clone(),
        ids: config.ids.clone(),
        codes: oidc::Codes::default(),
    };
    oidc::routes().route("/authorize", get(show).post(answer)).with_state(Arc::new(provider))
}

#[derive(Template)]
#[template(path = "officers/page.html")]
struct Page<'a> {
    language: Language,
    /// The query of the request, carried through the form and checked again.
    query: &'a str,
    officers: &'static [Officer],
    missing: bool,
}

impl Page<'_> {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

async fn show(State(provider): State<Arc<Provider>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    match provider.check(&query) {
        Ok(request) => form(&request, &query, false),
        Err(refusal) => refusal.into_response(),
    }
}

fn form(request: &Request, query: &str, missing: bool) -> Response {
    let status = if missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::render(status, &Page { language: request.language, query, officers: OFFICERS, missing })
}

async fn answer(State(provider): State<Arc<Provider>>, Form(sent): Form<HashMap<String, String>>) -> Response {
    let of = |name: &str| sent.get(name).map_or("", String::as_str);
    let request = match provider.check(of("request")) {
        Ok(request) => request,
        Err(refusal) => return refusal.into_response(),
    };
    if of("answer") == "cancel" {
        return request.cancelled();
    }
    match OFFICERS.iter().find(|officer| officer.subject == of("officer")) {
        Some(officer) => provider.grant(request, claims(officer)),
        None => form(&request, of("request"), true),
    }
}

fn claims(officer: &Officer) -> Map<String, Value> {
    [("sub", json!(officer.subject)), ("name", json!(officer.name)), (OFFICERS_GROUPS_CLAIM, json!(officer.groups))]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}
