use customership::applications::CustomerId;
use kit_db::{DbError, Read, Sql, values};

const CUSTOMER: Sql = Sql("SELECT id FROM customer WHERE oid = $1");

/// The customer by this OID, if it is one.
pub async fn customer(read: &Read, oid: &str) -> Result<Option<CustomerId>, DbError> {
    read.first(CUSTOMER, &values![oid]).await?.map(|row| row.get(0).map(CustomerId)).transpose()
}
