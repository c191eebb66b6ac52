use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use kit_core::{Digest, Secret};
use kit_web::PageError;
use ports::{MandateChoice, MandateError, OrganisationRights};
use registers::{BusinessId, Organisation, organisations};

use super::{
    Back, Next, begin as begin_login,
    person::{IDENTITY, next_query},
    rules::{self, NoRight, own_path},
    store, take,
};
use crate::{
    T,
    access::{Answer, Identified, guard_cookie, redirect},
    session::{Acting, Actor, SESSION, Session, cookie, open, seal},
};

const RETURN: &str = "/login/organisation/return";

#[derive(askama::Template)]
#[template(path = "login/organisation.html")]
struct OrganisationPage<'a> {
    name: &'a str,
    acting: Option<&'a Acting>,
    next: &'a str,
    query: String,
    t: T,
}

/// «On whose behalf?»: the person chooses to act for another before being sent anywhere.
pub(super) async fn show(person: Identified, Query(Next { next }): Query<Next>) -> Answer {
    let t = T::of(person.language);
    let next = own_path(&next);
    let page = OrganisationPage { name: &person.name, acting: person.acting.as_ref(), next, query: next_query(next), t };
    person.visit.page(t.organisation_title(), page).into()
}

pub(super) async fn begin(person: Identified, Query(Next { next }): Query<Next>) -> Answer {
    let Some(identity_code) = identity_code(&person) else {
        return Ok(redirect(&format!("/login?{}", next_query(own_path(&next)))));
    };
    let choice = match person.world.mandates.begin(&identity_code).await {
        Ok(choice) => choice,
        Err(error) => return Ok(no_answer(&person, &error)),
    };
    let remembered = format!("{} {}", choice.session_id.expose(), choice.user_id);
    let (login, browser) = begin_login(&person.visit, store::Kind::Organisation, &next, RETURN, Some(remembered)).await?;
    let mut response = redirect(&person.world.mandates.choose(&choice, &login.state, &login.return_to, person.language));
    guard_cookie(&mut response, browser);
    Ok(response)
}

pub(super) async fn come_back(person: Identified, headers: HeaderMap, Query(back): Back) -> Answer {
    let attempt = take(&person.visit, &headers, store::Kind::Organisation, back.state.as_deref()).await?;
    let choice = attempt.as_ref().and_then(|attempt| attempt.choice.as_deref()?.split_once(' '));
    let (Some(attempt), Some((session_id, user_id))) = (&attempt, choice) else {
        return Ok(redirect("/organisation"));
    };
    let choice = MandateChoice { session_id: Secret::new(session_id), user_id: user_id.to_owned() };
    let return_to = format!("{}{RETURN}", person.world.settings.public_url);
    let found = match (&back.code, &back.error) {
        (Some(code), None) => person.world.mandates.finish(&choice, code, &return_to).await,
        (_, Some(_)) | (None, None) => Err(MandateError::Cancelled),
    };
    person.world.mandates.end(&choice).await;
    match found {
        Ok(found) => act_for(&person, found.into_iter().next(), &attempt.next).await,
        Err(error) => Ok(no_answer(&person, &error)),
    }
}

async fn act_for(person: &Identified, found: Option<OrganisationRights>, next: &str) -> Answer {
    let Some(found) = found else {
        return Ok(refused(person, "", Refusal::Nothing));
    };
    let read = person.world.db.read().await?;
    let rows = match BusinessId::parse(&found.business_id) {
        Some(business_id) => organisations::find_by_business_id(&read, &business_id, person.now.day()).await?,
        None => Vec::new(),
    };
    let [organisation] = rows.as_slice() else {
        let refusal = if rows.is_empty() { Refusal::NotInRegister } else { Refusal::SeveralInRegister };
        return Ok(refused(person, &found.name, refusal));
    };
    match rules::judge(organisation.kind, &found) {
        Ok(right) => {
            let mut response = redirect(next);
            guard_cookie(&mut response, change_role(person, organisation, right).await?);
            Ok(response)
        }
        Err(no_right) => Ok(refused(person, &organisation.name, Refusal::NoRight(no_right))),
    }
}

/// A new session with a new secret; the old one ends.
async fn change_role(person: &Identified, organisation: &Organisation, right: String) -> Result<axum::http::HeaderValue, PageError> {
    let (old, ids) = (person.session.as_ref().ok_or(PageError::LoginNeeded)?, &person.world.ids);
    let secret = ids.secret();
    let sealed = identity_code(person).and_then(|code| seal(&secret, IDENTITY, code.expose().as_bytes()));
    let acting = Acting {
        oid: organisation.oid.clone(),
        business_id: organisation.business_id.to_string(),
        name: organisation.name.clone(),
        right,
        checked_at: person.now,
    };
    let session = Session {
        key: Digest::of(secret.expose()),
        actor: Actor::Person {
            id: person.id,
            name: person.name.clone(),
            sealed_identity: sealed.ok_or(PageError::LoginNeeded)?,
            acting: Some(acting),
        },
        csrf: ids.secret().expose().to_owned(),
        seen_at: person.now,
        ..(**old).clone()
    };
    person.sessions.begin(&person.world.db, session, Some(old.key)).await?;
    Ok(cookie(SESSION, secret.expose(), None, &person.world.settings))
}

fn identity_code(person: &Identified) -> Option<Secret> {
    let (Actor::Person { sealed_identity, .. }, Some(secret)) = (&person.session.as_ref()?.actor, &person.secret) else {
        return None;
    };
    String::from_utf8(open(secret, IDENTITY, sealed_identity)?).ok().map(Secret::new)
}

/// Why one cannot act for the organisation.
#[derive(Clone, Copy, Debug)]
enum Refusal {
    Nothing,
    NotInRegister,
    SeveralInRegister,
    NoRight(NoRight),
    Cancelled,
    NoAnswer,
}

#[derive(askama::Template)]
#[template(path = "login/refused.html")]
struct RefusedPage<'a> {
    title: &'a str,
    text: String,
    what_to_do: &'a str,
    t: T,
}

fn no_answer(person: &Identified, error: &MandateError) -> Response {
    match error {
        MandateError::Cancelled | MandateError::Over => refused(person, "", Refusal::Cancelled),
        MandateError::Refused(_) | MandateError::Unavailable(_) => {
            tracing::warn!(%error, "the mandate service");
            refused(person, "", Refusal::NoAnswer)
        }
    }
}

fn refused(person: &Identified, organisation: &str, refusal: Refusal) -> Response {
    let t = T::of(person.language);
    let (title, text, what_to_do, status) = match refusal {
        Refusal::Nothing => (t.no_right_title(), t.no_organisation_text().to_owned(), t.no_right_what_to_do(), StatusCode::FORBIDDEN),
        Refusal::NotInRegister => {
            (t.not_in_register_title(), t.not_in_register_text(organisation), t.not_in_register_what_to_do(), StatusCode::FORBIDDEN)
        }
        Refusal::SeveralInRegister => {
            (t.several_in_register_title(), t.several_in_register_text(organisation), t.several_in_register_what_to_do(), StatusCode::FORBIDDEN)
        }
        Refusal::NoRight(NoRight::MandateNeeded) => {
            (t.no_right_title(), t.mandate_needed_text(organisation), t.mandate_needed_what_to_do(), StatusCode::FORBIDDEN)
        }
        Refusal::NoRight(NoRight::NoneFound) => (t.no_right_title(), t.no_right_text(organisation), t.no_right_what_to_do(), StatusCode::FORBIDDEN),
        Refusal::NoRight(NoRight::NotAllAsked) => {
            (t.not_checked_title(), t.not_checked_text(organisation), t.try_later(), StatusCode::SERVICE_UNAVAILABLE)
        }
        Refusal::Cancelled => (t.choice_cancelled_title(), t.choice_cancelled_text().to_owned(), t.choose_again(), StatusCode::OK),
        Refusal::NoAnswer => (t.not_checked_title(), t.mandate_service_silent().to_owned(), t.try_later(), StatusCode::SERVICE_UNAVAILABLE),
    };
    person.visit.page(title, RefusedPage { title, text, what_to_do, t }).status(status).into_response()
}
