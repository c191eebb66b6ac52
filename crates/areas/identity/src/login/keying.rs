//! An officer keys in what came on paper: the session turns to the customer's pages and back again, each time with a new
//! secret and new tokens, so that no form of one customer is ever sent for another.

use axum::response::Response;
use kit_core::Uuid;
use kit_web::PageError;
use registers::Organisation;

use crate::{
    access::{Officer, guard_cookie, redirect},
    session::{Acting, Actor, Beginning, Keying, SESSION, cookie},
};

/// What the officer keys in now.
pub fn current(officer: &Officer) -> Option<&Keying> {
    match &officer.session.as_ref()?.actor {
        Actor::Officer { keying, .. } => keying.as_ref(),
        Actor::Person { .. } => None,
    }
}

/// From now on the customer's pages open, for this paper.
pub async fn begin(officer: &Officer, organisation: &Organisation, paper: Uuid, next: &str) -> Result<Response, PageError> {
    let acting = Acting {
        oid: organisation.oid.clone(),
        business_id: organisation.business_id.to_string(),
        name: organisation.name.clone(),
        right: Acting::ON_PAPER.to_owned(),
        checked_at: officer.now,
    };
    change(officer, Some(Keying { acting, paper }), next).await
}

/// The customer's pages are closed again.
pub async fn end(officer: &Officer, next: &str) -> Result<Response, PageError> {
    change(officer, None, next).await
}

async fn change(officer: &Officer, keying: Option<Keying>, next: &str) -> Result<Response, PageError> {
    let old = officer.session.as_ref().ok_or(PageError::LoginNeeded)?;
    let actor = Actor::Officer { id: officer.id, name: officer.name.clone(), duties: officer.duties.clone(), keying };
    let begun = old.in_role(officer.secret.as_ref(), &officer.world.ids, officer.now, actor);
    let Beginning { secret, session } = begun.ok_or(PageError::LoginNeeded)?;
    officer.sessions.begin(&officer.world.db, session, Some(old.key)).await?;
    let mut response = redirect(next);
    guard_cookie(&mut response, cookie(SESSION, secret.expose(), None, &officer.world.settings));
    Ok(response)
}
