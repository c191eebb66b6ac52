//! The page on which the person chooses an organisation.

use std::{borrow::Borrow, collections::HashMap, sync::Arc};

use askama::Template;
use axum::{
    Form,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kit_core::Language;

use super::{
    Service,
    sessions::{Session, Step},
};
use crate::{
    faults::Fault,
    page::{self, Said},
    personas::{Grant, Organisation, Person, organisation},
};

const TITLE: Said = Said { fi: "Valitse organisaatio", sv: "Välj organisation", en: "Choose an organisation" };
const ORGANISATIONS_TITLE: Said = Said { fi: "Organisaatiot", sv: "Organisationer", en: "Organisations" };
const ACTING: Said = Said { fi: "Asioit henkilönä", sv: "Du är identifierad som", en: "You are identified as" };
const CHOOSE: Said = Said { fi: "Valitse ja siirry asiointipalveluun", sv: "Välj och gå till e-tjänsten", en: "Choose and go to the e-service" };
const GO_BACK: Said = Said { fi: "Siirry asiointipalveluun", sv: "Gå till e-tjänsten", en: "Go to the e-service" };
const CANCEL: Said = Said { fi: "Peruuta", sv: "Avbryt", en: "Cancel" };
const NONE: Said = Said {
    fi: "Sinulla ei ole oikeutta asioida minkään organisaation puolesta.",
    sv: "Du har inte rätt att uträtta ärenden för någon organisation.",
    en: "You have no right to act for any organisation.",
};
const MISSING: Said = Said { fi: "Valitse organisaatio.", sv: "Välj en organisation.", en: "Choose an organisation." };

#[derive(Template)]
#[template(path = "mandates/page.html")]
struct Page<'a> {
    language: Language,
    /// The query of the request, carried through the form and checked again.
    query: &'a str,
    person: &'static Person,
    organisations: Vec<&'static Organisation>,
    missing: bool,
}

impl Page<'_> {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

/// A checked request to choose.
struct Request {
    redirect_uri: String,
    user_id: String,
    person: &'static Person,
    state: String,
    language: Language,
}

impl Request {
    fn back(&self, answer: &[(&str, &str)]) -> Response {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(answer);
        if !self.state.is_empty() {
            query.append_pair("state", &self.state);
        }
        Redirect::to(&format!("{}?{}", self.redirect_uri, query.finish())).into_response()
    }
}

impl Service {
    fn check(&self, query: &str) -> Result<Request, &'static str> {
        let sent: HashMap<_, _> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let of = |name: &str| sent.get(name).map_or("", String::as_str);
        if of("client_id") != self.client_id {
            return Err("This client_id is not known.");
        }
        if of("redirect_uri") != self.redirect_uri {
            return Err("This redirect_uri is not registered.");
        }
        if of("response_type") != "code" {
            return Err("response_type must be code.");
        }
        let now = self.clock.now();
        let is_open = |session: &Session| session.user_id == of("user") && !matches!(session.step, Step::Exchanged { .. });
        let session = self.sessions.key_of(now, is_open).and_then(|key| self.sessions.get(now, &key));
        let person = session.ok_or("This user has no session in which to choose.")?.person;
        Ok(Request {
            redirect_uri: of("redirect_uri").to_owned(),
            user_id: of("user").to_owned(),
            person,
            state: of("state").to_owned(),
            language: page::language(of("lang")),
        })
    }

    fn choose(&self, request: &Request, grant: Option<&'static Grant>) -> Response {
        let now = self.clock.now();
        let Some(key) = self.sessions.key_of(now, |session| session.user_id == request.user_id) else {
            return page::refused("This user has no session in which to choose.");
        };
        let code = self.ids.secret().expose().to_owned();
        let step = Step::Chosen { code: code.clone(), redirect_uri: request.redirect_uri.clone(), grant };
        self.sessions.change(now, &key, |session| session.step = step);
        request.back(&[("code", &code)])
    }

    /// What happens instead of the page.
    fn trouble(&self, request: &Request) -> Option<Response> {
        if self.happens_to(request.person, Fault::ChoiceDenied) {
            return Some(request.back(&[("error", "access_denied")]));
        }
        self.happens_to(request.person, Fault::ChoiceSilent).then(|| request.back(&[]))
    }
}

pub async fn show(State(service): State<Arc<Service>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    match service.check(&query) {
        Ok(request) => service.trouble(&request).unwrap_or_else(|| service.form(&request, &query, false)),
        Err(reason) => page::refused(reason),
    }
}

impl Service {
    fn form(&self, request: &Request, query: &str, missing: bool) -> Response {
        let offered = self.offered(request.person);
        let organisations = offered.iter().filter_map(|grant| organisation(grant.business_id)).collect();
        let status = if missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        page::render(status, &Page { language: request.language, query, person: request.person, organisations, missing })
    }
}

pub async fn answer(State(service): State<Arc<Service>>, Form(sent): Form<HashMap<String, String>>) -> Response {
    let of = |name: &str| sent.get(name).map_or("", String::as_str);
    let request = match service.check(of("request")) {
        Ok(request) => request,
        Err(reason) => return page::refused(reason),
    };
    if of("answer") == "cancel" {
        return request.back(&[("error", "access_denied")]);
    }
    let grants = service.offered(request.person);
    match grants.iter().find(|grant| grant.business_id == of("organisation")) {
        Some(grant) => service.choose(&request, Some(grant)),
        None if grants.is_empty() => service.choose(&request, None),
        None => service.form(&request, of("request"), true),
    }
}
