//! The program's clock, to be moved forward: what falls due on a later day can be seen today. Never back: nothing in the
//! program happens before what has already happened.

#[cfg(test)]
mod tests;

use std::{
    borrow::Borrow,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use askama::Template;
use axum::{
    Form, Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use kit_core::{Clock, Day, Language};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use crate::page::{self, Said};

pub const TITLE: Said = Said { fi: "Kello", sv: "Klocka", en: "Clock" };
const INTRO: Said = Said {
    fi: "Ohjelma käy tätä aikaa. Kelloa voi siirtää eteenpäin, ei takaisin. Määräpäivänsä saavuttaneet asiat hoidetaan heti siirron jälkeen.",
    sv: "Programmet går efter den här tiden. Klockan kan flyttas framåt, inte bakåt. Ärenden vars dag har kommit sköts genast när klockan har flyttats.",
    en: "The program keeps this time. The clock can be moved forward, not back. What has fallen due is done right after the move.",
};
const SESSIONS: Said = Said {
    fi: "Siirto päättää avoimet istunnot: kirjaudu sen jälkeen uudelleen.",
    sv: "När klockan flyttas avslutas öppna sessioner: logga in på nytt.",
    en: "A move ends open sessions: log in again after it.",
};
const NOW: Said = Said { fi: "Ohjelman aika", sv: "Programmets tid", en: "The program's time" };
const AT: Said = Said { fi: "klo", sv: "kl.", en: "at" };
const BY_DAYS: Said = Said { fi: "Siirrä eteenpäin", sv: "Flytta framåt", en: "Move forward" };
const DAYS: Said = Said { fi: "Päiviä eteenpäin", sv: "Dagar framåt", en: "Days forward" };
const TO_DAY: Said = Said { fi: "Siirrä tähän päivään", sv: "Flytta till den dagen", en: "Move to that day" };
const DAY: Said = Said { fi: "Päivä (pp.kk.vvvv)", sv: "Dag (dd.mm.åååå)", en: "Day (dd.mm.yyyy)" };
const WRONG: Said = Said {
    fi: "Anna päivä, joka on tulossa, tai päivien määrä: enintään kymmenen vuotta eteenpäin.",
    sv: "Ange en kommande dag eller ett antal dagar: högst tio år framåt.",
    en: "Give a day to come, or a number of days: at most ten years ahead.",
};
/// Ten years.
const FARTHEST: i32 = 3653;
/// So long the page waits for what has fallen due.
const PATIENCE: Duration = Duration::from_secs(30);

/// Tells the program that its clock was moved, and waits until the program has done what fell due.
pub type Moved = mpsc::Sender<oneshot::Sender<()>>;

/// In the folder: how many seconds the clock is ahead. A restart does not bring it back.
const AHEAD: &str = "stand-in-clock";

#[derive(Clone)]
struct Shared {
    clock: Clock,
    folder: PathBuf,
    moved: Moved,
}

/// The clock of development, as far ahead as earlier runs with this folder have moved it.
pub fn open(folder: &Path) -> Clock {
    let kept = fs::read_to_string(folder.join(AHEAD)).unwrap_or_default();
    Clock::movable(kept.trim().parse().unwrap_or_default())
}

pub fn routes(clock: Clock, folder: PathBuf, moved: Moved) -> Router {
    Router::new().route("/clock", get(show).post(advance)).with_state(Shared { clock, folder, moved })
}

#[derive(Template)]
#[template(path = "clock/page.html")]
struct Page {
    language: Language,
    day: String,
    time: String,
    tomorrow: String,
    wrong: bool,
}

impl Page {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

fn page(clock: &Clock, language: Language, status: StatusCode) -> Response {
    let now = clock.now();
    let (day, tomorrow) = (now.day().finnish(), now.day().plus_days(1).finnish());
    page::render(status, &Page { language, day, time: now.exact_time(), tomorrow, wrong: status != StatusCode::OK })
}

async fn show(State(shared): State<Shared>, Query(query): Query<HashMap<String, String>>) -> Response {
    page(&shared.clock, page::language(query.get("lang").map_or("", String::as_str)), StatusCode::OK)
}

async fn advance(State(shared): State<Shared>, Form(sent): Form<HashMap<String, String>>) -> Response {
    let language = page::language(sent.get("lang").map_or("", String::as_str));
    let today = shared.clock.today();
    let Some(day) = wanted(&sent, today).filter(|day| (1..=FARTHEST).contains(&day.days_since(today))) else {
        return page(&shared.clock, language, StatusCode::UNPROCESSABLE_ENTITY);
    };
    shared.clock.advance(day.start().seconds_since(today.start()));
    keep(&shared);
    let (done, when_done) = oneshot::channel();
    if shared.moved.send(done).await.is_ok() {
        drop(timeout(PATIENCE, when_done).await);
    }
    Redirect::to(&format!("/clock?lang={}", language.code())).into_response()
}

fn keep(shared: &Shared) {
    let (file, beside) = (shared.folder.join(AHEAD), shared.folder.join(format!("{AHEAD}.new")));
    // Written beside and moved: whoever is killed in between finds the clock where it was.
    let written = fs::create_dir_all(&shared.folder)
        .and_then(|()| fs::write(&beside, shared.clock.ahead().to_string()))
        .and_then(|()| fs::rename(&beside, &file));
    if let Err(error) = written {
        tracing::warn!(%error, "the moved clock is not kept for the next start");
    }
}

fn wanted(sent: &HashMap<String, String>, today: Day) -> Option<Day> {
    let of = |name: &str| sent.get(name).map(|text| text.trim());
    match of("days") {
        Some(days) => days.parse().ok().filter(|days| (1..=FARTHEST).contains(days)).map(|days| today.plus_days(days)),
        None => of("day").and_then(|text| Day::parse_finnish(text).or_else(|| Day::parse_iso(text))),
    }
}
