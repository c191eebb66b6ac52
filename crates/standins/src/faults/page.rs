use std::{borrow::Borrow, collections::HashMap};

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use kit_core::Language;

use super::{ALL, Fault, Faults, Step};
use crate::page::{self, Said};

pub const TITLE: Said = Said { fi: "Häiriöt", sv: "Störningar", en: "Faults" };
const INTRO: Said = Said {
    fi: "Valitse, mitä menee pieleen. Valinnat ovat voimassa, kunnes vaihdat ne.",
    sv: "Välj vad som går fel. Valen gäller tills du ändrar dem.",
    en: "Choose what goes wrong. It goes on until you change it.",
};
const IDENTIFICATION: Said = Said { fi: "Tunnistus", sv: "Identifiering", en: "Identification" };
const MANDATES: Said = Said { fi: "Valtuudet", sv: "Fullmakter", en: "Mandates" };
const STEPS: Said = Said { fi: "Vastaukset viipyvät tai puuttuvat", sv: "Svar dröjer eller uteblir", en: "Answers are late or missing" };
const STEP: Said = Said { fi: "Vaihe", sv: "Steg", en: "Step" };
const TIMES: Said = Said {
    fi: "Montako kertaa (tyhjä: kunnes vaihdat)",
    sv: "Hur många gånger (tomt: tills du ändrar)",
    en: "How many times (empty: until you change it)",
};
const SAVE: Said = Said { fi: "Tallenna", sv: "Spara", en: "Save" };
const WRONG: Said = Said {
    fi: "Häiriötä ei tunneta tai määrä ei ole luku 1–1000.",
    sv: "Störningen är okänd eller antalet är inte ett tal 1–1000.",
    en: "The fault is not known, or the number is not one from 1 to 1000.",
};
const TROUBLES: [&str; 3] = ["500", "timeout", "slow"];

pub fn routes(faults: Faults) -> Router {
    Router::new().route("/control/faults", get(show).post(set)).with_state(faults)
}

#[derive(Template)]
#[template(path = "faults/page.html")]
struct Page {
    language: Language,
    faults: Faults,
    wrong: bool,
}

impl Page {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }

    /// Title and faults of each service, in the reader's language.
    fn groups(&self) -> [(&'static str, Vec<(Fault, &'static str)>); 2] {
        let is_login =
            |fault: &Fault| matches!(fault, Fault::LoginDenied | Fault::LoginCodeUsed | Fault::KeysChanged | Fault::LowLevel | Fault::NoNames);
        [(self.say(IDENTIFICATION), self.named(is_login)), (self.say(MANDATES), self.named(|fault| !is_login(fault)))]
    }

    fn named(&self, of_these: impl Fn(&Fault) -> bool) -> Vec<(Fault, &'static str)> {
        let said = |fault: &Fault| Some((*fault, fault.about()?.in_language(self.language)));
        ALL.iter().filter(|fault| of_these(fault)).filter_map(said).collect()
    }

    fn is_on(&self, key: &str) -> bool {
        Fault::of(key).is_some_and(|fault| self.faults.is_on(fault))
    }
}

async fn show(State(faults): State<Faults>, Query(query): Query<HashMap<String, String>>) -> Response {
    let language = page::language(query.get("lang").map_or("", String::as_str));
    page::render(StatusCode::OK, &Page { language, faults, wrong: false })
}

/// `fault=…&fault=…&times=…`: these and no others; no fault at all clears them.
async fn set(State(faults): State<Faults>, body: String) -> Response {
    let sent: Vec<_> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let of = |wanted: &str| sent.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.trim());
    let language = page::language(of("lang"));
    let chosen: Option<Vec<_>> = sent.iter().filter(|(name, _)| name == "fault").map(|(_, key)| Fault::of(key)).collect();
    let times = match of("times") {
        "" => Some(None),
        number => number.parse().ok().filter(|times| (1..=1000).contains(times)).map(Some),
    };
    match (chosen, times) {
        (Some(chosen), Some(times)) => {
            faults.set_times(&chosen, times);
            Redirect::to(&format!("/control/faults?lang={}", language.code())).into_response()
        }
        _ => page::render(StatusCode::UNPROCESSABLE_ENTITY, &Page { language, faults, wrong: true }),
    }
}
