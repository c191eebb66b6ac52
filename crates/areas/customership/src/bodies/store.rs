use kit_core::{Instant, Uuid};
use kit_db::{DbError, Read, Sql, Tx, values};
use kit_web::Fields;
use serde_json::{Value, json};

use super::Body;
use crate::{
    applications::{ChangeError, CustomerId, canonical},
    contacts, customer_names,
};

const FIND: Sql = Sql("SELECT c.name, c.kind, b.fields, b.value, b.revision, b.ended_at FROM body b JOIN customer c ON c.id = b.customer_id
     WHERE b.customer_id = $1 AND c.kind IN ('supplier', 'intermediary', 'recipient')");
const ADD_CUSTOMER: Sql =
    Sql("INSERT INTO customer (id, oid, business_id, name, kind, created_at, revision, language) VALUES ($1, $2, $3, $4, $5, $6, 1, $7)");
const ADD: Sql = Sql("INSERT INTO body (customer_id, fields, value, revision, changed_at) VALUES ($1, $2, $3, 1, $4)");
const CHANGE: Sql = Sql(
    "UPDATE body SET fields = $3, value = $4, revision = revision + 1, changed_at = $5 WHERE customer_id = $1 AND revision = $2 AND ended_at IS NULL",
);
const CHANGE_CUSTOMER: Sql =
    Sql("UPDATE customer SET oid = $2, business_id = $3, name = $4, kind = $5, language = $6, revision = revision + 1 WHERE id = $1");
const END: Sql =
    Sql("UPDATE body SET ended_at = $3, revision = revision + 1, changed_at = $3 WHERE customer_id = $1 AND revision = $2 AND ended_at IS NULL");
const NOTE: Sql = Sql("INSERT INTO customer_change (id, customer_id, at, section, actor, actor_name, acting_right, before, after)
     VALUES ($1, $2, $3, 'body', $4, $5, '', $6, $7)");

/// A body as it is kept.
#[derive(Clone, Debug)]
pub struct BodyRow {
    pub name: String,
    pub kind: String,
    /// As it was typed, the contacts too.
    pub fields: Fields,
    value: String,
    pub revision: i64,
    pub ended_at: Option<Instant>,
}

pub async fn find(read: &Read, id: CustomerId) -> Result<Option<BodyRow>, DbError> {
    let row = read.first(FIND, &values![id.0]).await?;
    row.map(|row| {
        let fields = Fields::from_json(&row.get::<String>(2)?);
        Ok(BodyRow { name: row.get(0)?, kind: row.get(1)?, fields, value: row.get(3)?, revision: row.get(4)?, ended_at: row.get(5)? })
    })
    .transpose()
}

/// What an officer does with a body.
#[derive(Clone, Debug)]
pub enum Change {
    Add {
        fields: Fields,
        body: Body,
        contacts: Value,
    },
    /// Over what was shown.
    Save {
        before: BodyRow,
        fields: Fields,
        body: Body,
        contacts: Value,
    },
    /// It is not written to any more.
    End {
        before: BodyRow,
    },
}

/// A change with who makes it and when.
#[derive(Clone, Debug)]
pub struct BodyChange {
    pub id: CustomerId,
    pub change: Change,
    /// Of the row of the history.
    pub change_id: Uuid,
    pub officer: Uuid,
    pub officer_name: String,
    pub at: Instant,
}

fn value(body: &Body, contacts: &Value) -> String {
    canonical(&json!({ "body": body, "contacts": contacts }))
}

/// Writes a change with its row of the history. `Taken`: another customer or body has the OID.
pub async fn put(tx: &Tx, change: BodyChange) -> Result<(), ChangeError> {
    let (id, at) = (change.id, change.at);
    let (before, after) = match &change.change {
        Change::Add { fields, body, contacts } => {
            let (oid, business_id) = identifiers(id, body);
            tx.exec(ADD_CUSTOMER, &values![id.0, oid, business_id, &body.name, body.kind.key(), at, body.language]).await?;
            let value = value(body, contacts);
            tx.exec(ADD, &values![id.0, fields.to_json(), &value, at]).await?;
            in_force(tx, id, &body.name, contacts).await?;
            (None, value)
        }
        Change::Save { before, fields, body, contacts } => {
            let value = value(body, contacts);
            if tx.exec(CHANGE, &values![id.0, before.revision, fields.to_json(), &value, at]).await? == 0 {
                return Err(ChangeError::Stale);
            }
            let (oid, business_id) = identifiers(id, body);
            tx.exec(CHANGE_CUSTOMER, &values![id.0, oid, business_id, &body.name, body.kind.key(), body.language]).await?;
            in_force(tx, id, &body.name, contacts).await?;
            if value == before.value {
                return Ok(());
            }
            (Some(before.value.as_str()), value)
        }
        Change::End { before } => {
            if tx.exec(END, &values![id.0, before.revision, at]).await? == 0 {
                return Err(ChangeError::Stale);
            }
            contacts::put(tx, id, "[]").await?;
            (Some(before.value.as_str()), canonical(&json!({ "ended": true })))
        }
    };
    tx.exec(NOTE, &values![change.change_id, id.0, at, change.officer, &change.officer_name, before, after]).await?;
    Ok(())
}

/// Without an OID the id takes its place: no representative can come with it.
fn identifiers(id: CustomerId, body: &Body) -> (String, String) {
    (body.oid.clone().unwrap_or_else(|| format!("body-{id}")), body.business_id.clone().unwrap_or_default())
}

async fn in_force(tx: &Tx, id: CustomerId, name: &str, contacts: &Value) -> Result<(), DbError> {
    customer_names::put(tx, id, name).await?;
    contacts::put(tx, id, &canonical(contacts)).await
}
