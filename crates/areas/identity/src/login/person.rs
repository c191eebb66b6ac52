use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use hmac::{Hmac, KeyInit, Mac};
use kit_core::{Digest, Secret};
use kit_web::PageError;
use ports::{IdentifiedPerson, LogoutRequest};
use serde::Deserialize;
use sha2::Sha256;

use super::{
    ANEW, Back, begin as begin_login,
    failure::{self, Door, Failure, logged_in},
    store, take,
};
use crate::{
    T,
    access::{Answer, Form, Visit, guard_cookie, log::LogActor, redirect},
    session::{Actor, LOGIN, SESSION, Session, cookie, expired_cookie, seal},
};

pub(crate) const IDENTITY: &str = "identity";

/// Where to go after login, and whether the person identifies anew (`fresh=yes`), even if the provider still knows them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    next: String,
    #[serde(default)]
    fresh: String,
}

pub(super) async fn begin(visit: Visit, Query(Wanted { next, fresh }): Query<Wanted>) -> Answer {
    let anew = (fresh == "yes").then(|| ANEW.to_owned());
    let (login, browser) = begin_login(&visit, store::Kind::Person, &next, "/login/return", anew).await?;
    match visit.world.identification.start(&login) {
        Ok(provider) => {
            let mut response = redirect(&provider);
            guard_cookie(&mut response, browser);
            Ok(response)
        }
        Err(error) => failure::ended(&visit, Door::Persons, failure::why(&error, Door::Persons)).await,
    }
}

pub(super) async fn come_back(visit: Visit, headers: HeaderMap, back: Back) -> Answer {
    let Some(attempt) = take(&visit, &headers, store::Kind::Person, back.state.as_deref()).await? else {
        // The back button, or an old address: who is logged in goes on, others begin again.
        return if visit.session.is_some() { Ok(redirect("/")) } else { failure::ended(&visit, Door::Persons, Failure::Lost).await };
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
        Err(error) => failure::ended(&visit, Door::Persons, failure::why(&error, Door::Persons)).await,
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
    let recognised = world.db.write(move |tx| async move { store::recognise(&tx, candidate, &recognised_by, &stored_name, now).await });
    let id = recognised.await?;
    logged_in(visit, LogActor::person(id, None), id).await?;
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
