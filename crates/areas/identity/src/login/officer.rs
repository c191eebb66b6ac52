use axum::{extract::Query, http::HeaderMap};
use kit_web::PageError;
use ports::IdentifiedOfficer;

use super::{
    Back, Next, begin as begin_login,
    failure::{self, Door, Failure, logged_in},
    person::next_query,
    rules::own_path,
    store, take,
};
use crate::{
    access::{Answer, Visit, elsewhere, guard_cookie, log::LogActor, redirect},
    session::{Actor, Beginning, Duty, Kept, SESSION, Session, cookie},
};

pub(super) async fn begin(visit: Visit, Query(Next { next }): Query<Next>) -> Answer {
    let next = if next.is_empty() { "/office" } else { &next };
    if visit.from_elsewhere {
        return Ok(elsewhere::page(&visit, &format!("/officers/login?{}", next_query(own_path(next)))));
    }
    let (login, browser) = begin_login(&visit, store::Kind::Officer, next, "/officers/login/return", None).await?;
    match visit.world.officers.start(&login) {
        Ok(provider) => {
            let mut response = redirect(&provider);
            guard_cookie(&mut response, browser);
            Ok(response)
        }
        Err(error) => failure::ended(&visit, Door::Officers, failure::why(&error, Door::Officers)).await,
    }
}

pub(super) async fn come_back(visit: Visit, headers: HeaderMap, back: Back) -> Answer {
    let Some(attempt) = take(&visit, &headers, store::Kind::Officer, back.state.as_deref()).await? else {
        return if visit.session.is_some() { Ok(redirect("/office")) } else { failure::ended(&visit, Door::Officers, Failure::Lost).await };
    };
    let answer = back.answer();
    let login = attempt.request(&visit, back.0.state.unwrap_or_default(), "/officers/login/return");
    match visit.world.officers.finish(&login, &answer).await {
        Ok(officer) => open_session(&visit, officer, &attempt.next).await,
        Err(error) => failure::ended(&visit, Door::Officers, failure::why(&error, Door::Officers)).await,
    }
}

async fn open_session(visit: &Visit, officer: IdentifiedOfficer, next: &str) -> Answer {
    let duties = duties_of(&visit.world.settings.officer_groups, &officer.groups);
    if duties.is_empty() {
        return failure::ended(visit, Door::Officers, Failure::NoDuty).await;
    }
    let world = &visit.world;
    let (candidate, now, name) = (world.ids.next(visit.now), visit.now, officer.name.clone());
    let (subject, handles) = (officer.subject, duties.contains(&Duty::Handle));
    let recognised = world.db.write(move |tx| async move { store::recognise_officer(&tx, candidate, (&subject, &name, handles), now).await });
    let id = recognised.await?;
    let actor = Actor::Officer { id, name: officer.name, duties, keying: None };
    let kept = Kept::of_officer(&officer.id_token, &officer.provider_session);
    let begun = Session::begin(&world.ids, (visit.now, visit.language, &visit.device), actor, world.officers.issuer(), &kept);
    let Beginning { secret, session } = begun.ok_or_else(|| PageError::internal("a session cannot be sealed"))?;
    let row = logged_in(visit, LogActor::officer(id), session.id);
    let old = visit.session.as_ref().map(|session| session.key);
    visit.sessions.begin_with(&world.db, session, old, |tx| async move { row.write(&tx).await }).await?;
    let mut response = redirect(next);
    guard_cookie(&mut response, cookie(SESSION, secret.expose(), None, &world.settings));
    Ok(response)
}

/// What somebody in these groups may do: all that any of the groups may. `settings` has the duties' keys for each group.
fn duties_of(settings: &[(String, String)], groups: &[String]) -> Vec<Duty> {
    let theirs: Vec<&str> = settings.iter().filter(|(group, _)| groups.contains(group)).map(|(_, duties)| duties.as_str()).collect();
    Duty::from_keys(&theirs.join(" "))
}
