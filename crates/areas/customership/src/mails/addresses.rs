//! Addresses from which our mail came back.

use kit_core::Instant;
use kit_db::{DbError, Read, Sql, Tx, values};

/// Seconds after which nobody needs to know any more that a mail came back: a year.
const KEPT: i64 = 365 * 24 * 3600;

const CAME_BACK: Sql = Sql("INSERT INTO bounced_address (address_key, bounced_at, reason) VALUES ($1, $2, $3)
     ON CONFLICT (address_key) DO UPDATE SET bounced_at = $2, reason = $3");
const SINCE: Sql = Sql("SELECT bounced_at FROM bounced_address WHERE address_key = $1");
const FORGET: Sql = Sql("DELETE FROM bounced_address WHERE address_key = $1");
const FORGET_OLD: Sql = Sql("DELETE FROM bounced_address WHERE bounced_at < $1");

pub async fn came_back(tx: &Tx, address: &str, now: Instant, why: &str) -> Result<(), DbError> {
    tx.exec(CAME_BACK, &values![address.to_lowercase(), now, why]).await.map(drop)
}

/// When the last mail to the address came back, if nobody has seen to it.
pub async fn bounced_at(read: &Read, address: &str) -> Result<Option<Instant>, DbError> {
    read.first(SINCE, &values![address.trim().to_lowercase()]).await?.map(|row| row.get(0)).transpose()
}

/// Somebody has seen to it.
pub async fn forget(tx: &Tx, address: &str) -> Result<(), DbError> {
    tx.exec(FORGET, &values![address.to_lowercase()]).await.map(drop)
}

pub async fn forget_old(tx: &Tx, now: Instant) -> Result<(), DbError> {
    tx.exec(FORGET_OLD, &values![now.plus_seconds(-KEPT)]).await.map(drop)
}
