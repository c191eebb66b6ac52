//! What is in force, to be read by others than the customer.

use identity::Visit;
use kit_db::Read;
use kit_web::{PageError, components::SummaryList};
use registers::Organisation;

use super::store;
use crate::{
    applications::OrganisationOid,
    journeys::joining::facts_of,
    sections::SectionKey,
    services::{Form, Service},
};

/// The sections in force for a service, in the order of its form, the common ones among them.
pub async fn sections_in_force(
    read: &Read,
    visit: &Visit,
    (service, form): (&'static Service, &'static Form),
    organisation: &Organisation,
) -> Result<Vec<(SectionKey, SummaryList<'static>)>, PageError> {
    let in_force = store::in_force(read, OrganisationOid(&organisation.oid), service.key).await?;
    let mut facts = facts_of(visit, service, organisation.clone());
    let mut lists = Vec::new();
    for section in form.sections {
        let Some(fields) = in_force.get(&section.key()) else { continue };
        section.gather(read, fields, &mut facts).await?;
        lists.push((section.key(), section.summary(fields, &facts, visit.language)));
    }
    Ok(lists)
}
