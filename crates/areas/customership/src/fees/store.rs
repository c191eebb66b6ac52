use kit_core::Instant;
use kit_db::{DbError, Read, Sql, values};
use serde::Deserialize;

use crate::{
    applications::{CustomerId, OrganisationOid},
    sections::SectionKey,
};

const IN_FORCE: Sql = Sql("SELECT c.id, s.value, s.changed_at FROM customer_section s JOIN customer c ON c.id = s.customer_id
     WHERE c.oid = $1 AND s.section = $2");

/// The billing data in force for a customer.
pub(super) struct InForce {
    pub customer: CustomerId,
    pub billing: Billing,
    pub changed_at: Instant,
}

/// The checked value of the section, as it was kept.
#[derive(Deserialize)]
pub(super) struct Billing {
    pub invoice_language: String,
    pub e_invoice: Option<EInvoice>,
    pub reference: Option<String>,
    pub address: String,
    pub postal_code: String,
    pub town: String,
}

#[derive(Deserialize)]
pub(super) struct EInvoice {
    pub address: String,
    pub operator: String,
}

pub(super) async fn in_force(read: &Read, customer: OrganisationOid<'_>) -> Result<Option<InForce>, DbError> {
    let Some(row) = read.first(IN_FORCE, &values![customer.0, SectionKey::Billing.key()]).await? else {
        return Ok(None);
    };
    let value: String = row.get(1)?;
    let billing = serde_json::from_str(&value).map_err(|_| DbError::Fault("billing data in force cannot be read".to_owned()))?;
    Ok(Some(InForce { customer: CustomerId(row.get(0)?), billing, changed_at: row.get(2)? }))
}
