use axum::{extract::Query, http::HeaderMap};
use kit_web::PageError;
use ports::IdentifiedOfficer;

use super::{
    Back, Next, begin as begin_login,
    person::{Failure, failed_at, next_query, why},
    rules::own_path,
    store, take,
};
use crate::{
    access::{Answer, Visit, elsewhere, guard_cookie, redirect},
    session::{Actor, Beginning, Duty, Kept, SESSION, Session, cookie},
};

const AGAIN: &str = "/officers/login";

pub(super) async fn begin(visit: Visit, Query(Next { next }): Query<Next>) -> Answer {
    let next = if next.is_empty() { "/office" } else { &next };
    if visit.from_elsewhere {
        return Ok(elsewhere::page(&visit, &format!("{AGAIN}?{}", next_query(own_path(next)))));
    }
    let (login, browser) = begin_login(&visit, store::Kind::Officer, next, "/officers/login/return", None).await?;
    let mut response = redirect(&visit.world.officers.start(&login));
    guard_cookie(&mut response, browser);
    Ok(response)
}

pub(super) async fn come_back(visit: Visit, headers: HeaderMap, back: Back) -> Answer {
    let Some(attempt) = take(&visit, &headers, store::Kind::Officer, back.state.as_deref()).await? else {
        return if visit.session.is_some() { Ok(redirect("/office")) } else { Ok(failed_at(&visit, Failure::Lost, AGAIN)) };
    };
    let answer = back.answer();
    let login = attempt.request(&visit, back.0.state.unwrap_or_default(), "/officers/login/return");
    match visit.world.officers.finish(&login, &answer).await {
        Ok(officer) => open_session(&visit, officer, &attempt.next).await,
        Err(error) => Ok(failed_at(&visit, why(&error, "the officers' login"), AGAIN)),
    }
}

async fn open_session(visit: &Visit, officer: IdentifiedOfficer, next: &str) -> Answer {
    let duties = Duty::of_groups(&officer.groups);
    if duties.is_empty() {
        return Ok(failed_at(visit, Failure::NoDuty, AGAIN));
    }
    let world = &visit.world;
    let (candidate, now, name) = (world.ids.next(visit.now), visit.now, officer.name.clone());
    let (subject, handles) = (officer.subject, duties.contains(&Duty::Handle));
    let id = world.db.write(move |tx| async move { store::recognise_officer(&tx, candidate, (&subject, &name, handles), now).await }).await?;
    let actor = Actor::Officer { id, name: officer.name, duties, keying: None };
    let kept = Kept::of_officer(&officer.id_token, &officer.provider_session);
    let begun = Session::begin(&world.ids, (visit.now, visit.language, &visit.device), actor, world.officers.issuer(), &kept);
    let Beginning { secret, session } = begun.ok_or_else(|| PageError::internal("a session cannot be sealed"))?;
    visit.sessions.begin(&world.db, session, visit.session.as_ref().map(|session| session.key)).await?;
    let mut response = redirect(next);
    guard_cookie(&mut response, cookie(SESSION, secret.expose(), None, &world.settings));
    Ok(response)
}
