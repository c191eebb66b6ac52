use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Sql, Tx, values};

use super::DueKind;
use crate::applications::ApplicationId;

const SCHEDULE: Sql = Sql("INSERT INTO due (id, day, kind, application_id) VALUES ($1, $2, $3, $4)");
const CANCEL: Sql = Sql("UPDATE due SET cancelled_at = $2 WHERE application_id = $1 AND done_at IS NULL AND cancelled_at IS NULL");

pub async fn schedule(tx: &Tx, id: Uuid, kind: DueKind, application: ApplicationId, day: Day) -> Result<(), DbError> {
    tx.exec(SCHEDULE, &values![id, day, kind.key(), application.0]).await.map(drop)
}

pub async fn cancel(tx: &Tx, application: ApplicationId, now: Instant) -> Result<(), DbError> {
    tx.exec(CANCEL, &values![application.0, now]).await.map(drop)
}
