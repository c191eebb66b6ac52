use customership::applications::CustomerId;
use kit_core::Uuid;
use kit_db::{DbError, Read, Sql, values};

const CUSTOMERS: Sql = Sql("SELECT DISTINCT x.oid, c.id FROM register_change x JOIN customer c ON c.oid = x.oid WHERE x.run_id = $1");

/// The customers, by OID, to whose organisations something has happened by a run.
pub async fn customers(read: &Read, run: Uuid) -> Result<Vec<(String, CustomerId)>, DbError> {
    read.rows(CUSTOMERS, &values![run]).await?.iter().map(|row| Ok((row.get(0)?, CustomerId(row.get(1)?)))).collect()
}
