//! A login that ended without a session: one row in the access log, and a page that says what happened and what to do.
//! The page has an address of its own, so that neither reloading it nor changing the language asks the provider again.

use axum::{extract::Query, http::StatusCode};
use kit_core::Uuid;
use ports::IdentificationError;
use serde::Deserialize;

use crate::{
    T,
    access::{
        Answer, Visit,
        log::{About, LogActor, LogRow},
        redirect,
    },
};

/// Whose login it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    Persons,
    Officers,
}

impl Door {
    const fn address(self) -> &'static str {
        match self {
            Self::Persons => "/login",
            Self::Officers => "/officers/login",
        }
    }
}

/// Why a login did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    Cancelled,
    Refused,
    LevelTooLow,
    NoIdentityCode,
    Untrusted,
    Unavailable,
    /// Too old, of another browser, taken before, or never begun here.
    Lost,
    NoDuty,
}

impl Failure {
    const ALL: [Self; 8] =
        [Self::Cancelled, Self::Refused, Self::LevelTooLow, Self::NoIdentityCode, Self::Untrusted, Self::Unavailable, Self::Lost, Self::NoDuty];

    /// In the address of its page.
    const fn key(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Refused => "refused",
            Self::LevelTooLow => "level",
            Self::NoIdentityCode => "no-code",
            Self::Untrusted => "untrusted",
            Self::Unavailable => "unavailable",
            Self::Lost => "lost",
            Self::NoDuty => "no-duty",
        }
    }

    /// In the access log.
    const fn object(self) -> &'static str {
        match self {
            Self::Cancelled => "login-cancelled",
            Self::Refused => "login-refused",
            Self::LevelTooLow => "login-level",
            Self::NoIdentityCode => "login-no-code",
            Self::Untrusted => "login-untrusted",
            Self::Unavailable => "login-unavailable",
            Self::Lost => "login-lost",
            Self::NoDuty => "login-no-duty",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Cancelled | Self::Lost => StatusCode::OK,
            Self::Refused | Self::LevelTooLow | Self::NoIdentityCode | Self::Untrusted | Self::NoDuty => StatusCode::FORBIDDEN,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn words(self, t: &T) -> (&'static str, &'static str) {
        match self {
            Self::Cancelled => (t.login_cancelled(), t.login_cancelled_text()),
            Self::Refused => (t.login_refused(), t.login_refused_text()),
            Self::LevelTooLow => (t.login_level(), t.login_level_text()),
            Self::NoIdentityCode => (t.login_no_code(), t.login_no_code_text()),
            Self::Untrusted => (t.login_untrusted(), t.login_untrusted_text()),
            Self::Unavailable => (t.login_unavailable(), t.login_unavailable_text()),
            Self::Lost => (t.login_lost(), t.login_lost_text()),
            Self::NoDuty => (t.login_no_duty(), t.login_no_duty_text()),
        }
    }
}

/// What went wrong, in the words of the page; the rest is for the technical log.
pub(super) fn why(error: &IdentificationError, door: Door) -> Failure {
    let failure = match error {
        IdentificationError::Cancelled => Failure::Cancelled,
        IdentificationError::Refused(_) => Failure::Refused,
        IdentificationError::LevelTooLow(_) => Failure::LevelTooLow,
        IdentificationError::NoIdentityCode => Failure::NoIdentityCode,
        IdentificationError::Untrusted(_) => Failure::Untrusted,
        IdentificationError::Unavailable(_) => Failure::Unavailable,
    };
    match failure {
        Failure::Untrusted | Failure::Unavailable | Failure::Refused => tracing::warn!(%error, login = door.address(), "a login failed"),
        Failure::Cancelled | Failure::LevelTooLow | Failure::NoIdentityCode | Failure::Lost | Failure::NoDuty => {
            tracing::info!(%error, login = door.address(), "a login ended without a session");
        }
    }
    failure
}

/// Writes the row of the log and leads to the page. Who it was is not written: an answer that is not believed names nobody.
pub(super) async fn ended(visit: &Visit, door: Door, failure: Failure) -> Answer {
    let row = LogRow::new(visit, LogActor::visitor(), "login-failed", About::nobodys(failure.object(), Uuid::nil()));
    visit.world.db.write(move |tx| async move { row.write(&tx).await }).await?;
    Ok(redirect(&format!("{}/failed?why={}", door.address(), failure.key())))
}

/// The row of a login that succeeded, to be written with its session.
pub(super) fn logged_in(visit: &Visit, actor: LogActor, session: Uuid) -> LogRow {
    LogRow::new(visit, actor, "login", About::nobodys("session", session))
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Why {
    #[serde(default)]
    why: String,
}

#[derive(askama::Template)]
#[template(path = "login/failed.html")]
struct Failed<'a> {
    title: &'a str,
    text: &'a str,
    again: &'a str,
    advice: bool,
    t: T,
}

pub(super) async fn of_persons(visit: Visit, Query(why): Query<Why>) -> Answer {
    show(&visit, Door::Persons, &why)
}

pub(super) async fn of_officers(visit: Visit, Query(why): Query<Why>) -> Answer {
    show(&visit, Door::Officers, &why)
}

fn show(visit: &Visit, door: Door, why: &Why) -> Answer {
    let t = T::of(visit.language);
    let failure = Failure::ALL.into_iter().find(|failure| failure.key() == why.why).unwrap_or(Failure::Lost);
    let (title, text) = failure.words(&t);
    let advice = door == Door::Persons && matches!(failure, Failure::Refused | Failure::Untrusted | Failure::Unavailable | Failure::Lost);
    visit.page(title, Failed { title, text, again: door.address(), advice, t }).status(failure.status()).into()
}
