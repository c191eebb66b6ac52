use kit_core::Instant;
use kit_db::{DbError, Read, Sql, values};

use crate::applications::OrganisationOid;

const IN_USE: Sql = Sql("SELECT s.service, s.approved_at FROM customer_service s JOIN customer c ON c.id = s.customer_id
     WHERE c.oid = $1 ORDER BY s.approved_at, s.service");

/// Key of each service in use, and since when.
pub(super) async fn services_in_use(read: &Read, customer: OrganisationOid<'_>) -> Result<Vec<(String, Instant)>, DbError> {
    let rows = read.rows(IN_USE, &values![customer.0]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
