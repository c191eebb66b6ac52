use axum::{extract::Query, http::HeaderMap};
use hmac::{Hmac, KeyInit, Mac};
use kit_core::Secret;
use kit_web::PageError;
use ports::IdentifiedPerson;
use serde::Deserialize;
use sha2::Sha256;

use super::{
    ANEW, Back, begin as begin_login,
    failure::{self, Door, Failure, logged_in},
    rules::own_path,
    store, take,
};
use crate::{
    access::{Answer, Visit, elsewhere, guard_cookie, log::LogActor, redirect},
    session::{Actor, Beginning, Kept, LOGIN, SESSION, Session, cookie, expired_cookie},
};

/// Where to go after login, and whether the person identifies anew (`fresh=yes`), even if the provider still knows them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    next: String,
    #[serde(default)]
    fresh: String,
}

pub(super) async fn begin(visit: Visit, Query(Wanted { next, fresh }): Query<Wanted>) -> Answer {
    if visit.from_elsewhere {
        return Ok(elsewhere::page(&visit, &format!("/login?{}", next_query(own_path(&next)))));
    }
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
    let actor = Actor::Person { id, name, acting: None };
    let kept = Kept::of_person(&person.identity_code, &person.provider_session);
    let begun = Session::begin(&world.ids, (visit.now, visit.language, &visit.device), actor, world.identification.issuer(), &kept);
    let Beginning { secret, session } = begun.ok_or_else(|| PageError::internal("a session cannot be sealed"))?;
    let row = logged_in(visit, LogActor::person(id, None), session.id);
    let old = visit.session.as_ref().map(|session| session.key);
    visit.sessions.begin_with(&world.db, session, old, |tx| async move { row.write(&tx).await }).await?;
    Ok(cookie(SESSION, secret.expose(), None, &world.settings))
}

/// A person is recognised by this and by nothing else: HMAC-SHA256 of the identity code.
fn keyed_hash(key: &Secret, identity_code: &Secret) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(identity_code.expose().as_bytes());
    mac.finalize().into_bytes().to_vec()
}
