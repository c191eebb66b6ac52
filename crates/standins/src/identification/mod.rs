//! Stands in for Suomi.fi e-Identification: choose a means and a test person, or cancel.

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
    config::CLIENT_ID,
    oidc::{self, Provider, Request},
    page::{self, Said},
    personas::{PERSONS, Person, person},
};

const SUBSTANTIAL: &str = "http://ftn.ficora.fi/2017/loa2";
const HIGH: &str = "http://ftn.ficora.fi/2017/loa3";

/// A means of identification and the level it gives.
struct Means {
    key: &'static str,
    name: Said,
    level: &'static str,
}

const MEANS: &[Means] = &[
    Means { key: "bank", name: Said { fi: "Pankkitunnukset", sv: "Bankkoder", en: "Online banking codes" }, level: SUBSTANTIAL },
    Means { key: "mobile", name: Said { fi: "Mobiilivarmenne", sv: "Mobilcertifikat", en: "Mobile certificate" }, level: SUBSTANTIAL },
    Means { key: "card", name: Said { fi: "Varmennekortti", sv: "Certifikatkort", en: "Certificate card" }, level: HIGH },
];

const TITLE: Said = Said { fi: "Tunnistaudu testihenkilönä", sv: "Identifiera dig som testperson", en: "Identify yourself as a test person" };
const MEANS_TITLE: Said = Said { fi: "Tunnistusväline", sv: "Identifieringsverktyg", en: "Means of identification" };
const PERSONS_TITLE: Said = Said { fi: "Testihenkilö", sv: "Testperson", en: "Test person" };
const IDENTIFY: Said = Said { fi: "Tunnistaudu", sv: "Identifiera dig", en: "Identify yourself" };
const CANCEL: Said = Said { fi: "Peruuta", sv: "Avbryt", en: "Cancel" };
const MISSING: Said =
    Said { fi: "Valitse tunnistusväline ja testihenkilö.", sv: "Välj identifieringsverktyg och testperson.", en: "Choose a means and a person." };

pub fn routes(config: &StandIns) -> Router {
    let provider = Provider {
        issuer: config.identification_issuer(),
        client_id: CLIENT_ID,
        redirect_uri: config.login_return(),
        after_logout: config.after_logout(),
        levels: &[SUBSTANTIAL, HIGH],
        clock: config.clock.clone(),
        ids: config.ids.clone(),
        codes: oidc::Codes::default(),
    };
    oidc::routes().route("/authorize", get(show).post(answer)).with_state(Arc::new(provider))
}

#[derive(Template)]
#[template(path = "identification/page.html")]
struct Page<'a> {
    language: Language,
    /// The query of the request, carried through the form and checked again.
    query: &'a str,
    means: Vec<&'static Means>,
    persons: &'static [Person],
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
    let means = MEANS.iter().filter(|means| request.accepts(means.level)).collect();
    let status = if missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::render(status, &Page { language: request.language, query, means, persons: PERSONS, missing })
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
    let means = MEANS.iter().find(|means| means.key == of("means") && request.accepts(means.level));
    match (means, person(of("person"))) {
        (Some(means), Some(person)) => {
            let claims = claims(person, means, provider.ids.secret().expose());
            provider.grant(request, claims)
        }
        _ => form(&request, of("request"), true),
    }
}

/// Names of the claims as most brokers of the Finnish Trust Network give them. `sub` changes at each login.
fn claims(person: &Person, means: &Means, subject: &str) -> Map<String, Value> {
    [
        ("sub", json!(subject)),
        ("acr", json!(means.level)),
        ("urn:oid:1.2.246.21", json!(person.identity_code)),
        ("urn:oid:2.5.4.4", json!(person.family_name)),
        ("urn:oid:1.2.246.575.1.14", json!(person.given_names)),
        ("urn:oid:2.16.840.1.113730.3.1.241", json!(person.name())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}
