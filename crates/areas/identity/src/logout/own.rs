use axum::{http::StatusCode, response::IntoResponse};
use kit_web::PageError;
use ports::LogoutRequest;

use crate::{
    T,
    access::{Answer, Form, Visit, guard_cookie, redirect},
    session::{Actor, Ending, SESSION, expired_cookie},
};

/// Ends the session here first, then at the provider: whatever happens there, here it is over.
pub(super) async fn log_out(visit: Visit, form: Result<Form, PageError>) -> Answer {
    let Some(session) = &visit.session else {
        return Ok(redirect("/logged-out"));
    };
    form?;
    visit.sessions.log_out(&visit.world, session, Ending::This, visit.now).await?;
    let kept = session.kept(visit.secret.as_ref());
    let (provider_session, id_token) = (kept.as_ref().map(|kept| kept.provider_session()), kept.as_ref().and_then(|kept| kept.id_token()));
    let return_to = format!("{}/logged-out", visit.world.settings.public_url);
    let (session_there, id_token) = (provider_session.as_ref(), id_token.as_ref());
    let request = LogoutRequest { session: session_there, id_token, return_to: &return_to, state: None, language: visit.language };
    let provider = match &session.actor {
        Actor::Person { .. } => visit.world.identification.logout(&request),
        Actor::Officer { .. } => visit.world.officers.logout(&request),
    };
    let mut response = redirect(&provider);
    guard_cookie(&mut response, expired_cookie(SESSION, &visit.world.settings));
    Ok(response)
}

/// The page script asks for this when the user wants to stay: the guard has prolonged the session.
pub(super) async fn extend(visit: Visit, form: Result<Form, PageError>) -> Answer {
    form?;
    let session = visit.session.as_ref().ok_or(PageError::LoginNeeded)?;
    let lives = visit.sessions.seen(&visit.world.db, session, visit.now, visit.language).await?;
    lives.map(|_| StatusCode::NO_CONTENT.into_response()).ok_or(PageError::LoginNeeded)
}

#[derive(askama::Template)]
#[template(path = "logout/logged_out.html")]
struct LoggedOut {
    t: T,
}

pub(super) async fn logged_out(visit: Visit) -> Answer {
    let t = T::of(visit.language);
    visit.page(t.logged_out_title(), LoggedOut { t }).into()
}
