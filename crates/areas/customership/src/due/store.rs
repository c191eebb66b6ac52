use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};

use super::{Due, DueKind};
use crate::applications::{ApplicationId, CustomerId};

const SCHEDULE: Sql = Sql("INSERT INTO due (id, day, kind, application_id) VALUES ($1, $2, $3, $4)");
const CANCEL: Sql = Sql("UPDATE due SET cancelled_at = $2 WHERE application_id = $1 AND done_at IS NULL AND cancelled_at IS NULL");
const CANCEL_KIND: Sql = Sql("UPDATE due SET cancelled_at = $3 WHERE application_id = $1 AND kind = $2 AND done_at IS NULL AND cancelled_at IS NULL");
const WAITING: Sql = Sql("SELECT d.id, d.day, d.kind, d.application_id, a.customer_id FROM due d JOIN application a ON a.id = d.application_id
     WHERE d.day <= $1 AND d.done_at IS NULL AND d.cancelled_at IS NULL ORDER BY d.day, d.id");
const TAKE: Sql = Sql("UPDATE due SET done_at = $2 WHERE id = $1 AND done_at IS NULL AND cancelled_at IS NULL");

/// Something is to be done on that day, or later if nothing runs on it.
pub async fn schedule(tx: &Tx, id: Uuid, kind: DueKind, application: ApplicationId, day: Day) -> Result<(), DbError> {
    tx.exec(SCHEDULE, &values![id, day, kind.key(), application.0]).await.map(drop)
}

/// Nothing of this application is done any more, but for what has been done.
pub async fn cancel(tx: &Tx, application: ApplicationId, now: Instant) -> Result<(), DbError> {
    tx.exec(CANCEL, &values![application.0, now]).await.map(drop)
}

/// Nothing of this kind is done for it any more.
pub async fn cancel_kind(tx: &Tx, kind: DueKind, application: ApplicationId, now: Instant) -> Result<(), DbError> {
    tx.exec(CANCEL_KIND, &values![application.0, kind.key(), now]).await.map(drop)
}

/// Everything whose day has come, in the order of the days.
pub async fn waiting(read: &Read, today: Day) -> Result<Vec<Due>, DbError> {
    read.rows(WAITING, &values![today]).await?.iter().filter_map(|row| due(row).transpose()).collect()
}

/// None: of a kind that only a newer process knows.
fn due(row: &Row) -> Result<Option<Due>, DbError> {
    let Some(kind) = DueKind::find(&row.get::<String>(2)?) else {
        return Ok(None);
    };
    let (application, customer) = (ApplicationId(row.get(3)?), CustomerId(row.get(4)?));
    Ok(Some(Due { id: row.get(0)?, day: row.get(1)?, kind, application, customer }))
}

/// Takes one thing, to be done in the same transaction. False: somebody else has done it, or it was cancelled.
pub async fn take(tx: &Tx, id: Uuid, now: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(TAKE, &values![id, now]).await? > 0)
}
