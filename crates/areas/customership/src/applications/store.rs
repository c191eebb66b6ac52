use std::collections::BTreeMap;

use kit_core::{Digest, Instant, Language, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};
use kit_web::{Fields, PageError};

use super::{
    Application, ApplicationId, Case, Customer, CustomerId, Drafts, Event, EventKind, Handler, Next, OrganisationOid, PROGRAM, Purpose, Sender,
    State, Typed, drafts::TOUCH, note_customer,
};
use crate::{
    contacts, queue,
    sections::SectionKey,
    services::{Form, Service},
};

/// Why a change was not made.
#[derive(Debug)]
pub enum ChangeError {
    /// Somebody else was faster.
    Stale,
    /// The application is in a state that does not allow it.
    Closed,
    Db(DbError),
}

impl From<DbError> for ChangeError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<ChangeError> for PageError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Stale => Self::Stale,
            ChangeError::Closed => Self::Closed,
            ChangeError::Db(error) => error.into(),
        }
    }
}

const LOAD_SCOPED: Sql = Sql("SELECT * FROM application_row WHERE id = $1 AND oid = $2");
const LOAD: Sql = Sql("SELECT * FROM application_row WHERE id = $1 AND (state <> 'draft' OR received_at IS NOT NULL)");
const OF_CUSTOMER: Sql = Sql("SELECT * FROM application_row WHERE oid = $1 ORDER BY created_at DESC, id DESC LIMIT 100");
const OPEN_OF_CUSTOMER: Sql = Sql("SELECT a.id FROM application a JOIN customer c ON c.id = a.customer_id WHERE c.oid = $1 AND a.service = $2
     AND a.purpose = $3 AND a.state IN ('draft', 'received', 'in-processing', 'information-requested')");
const BEGIN: Sql = Sql(
    "INSERT INTO application (id, customer_id, service, state, revision, created_at, changed_at, language, form, purpose) VALUES ($1, $2, $3, 'draft', 1, $4, $4, $5, $6, $7)",
);
const SAVE_ANSWER: Sql = Sql(
    "INSERT INTO answer_draft (application_id, text, saved_at) VALUES ($1, $2, $3) ON CONFLICT (application_id) DO UPDATE SET text = $2, saved_at = $3",
);
const ANSWER: Sql = Sql("SELECT text, saved_at FROM answer_draft WHERE application_id = $1");
const ANSWER_SENT: Sql = Sql("DELETE FROM answer_draft WHERE application_id = $1");
const NEXT_CASE: Sql =
    Sql("INSERT INTO counter (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value");
const SET_CASE: Sql = Sql("UPDATE application SET case_number = $2 WHERE id = $1");
/// Changes nothing, but lets only one at a time go on: two who send at once would else use up two numbers.
const HOLD: Sql = Sql("UPDATE application SET case_number = case_number WHERE id = $1 RETURNING case_number");
const HOLD_DRAFT: Sql = Sql("UPDATE application SET revision = revision + 1 WHERE id = $1 AND state = 'draft' AND received_at IS NULL RETURNING id");
const REMOVE_SECTIONS: Sql = Sql("DELETE FROM application_section WHERE application_id = $1");
const REMOVE_ANSWER: Sql = Sql("DELETE FROM answer_draft WHERE application_id = $1");
const REMOVE_EVENTS: Sql = Sql("DELETE FROM application_event WHERE application_id = $1");
const REMOVE_PAPERS: Sql = Sql("DELETE FROM application_paper WHERE application_id = $1");
const REMOVE: Sql = Sql("DELETE FROM application WHERE id = $1");
const MOVE_ON: Sql = Sql(
    "UPDATE application SET state = $3, revision = revision + 1, changed_at = $4, case_number = $5, received_at = $6, officer = $7, officer_name = $8,
     decided_at = $9 WHERE id = $1 AND revision = $2",
);
const CUSTOMER_OF: Sql = Sql("SELECT customer_id FROM application WHERE id = $1");
const FORGET_PROPOSAL: Sql = Sql("DELETE FROM decision_proposal WHERE application_id = $1");
const SET_LANGUAGE: Sql = Sql("UPDATE application SET language = $2 WHERE id = $1");
const ADD_SUBMISSION: Sql =
    Sql("INSERT INTO submission (application_id, number, canonical, sha256, fields, accepted_at, arrived_at, sent_by, sent_by_name, acting_right)
     VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM submission WHERE application_id = $1), $2, $3, $4, $5, $6, $7, $8, $9)");
const SUBMISSION: Sql = Sql(
    "SELECT number, canonical, sha256, accepted_at, arrived_at, sent_by_name, acting_right, fields FROM submission WHERE application_id = $1 ORDER BY number DESC LIMIT 1",
);
const SUBMISSION_BEFORE: Sql = Sql(
    "SELECT number, canonical, sha256, accepted_at, arrived_at, sent_by_name, acting_right, fields FROM submission WHERE application_id = $1 AND number < $2
     ORDER BY number DESC LIMIT 1",
);
const EVENTS: Sql = Sql("SELECT id, at, kind, actor_kind, actor_name, note, actor FROM application_event WHERE application_id = $1 ORDER BY at, id");
const IN_FORCE: Sql = Sql("INSERT INTO customer_section (customer_id, section, value, fields, revision, changed_at) VALUES ($1, $2, $3, $5, 1, $4)
     ON CONFLICT (customer_id, section) DO UPDATE SET value = $3, fields = $5, revision = customer_section.revision + 1, changed_at = $4
     WHERE customer_section.changed_at <= $4");

/// The application, if it is this organisation's; others do not exist for it.
pub async fn find(read: &Read, id: ApplicationId, organisation: OrganisationOid<'_>) -> Result<Option<Application>, DbError> {
    let scoped = values![id.0, organisation.0];
    let (row, drafts) = tokio::try_join!(read.first(LOAD_SCOPED, &scoped), Drafts::load(read, id))?;
    row.map(|row| application(&row, drafts)).transpose()
}

/// Any application that has been sent: for officers.
pub async fn load(read: &Read, id: ApplicationId) -> Result<Option<Application>, DbError> {
    let values = values![id.0];
    let (row, drafts) = tokio::try_join!(read.first(LOAD, &values), Drafts::load(read, id))?;
    row.map(|row| application(&row, drafts)).transpose()
}

/// The organisation's applications, newest first, without their sections.
pub async fn of_customer(read: &Read, organisation: OrganisationOid<'_>) -> Result<Vec<Application>, DbError> {
    read.rows(OF_CUSTOMER, &values![organisation.0]).await?.iter().map(|row| application(row, Drafts::default())).collect()
}

pub async fn open_of_customer(
    read: &Read,
    organisation: OrganisationOid<'_>,
    service: &Service,
    purpose: Purpose,
) -> Result<Option<ApplicationId>, DbError> {
    let row = read.first(OPEN_OF_CUSTOMER, &values![organisation.0, service.key, purpose.key()]).await?;
    row.map(|row| row.get(0).map(ApplicationId)).transpose()
}

fn application(row: &Row, drafts: Drafts) -> Result<Application, DbError> {
    let (service, form, purpose): (String, String, String) = (row.get(1)?, row.get(19)?, row.get(20)?);
    let service = Service::find(&service).ok_or_else(|| DbError::Fault(format!("no service {service}")))?;
    Ok(Application {
        id: ApplicationId(row.get(0)?),
        customer: Customer { id: CustomerId(row.get(12)?), oid: row.get(13)?, business_id: row.get(14)?, name: row.get(15)?, kind: row.get(16)? },
        service,
        form: service.form(&form).ok_or_else(|| DbError::Fault(format!("no form {form}")))?,
        purpose: Purpose::find(&purpose).ok_or_else(|| DbError::Fault(format!("no purpose {purpose}")))?,
        state: state(row)?,
        revision: row.get(3)?,
        created_at: row.get(4)?,
        changed_at: row.get(5)?,
        language: row.get(6)?,
        committed_before: row.get::<i64>(17)? > 0,
        committed_here: row.get::<i64>(18)? > 0,
        sections: drafts.saved,
        prefilled: drafts.prefilled,
    })
}

fn state(row: &Row) -> Result<State, DbError> {
    let key: String = row.get(2)?;
    let wrong = || DbError::Fault(format!("an application in state {key} lacks its facts"));
    let case = || -> Result<Case, DbError> {
        let (number, received_at) = (row.get::<Option<String>>(7)?, row.get::<Option<Instant>>(8)?);
        Ok(Case { number: number.ok_or_else(wrong)?, received_at: received_at.ok_or_else(wrong)? })
    };
    let handler = || -> Result<Handler, DbError> {
        let (id, name) = (row.get::<Option<Uuid>>(9)?, row.get::<Option<String>>(10)?);
        Ok(Handler { id: id.ok_or_else(wrong)?, name: name.ok_or_else(wrong)? })
    };
    let decided = || row.get::<Option<Instant>>(11)?.ok_or_else(wrong);
    match key.as_str() {
        "draft" if row.get::<Option<Instant>>(8)?.is_some() => {
            // Kept, and yet nobody's until it is sent again.
            let kept = if row.get::<Option<Uuid>>(9)?.is_some() { Some(handler()?) } else { None };
            Ok(State::Returned(case()?, kept))
        }
        "draft" => Ok(State::Draft),
        "received" => Ok(State::Received(case()?)),
        "in-processing" => Ok(State::InProcessing(case()?, handler()?)),
        "information-requested" => Ok(State::InformationRequested(case()?, handler()?)),
        "approved" => Ok(State::Approved(case()?, handler()?, decided()?)),
        "rejected" => Ok(State::Rejected(case()?, handler()?, decided()?)),
        // What the program closed has its name.
        "withdrawn" if row.get::<Option<String>>(10)?.is_some() => Ok(State::Closed(case()?, decided()?)),
        "withdrawn" => Ok(State::Withdrawn(case()?, decided()?)),
        _ => Err(wrong()),
    }
}

/// Begins an application; the customer is noted if it is new. Gives the customer. `Taken`: one is open already.
pub async fn begin(
    tx: &Tx,
    id: ApplicationId,
    customer: &Customer,
    (service, form, purpose): (&Service, &Form, Purpose),
    language: Language,
    now: Instant,
) -> Result<CustomerId, DbError> {
    let customer = note_customer(tx, customer, now).await?;
    tx.exec(BEGIN, &values![id.0, customer.0, service.key, now, language, form.key, purpose.key()]).await?;
    Ok(customer)
}

/// The case number of an application: the next of the year, or the one it was given before.
pub async fn reserve_case_number(tx: &Tx, id: ApplicationId, year: i16) -> Result<String, DbError> {
    let no_row = || DbError::Fault("RETURNING gave no row".to_owned());
    let held = tx.first(HOLD, &values![id.0]).await?.ok_or_else(no_row)?;
    if let Some(number) = held.get(0)? {
        return Ok(number);
    }
    let next = tx.first(NEXT_CASE, &values![format!("case-{year}")]).await?.ok_or_else(no_row)?;
    let number = format!("KE-{year}-{:05}", next.get::<i64>(0)?);
    tx.exec(SET_CASE, &values![id.0, &number]).await?;
    Ok(number)
}

/// Writes a new state over the revision that the decision was made on; what was proposed before is void.
pub(crate) async fn move_on(tx: &Tx, application: &Application, to: &Next, now: Instant) -> Result<(), ChangeError> {
    let to = to.state();
    let case = to.case();
    let handler = to.handler().or_else(|| to.returned_by());
    let name = handler.map(|h| h.name.as_str()).or_else(|| matches!(to, State::Closed(..)).then_some(PROGRAM));
    let row = values![
        application.id.0,
        application.revision,
        to.stored_key(),
        now,
        case.map(|c| c.number.as_str()),
        case.map(|c| c.received_at),
        handler.map(|h| h.id),
        name,
        to.decided_at()
    ];
    if tx.exec(MOVE_ON, &row).await? == 0 {
        return Err(ChangeError::Stale);
    }
    forget_proposal(tx, application.id).await?;
    Ok(queue::refresh(tx, application.id).await?)
}

/// What was proposed to a second officer holds no longer.
pub(crate) async fn forget_proposal(tx: &Tx, id: ApplicationId) -> Result<(), DbError> {
    tx.exec(FORGET_PROPOSAL, &values![id.0]).await.map(drop)
}

/// What is frozen when an application, or an answer to a question, is sent.
#[derive(Clone, Debug)]
pub struct NewSubmission {
    pub canonical: String,
    /// The same as it was typed, to be shown as the sender saw it.
    pub fields: Typed,
    pub accepted_at: Instant,
    pub arrived_at: Instant,
    pub sender: Sender,
    pub language: Language,
}

fn typed_to_json(fields: &Typed) -> String {
    let by_key: BTreeMap<&str, &Fields> = fields.iter().map(|(section, fields)| (section.key(), fields)).collect();
    serde_json::to_string(&by_key).unwrap_or_default()
}

fn typed_from_json(text: &str) -> Typed {
    let by_key: BTreeMap<String, Fields> = serde_json::from_str(text).unwrap_or_default();
    by_key.into_iter().filter_map(|(key, fields)| Some((SectionKey::find(&key)?, fields))).collect()
}

pub async fn insert_submission(tx: &Tx, id: ApplicationId, new: &NewSubmission) -> Result<(), DbError> {
    let sha256 = Digest::of(&new.canonical);
    let row = values![
        id.0,
        &new.canonical,
        sha256.bytes().as_slice(),
        typed_to_json(&new.fields),
        new.accepted_at,
        new.arrived_at,
        new.sender.id,
        &new.sender.name,
        &new.sender.right
    ];
    tx.exec(ANSWER_SENT, &values![id.0]).await?;
    tx.exec(SET_LANGUAGE, &values![id.0, new.language]).await?;
    tx.exec(ADD_SUBMISSION, &row).await?;
    queue::refresh(tx, id).await?;
    let customer = tx.first(CUSTOMER_OF, &values![id.0]).await?.ok_or_else(|| DbError::Fault("an application without a customer".to_owned()))?;
    queue::words(tx, CustomerId(customer.get(0)?)).await
}

/// What was sent last.
#[derive(Clone, Debug)]
pub struct SubmissionRow {
    pub number: i64,
    pub canonical: String,
    pub sha256: Digest,
    pub accepted_at: Instant,
    pub arrived_at: Instant,
    pub sent_by: String,
    pub right: String,
    pub fields: Typed,
}

pub async fn submission(read: &Read, id: ApplicationId) -> Result<Option<SubmissionRow>, DbError> {
    read.first(SUBMISSION, &values![id.0]).await?.as_ref().map(submission_row).transpose()
}

/// What was sent last before that.
pub async fn submission_before(read: &Read, id: ApplicationId, number: i64) -> Result<Option<SubmissionRow>, DbError> {
    read.first(SUBMISSION_BEFORE, &values![id.0, number]).await?.as_ref().map(submission_row).transpose()
}

fn submission_row(row: &Row) -> Result<SubmissionRow, DbError> {
    let sha256 = Digest::from_bytes(&row.get::<Vec<u8>>(2)?).ok_or_else(|| DbError::Fault("a submission has no digest".to_owned()))?;
    let (accepted_at, arrived_at) = (row.get(3)?, row.get(4)?);
    Ok(SubmissionRow {
        number: row.get(0)?,
        canonical: row.get(1)?,
        sha256,
        accepted_at,
        arrived_at,
        sent_by: row.get(5)?,
        right: row.get(6)?,
        fields: typed_from_json(&row.get::<String>(7)?),
    })
}

/// Keeps the answer to a question while it is being written.
pub async fn save_answer(tx: &Tx, id: ApplicationId, text: &str, now: Instant) -> Result<(), ChangeError> {
    if tx.exec(TOUCH, &values![id.0, now]).await? == 0 {
        return Err(ChangeError::Closed);
    }
    tx.exec(SAVE_ANSWER, &values![id.0, text, now]).await?;
    Ok(())
}

/// What was kept of an answer, and when.
pub async fn answer_draft(read: &Read, id: ApplicationId) -> Result<Option<(String, Instant)>, DbError> {
    read.first(ANSWER, &values![id.0]).await?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

pub async fn events(read: &Read, id: ApplicationId) -> Result<Vec<Event>, DbError> {
    read.rows(EVENTS, &values![id.0]).await?.iter().map(event).collect()
}

fn event(row: &Row) -> Result<Event, DbError> {
    let (kind, actor): (String, String) = (row.get(2)?, row.get(3)?);
    let kind = EventKind::find(&kind).ok_or_else(|| DbError::Fault(format!("no event {kind}")))?;
    Ok(Event {
        id: row.get(0)?,
        at: row.get(1)?,
        kind,
        by_officer: actor == "officer",
        actor_name: row.get(4)?,
        note: row.get(5)?,
        actor: row.get(6)?,
    })
}

/// Removes a draft with all that belongs to it. `Closed`: it is no draft any more.
pub async fn remove_draft(tx: &Tx, id: ApplicationId) -> Result<(), ChangeError> {
    let held = tx.first(HOLD_DRAFT, &values![id.0]).await?;
    if held.is_none() {
        return Err(ChangeError::Closed);
    }
    let of_id = values![id.0];
    for sql in [REMOVE_SECTIONS, REMOVE_ANSWER, REMOVE_EVENTS, REMOVE_PAPERS, REMOVE] {
        tx.exec(sql, &of_id).await?;
    }
    Ok(())
}

/// Puts a checked section of an approved application into force for the customer. What was sent later and has been
/// approved before stays.
pub async fn data_in_force(tx: &Tx, customer: CustomerId, section: SectionKey, value: &str, fields: &str, sent_at: Instant) -> Result<(), DbError> {
    let changed = tx.exec(IN_FORCE, &values![customer.0, section.key(), value, sent_at, fields]).await?;
    if changed > 0 && section == SectionKey::Contacts {
        contacts::put(tx, customer, value).await?;
    }
    if changed > 0 && section == SectionKey::CustomerData {
        contacts::put_address(tx, customer, value).await?;
    }
    Ok(())
}
