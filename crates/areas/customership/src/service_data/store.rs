use std::collections::BTreeMap;

use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};
use kit_web::Fields;

use crate::{
    applications::{ApplicationId, CustomerId, Draft, OrganisationOid},
    sections::SectionKey,
};

const COMMON: Sql = Sql("SELECT s.section, s.fields FROM customer_section s JOIN customer c ON c.id = s.customer_id WHERE c.oid = $1");
const ONE_COMMON: Sql = Sql("SELECT s.fields FROM customer_section s JOIN customer c ON c.id = s.customer_id WHERE c.oid = $1 AND s.section = $2");
const OF_SERVICE: Sql =
    Sql("SELECT s.section, s.fields FROM service_section s JOIN customer c ON c.id = s.customer_id WHERE c.oid = $1 AND s.service = $2");
const DRAFT: Sql = Sql("SELECT d.fields, d.revision, d.saved_at, d.saved_by FROM customer_draft d JOIN customer c ON c.id = d.customer_id
     WHERE c.oid = $1 AND d.section = $2");
const VALUE: Sql = Sql("SELECT value FROM customer_section WHERE customer_id = $1 AND section = $2");
const CHANGES: Sql = Sql("SELECT h.at, h.section, h.actor_name, h.acting_right FROM customer_change h JOIN customer c ON c.id = h.customer_id
     WHERE c.oid = $1 ORDER BY h.at DESC, h.id DESC LIMIT 50");
const COMING: Sql =
    Sql("SELECT d.day, d.application_id FROM due d JOIN application a ON a.id = d.application_id JOIN customer c ON c.id = a.customer_id
     WHERE c.oid = $1 AND a.service = $2 AND d.kind = 'change-data' AND d.done_at IS NULL AND d.cancelled_at IS NULL ORDER BY d.day, d.id");
const NOTE: Sql = Sql("INSERT INTO customer_change (id, customer_id, at, section, actor, actor_name, acting_right, before, after)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");

/// What was typed of everything that is in force for a service.
pub async fn in_force(read: &Read, oid: OrganisationOid<'_>, service: &str) -> Result<BTreeMap<SectionKey, Fields>, DbError> {
    let (common, own) = (values![oid.0], values![oid.0, service]);
    let (common, own) = tokio::try_join!(read.rows(COMMON, &common), read.rows(OF_SERVICE, &own))?;
    let section = |row: &Row| -> Result<Option<(SectionKey, Fields)>, DbError> {
        let fields = Fields::from_json(&row.get::<String>(1)?);
        Ok(SectionKey::find(&row.get::<String>(0)?).map(|key| (key, fields)))
    };
    common.iter().chain(&own).filter_map(|row| section(row).transpose()).collect()
}

/// What was typed of a common section, as it is in force.
pub(super) async fn common_in_force(read: &Read, oid: OrganisationOid<'_>, section: SectionKey) -> Result<Fields, DbError> {
    let row = read.first(ONE_COMMON, &values![oid.0, section.key()]).await?;
    row.map(|row| Ok(Fields::from_json(&row.get::<String>(0)?))).transpose().map(Option::unwrap_or_default)
}

/// The working copy of a common section.
pub(super) async fn draft(read: &Read, oid: OrganisationOid<'_>, section: SectionKey) -> Result<Option<Draft>, DbError> {
    let row = read.first(DRAFT, &values![oid.0, section.key()]).await?;
    row.map(|row| {
        let fields = Fields::from_json(&row.get::<String>(0)?);
        Ok(Draft { fields, complete: true, revision: row.get(1)?, saved_at: row.get(2)?, saved_by: row.get(3)? })
    })
    .transpose()
}

pub(super) async fn value(read: &Read, customer: CustomerId, section: SectionKey) -> Result<Option<String>, DbError> {
    read.first(VALUE, &values![customer.0, section.key()]).await?.map(|row| row.get(0)).transpose()
}

/// The approved changes of a service that wait for their day.
pub(super) async fn coming(read: &Read, oid: OrganisationOid<'_>, service: &str) -> Result<Vec<(Day, ApplicationId)>, DbError> {
    let rows = read.rows(COMING, &values![oid.0, service]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, ApplicationId(row.get(1)?)))).collect()
}

/// A change of data in force, as history tells it.
#[derive(Clone, Debug)]
pub(super) struct Changed {
    pub at: Instant,
    pub section: Option<SectionKey>,
    pub actor_name: String,
    pub right: String,
}

pub(super) async fn changes(read: &Read, oid: OrganisationOid<'_>) -> Result<Vec<Changed>, DbError> {
    let rows = read.rows(CHANGES, &values![oid.0]).await?;
    rows.iter()
        .map(|row| {
            let section: String = row.get(1)?;
            Ok(Changed { at: row.get(0)?, section: SectionKey::find(&section), actor_name: row.get(2)?, right: row.get(3)? })
        })
        .collect()
}

/// Who changed it, by which right.
#[derive(Clone, Debug)]
pub struct Actor {
    pub id: Uuid,
    pub name: String,
    pub right: String,
}

pub(super) async fn note_change(
    tx: &Tx,
    (id, customer, section): (Uuid, CustomerId, SectionKey),
    actor: &Actor,
    (before, after): (Option<&str>, &str),
    at: Instant,
) -> Result<(), DbError> {
    let row = values![id, customer.0, at, section.key(), actor.id, &actor.name, &actor.right, before, after];
    tx.exec(NOTE, &row).await.map(drop)
}
