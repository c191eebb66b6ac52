//! A customer with all that the register keeps of it.

use customership::{
    applications::{ApplicationId, Customer, CustomerId, EventKind, Purpose},
    bodies::{self, BodyRow},
    life::TaskKind,
    papers::{self, Paper},
    services::{Form, Service},
};
use kit_core::{Day, Instant, Language, Uuid};
use kit_db::{DbError, Read, Row, Sql, values};

use crate::bounces;

const CUSTOMER: Sql = Sql("SELECT oid, business_id, name, kind, language, began_at, committed_at FROM customer WHERE id = $1");
const SERVICES: Sql = Sql("SELECT s.service, s.form, s.approved_at, s.last_day, s.ended_at, t.kind, b.done_on FROM customer_service s
     LEFT JOIN office_task t ON t.application_id = s.application_id AND t.done_at IS NULL
         AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')
     LEFT JOIN office_task b ON b.application_id = s.application_id AND b.kind = 'begin-use' AND b.outcome = 'done'
     WHERE s.customer_id = $1 ORDER BY s.ended_at NULLS FIRST, s.service");
const CONTACTS: Sql = Sql("SELECT c.place, c.name, c.email, c.phone, r.role, r.service, b.bounced_at FROM contact c
     LEFT JOIN bounced_address b ON b.address_key = LOWER(c.email)
     LEFT JOIN contact_role r ON r.customer_id = c.customer_id AND r.place = c.place
     WHERE c.customer_id = $1 ORDER BY c.place, r.service NULLS FIRST, r.role NULLS FIRST");
const DOCUMENTS: Sql =
    Sql("SELECT d.id, d.application_id, d.name, d.created_at, a.case_number FROM document d JOIN application a ON a.id = d.application_id
     WHERE d.customer_id = $1 AND a.state <> 'draft' ORDER BY d.created_at DESC, d.id DESC LIMIT 100");
const EVENTS: Sql = Sql("SELECT e.at, e.kind, e.actor_name, a.case_number, a.service, a.purpose FROM application_event e
     JOIN application a ON a.id = e.application_id WHERE a.customer_id = $1 AND a.state <> 'draft' ORDER BY e.at DESC, e.id DESC LIMIT 100");
const CHANGES: Sql = Sql("SELECT at, section, actor_name, acting_right, before, after FROM customer_change
     WHERE customer_id = $1 ORDER BY at DESC, id DESC LIMIT 50");

pub struct Whole {
    pub customer: Customer,
    pub language: Language,
    pub began_at: Option<Instant>,
    pub committed_at: Option<Instant>,
    pub body: Option<BodyRow>,
    /// Those in use first.
    pub services: Vec<Used>,
    pub contacts: Vec<ContactLine>,
    /// Mails that did not arrive, and that nobody has seen to.
    pub lost_mails: i64,
    /// The newest first, as the rest.
    pub documents: Vec<DocumentLine>,
    pub papers: Vec<Paper>,
    pub events: Vec<EventLine>,
    pub changes: Vec<Changed>,
}

/// A service that is or was used.
pub struct Used {
    pub service: &'static Service,
    pub form: &'static Form,
    pub since: Instant,
    pub last_day: Option<Day>,
    pub ended_at: Option<Instant>,
    /// What is still to be done before it is used.
    pub next_step: Option<TaskKind>,
    /// The day on which the use began, if that was noted.
    pub begun: Option<Day>,
}

/// A contact in force. Roles with their services, '' for those common to all.
pub struct ContactLine {
    place: i64,
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Our last mail to the address came back then.
    pub bounced_at: Option<Instant>,
    pub roles: Vec<(String, String)>,
}

pub struct DocumentLine {
    pub id: Uuid,
    pub application: ApplicationId,
    pub name: String,
    pub created_at: Instant,
    pub case_number: String,
}

pub struct EventLine {
    pub at: Instant,
    pub kind: EventKind,
    pub actor_name: String,
    pub case_number: String,
    pub service: &'static Service,
    pub purpose: Purpose,
}

/// A change of data in force.
pub struct Changed {
    pub at: Instant,
    /// A common section, or `body`.
    pub section: String,
    pub actor_name: String,
    /// By which right; '' for officers.
    pub right: String,
    pub before: Option<String>,
    pub after: String,
}

pub async fn find(read: &Read, id: CustomerId) -> Result<Option<Whole>, DbError> {
    let of_id = values![id.0];
    let Some(row) = read.first(CUSTOMER, &of_id).await? else {
        return Ok(None);
    };
    let customer = Customer { id, oid: row.get(0)?, business_id: row.get(1)?, name: row.get(2)?, kind: row.get(3)? };
    let (services, contacts) = (read.rows(SERVICES, &of_id).await?, read.rows(CONTACTS, &of_id).await?);
    let (documents, events) = (read.rows(DOCUMENTS, &of_id).await?, read.rows(EVENTS, &of_id).await?);
    let changes = read.rows(CHANGES, &of_id).await?;
    Ok(Some(Whole {
        customer,
        language: row.get(4)?,
        began_at: row.get(5)?,
        committed_at: row.get(6)?,
        body: bodies::find(read, id).await?,
        services: services.iter().map(used).collect::<Result<_, _>>()?,
        contacts: grouped(&contacts)?,
        lost_mails: bounces::count_of(read, id).await?,
        documents: documents.iter().map(document).collect::<Result<_, _>>()?,
        papers: papers::of_customer(read, id).await?,
        events: events.iter().filter_map(|row| event(row).transpose()).collect::<Result<_, _>>()?,
        changes: changes.iter().map(changed).collect::<Result<_, _>>()?,
    }))
}

fn used(row: &Row) -> Result<Used, DbError> {
    let (service, form): (String, String) = (row.get(0)?, row.get(1)?);
    let service = Service::find(&service).ok_or_else(|| DbError::Fault(format!("no service {service}")))?;
    let form = service.form(&form).ok_or_else(|| DbError::Fault(format!("no form {form}")))?;
    let next_step = row.get::<Option<String>>(5)?.and_then(|kind| TaskKind::find(&kind));
    Ok(Used { service, form, since: row.get(2)?, last_day: row.get(3)?, ended_at: row.get(4)?, next_step, begun: row.get(6)? })
}

fn grouped(rows: &[Row]) -> Result<Vec<ContactLine>, DbError> {
    let mut contacts: Vec<ContactLine> = Vec::new();
    for row in rows {
        let place = row.get(0)?;
        if contacts.last().is_none_or(|last| last.place != place) {
            let (name, email, phone) = (row.get(1)?, row.get(2)?, row.get(3)?);
            contacts.push(ContactLine { place, name, email, phone, bounced_at: row.get(6)?, roles: Vec::new() });
        }
        let role = row.get::<Option<String>>(4)?.zip(row.get::<Option<String>>(5)?);
        if let (Some(role), Some(contact)) = (role, contacts.last_mut()) {
            contact.roles.push(role);
        }
    }
    Ok(contacts)
}

fn document(row: &Row) -> Result<DocumentLine, DbError> {
    let case_number = row.get::<Option<String>>(4)?.unwrap_or_default();
    Ok(DocumentLine { id: row.get(0)?, application: ApplicationId(row.get(1)?), name: row.get(2)?, created_at: row.get(3)?, case_number })
}

/// None: of a kind or a service that is not known any more.
fn event(row: &Row) -> Result<Option<EventLine>, DbError> {
    let (kind, service, purpose): (String, String, String) = (row.get(1)?, row.get(4)?, row.get(5)?);
    let (Some(kind), Some(service), Some(purpose)) = (EventKind::find(&kind), Service::find(&service), Purpose::find(&purpose)) else {
        return Ok(None);
    };
    let case_number = row.get::<Option<String>>(3)?.unwrap_or_default();
    Ok(Some(EventLine { at: row.get(0)?, kind, actor_name: row.get(2)?, case_number, service, purpose }))
}

fn changed(row: &Row) -> Result<Changed, DbError> {
    Ok(Changed { at: row.get(0)?, section: row.get(1)?, actor_name: row.get(2)?, right: row.get(3)?, before: row.get(4)?, after: row.get(5)? })
}
