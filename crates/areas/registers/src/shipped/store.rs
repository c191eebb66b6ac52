use kit_core::{Day, Digest, Instant, Uuid};
use kit_db::{DbError, Read, Sql, Tx, values};

use super::ShippedList;

const PUT: Sql = Sql("INSERT INTO shipped_list (list, run_id, dated, entries, content, digest, loaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (list) DO UPDATE SET run_id = excluded.run_id, dated = excluded.dated, entries = excluded.entries,
     content = excluded.content, digest = excluded.digest, loaded_at = excluded.loaded_at");
// Data older than those that came with the program are of no use.
const DIGEST: Sql = Sql("SELECT digest FROM shipped_list WHERE list = $1 AND dated >= $2");
const CONTENT: Sql = Sql("SELECT digest, content FROM shipped_list WHERE list = $1 AND dated >= $2");
const IMPORTED: Sql = Sql("SELECT run_id, dated, entries FROM shipped_list WHERE list = $1 AND dated >= $2");

/// Puts a list in the place of the last one, in the transaction of its run.
pub async fn put(tx: &Tx, (list, run): (ShippedList, Uuid), dated: Day, content: &str, now: Instant) -> Result<(), DbError> {
    let entries = i64::try_from(content.lines().count()).unwrap_or(i64::MAX);
    let digest = Digest::of(content).bytes().to_vec();
    tx.exec(PUT, &values![list.key(), run, dated, entries, content, digest, now]).await.map(drop)
}

pub async fn digest(read: &Read, list: ShippedList) -> Result<Option<Digest>, DbError> {
    let row = read.first(DIGEST, &values![list.key(), list.dated()]).await?;
    row.map(|row| whole(&row.get::<Vec<u8>>(0)?)).transpose()
}

pub async fn content(read: &Read, list: ShippedList) -> Result<Option<(Digest, String)>, DbError> {
    let row = read.first(CONTENT, &values![list.key(), list.dated()]).await?;
    row.map(|row| Ok((whole(&row.get::<Vec<u8>>(0)?)?, row.get(1)?))).transpose()
}

/// The run that it came by, its day, how many entries it has.
pub async fn imported(read: &Read, list: ShippedList) -> Result<Option<(Uuid, Day, usize)>, DbError> {
    let row = read.first(IMPORTED, &values![list.key(), list.dated()]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?, usize::try_from(row.get::<i64>(2)?).unwrap_or_default()))).transpose()
}

fn whole(bytes: &[u8]) -> Result<Digest, DbError> {
    Digest::from_bytes(bytes).ok_or_else(|| DbError::Fault("the digest of a list is none".to_owned()))
}
