use kit_core::Instant;
use kit_db::{DbError, Read, Sql, Tx, values};

use super::Message;
use crate::applications::ApplicationId;

const OF_APPLICATION: Sql = Sql("SELECT id, at, by_officer, actor, actor_name, text, read_at FROM message WHERE application_id = $1 ORDER BY at, id");
const WRITE: Sql = Sql("INSERT INTO message (id, application_id, at, by_officer, actor, actor_name, text) VALUES ($1, $2, $3, $4, $5, $6, $7)");
const READ: Sql =
    Sql("UPDATE message SET read_at = $2, read_by = $3 WHERE application_id = $1 AND by_officer = FALSE AND read_at IS NULL AND at <= $4");

/// All messages of a case, the oldest first.
pub async fn of_application(read: &Read, id: ApplicationId) -> Result<Vec<Message>, DbError> {
    let rows = read.rows(OF_APPLICATION, &values![id.0]).await?;
    rows.iter()
        .map(|row| {
            let (by_officer, actor, actor_name) = (row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(Message { id: row.get(0)?, at: row.get(1)?, by_officer, actor, actor_name, text: row.get(5)?, read_at: row.get(6)? })
        })
        .collect()
}

pub async fn write(tx: &Tx, application: ApplicationId, message: &Message) -> Result<(), DbError> {
    let row = values![message.id, application.0, message.at, message.by_officer, message.actor, &message.actor_name, &message.text];
    tx.exec(WRITE, &row).await.map(drop)
}

/// The customer's messages up to `seen` have been read by an officer. False: there was nothing to read.
pub async fn mark_read(tx: &Tx, application: ApplicationId, by: &str, seen: Instant, now: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(READ, &values![application.0, now, by, seen]).await? > 0)
}
