use axum::{extract::Path, http::header, response::IntoResponse};
use customership::applications::{self, ApplicationId};
use identity::{Answer, Form, Officer};
use kit_web::PageError;

/// Still here: answers who else is, in a line of text.
pub(super) async fn ping(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let id: ApplicationId = id.parse().map_err(|()| PageError::NotFound)?;
    applications::load(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)?;
    let others = super::others(&officer, id).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], others.words).into_response())
}
