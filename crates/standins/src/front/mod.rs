//! The front page: who can log in, and with what rights.

use std::{borrow::Borrow, collections::HashMap};

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    response::Response,
    routing::get,
};
use kit_core::Language;

use crate::{
    clock, faults,
    page::{self, Said},
    personas::{FOREIGNERS, Foreigner, Grant, OFFICERS, Officer, PERSONS, Person, THEME, organisation},
};

const TITLE: Said = Said { fi: "Testihenkilöt", sv: "Testpersoner", en: "Test persons" };
const INTRO: Said = Said {
    fi: "Näillä henkilöillä voit kirjautua, kun ohjelma käyttää sijaisia. Kukaan heistä ei ole oikea.",
    sv: "Med de här personerna kan du logga in när programmet använder ersättare. Ingen av dem finns på riktigt.",
    en: "You can log in as these persons when the program uses stand-ins. None of them is real.",
};
const REPRESENTATIVES: Said =
    Said { fi: "Organisaatioiden edustajat", sv: "Företrädare för organisationer", en: "Representatives of organisations" };
const OFFICERS_TITLE: Said = Said { fi: "Viranomaisen käsittelijät", sv: "Myndighetens handläggare", en: "Officers of the agency" };
const MAILS: Said = Said { fi: "Lähetetyt sähköpostit", sv: "Skickade e-postmeddelanden", en: "Sent e-mails" };
const TEXTS: Said = Said { fi: "Lähetetyt tekstiviestit", sv: "Skickade textmeddelanden", en: "Sent text messages" };
const SESSION: Said = Said { fi: "Kertakirjautuminen", sv: "Enkel inloggning", en: "Single sign-on" };
const NOTHING: Said = Said { fi: "ei oikeuksia", sv: "inga rättigheter", en: "no rights" };
const UNANSWERED: Said = Said { fi: "rekisteri ei vastaa", sv: "registret svarar inte", en: "the register does not answer" };
const RIGHT_THEME: Said = Said {
    fi: "valtuus «Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto»",
    sv: "fullmakten «Ibruktagande av social- och hälsovårdens digitala tjänster»",
    en: "the mandate for taking the digital services of social welfare and health care into use",
};
const OTHER_THEME: Said = Said { fi: "jokin muu valtuus", sv: "en annan fullmakt", en: "some other mandate" };

/// `has_clock`: the page of the program's clock is there too.
pub fn routes(has_clock: bool) -> Router {
    Router::new().route("/", get(show)).with_state(has_clock)
}

#[derive(Template)]
#[template(path = "front/page.html")]
struct Front {
    language: Language,
    has_clock: bool,
    persons: &'static [Person],
    foreigners: &'static [Foreigner],
    officers: &'static [Officer],
}

async fn show(State(has_clock): State<bool>, Query(query): Query<HashMap<String, String>>) -> Response {
    let language = page::language(query.get("lang").map_or("", String::as_str));
    page::render(StatusCode::OK, &Front { language, has_clock, persons: PERSONS, foreigners: FOREIGNERS, officers: OFFICERS })
}

impl Front {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }

    fn groups(&self, officer: &Officer) -> String {
        if officer.groups.is_empty() { self.say(NOTHING).to_owned() } else { officer.groups.join(", ") }
    }

    fn grant(&self, grant: &Grant) -> String {
        let name = organisation(grant.business_id).map_or("", |organisation| organisation.name);
        let mut rights: Vec<_> = grant.rights.iter().map(|right| self.right(right)).collect();
        if !grant.complete {
            rights.push(self.say(UNANSWERED));
        }
        format!("{name} ({}): {}", grant.business_id, rights.join(", "))
    }

    fn right(&self, right: &'static str) -> &'static str {
        match right {
            THEME => self.say(RIGHT_THEME),
            theme if theme.starts_with("http") => self.say(OTHER_THEME),
            role => role,
        }
    }
}
