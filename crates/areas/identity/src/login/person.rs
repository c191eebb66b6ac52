use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hmac::{Hmac, KeyInit, Mac};
use kit_core::Secret;
use kit_web::PageError;
use ports::{IdentificationError, IdentifiedPerson};
use sha2::Sha256;

use super::{Back, Next, begin as begin_login, rules::own_path, store, take};
use crate::{
    T,
    access::{Answer, Visit, elsewhere, guard_cookie, redirect},
    session::{Actor, Beginning, Kept, LOGIN, SESSION, Session, cookie, expired_cookie},
};

pub(super) async fn begin(visit: Visit, Query(Next { next }): Query<Next>) -> Answer {
    if visit.from_elsewhere {
        return Ok(elsewhere::page(&visit, &format!("/login?{}", next_query(own_path(&next)))));
    }
    let (login, browser) = begin_login(&visit, store::Kind::Person, &next, "/login/return", None).await?;
    let mut response = redirect(&visit.world.identification.start(&login));
    guard_cookie(&mut response, browser);
    Ok(response)
}

pub(super) async fn come_back(visit: Visit, headers: HeaderMap, back: Back) -> Answer {
    let Some(attempt) = take(&visit, &headers, store::Kind::Person, back.state.as_deref()).await? else {
        // The back button, or an old address: who is logged in goes on, others begin again.
        return if visit.session.is_some() { Ok(redirect("/")) } else { Ok(failed(&visit, Failure::Lost)) };
    };
    let answer = back.answer();
    let login = attempt.request(&visit, back.0.state.unwrap_or_default(), "/login/return");
    match visit.world.identification.finish(&login, &answer).await {
        Ok(person) => {
            let mut response = redirect(&format!("/organisation?{}", next_query(&attempt.next)));
            guard_cookie(&mut response, open_session(&visit, person).await?);
            guard_cookie(&mut response, expired_cookie(LOGIN, &visit.world.settings));
            Ok(response)
        }
        Err(error) => Ok(failed(&visit, why(&error, "identification"))),
    }
}

pub(super) fn next_query(next: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish()
}

async fn open_session(visit: &Visit, person: IdentifiedPerson) -> Result<axum::http::HeaderValue, PageError> {
    let world = &visit.world;
    let name = format!("{} {}", person.given_names, person.family_name);
    let recognised_by = keyed_hash(&world.settings.person_key, &person.identity_code);
    let (candidate, now, stored_name) = (world.ids.next(visit.now), visit.now, name.clone());
    let id = world.db.write(move |tx| async move { store::recognise(&tx, candidate, &recognised_by, &stored_name, now).await }).await?;
    let actor = Actor::Person { id, name, acting: None };
    let kept = Kept::of_person(&person.identity_code, &person.provider_session);
    let begun = Session::begin(&world.ids, (visit.now, visit.language, &visit.device), actor, world.identification.issuer(), &kept);
    let Beginning { secret, session } = begun.ok_or_else(|| PageError::internal("a session cannot be sealed"))?;
    visit.sessions.begin(&world.db, session, visit.session.as_ref().map(|session| session.key)).await?;
    Ok(cookie(SESSION, secret.expose(), None, &world.settings))
}

/// A person is recognised by this and by nothing else: HMAC-SHA256 of the identity code.
fn keyed_hash(key: &Secret, identity_code: &Secret) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(identity_code.expose().as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Why a login did not succeed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Failure {
    Cancelled,
    Refused,
    LevelTooLow,
    NoIdentityCode,
    Lost,
    Untrusted,
    Unavailable,
    NoDuty,
}

/// What went wrong, in the words of the page; the rest is for the technical log.
pub(super) fn why(error: &IdentificationError, service: &'static str) -> Failure {
    match error {
        IdentificationError::Cancelled => return Failure::Cancelled,
        IdentificationError::NoIdentityCode => return Failure::NoIdentityCode,
        IdentificationError::Refused(_) | IdentificationError::LevelTooLow(_) => tracing::info!(%error, service, "a login was refused"),
        IdentificationError::Untrusted(_) | IdentificationError::Unavailable(_) => tracing::warn!(%error, service, "a login failed"),
    }
    match error {
        IdentificationError::Cancelled => Failure::Cancelled,
        IdentificationError::NoIdentityCode => Failure::NoIdentityCode,
        IdentificationError::Refused(_) => Failure::Refused,
        IdentificationError::LevelTooLow(_) => Failure::LevelTooLow,
        IdentificationError::Untrusted(_) => Failure::Untrusted,
        IdentificationError::Unavailable(_) => Failure::Unavailable,
    }
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

pub(super) fn failed(visit: &Visit, failure: Failure) -> Response {
    failed_at(visit, failure, "/login")
}

pub(super) fn failed_at(visit: &Visit, failure: Failure, again: &str) -> Response {
    let t = T::of(visit.language);
    let (title, text, status) = match failure {
        Failure::Cancelled => (t.login_cancelled(), t.login_cancelled_text(), StatusCode::OK),
        Failure::Refused => (t.login_refused(), t.login_refused_text(), StatusCode::FORBIDDEN),
        Failure::LevelTooLow => (t.login_level(), t.login_level_text(), StatusCode::FORBIDDEN),
        Failure::NoIdentityCode => (t.login_no_code(), t.login_no_code_text(), StatusCode::FORBIDDEN),
        Failure::Lost => (t.login_lost(), t.login_lost_text(), StatusCode::OK),
        Failure::Untrusted => (t.login_untrusted(), t.login_untrusted_text(), StatusCode::FORBIDDEN),
        Failure::Unavailable => (t.login_unavailable(), t.login_unavailable_text(), StatusCode::SERVICE_UNAVAILABLE),
        Failure::NoDuty => (t.login_no_duty(), t.login_no_duty_text(), StatusCode::FORBIDDEN),
    };
    let advice = matches!(failure, Failure::Refused | Failure::Untrusted | Failure::Unavailable | Failure::Lost);
    visit.page(title, Failed { title, text, again, advice, t }).status(status).into_response()
}
