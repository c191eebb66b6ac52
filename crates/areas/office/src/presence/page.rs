use axum::{extract::Path, http::header, response::IntoResponse};
use customership::applications::{self, ApplicationId};
use identity::{Answer, Form, Officer};
use kit_core::Instant;
use kit_web::PageError;

use super::store;

async fn find(officer: &Officer, id: &str) -> Result<ApplicationId, PageError> {
    let id: ApplicationId = id.parse().map_err(|()| PageError::NotFound)?;
    applications::load(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)?;
    Ok(id)
}

/// Still here: answers who else is, in a line of text.
pub(super) async fn ping(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let id = find(&officer, &id).await?;
    let others = super::others(&officer, id).await?;
    let seen = others.seen.to_string();
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::ETAG, seen.as_str())], others.words).into_response())
}

/// Gone: the page that was seen at that time has been left.
pub(super) async fn leave(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let id = find(&officer, &id).await?;
    let seen = fields.get("seen").parse().map(Instant::from_micros).unwrap_or(officer.now);
    let me = officer.id;
    officer.world.db.write(move |tx| async move { store::leave(&tx, id, me, seen).await }).await?;
    Ok(().into_response())
}
