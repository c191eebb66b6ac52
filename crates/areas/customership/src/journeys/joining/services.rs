use askama::Template;
use axum::extract::Path;
use identity::{
    Answer, Form, Representative,
    access::{log::LogRow, redirect},
};
use kit_web::{PageError, components::Tag};
use registers::organisations;

use super::{
    Journey, Step,
    view::{state_tag, stepper},
};
use crate::{
    T,
    applications::{self, Application, ApplicationId, Customer, CustomerId, Event, EventKind, OrganisationOid, State},
    services::{ALL_SERVICES, Service},
};

#[derive(Template)]
#[template(path = "journeys/joining/services.html")]
struct ServicesPage<'a> {
    representative: &'a Representative,
    services: Vec<ServiceRow>,
    others: Vec<&'static str>,
    t: T,
}

struct ServiceRow {
    service: &'static Service,
    name: &'static str,
    latest: Option<Application>,
    /// Older ones, with their states.
    earlier: Vec<(Application, Tag<'static>)>,
    tag: Option<Tag<'static>>,
}

impl ServiceRow {
    /// What the button to the application says.
    fn way_on(&self, t: &T) -> &'static str {
        match self.latest.as_ref().map(|application| &application.state) {
            Some(State::Draft) => t.go_on_with_application(),
            Some(State::InformationRequested(..)) => t.question_answer(),
            Some(_) | None => t.look_at_application(),
        }
    }

    fn may_apply(&self) -> bool {
        self.latest.as_ref().is_none_or(|application| matches!(application.state, State::Rejected(..) | State::Withdrawn(..)))
    }
}

/// Palvelut ja asiakastiedot: each service with its state.
pub(super) async fn list(representative: Representative) -> Answer {
    let read = representative.world.db.read().await?;
    let (oid, language) = (&representative.acting.oid, representative.language);
    let organisation = organisations::find_by_oid(&read, oid, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
    let mut applications = applications::of_customer(&read, OrganisationOid(oid)).await?;
    let (offered, others): (Vec<_>, Vec<_>) = ALL_SERVICES.into_iter().partition(|service| service.may_be_joined_by(organisation.kind));
    let row = |service: &'static Service| {
        let of_service = applications.extract_if(.., |application| std::ptr::eq(application.service, service));
        let mut newest_first = of_service.collect::<Vec<_>>().into_iter();
        let latest = newest_first.next();
        let earlier = newest_first
            .map(|application| {
                let tag = state_tag(application.state.key(), language);
                (application, tag)
            })
            .collect();
        let tag = latest.as_ref().map(|application| state_tag(application.state.key(), language));
        ServiceRow { service, name: service.name(language), latest, earlier, tag }
    };
    let services = offered.into_iter().map(row).collect();
    let others = others.into_iter().map(|service| service.name(language)).collect();
    let t = T::of(language);
    let page = ServicesPage { representative: &representative, services, others, t };
    representative.visit.page(t.services_title(), page).into()
}

#[derive(Template)]
#[template(path = "journeys/joining/instructions.html")]
struct InstructionsPage<'a> {
    service: &'static Service,
    name: &'static str,
    open: Option<ApplicationId>,
    csrf: &'a str,
    /// Title and instructions of each section.
    sections: Vec<(&'static str, &'static str)>,
    t: T,
}

/// Käyttöönoton toimintaohje.
pub(super) async fn instructions(representative: Representative, Path(service): Path<String>) -> Answer {
    let service = offered(&representative, &service).await?;
    let read = representative.world.db.read().await?;
    let oid = OrganisationOid(&representative.acting.oid);
    let open = applications::open_of_customer(&read, oid, service).await?;
    let draft = match open {
        Some(id) => applications::find(&read, id, oid).await?,
        None => None,
    };
    let earlier = applications::of_customer(&read, oid).await?;
    let commitment_needed =
        draft.as_ref().map_or_else(|| !earlier.iter().any(|a| matches!(a.state, State::Approved(..))), |draft| !draft.committed_before);
    let journey = draft.as_ref().map_or_else(|| Journey::ahead(service, commitment_needed), Journey::of);
    let language = representative.language;
    let t = T::of(language);
    let sections = journey.sections().iter().map(|section| (section.title(language), section.instructions(language))).collect();
    let page = InstructionsPage { service, name: service.name(language), open, csrf: representative.visit.csrf(), sections, t };
    let side = stepper(service, open, &journey, Step::Instructions, language);
    representative.visit.page(format!("{} – {}", t.instructions_title(), service.name(language)), page).sidebar(side).into()
}

async fn offered(representative: &Representative, key: &str) -> Result<&'static Service, PageError> {
    let service = Service::find(key).ok_or(PageError::NotFound)?;
    let read = representative.world.db.read().await?;
    let organisation =
        organisations::find_by_oid(&read, &representative.acting.oid, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
    if service.may_be_joined_by(organisation.kind) { Ok(service) } else { Err(PageError::NotFound) }
}

/// Aloita: begins an application, or goes on with the one that is open.
pub(super) async fn begin(representative: Representative, Path(service): Path<String>, _: Form) -> Answer {
    let service = offered(&representative, &service).await?;
    let read = representative.world.db.read().await?;
    let organisation =
        organisations::find_by_oid(&read, &representative.acting.oid, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
    let (ids, now, language) = (&representative.world.ids, representative.now, representative.language);
    let id = ApplicationId(ids.next(now));
    let customer = Customer {
        id: CustomerId(ids.next(now)),
        oid: organisation.oid,
        business_id: organisation.business_id.to_string(),
        name: organisation.name,
        kind: organisation.kind.key().to_owned(),
    };
    let event = Event { id: ids.next(now), at: now, kind: EventKind::Begun, by_officer: false, actor_name: representative.name.clone(), note: None };
    let log = LogRow::new(&representative.visit, &representative, "begin", "application", id.0);
    let begun = representative.world.db.write(move |tx| async move {
        applications::begin(&tx, id, &customer, service, language, now).await?;
        event.write(&tx, id).await?;
        log.write(&tx).await
    });
    match begun.await {
        Ok(()) => Ok(redirect(&format!("/applications/{id}"))),
        Err(kit_db::DbError::Taken(_)) => {
            let read = representative.world.db.read().await?;
            let open = applications::open_of_customer(&read, OrganisationOid(&representative.acting.oid), service).await?;
            Ok(redirect(&open.map_or_else(|| "/services".to_owned(), |id| format!("/applications/{id}"))))
        }
        Err(error) => Err(error.into()),
    }
}
