//! An act, from the officer's page to the database.

use std::sync::Arc;

use identity::{Officer, access::log::LogRow};
use kit_core::{Ids, Instant, Uuid};
use kit_db::{DbError, Read};
use kit_web::PageError;
use ports::World;
use serde_json::Value;

use super::{Act, By, Effect, Grounds, Outcome, Refused, decide};
use crate::{
    applications::{Application, ApplicationId, ChangeError, Event, Purpose, SubmissionRow},
    documents::{self, DocumentRow, TextKind},
    journeys::joining::check_to_approve,
    life,
    sections::SectionKey,
    service_data::right_for_all,
};

/// Why an act was not done.
#[derive(Debug)]
pub enum DecideError {
    /// The rule says no.
    Refused(Refused),
    Page(PageError),
}

impl From<Refused> for DecideError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<PageError> for DecideError {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<DbError> for DecideError {
    fn from(error: DbError) -> Self {
        Self::Page(error.into())
    }
}

impl From<ChangeError> for DecideError {
    fn from(error: ChangeError) -> Self {
        Self::Page(error.into())
    }
}

impl From<DecideError> for PageError {
    fn from(error: DecideError) -> Self {
        match error {
            DecideError::Page(error) => error,
            DecideError::Refused(Refused::Duty | Refused::AnotherHandler | Refused::SameOfficer) => Self::Forbidden,
            DecideError::Refused(
                Refused::WrongState
                | Refused::NotDecidedOn
                | Refused::WaitsForSecond
                | Refused::NothingProposed
                | Refused::NotYet(_)
                | Refused::NeededBy(_)
                | Refused::ChangeWaits
                | Refused::InForce,
            ) => Self::Closed,
        }
    }
}

/// An act that the rule has let pass, with all that goes into its transaction.
#[derive(Debug)]
pub struct Ready {
    pub(super) application: Application,
    pub(super) submission: SubmissionRow,
    pub(super) sent: Value,
    pub(super) outcome: Outcome,
    pub(super) by: By,
    pub(super) event: Event,
    /// What the mail of a request for information says.
    pub(super) told: Option<String>,
    pub(super) log: LogRow,
    /// The common data that are right for every service in use, and so may come into force.
    pub(super) common: Vec<SectionKey>,
    /// The decision on paper.
    pub(super) document: Option<(DocumentRow, Vec<u8>)>,
    /// The customer's own address.
    pub(super) address: String,
    /// The administrative contacts: as sent, or as in force if the matter does not ask them.
    pub(super) administrative: Vec<String>,
    pub(super) ids: Ids,
    pub(super) host: String,
    pub(super) public_url: String,
    pub(super) archivist_url: String,
    pub(super) now: Instant,
}

/// Does it: what was shown at that revision, or `Stale`.
pub async fn perform(officer: &Officer, id: ApplicationId, revision: i64, act: Act) -> Result<(), DecideError> {
    let ready = prepare(officer, id, revision, &act).await?;
    Ok(officer.world.db.write(move |tx| async move { ready.write(&tx).await }).await?)
}

/// Asks the rule and makes ready what the transaction needs. For those who write something of their own beside it.
pub async fn prepare(officer: &Officer, id: ApplicationId, revision: i64, act: &Act) -> Result<Ready, DecideError> {
    let (world, now) = (&officer.world, officer.now);
    let read = world.db.read().await?;
    let grounds = Grounds::gather(&read, id, world.settings.four_eyes, now).await?;
    if grounds.application.revision != revision {
        return Err(PageError::Stale.into());
    }
    let by = By::from(officer);
    let outcome = decide(act, &by, &grounds.facts)?;
    let sent = life::sent(&grounds.submission)?;
    let (address, administrative) = addresses(&read, &grounds, &sent).await?;
    let common = if outcome.effect == Effect::Approved { common_right(&read, officer, &grounds).await? } else { Vec::new() };
    let document = match outcome.effect {
        Effect::Rejected => Some(decision_document(officer, &read, &grounds, &outcome).await?),
        _ => None,
    };
    let told = if let Act::Ask { told, .. } | Act::MoveDeadline { told, .. } = act { Some(told.clone()) } else { None };
    let event = Event {
        id: world.ids.next(now),
        at: now,
        kind: outcome.event,
        by_officer: true,
        actor: Some(officer.id),
        actor_name: officer.name.clone(),
        note: outcome.note.clone(),
    };
    let log = LogRow::new(&officer.visit, officer, outcome.event.key(), grounds.application.about());
    let World { ids, settings, .. } = Arc::as_ref(world);
    let Grounds { application, submission, .. } = grounds;
    Ok(Ready {
        application,
        submission,
        sent,
        outcome,
        by,
        event,
        told,
        log,
        common,
        document,
        address,
        administrative,
        ids: ids.clone(),
        host: settings.host().to_owned(),
        public_url: settings.public_url.clone(),
        archivist_url: settings.archivist_url.clone(),
        now,
    })
}

/// The customer's own address, and those of the administrative contacts, each once.
async fn addresses(read: &Read, grounds: &Grounds, sent: &Value) -> Result<(String, Vec<String>), PageError> {
    let customer = grounds.application.customer.id;
    let own = sent["sections"][SectionKey::CustomerData.key()]["email"].as_str().map(str::to_owned);
    let in_force = life::customer_email(read, customer).await?;
    let own = own.or(in_force).ok_or_else(|| PageError::internal("a customer without an address"))?;
    let contacts = &sent["sections"][SectionKey::Contacts.key()];
    let of_submission = life::administrative(contacts);
    let administrative = if of_submission.is_empty() { life::administrative_in_force(read, customer).await? } else { of_submission };
    Ok((own, administrative))
}

/// The common data of the application that are right for every service in use as well.
async fn common_right(read: &Read, officer: &Officer, grounds: &Grounds) -> Result<Vec<SectionKey>, PageError> {
    let Grounds { application, submission, standing, .. } = grounds;
    let whole = check_to_approve(read, &officer.visit, application, submission, officer.language).await?;
    let right = |key: &SectionKey| {
        let fields = submission.fields.get(key).cloned().unwrap_or_default();
        right_for_all(standing, *key, &fields, &whole.facts, officer.language).is_ok()
    };
    Ok(SectionKey::COMMON.into_iter().filter(right).collect())
}

async fn decision_document(officer: &Officer, read: &Read, grounds: &Grounds, outcome: &Outcome) -> Result<(DocumentRow, Vec<u8>), PageError> {
    let (application, now) = (&grounds.application, officer.now);
    let language = application.language.of_documents();
    let appeal = documents::in_force(read, TextKind::Appeal, language, now.day()).await?.ok_or(PageError::Unavailable)?;
    let first = grounds.facts.proposal.as_ref().map(|proposal| proposal.officer.name.as_str());
    let reason = outcome.note.as_deref().unwrap_or_default();
    let decision = documents::decision(application, (&officer.name, first), reason, &appeal, now);
    let pdf = documents::render(&officer.world, decision).await?;
    let name = documents::decision_name(application, language);
    let id = officer.world.ids.next(now);
    Ok((DocumentRow { id, kind: "decision".to_owned(), name, language, sha256: Vec::new(), created_at: now }, pdf))
}

impl Ready {
    /// The event that tells of it.
    pub const fn event_id(&self) -> Uuid {
        self.event.id
    }

    pub(super) fn is_joining(&self) -> bool {
        self.application.purpose == Purpose::Joining
    }
}
