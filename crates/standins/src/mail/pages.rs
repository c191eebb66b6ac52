use std::borrow::Borrow;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use kit_core::Language;
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use serde::Deserialize;

use super::MailStore;
use crate::page::{self, Said};

const TITLE: Said = Said { fi: "Lähetetyt sähköpostit", sv: "Skickade e-postmeddelanden", en: "Sent e-mails" };
const INTRO: Said = Said {
    fi: "Sijaispalvelin säilyttää nämä viestit eikä toimita niitä kenellekään.",
    sv: "Ersättaren sparar de här meddelandena och sänder dem inte vidare till någon.",
    en: "The stand-in keeps these messages and delivers them to nobody.",
};
const TIME: Said = Said { fi: "Aika", sv: "Tid", en: "Time" };
const TO: Said = Said { fi: "Vastaanottaja", sv: "Mottagare", en: "To" };
const FROM: Said = Said { fi: "Lähettäjä", sv: "Avsändare", en: "From" };
const SUBJECT: Said = Said { fi: "Aihe", sv: "Ämne", en: "Subject" };
const NO_SUBJECT: Said = Said { fi: "(ei aihetta)", sv: "(inget ämne)", en: "(no subject)" };
const FILTER: Said = Said { fi: "Näytä", sv: "Visa", en: "Show" };
const NONE: Said = Said { fi: "Ei viestejä.", sv: "Inga meddelanden.", en: "No messages." };
const MESSAGE: Said = Said { fi: "Viesti", sv: "Meddelande", en: "Message" };
const ATTACHMENTS: Said = Said { fi: "Liitteet", sv: "Bilagor", en: "Attachments" };
const REPORT: Said = Said { fi: "Lähettäjälle kerrottu", sv: "Meddelat avsändaren", en: "Told to the sender" };
const HEADERS: Said = Said { fi: "Kaikki otsakkeet", sv: "Alla rubrikfält", en: "All headers" };

/// The pages of the mailbox, from `/mail` on.
pub fn routes(store: MailStore) -> Router {
    Router::new()
        .route("/mail", get(list))
        .route("/mail/{number}", get(show))
        .route("/mail/{number}/attachments/{place}", get(attachment))
        .with_state(store)
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    to: String,
    #[serde(default)]
    lang: String,
}

impl Wanted {
    fn language(&self) -> Language {
        page::language(&self.lang)
    }
}

#[derive(Template)]
#[template(path = "mail/list.html")]
struct List {
    language: Language,
    to: String,
    mails: Vec<Mail>,
}

#[derive(Template)]
#[template(path = "mail/mail.html")]
struct Shown {
    language: Language,
    mail: Mail,
    text: String,
    headers: Vec<(String, String)>,
    attachments: Vec<(String, usize)>,
    report: Option<String>,
}

struct Mail {
    number: u64,
    time: String,
    from: String,
    to: String,
    subject: String,
}

impl Mail {
    fn of(number: u64, message: &Message) -> Self {
        let addresses = |address: Option<&mail_parser::Address>| {
            let all = address.map(|address| address.iter().filter_map(|one| one.address()).collect::<Vec<_>>().join(", "));
            all.unwrap_or_default()
        };
        Self {
            number,
            time: message.date().map(|date| date.to_rfc3339().replace('T', " ")).unwrap_or_default(),
            from: addresses(message.from()),
            to: addresses(message.to()),
            subject: message.subject().unwrap_or_default().to_owned(),
        }
    }
}

impl List {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

impl Shown {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

async fn list(State(store): State<MailStore>, Query(wanted): Query<Wanted>) -> Response {
    let mut mails = Vec::new();
    for number in store.numbers().await.unwrap_or_default() {
        let Some(bytes) = store.mail(number).await else { continue };
        mails.extend(MessageParser::default().parse_headers(&bytes).map(|message| Mail::of(number, &message)));
    }
    let sought = wanted.to.trim().to_lowercase();
    mails.retain(|mail| mail.to.to_lowercase().contains(&sought));
    page::render(StatusCode::OK, &List { language: wanted.language(), to: wanted.to, mails })
}

async fn show(State(store): State<MailStore>, Path(number): Path<u64>, Query(wanted): Query<Wanted>) -> Response {
    let Some(bytes) = store.mail(number).await else { return StatusCode::NOT_FOUND.into_response() };
    let Some(message) = MessageParser::default().parse(&bytes) else { return StatusCode::NOT_FOUND.into_response() };
    let shown = Shown {
        language: wanted.language(),
        mail: Mail::of(number, &message),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        headers: message.headers_raw().map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect(),
        attachments: message.attachments().map(|part| (name_of(part), part.contents().len())).collect(),
        report: store.report(number).await,
    };
    page::render(StatusCode::OK, &shown)
}

async fn attachment(State(store): State<MailStore>, Path((number, place)): Path<(u64, u32)>) -> Response {
    let Some(bytes) = store.mail(number).await else { return StatusCode::NOT_FOUND.into_response() };
    let message = MessageParser::default().parse(&bytes);
    let part = place.checked_sub(1).and_then(|place| message.as_ref()?.attachment(place));
    part.map_or_else(|| StatusCode::NOT_FOUND.into_response(), file)
}

fn file(part: &mail_parser::MessagePart) -> Response {
    let (kind, disposition) =
        if part.is_content_type("application", "pdf") { ("application/pdf", "inline") } else { ("application/octet-stream", "attachment") };
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = name_of(part).chars().map(|c| if safe(c) { c } else { '_' }).collect();
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{disposition}; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, part.contents().to_vec()).into_response()
}

fn name_of(part: &mail_parser::MessagePart) -> String {
    part.attachment_name().unwrap_or("attachment").to_owned()
}
