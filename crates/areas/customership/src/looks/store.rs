use kit_core::{Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, values};

use super::rules::Asked;
use crate::applications::CustomerId;

/// So many rows stand on a page.
pub const PAGE: usize = 50;

const ROWS: Sql =
    Sql("SELECT l.id, l.at, l.actor_kind, COALESCE(p.name, o.name), l.acting_right, l.action, l.object, a.case_number, a.service, a.purpose
     FROM access_log l LEFT JOIN person p ON p.id = l.actor LEFT JOIN officer o ON o.id = l.actor LEFT JOIN application a ON a.id = l.object_id
     WHERE l.customer = $1 AND l.at >= $2 AND l.at < $3 AND (l.at, l.id) < ($4, $5) ORDER BY l.at DESC, l.id DESC LIMIT 51");

/// A row of the access log, as its customer may know it.
#[derive(Clone, Debug)]
pub struct LookRow {
    pub id: Uuid,
    pub at: Instant,
    /// `representative`, `officer` or `program`.
    pub actor_kind: String,
    pub name: Option<String>,
    pub right: Option<String>,
    pub action: String,
    pub object: String,
    /// Of a matter: its number if it has one, service and purpose.
    pub case_number: Option<String>,
    pub service: Option<String>,
    pub purpose: Option<String>,
}

/// The newest first, and whether there are older ones.
pub async fn rows(read: &Read, customer: CustomerId, asked: &Asked) -> Result<(Vec<LookRow>, bool), DbError> {
    let (from, to) = asked.instants();
    let (at, id) = asked.before.unwrap_or((to, Uuid::max()));
    let mut rows = read.rows(ROWS, &values![customer.0, from, to, at, id]).await?.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok((rows, more))
}

fn row(row: &Row) -> Result<LookRow, DbError> {
    Ok(LookRow {
        id: row.get(0)?,
        at: row.get(1)?,
        actor_kind: row.get(2)?,
        name: row.get(3)?,
        right: row.get(4)?,
        action: row.get(5)?,
        object: row.get(6)?,
        case_number: row.get(7)?,
        service: row.get(8)?,
        purpose: row.get(9)?,
    })
}
