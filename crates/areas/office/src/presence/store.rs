use customership::applications::ApplicationId;
use kit_core::{Instant, Uuid};
use kit_db::{DbError, Sql, Tx, values};

/// Seconds after which somebody who was not seen again is gone.
const GONE_AFTER: i64 = 60;

const SEEN: Sql = Sql("INSERT INTO presence (application_id, officer, officer_name, seen_at, since) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (application_id, officer) DO UPDATE SET officer_name = $3, seen_at = $4");
/// Only as it was seen by the page that is left: another one may have been opened since.
const LEAVE: Sql = Sql("DELETE FROM presence WHERE application_id = $1 AND officer = $2 AND seen_at <= $3");
const GONE: Sql = Sql("DELETE FROM presence WHERE seen_at < $1");
const OTHERS: Sql =
    Sql("SELECT officer_name, since FROM presence WHERE application_id = $1 AND officer <> $2 ORDER BY officer_name, officer LIMIT 10");

const TAKEN: Sql =
    Sql("SELECT officer_name FROM application WHERE id = $1 AND officer <> $2 AND state IN ('in-processing', 'information-requested')");

/// The name of the officer who has the case, if it is another one.
pub async fn taken_by_another(tx: &Tx, application: ApplicationId, me: Uuid) -> Result<Option<String>, DbError> {
    tx.first(TAKEN, &values![application.0, me]).await?.map(|row| row.get(0)).transpose()
}

/// Those who are there too, and since when.
pub type There = (String, Option<Instant>);

pub async fn seen(tx: &Tx, application: ApplicationId, (id, name): (Uuid, &str), now: Instant) -> Result<Vec<There>, DbError> {
    tx.exec(GONE, &values![now.plus_seconds(-GONE_AFTER)]).await?;
    tx.exec(SEEN, &values![application.0, id, name, now]).await?;
    tx.rows(OTHERS, &values![application.0, id]).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The officer has left the page that was seen last at that time.
pub async fn leave(tx: &Tx, application: ApplicationId, officer: Uuid, seen: Instant) -> Result<(), DbError> {
    tx.exec(LEAVE, &values![application.0, officer, seen]).await.map(drop)
}
