//! «On whose behalf?»: the person chooses to act for another before being sent anywhere.

use axum::{extract::Query, http::StatusCode, response::IntoResponse};
use kit_core::{Instant, Secret, Uuid};
use ports::{MandateChoice, MandateError};
use serde::{Deserialize, Serialize};

use super::{Asked, answer, asked, query};
use crate::{
    T,
    access::{Answer, Identified, elsewhere, guard_cookie, redirect},
    login::{self, Kind, own_path},
    session::Acting,
};

pub(super) const RETURN: &str = "/login/organisation/return";

/// A choice that has begun, as it is kept until the person is back.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Begun {
    pub session: String,
    pub user: String,
    pub request_ids: Vec<Uuid>,
    pub asked_at: Instant,
    /// It was begun anew by itself, after the mandate service's session had ended: that is done once.
    pub again: bool,
}

impl Begun {
    pub fn choice(&self) -> MandateChoice {
        MandateChoice { session_id: Secret::new(self.session.as_str()), user_id: self.user.clone(), request_ids: self.request_ids.clone() }
    }
}

#[derive(askama::Template)]
#[template(path = "acting/choice.html")]
struct ChoicePage<'a> {
    name: &'a str,
    acting: Option<&'a Acting>,
    next: &'a str,
    begin: String,
    t: T,
}

pub(super) async fn show(person: Identified, Query(sent): Asked) -> Answer {
    let t = T::of(person.language);
    let next = own_path(asked(&sent, "next"));
    let begin = begin_address(next, false);
    let page = ChoicePage { name: &person.name, acting: person.acting.as_ref(), next, begin, t };
    person.visit.page(t.organisation_title(), page).into()
}

/// Where a choice begins that leads to `next`.
pub(crate) fn begin_address(next: &str, again: bool) -> String {
    let mut pairs = vec![("next", next)];
    if again {
        pairs.push(("again", "yes"));
    }
    format!("/login/organisation?{}", query(&pairs))
}

pub(super) async fn begin(person: Identified, Query(sent): Asked) -> Answer {
    let next = own_path(asked(&sent, "next"));
    if person.from_elsewhere {
        return Ok(elsewhere::page(&person.visit, &begin_address(next, false)));
    }
    let session = person.session.as_ref();
    let Some(identity_code) = session.and_then(|session| session.kept(person.secret.as_ref())?.identity_code()) else {
        return Ok(redirect(&format!("/login?{}", query(&[("next", next)]))));
    };
    let choice = match person.world.mandates.begin(&identity_code).await {
        Ok(choice) => choice,
        Err(error) => return answer::failed(&person, &error, next, (person.now, Vec::new())).await,
    };
    let begun = Begun {
        session: choice.session_id.expose().to_owned(),
        user: choice.user_id.clone(),
        request_ids: choice.request_ids.clone(),
        asked_at: person.now,
        again: !asked(&sent, "again").is_empty(),
    };
    let remembered = serde_json::to_string(&begun).map_err(kit_web::PageError::internal)?;
    let (login, browser) = login::begin(&person.visit, Kind::Organisation, next, RETURN, Some(remembered)).await?;
    let mut response = redirect(&person.world.mandates.choose(&choice, &login.state, &login.return_to, person.language));
    guard_cookie(&mut response, browser);
    Ok(response)
}

/// Why there was no choice: the page says what one can do.
#[derive(askama::Template)]
#[template(path = "acting/failed.html")]
struct FailedPage<'a> {
    title: &'a str,
    text: &'a str,
    begin: String,
    /// Perhaps there was no organisation to choose.
    perhaps_none: bool,
    t: T,
}

pub(super) fn failed_page(person: &Identified, error: &MandateError, next: &str) -> axum::response::Response {
    let t = T::of(person.language);
    let (title, text, status) = match error {
        MandateError::Cancelled => (t.choice_cancelled_title(), t.choice_cancelled_text(), StatusCode::OK),
        MandateError::Over | MandateError::CodeUsed => (t.choice_cancelled_title(), t.choice_over_text(), StatusCode::OK),
        MandateError::PersonRefused => (t.choice_refused_title(), t.choice_person_refused_text(), StatusCode::FORBIDDEN),
        MandateError::Refused(_) => (t.choice_refused_title(), t.choice_refused_text(), StatusCode::SERVICE_UNAVAILABLE),
        MandateError::Unavailable(_) => (t.not_checked_title(), t.mandate_service_silent(), StatusCode::SERVICE_UNAVAILABLE),
    };
    let perhaps_none = matches!(error, MandateError::Cancelled | MandateError::Over | MandateError::CodeUsed | MandateError::Refused(_));
    let page = FailedPage { title, text, begin: begin_address(next, false), perhaps_none, t };
    person.visit.page(title, page).status(status).into_response()
}
