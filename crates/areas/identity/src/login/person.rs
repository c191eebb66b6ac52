use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hmac::{Hmac, KeyInit, Mac};
use kit_core::{Digest, Secret};
use kit_web::PageError;
use ports::{IdentificationError, IdentifiedPerson, LogoutRequest};
use sha2::Sha256;

use super::{Back, Next, begin as begin_login, store, take};
use crate::{
    T,
    access::{Answer, Form, Visit, guard_cookie, redirect},
    session::{Actor, LOGIN, SESSION, Session, cookie, expired_cookie, seal},
};

pub(crate) const IDENTITY: &str = "identity";

pub(super) async fn begin(visit: Visit, Query(Next { next }): Query<Next>) -> Answer {
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
    let secret = world.ids.secret();
    let sealed_identity =
        seal(&secret, IDENTITY, person.identity_code.expose().as_bytes()).ok_or_else(|| PageError::internal("what must be there is not"))?;
    let session = Session {
        key: Digest::of(secret.expose()),
        actor: Actor::Person { id, name, sealed_identity, acting: None },
        csrf: world.ids.secret().expose().to_owned(),
        language: visit.language,
        id_token: Secret::new(""),
        created_at: visit.now,
        seen_at: visit.now,
    };
    let old = visit.session.as_ref().map(|session| session.key);
    visit.sessions.begin(&world.db, session, old).await?;
    Ok(cookie(SESSION, secret.expose(), None, &world.settings))
}

/// A person is recognised by this and by nothing else: HMAC-SHA256 of the identity code.
fn keyed_hash(key: &Secret, identity_code: &Secret) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(identity_code.expose().as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Ends the session here first, then at the provider.
pub(super) async fn log_out(visit: Visit, form: Result<Form, PageError>) -> Answer {
    let Some(session) = &visit.session else {
        return Ok(redirect("/logged-out"));
    };
    form?;
    visit.sessions.end(&visit.world.db, session.key).await?;
    let return_to = format!("{}/logged-out", visit.world.settings.public_url);
    let logout = LogoutRequest { session: None, id_token: None, return_to: &return_to, state: None, language: visit.language };
    let provider = match &session.actor {
        Actor::Person { .. } => visit.world.identification.logout(&logout),
        Actor::Officer { .. } => visit.world.officers.logout(&LogoutRequest { id_token: Some(&session.id_token), ..logout }),
    };
    let mut response = redirect(&provider);
    guard_cookie(&mut response, expired_cookie(SESSION, &visit.world.settings));
    Ok(response)
}

/// The page script asks for this when the user wants to stay: the guard has prolonged the session.
pub(super) async fn extend(visit: Visit, form: Result<Form, PageError>) -> Answer {
    form?;
    let session = visit.session.as_ref().ok_or(PageError::LoginNeeded)?;
    visit.sessions.seen(&visit.world.db, session, visit.now, visit.language).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(askama::Template)]
#[template(path = "login/logged_out.html")]
struct LoggedOut {
    t: T,
}

pub(super) async fn logged_out(visit: Visit) -> Answer {
    let t = T::of(visit.language);
    visit.page(t.logged_out_title(), LoggedOut { t }).into()
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
