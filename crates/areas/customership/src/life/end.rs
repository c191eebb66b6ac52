use std::collections::BTreeSet;

use kit_core::{Day, Ids, Instant, Uuid};
use kit_db::{DbError, MailId, Tx};
use serde_json::Value;

use super::{TaskKind, last_day, sent, store, tasks};
use crate::{
    applications::{self, Application, ApplicationId, ChangeError, Event, EventKind, OrganisationOid},
    due::{self, DueKind},
    mails::Letter,
    queue,
    sections::{
        SectionKey,
        ending::{EndingDates, closes},
    },
    services::Service,
};

/// What a notice of termination says, as it was sent.
#[derive(Clone, Debug)]
pub struct EndingNotice {
    pub services: Vec<&'static Service>,
    /// They are all that the customer uses.
    pub whole_customership: bool,
    pub dates: EndingDates,
}

impl EndingNotice {
    pub fn read(sent: &Value) -> Option<Self> {
        let whole_customership = sent["sections"][SectionKey::EndingTerms.key()]["whole_customership"] == true;
        let services = services(sent).iter().filter_map(|key| Service::find(key)).collect();
        Some(Self { services, whole_customership, dates: EndingDates::of(last_day(sent)?) })
    }
}

/// The services that a notice ends.
pub(super) fn services(sent: &Value) -> Vec<String> {
    let list = sent["sections"][SectionKey::EndingTerms.key()]["services"].as_array();
    list.into_iter().flatten().filter_map(|key| key.as_str().map(str::to_owned)).collect()
}

/// A notice of termination has been sent: the services have a last day, and the day after is noted.
/// `canonical`: what was sent. Gives the last day.
pub async fn notify_ending(tx: &Tx, application: &Application, canonical: &str, due_id: Uuid) -> Result<Option<Day>, DbError> {
    let sent: Value = serde_json::from_str(canonical).unwrap_or_default();
    let Some(last) = last_day(&sent) else {
        return Ok(None);
    };
    store::set_last_days(tx, application.customer.id).await?;
    due::cancel(tx, application.id, application.changed_at).await?;
    due::schedule(tx, due_id, DueKind::EndServices, application.id, EndingDates::of(last).ended).await?;
    queue::refresh(tx, application.id).await?;
    Ok(Some(last))
}

/// The day after the last day: services end, with the last one the commitment; what is open is closed; all are told.
pub async fn end_services(tx: &Tx, id: ApplicationId, now: Instant, ids: &Ids, host: &str) -> Result<(), ChangeError> {
    let (Some(application), Some(submission)) = (applications::load(tx, id).await?, applications::submission(tx, id).await?) else {
        return Err(ChangeError::Closed);
    };
    let (Ok(sent), Ok(to)) = (sent(&submission), application.state.clone().carry_out(now)) else {
        return Err(ChangeError::Closed);
    };
    let Some(dates) = last_day(&sent).map(EndingDates::of) else {
        return Err(ChangeError::Closed);
    };
    let services = services(&sent);
    let (ended, all) = store::end(tx, application.customer.id, &services, dates.ended.start()).await?;
    applications::move_on(tx, &application, &to, now).await?;
    program_event(ids, now, EventKind::CarriedOut).write(tx, id).await?;
    for service in &ended {
        tasks::cancel_steps_of_service(tx, application.customer.id, service, applications::PROGRAM, now).await?;
    }
    if !ended.is_empty() {
        tasks::add(tx, ids.next(now), TaskKind::CloseConnections, &application, &ended, dates.connections, now).await?;
    }
    close_open_matters(tx, &application, &ended, all, now, ids, host).await?;
    let application = Application { state: to.into_state(), ..application };
    let fee = services.iter().filter_map(|key| Service::find(key)).any(Service::has_fee);
    let mut told = BTreeSet::new();
    let address = |section: SectionKey, value: &Value| value["sections"][section.key()]["email"].as_str().map(str::to_owned);
    told.extend(address(SectionKey::EndingContact, &sent));
    told.extend(customer_addresses(tx, &application).await?);
    for to in told {
        letter(&application, ids, now, host).ended(tx, to, dates, fee).await?;
    }
    Ok(())
}

fn program_event(ids: &Ids, now: Instant, kind: EventKind) -> Event {
    Event { id: ids.next(now), at: now, kind, by_officer: true, actor: None, actor_name: applications::PROGRAM.to_owned(), note: None }
}

fn letter<'a>(application: &'a Application, ids: &Ids, now: Instant, host: &'a str) -> Letter<'a> {
    Letter { id: MailId(ids.next(now)), application, language: application.language, host, now }
}

/// The customer's own address and those of the administrative contacts, as they are in force.
pub(super) async fn customer_addresses(tx: &Tx, application: &Application) -> Result<Vec<String>, DbError> {
    let customer = application.customer.id;
    let data = store::common_value(tx, customer, SectionKey::CustomerData).await?;
    let contacts = store::common_value(tx, customer, SectionKey::Contacts).await?.unwrap_or_default();
    let administrative = |contact: &&Value| contact["roles"].as_array().is_some_and(|roles| roles.iter().any(|role| role == "administrative"));
    let of_contacts = contacts.as_array().into_iter().flatten().filter(administrative).filter_map(|contact| contact["email"].as_str());
    let own = data.as_ref().and_then(|data| data["email"].as_str());
    Ok(of_contacts.chain(own).map(str::to_owned).collect())
}

/// Applications and notices about what has ended go no further.
pub(crate) async fn close_open_matters(
    tx: &Tx,
    ending: &Application,
    ended: &[&str],
    all: bool,
    now: Instant,
    ids: &Ids,
    host: &str,
) -> Result<(), ChangeError> {
    let oid = ending.customer.oid.clone();
    for open in applications::of_customer(tx, OrganisationOid(&oid)).await? {
        let concerned = open.id != ending.id && closes(all, ended, open.purpose, open.service.key);
        if !concerned {
            continue;
        }
        if !open.state.is_open() {
            // What was approved and waits for its day has nothing to change any more.
            due::cancel(tx, open.id, now).await?;
            continue;
        }
        match open.state.clone().close(now) {
            Ok(to) => {
                applications::move_on(tx, &open, &to, now).await?;
                due::cancel(tx, open.id, now).await?;
                program_event(ids, now, EventKind::Closed).write(tx, open.id).await?;
                for to in customer_addresses(tx, &open).await? {
                    letter(&open, ids, now, host).closed(tx, to).await?;
                }
            }
            // A draft was never sent: it goes away.
            Err(_) => applications::remove_draft(tx, open.id).await?,
        }
    }
    Ok(())
}
