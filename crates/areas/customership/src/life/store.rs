use std::collections::BTreeMap;

use kit_core::{Day, Instant};
use kit_db::{DbError, Read, Sql, Tx, values};
use kit_web::Fields;
use serde_json::Value;

use crate::{
    applications::{self, Application, CustomerId, OrganisationOid, Purpose, SubmissionRow},
    customers::Standing,
    due,
    sections::SectionKey,
    services::{ALL_SERVICES, Service},
};

const SERVICE_SECTION: Sql = Sql("INSERT INTO service_section (customer_id, service, section, fields, value, application_id, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (customer_id, service, section) DO UPDATE SET fields = $4, value = $5, application_id = $6, changed_at = $7");
const LAST_DAY: Sql = Sql("UPDATE customer_service SET last_day = $3 WHERE customer_id = $1 AND service = $2 AND ended_at IS NULL");
const END_SERVICE: Sql = Sql("UPDATE customer_service SET ended_at = $3 WHERE customer_id = $1 AND service = $2 AND ended_at IS NULL");
const END_COMMITMENT: Sql = Sql("UPDATE commitment SET ended_at = $2 WHERE customer_id = $1 AND ended_at IS NULL");
const OPEN_ENDINGS: Sql = Sql("SELECT s.canonical FROM application a JOIN submission s ON s.application_id = a.id
     AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE a.customer_id = $1 AND a.purpose = 'ending' AND a.state IN ('received', 'in-processing', 'information-requested')");
const SERVICE_VALUES: Sql = Sql("SELECT section, value FROM service_section WHERE customer_id = $1 AND service = $2");
const LEFT: Sql = Sql("SELECT COUNT(*) FROM customer_service WHERE customer_id = $1 AND ended_at IS NULL");
const COMMON_VALUE: Sql = Sql("SELECT value FROM customer_section WHERE customer_id = $1 AND section = $2");

/// Puts what was sent with a section into force for the service.
pub(super) async fn put_service_section(
    tx: &Tx,
    application: &Application,
    section: SectionKey,
    submission: &SubmissionRow,
    value: &Value,
    now: Instant,
) -> Result<(), DbError> {
    let fields = submission.fields.get(&section).map(Fields::to_json).unwrap_or_default();
    let row =
        values![application.customer.id.0, application.service.key, section.key(), fields, applications::canonical(value), application.id.0, now];
    tx.exec(SERVICE_SECTION, &row).await.map(drop)
}

/// An application to join is approved: all that was sent comes into force, the common data for the customer, the rest
/// for the service.
/// `common`: the common sections that may come into force.
pub async fn join_in_force(
    tx: &Tx,
    application: &Application,
    (submission, sent): (&SubmissionRow, &Value),
    common: &[SectionKey],
    now: Instant,
) -> Result<(), DbError> {
    for section in application.sections_asked() {
        let (key, value) = (section.key(), &sent["sections"][section.key().key()]);
        if value.is_null() || (key.is_common() && !common.contains(&key)) {
            continue;
        }
        if key.is_common() {
            let fields = submission.fields.get(&key).map(Fields::to_json).unwrap_or_default();
            applications::data_in_force(tx, application.customer.id, key, &applications::canonical(value), &fields, submission.arrived_at).await?;
        } else {
            put_service_section(tx, application, key, submission, value, now).await?;
        }
    }
    Ok(())
}

/// A service ends on the earliest last day that an open notice gives it; without one it goes on.
pub(super) async fn set_last_days(tx: &Tx, customer: CustomerId) -> Result<(), DbError> {
    let mut earliest: BTreeMap<String, Day> = BTreeMap::new();
    for row in tx.rows(OPEN_ENDINGS, &values![customer.0]).await? {
        let sent: Value = serde_json::from_str(&row.get::<String>(0)?).unwrap_or_default();
        let Some(last) = super::last_day(&sent) else { continue };
        for service in super::end::services(&sent) {
            let day = earliest.entry(service).or_insert(last);
            *day = last.min(*day);
        }
    }
    for service in ALL_SERVICES {
        tx.exec(LAST_DAY, &values![customer.0, service.key, earliest.get(service.key).copied()]).await?;
    }
    Ok(())
}

/// Ends services: those that ended now, and whether none is left.
pub(super) async fn end<'a>(tx: &Tx, customer: CustomerId, services: &'a [String], now: Instant) -> Result<(Vec<&'a str>, bool), DbError> {
    let mut ended = Vec::new();
    for service in services {
        if tx.exec(END_SERVICE, &values![customer.0, service, now]).await? > 0 {
            ended.push(service.as_str());
        }
    }
    let left: i64 = tx.first(LEFT, &values![customer.0]).await?.map_or(Ok(0), |row| row.get(0))?;
    if left == 0 {
        tx.exec(END_COMMITMENT, &values![customer.0, now]).await?;
    }
    Ok((ended, left == 0))
}

/// The values in force for a service, in their canonical form.
pub async fn service_values(read: &Read, customer: CustomerId, service: &Service) -> Result<BTreeMap<SectionKey, String>, DbError> {
    let rows = read.rows(SERVICE_VALUES, &values![customer.0, service.key]).await?;
    let value = |row: &kit_db::Row| Ok(SectionKey::find(&row.get::<String>(0)?).zip(Some(row.get::<String>(1)?)));
    rows.iter().filter_map(|row| value(row).transpose()).collect()
}

/// The services of a notice of ending that go on now that it was taken back.
pub async fn go_on(read: &Read, application: &Application, sent: &Value) -> Result<Vec<&'static Service>, DbError> {
    let standing = Standing::of(read, OrganisationOid(&application.customer.oid)).await?;
    let mut services = super::EndingNotice::read(sent).map(|notice| notice.services).unwrap_or_default();
    services.retain(|service| standing.uses(service.key).is_some_and(|used| used.last_day.is_none()));
    Ok(services)
}

/// The value of common data in force.
pub(super) async fn common_value(read: &Read, customer: CustomerId, section: SectionKey) -> Result<Option<Value>, DbError> {
    let row = read.first(COMMON_VALUE, &values![customer.0, section.key()]).await?;
    Ok(row.map(|row| row.get::<String>(0)).transpose()?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The addresses of the administrative contacts in force.
pub async fn administrative_in_force(read: &Read, customer: CustomerId) -> Result<Vec<String>, DbError> {
    let contacts = common_value(read, customer, SectionKey::Contacts).await?.unwrap_or_default();
    Ok(super::administrative(&contacts))
}

/// An approval is undone: the service is not in use, and the steps towards its use are not taken. Documents, contacts
/// and the commitment stay as they are.
pub(crate) async fn stop_service(tx: &Tx, application: &Application, by: &str, now: Instant) -> Result<(), DbError> {
    tx.exec(END_SERVICE, &values![application.customer.id.0, application.service.key, now]).await?;
    super::tasks::cancel_steps(tx, application.id, by, now).await
}

/// A matter is taken back: what it had set going stops.
pub async fn undo(tx: &Tx, application: &Application, now: Instant) -> Result<(), DbError> {
    due::cancel(tx, application.id, now).await?;
    if application.purpose == Purpose::Ending {
        set_last_days(tx, application.customer.id).await?;
    }
    Ok(())
}

/// The customer's own address in force.
pub async fn customer_email(read: &Read, customer: CustomerId) -> Result<Option<String>, DbError> {
    let data = common_value(read, customer, SectionKey::CustomerData).await?;
    Ok(data.and_then(|data| data["email"].as_str().map(str::to_owned)))
}
