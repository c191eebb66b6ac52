use std::{borrow::Borrow, collections::HashMap};

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use kit_core::Language;

use super::store::{KeptText, TextStore};
use crate::page::{self, Said};

const TITLE: Said = Said { fi: "Lähetetyt tekstiviestit", sv: "Skickade textmeddelanden", en: "Sent text messages" };
const INTRO: Said = Said {
    fi: "Sijaispalvelin säilyttää nämä viestit eikä toimita niitä kenellekään.",
    sv: "Ersättaren sparar de här meddelandena och sänder dem inte vidare till någon.",
    en: "The stand-in keeps these messages and delivers them to nobody.",
};
const TO: Said = Said { fi: "Vastaanottaja", sv: "Mottagare", en: "To" };
const FROM: Said = Said { fi: "Lähettäjä", sv: "Avsändare", en: "From" };
const TEXT: Said = Said { fi: "Viesti", sv: "Meddelande", en: "Message" };
const FILTER: Said = Said { fi: "Näytä", sv: "Visa", en: "Show" };
const NONE: Said = Said { fi: "Ei viestejä.", sv: "Inga meddelanden.", en: "No messages." };
const MORE: Said =
    Said { fi: "Viestejä on enemmän kuin näytetään:", sv: "Det finns fler meddelanden än som visas:", en: "More messages than shown:" };

/// A page shows at most so many.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "text_messages/list.html")]
struct List {
    language: Language,
    to: String,
    messages: Vec<KeptText>,
    count: usize,
}

impl List {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

pub async fn list(State(store): State<TextStore>, Query(query): Query<HashMap<String, String>>) -> Response {
    let language = page::language(query.get("lang").map_or("", String::as_str));
    let to = query.get("to").map_or("", |to| to.trim()).to_owned();
    let mut messages: Vec<KeptText> = store.all().into_iter().rev().filter(|message| message.to.contains(&to)).collect();
    let count = messages.len();
    messages.truncate(SHOWN);
    page::render(StatusCode::OK, &List { language, to, messages, count })
}
