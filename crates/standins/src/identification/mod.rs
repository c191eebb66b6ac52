//! Stands in for Suomi.fi e-Identification: choose a means and a test person, or cancel. Who wants sees first what is sent.

mod claims;
mod means;

use std::{borrow::Borrow, collections::HashMap, sync::Arc};

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use kit_core::{Instant, Language};
use serde_json::{Map, Value, json};

use crate::{
    SingleSignOn, StandIns,
    faults::Fault,
    oidc::{self, Prompt, Provider, Request, SsoSession},
    page::{self, Said},
    personas::{FOREIGNERS, Foreigner, PERSONS, Person},
};
use claims::{Somebody, without_names};
use means::{FOREIGN, LEVELS, LOW, Means, means, offered};

const TITLE: Said = Said { fi: "Tunnistaudu testihenkilönä", sv: "Identifiera dig som testperson", en: "Identify yourself as a test person" };
const SERVICE: Said = Said { fi: "Tunnistautumista pyytää", sv: "Identifiering begärs av", en: "Identification is asked for by" };
const MEANS_TITLE: Said = Said { fi: "Tunnistusväline", sv: "Identifieringsverktyg", en: "Means of identification" };
const PERSONS_TITLE: Said = Said { fi: "Testihenkilö", sv: "Testperson", en: "Test person" };
const IDENTIFY: Said = Said { fi: "Tunnistaudu", sv: "Identifiera dig", en: "Identify yourself" };
const LOOK: Said = Said { fi: "Katso ensin, mitä lähetetään", sv: "Se först vad som skickas", en: "See first what is sent" };
const CANCEL: Said = Said { fi: "Peruuta", sv: "Avbryt", en: "Cancel" };
const BACK: Said = Said { fi: "Takaisin", sv: "Tillbaka", en: "Back" };
const MISSING: Said =
    Said { fi: "Valitse tunnistusväline ja testihenkilö.", sv: "Välj identifieringsverktyg och testperson.", en: "Choose a means and a person." };
const SENT_TITLE: Said =
    Said { fi: "Palvelulle lähetettävät tiedot", sv: "Uppgifter som skickas till tjänsten", en: "What is sent to the service" };
const SEND: Said = Said { fi: "Lähetä ja jatka palveluun", sv: "Skicka och fortsätt till tjänsten", en: "Send and go on to the service" };
const NAME: Said = Said { fi: "Tieto", sv: "Uppgift", en: "Name" };
const VALUE: Said = Said { fi: "Arvo", sv: "Värde", en: "Value" };
const ALREADY: Said = Said { fi: "Olet jo tunnistautunut:", sv: "Du är redan identifierad:", en: "You are identified already:" };
const GO_ON: Said = Said { fi: "Jatka samana henkilönä", sv: "Fortsätt som samma person", en: "Go on as the same person" };

struct Desk {
    provider: Arc<Provider>,
    single_sign_on: SingleSignOn,
}

pub fn routes(config: &StandIns) -> Router {
    let provider = Arc::new(Provider::new(config.identification_issuer(), &config.representatives, LEVELS, config));
    let desk = Arc::new(Desk { provider: provider.clone(), single_sign_on: config.single_sign_on });
    let pages = Router::new().route("/authorize", get(show).post(answer)).with_state(desk);
    oidc::routes().with_state(provider).merge(pages)
}

#[derive(Template)]
#[template(path = "identification/page.html")]
struct Page<'a> {
    language: Language,
    /// The request as it was sent, carried through the form.
    query: &'a str,
    service: Option<&'a str>,
    session: Option<&'a SsoSession>,
    means: Vec<&'static Means>,
    persons: &'static [Person],
    foreigners: &'static [Foreigner],
    chosen: &'a Chosen,
    missing: bool,
}

#[derive(Template)]
#[template(path = "identification/look.html")]
struct Look<'a> {
    language: Language,
    query: &'a str,
    chosen: &'a Chosen,
    claims: Vec<(String, String)>,
}

/// Keys as they stand in the form.
#[derive(Default)]
struct Chosen {
    means: String,
    person: String,
}

impl Page<'_> {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

impl Look<'_> {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

async fn show(State(desk): State<Arc<Desk>>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    desk.open(&query.unwrap_or_default(), &headers).await
}

/// The page's own form, or a request that was posted.
async fn answer(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: String) -> Response {
    let sent: HashMap<_, _> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let of = |name: &str| sent.get(name).map_or("", String::as_str);
    if of("answer").is_empty() {
        return desk.open(&body, &headers).await;
    }
    let query = of("request");
    let request = match desk.provider.reopen(query).await {
        Ok(request) => request,
        Err(refusal) => return refusal,
    };
    let chosen = Chosen { means: of("means").to_owned(), person: of("person").to_owned() };
    match of("answer") {
        "cancel" => request.cancelled(),
        "continue" => match desk.provider.session_for(&request, &headers) {
            Some(session) => desk.go_on(request, &headers, &session),
            None => desk.form(&request, query, &headers, &chosen, true),
        },
        "back" => desk.form(&request, query, &headers, &chosen, false),
        answer => match desk.choice(&request, &chosen) {
            None => desk.form(&request, query, &headers, &chosen, true),
            Some((means, somebody)) if answer == "look" => desk.look(&request, query, &chosen, means, somebody),
            Some((means, somebody)) => {
                let key = desk.provider.begin_session(&headers, (somebody.key(), somebody.name()), (means.key, means.level));
                desk.send(request, &key, desk.provider.clock.now(), means, somebody)
            }
        },
    }
}

impl Desk {
    async fn open(&self, sent: &str, headers: &HeaderMap) -> Response {
        let request = match self.provider.begin(sent).await {
            Ok(request) => request,
            Err(refusal) => return refusal,
        };
        if self.provider.faults.happens(Fault::LoginDenied) {
            return request.cancelled();
        }
        let session = self.provider.session_for(&request, headers);
        match session {
            Some(session) if request.prompt == Prompt::Silent || self.single_sign_on == SingleSignOn::Silent => {
                self.go_on(request, headers, &session)
            }
            _ if request.prompt == Prompt::Silent => request.failed("login_required", "nobody is identified"),
            _ => self.form(&request, sent, headers, &Chosen::default(), false),
        }
    }

    fn form(&self, request: &Request, query: &str, headers: &HeaderMap, chosen: &Chosen, missing: bool) -> Response {
        let session = self.provider.session_for(request, headers);
        let status = if missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let page = Page {
            language: request.language,
            query,
            service: request.service.as_deref(),
            session: session.as_ref(),
            means: offered(request),
            persons: PERSONS,
            foreigners: FOREIGNERS,
            chosen,
            missing,
        };
        page::render(status, &page)
    }

    /// Those from abroad have one means, whatever was chosen and asked for: the service has to see what it does with them.
    fn choice(&self, request: &Request, chosen: &Chosen) -> Option<(&'static Means, Somebody)> {
        let somebody = Somebody::find(&chosen.person)?;
        match somebody {
            Somebody::Foreign(_) => Some((&FOREIGN, somebody)),
            Somebody::Finnish(_) => {
                let means = means(&chosen.means).filter(|means| request.accepts(means.level) && means.key != FOREIGN.key)?;
                Some((means, somebody))
            }
        }
    }

    fn look(&self, request: &Request, query: &str, chosen: &Chosen, means: &Means, somebody: Somebody) -> Response {
        let claims = self.claims(request, means, somebody).into_iter();
        let claims = claims.map(|(name, value)| (name, value.as_str().map_or_else(|| value.to_string(), str::to_owned))).collect();
        page::render(StatusCode::OK, &Look { language: request.language, query, chosen, claims })
    }

    /// As the person that the browser's session knows; they identified themselves when it began.
    fn go_on(&self, request: Request, headers: &HeaderMap, session: &SsoSession) -> Response {
        let key = self.provider.session(headers).map(|(key, _)| key).unwrap_or_default();
        match (means(session.means), Somebody::find(&session.who)) {
            (Some(means), Some(somebody)) => self.send(request, &key, session.at, means, somebody),
            _ => request.failed("login_required", "nobody is identified"),
        }
    }

    fn send(&self, request: Request, key: &str, at: Instant, means: &Means, somebody: Somebody) -> Response {
        let claims = self.claims(&request, means, somebody);
        // Another one at each login, as at the real service.
        let subject = self.provider.ids.secret();
        self.provider.grant(request, key, at, subject.expose(), claims)
    }

    fn claims(&self, request: &Request, means: &Means, somebody: Somebody) -> Map<String, Value> {
        let mut claims = somebody.claims(request.client.client.profile);
        let faults = &self.provider.faults;
        claims.insert("acr".into(), json!(if faults.is_on(Fault::LowLevel) { LOW } else { means.level }));
        if faults.is_on(Fault::NoNames) {
            without_names(&mut claims);
        }
        claims
    }
}
