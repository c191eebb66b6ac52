use identity::access::log::About;
use kit_core::{Instant, Uuid, id_type};
use kit_db::{DbError, Read, Sql, Tx, values};

use super::OrganisationOid;
use crate::customer_names;

const CUSTOMER: Sql = Sql("SELECT id FROM customer WHERE oid = $1");
const ADD_CUSTOMER: Sql = Sql("INSERT INTO customer (id, oid, business_id, name, kind, created_at, revision) VALUES ($1, $2, $3, $4, $5, $6, 1)
     ON CONFLICT (oid) DO UPDATE SET name = $4, kind = $5 RETURNING id");

id_type!(
    /// A customer: an organisation that has begun to apply, or has joined.
    CustomerId
);

impl CustomerId {
    /// The customer itself as the access log names it.
    pub const fn about(self) -> About {
        self.about_its("customer", self.0)
    }

    /// A thing of the customer as the access log names it.
    pub const fn about_its(self, object: &'static str, id: Uuid) -> About {
        About::customers(self.0, object, id)
    }
}

#[derive(Clone, Debug)]
pub struct Customer {
    pub id: CustomerId,
    pub oid: String,
    pub business_id: String,
    pub name: String,
    pub kind: String,
}

/// The customer of an organisation, if it has begun anything.
pub async fn customer_of(read: &Read, organisation: OrganisationOid<'_>) -> Result<Option<CustomerId>, DbError> {
    read.first(CUSTOMER, &values![organisation.0]).await?.map(|row| row.get(0).map(CustomerId)).transpose()
}

/// Notes a customer, if it is new, as the register names it now. Gives its id.
pub async fn note_customer(tx: &Tx, customer: &Customer, now: Instant) -> Result<CustomerId, DbError> {
    let row = values![customer.id.0, &customer.oid, &customer.business_id, &customer.name, &customer.kind, now];
    let found = tx.first(ADD_CUSTOMER, &row).await?.ok_or_else(|| DbError::Fault("RETURNING gave no row".to_owned()))?;
    let id = CustomerId(found.get(0)?);
    customer_names::put(tx, id, &customer.name).await?;
    Ok(id)
}
