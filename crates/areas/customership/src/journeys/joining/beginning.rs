//! The first moment of a matter: the customer is noted, the matter is open, or the one that is open already is found.

use identity::{
    Answer, Representative,
    access::{log::LogRow, redirect},
};
use kit_web::PageError;
use registers::Organisation;

use crate::{
    applications::{self, Application, ApplicationId, Customer, CustomerId, Event, EventKind, OrganisationOid, Purpose},
    papers,
    services::{Form, Service},
};

/// The open matter of this purpose, if there is one that the visitor may open.
pub(crate) async fn open_matter(representative: &Representative, service: &Service, purpose: Purpose) -> Result<Option<Application>, PageError> {
    let (read, oid) = (representative.world.db.read().await?, OrganisationOid(&representative.acting.oid));
    match applications::open_of_customer(&read, oid, service, purpose).await? {
        Some(id) => match applications::find(&read, id, oid).await? {
            Some(open) if papers::may_open(&read, representative, &open).await? => Ok(Some(open)),
            Some(_) | None => Ok(None),
        },
        None => Ok(None),
    }
}

/// Begins a matter, or goes on with the one that is open.
pub(crate) async fn begin(
    representative: &Representative,
    organisation: Organisation,
    (service, form, purpose): (&'static Service, &'static Form, Purpose),
) -> Answer {
    let (ids, now) = (&representative.world.ids, representative.now);
    let paper = papers::keyed_in(&representative.world.db.read().await?, representative).await?;
    let language = paper.map_or(representative.language, |paper| paper.language);
    let id = ApplicationId(ids.next(now));
    let customer = Customer {
        id: CustomerId(ids.next(now)),
        oid: organisation.oid,
        business_id: organisation.business_id.to_string(),
        name: organisation.name,
        kind: organisation.kind.key().to_owned(),
    };
    let event = Event {
        id: ids.next(now),
        at: now,
        kind: EventKind::Begun,
        by_officer: representative.is_officer(),
        actor: Some(representative.id),
        actor_name: representative.name.clone(),
        note: None,
    };
    let by = representative.clone();
    let begun = representative.world.db.write(move |tx| async move {
        let customer = applications::begin(&tx, id, &customer, (service, form, purpose), language, now).await?;
        event.write(&tx, id).await?;
        papers::link(&tx, id, by.paper).await?;
        LogRow::new(&by.visit, &by, "begin", customer.about_its("application", id.0)).write(&tx).await
    });
    match begun.await {
        Ok(()) => Ok(redirect(&format!("/applications/{id}"))),
        Err(kit_db::DbError::Taken(_)) => {
            let open = open_matter(representative, service, purpose).await?;
            // An officer with a paper does not go on with what the customer has typed and not sent.
            let elsewhere = if representative.is_officer() { "/office/papers/current?draft=open" } else { "/services" };
            Ok(redirect(&open.map_or_else(|| elsewhere.to_owned(), |open| format!("/applications/{}", open.id))))
        }
        Err(error) => Err(error.into()),
    }
}
