use kit_core::{Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Value, values};

use super::rules::{Kind, Place, Search};

// The rows before a place, the newest first. With an index for each way to ask: a million rows are no more than fifty.
const ALL: Sql = Sql("SELECT * FROM access_log_row WHERE at >= $1 AND at <= $2 AND (at < $2 OR id < $3)
     AND ($5 = '' OR action = 'read') ORDER BY at DESC, id DESC LIMIT $4");
const CHANGES: Sql = Sql("SELECT * FROM access_log_row WHERE at >= $1 AND at <= $2 AND (at < $2 OR id < $3)
     AND action <> 'read' ORDER BY at DESC, id DESC LIMIT $4");
const OF_ACTOR: Sql = Sql("SELECT * FROM access_log_row WHERE actor = $6 AND at >= $1 AND at <= $2 AND (at < $2 OR id < $3)
     AND ($5 = '' OR ($5 = 'looks' AND action = 'read') OR ($5 = 'changes' AND action <> 'read')) ORDER BY at DESC, id DESC LIMIT $4");
const OF_CUSTOMER: Sql = Sql("SELECT * FROM access_log_row WHERE customer = $6 AND at >= $1 AND at <= $2 AND (at < $2 OR id < $3)
     AND ($5 = '' OR ($5 = 'looks' AND action = 'read') OR ($5 = 'changes' AND action <> 'read')) ORDER BY at DESC, id DESC LIMIT $4");
const OF_BOTH: Sql = Sql("SELECT * FROM access_log_row WHERE customer = $6 AND actor = $7 AND at >= $1 AND at <= $2 AND (at < $2 OR id < $3)
     AND ($5 = '' OR ($5 = 'looks' AND action = 'read') OR ($5 = 'changes' AND action <> 'read')) ORDER BY at DESC, id DESC LIMIT $4");

const OFFICERS: Sql = Sql("SELECT id, name FROM officer WHERE LOWER(name) LIKE LOWER($1) ORDER BY name, id LIMIT 21");
const PERSONS: Sql = Sql("SELECT id, name FROM person WHERE LOWER(name) LIKE LOWER($1) ORDER BY name, id LIMIT 21");
const CUSTOMERS: Sql = Sql("SELECT id, name, business_id FROM customer WHERE LOWER(name) LIKE LOWER($1) ORDER BY name, id LIMIT 21");
const CUSTOMERS_BY_KEY: Sql = Sql("SELECT id, name, business_id FROM customer WHERE business_id = $1 OR oid = $1 ORDER BY name, id LIMIT 21");
const OFFICER: Sql = Sql("SELECT id, name FROM officer WHERE id = $1");
const PERSON: Sql = Sql("SELECT id, name FROM person WHERE id = $1");
const CUSTOMER: Sql = Sql("SELECT id, name, business_id FROM customer WHERE id = $1");

/// A row of the log with the names that it points at.
#[derive(Clone, Debug)]
pub struct Entry {
    pub place: Place,
    /// `officer`, `representative` or `program`.
    pub actor_kind: String,
    pub actor_name: String,
    /// The business ID of the organisation that was acted for.
    pub on_behalf_of: Option<String>,
    pub action: String,
    pub object: String,
    pub object_id: Uuid,
    /// Name and business ID.
    pub customer: Option<(String, String)>,
    pub case_number: Option<String>,
}

/// Somebody, or a customer, that a search may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    pub id: Uuid,
    pub name: String,
    /// What tells those of one name apart.
    pub more: More,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum More {
    Officer,
    Person,
    BusinessId(String),
}

/// The rows that a search finds, the newest first, `most` of them.
pub async fn entries(read: &Read, search: &Search, most: i64) -> Result<Vec<Entry>, DbError> {
    let (begins, end) = search.bounds();
    let common = |kind: &str| values![begins, end.at, end.id, most, kind].to_vec();
    let with = |kind: &str, more: Vec<Value>| common(kind).into_iter().chain(more).collect::<Vec<_>>();
    let kind = search.kind.key();
    let rows = match (search.customer, search.actor) {
        (Some(customer), Some(actor)) => read.rows(OF_BOTH, &with(kind, values![customer, actor].to_vec())).await?,
        (Some(customer), None) => read.rows(OF_CUSTOMER, &with(kind, values![customer].to_vec())).await?,
        (None, Some(actor)) => read.rows(OF_ACTOR, &with(kind, values![actor].to_vec())).await?,
        (None, None) if search.kind == Kind::Changes => read.rows(CHANGES, &values![begins, end.at, end.id, most]).await?,
        (None, None) => read.rows(ALL, &common(kind)).await?,
    };
    rows.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, DbError> {
    let at: Instant = row.get(1)?;
    let (name, business_id): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
    Ok(Entry {
        place: Place { at, id: row.get(0)? },
        actor_kind: row.get(2)?,
        actor_name: row.get::<Option<String>>(4)?.unwrap_or_default(),
        on_behalf_of: row.get(5)?,
        action: row.get(6)?,
        object: row.get(7)?,
        object_id: row.get(8)?,
        customer: name.zip(business_id),
        case_number: row.get(11)?,
    })
}

/// Officers and representatives whose name holds the text.
pub async fn actors(read: &Read, text: &str) -> Result<Vec<Meant>, DbError> {
    let pattern = values![pattern(text)];
    let (officers, persons) = futures_util::future::try_join(read.rows(OFFICERS, &pattern), read.rows(PERSONS, &pattern)).await?;
    let officers = officers.iter().map(|row| meant(row, More::Officer));
    officers.chain(persons.iter().map(|row| meant(row, More::Person))).collect()
}

pub async fn actor(read: &Read, id: Uuid) -> Result<Option<Meant>, DbError> {
    if let Some(row) = read.first(OFFICER, &values![id]).await? {
        return meant(&row, More::Officer).map(Some);
    }
    read.first(PERSON, &values![id]).await?.map(|row| meant(&row, More::Person)).transpose()
}

/// Customers of that business ID or OID, else those whose name holds the text.
pub async fn customers(read: &Read, text: &str) -> Result<Vec<Meant>, DbError> {
    let mut rows = read.rows(CUSTOMERS_BY_KEY, &values![text]).await?;
    if rows.is_empty() {
        rows = read.rows(CUSTOMERS, &values![pattern(text)]).await?;
    }
    rows.iter().map(meant_customer).collect()
}

pub async fn customer(read: &Read, id: Uuid) -> Result<Option<Meant>, DbError> {
    read.first(CUSTOMER, &values![id]).await?.map(|row| meant_customer(&row)).transpose()
}

fn meant(row: &Row, more: More) -> Result<Meant, DbError> {
    Ok(Meant { id: row.get(0)?, name: row.get(1)?, more })
}

fn meant_customer(row: &Row) -> Result<Meant, DbError> {
    Ok(Meant { id: row.get(0)?, name: row.get(1)?, more: More::BusinessId(row.get(2)?) })
}

/// Anywhere in the name. The two signs of patterns mean any letter, which finds too much and never too little.
fn pattern(text: &str) -> String {
    format!("%{text}%")
}
