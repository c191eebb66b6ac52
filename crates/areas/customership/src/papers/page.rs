use axum::extract::Path;
use identity::{Answer, Representative, access::log::looked};
use kit_core::Uuid;
use kit_web::{PageError, upload::serve_file};

use super::store;
use crate::applications::{OrganisationOid, customer_of};

/// The paper as it came, to the customer whose it is.
pub(super) async fn file(representative: Representative, Path(id): Path<String>) -> Answer {
    let id = Uuid::try_parse(&id).map_err(|_| PageError::NotFound)?;
    let read = representative.world.db.read().await?;
    let paper = store::find(&read, id).await?.ok_or(PageError::NotFound)?;
    let own = customer_of(&read, OrganisationOid(&representative.acting.oid)).await?;
    if own != Some(paper.customer) {
        return Err(PageError::NotFound);
    }
    looked(&representative.visit, &representative, paper.customer.about_its("paper", id)).await?;
    let (name, kind, bytes) = store::file(&read, id).await?.ok_or(PageError::NotFound)?;
    Ok(serve_file(&name, &kind, bytes))
}
