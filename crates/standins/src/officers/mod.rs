//! Stands in for the agency's own login: choose an officer, or cancel.

use std::{borrow::Borrow, collections::HashMap, sync::Arc};

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use kit_core::Language;
use serde_json::{Map, Value, json};

use crate::{
    StandIns,
    config::OFFICERS_GROUPS_CLAIM,
    oidc::{self, Prompt, Provider, Request},
    page::{self, Said},
    personas::{OFFICERS, Officer},
};

const TITLE: Said = Said { fi: "Kirjaudu käsittelijänä", sv: "Logga in som handläggare", en: "Log in as an officer" };
const OFFICERS_TITLE: Said = Said { fi: "Käsittelijä", sv: "Handläggare", en: "Officer" };
const LOG_IN: Said = Said { fi: "Kirjaudu", sv: "Logga in", en: "Log in" };
const CANCEL: Said = Said { fi: "Peruuta", sv: "Avbryt", en: "Cancel" };
const MISSING: Said = Said { fi: "Valitse käsittelijä.", sv: "Välj handläggare.", en: "Choose an officer." };

pub fn routes(config: &StandIns) -> Router {
    let provider = Provider::new(config.officers_issuer(), &config.officers, &[], config);
    oidc::routes().route("/authorize", get(show).post(answer)).with_state(Arc::new(provider))
}

#[derive(Template)]
#[template(path = "officers/page.html")]
struct Page<'a> {
    language: Language,
    /// The request as it was sent, carried through the form.
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
    open(&provider, &query.unwrap_or_default()).await
}

async fn open(provider: &Provider, sent: &str) -> Response {
    match provider.begin(sent).await {
        // Officers are asked each time: their directory's own single sign-on is not stood in for.
        Ok(request) if request.prompt == Prompt::Silent => request.failed("login_required", "nobody is logged in"),
        Ok(request) => form(&request, sent, false),
        Err(refusal) => refusal,
    }
}

fn form(request: &Request, query: &str, missing: bool) -> Response {
    let status = if missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::render(status, &Page { language: request.language, query, officers: OFFICERS, missing })
}

/// The page's own form, or a request that was posted.
async fn answer(State(provider): State<Arc<Provider>>, headers: HeaderMap, body: String) -> Response {
    let sent: HashMap<_, _> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let of = |name: &str| sent.get(name).map_or("", String::as_str);
    if of("answer").is_empty() {
        return open(&provider, &body).await;
    }
    let request = match provider.reopen(of("request")).await {
        Ok(request) => request,
        Err(refusal) => return refusal,
    };
    if of("answer") == "cancel" {
        return request.cancelled();
    }
    match OFFICERS.iter().find(|officer| officer.subject == of("officer")) {
        Some(officer) => {
            let key = provider.begin_session(&headers, (officer.subject, officer.name.to_owned()), ("password", ""));
            provider.grant(request, &key, provider.clock.now(), officer.subject, claims(officer))
        }
        None => form(&request, of("request"), true),
    }
}

fn claims(officer: &Officer) -> Map<String, Value> {
    [("name", json!(officer.name)), (OFFICERS_GROUPS_CLAIM, json!(officer.groups))]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}
