//! The change of role: a new session with a new secret and new tokens; the old one ends in the same transaction.

use axum::response::Response;
use kit_core::Instant;
use kit_web::PageError;
use registers::Organisation;

use super::store::{self, Found, RightsRow};
use crate::{
    access::{
        Answer, Identified, guard_cookie,
        log::{About, LogActor, LogRow},
        redirect,
    },
    session::{Acting, Actor, Beginning, SESSION, cookie},
};

/// From now on the person acts for the organisation, by a right that was checked at that moment.
pub(super) async fn act_for(
    person: &Identified,
    organisation: &Organisation,
    right: String,
    checked_at: Instant,
    next: &str,
    row: RightsRow,
) -> Answer {
    let acting = Acting {
        oid: organisation.oid.clone(),
        business_id: organisation.business_id.to_string(),
        name: organisation.name.clone(),
        right,
        checked_at,
    };
    change(person, Some(acting), None, next, row).await
}

/// The right by which the person acted is gone: so is the role.
pub(super) async fn act_for_nobody(person: &Identified, kept: Found, row: RightsRow) -> Answer {
    change(person, None, Some(kept), "/organisation/missing", row).await
}

/// Nothing changes; the answer is kept for its page.
pub(super) async fn keep(person: &Identified, kept: Found, rows: Vec<RightsRow>) -> Result<(), PageError> {
    let session = person.session.as_ref().ok_or(PageError::LoginNeeded)?.key;
    let written = person.world.db.write(move |tx| async move {
        store::keep(&tx, session, &kept).await?;
        for row in rows {
            row.write(&tx).await?;
        }
        Ok::<_, kit_db::DbError>(())
    });
    Ok(written.await?)
}

async fn change(person: &Identified, acting: Option<Acting>, kept: Option<Found>, next: &str, row: RightsRow) -> Answer {
    let old = person.session.as_ref().ok_or(PageError::LoginNeeded)?;
    let action = if acting.is_some() { "act-for" } else { "act-no-more" };
    let by = LogActor::person(person.id, acting.as_ref().or(person.acting.as_ref()));
    let log = LogRow::new(&person.visit, by, action, About::nobodys("rights", row.id));
    let actor = Actor::Person { id: person.id, name: person.name.clone(), acting };
    let begun = old.in_role(person.secret.as_ref(), &person.world.ids, person.now, actor);
    let Beginning { secret, session } = begun.ok_or(PageError::LoginNeeded)?;
    let key = session.key;
    let also = move |tx: std::sync::Arc<kit_db::Tx>| async move {
        row.write(&tx).await?;
        log.write(&tx).await?;
        match &kept {
            Some(kept) => store::keep(&tx, key, kept).await,
            None => Ok(()),
        }
    };
    person.sessions.begin_with(&person.world.db, session, Some(old.key), also).await?;
    let mut response: Response = redirect(next);
    guard_cookie(&mut response, cookie(SESSION, secret.expose(), None, &person.world.settings));
    Ok(response)
}
