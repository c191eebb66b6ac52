//! The commitment of a customer: signed once, in force for the whole customership.

use kit_core::{Digest, Instant};
use kit_db::{DbError, Sql, Tx, values};

use crate::{
    applications::{ApplicationId, CustomerId, NewSubmission},
    services::{Form, Service},
};

const SIGN: Sql = Sql(
    "INSERT INTO commitment (application_id, customer_id, signed_by, signed_by_name, acting_right, signed_at, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
const COMMITTED: Sql = Sql("UPDATE customer SET committed_at = $2 WHERE id = $1");
const WRITTEN_IN: Sql = Sql("UPDATE customer SET language = (SELECT a.language FROM application a WHERE a.id = $2) WHERE id = $1");
const BEGAN: Sql = Sql("UPDATE customer SET began_at = $2, revision = revision + 1 WHERE id = $1 AND began_at IS NULL");
const VOID: Sql = Sql("UPDATE commitment SET ended_at = $3 WHERE customer_id = $1 AND ended_at IS NULL AND NOT EXISTS
     (SELECT 1 FROM application a WHERE a.customer_id = $1 AND a.id <> $2 AND a.state IN ('received', 'in-processing', 'information-requested', 'approved'))");
const IN_USE: Sql = Sql("INSERT INTO customer_service (customer_id, service, application_id, approved_at, form) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (customer_id, service) DO UPDATE SET application_id = $3, approved_at = $4, form = $5, last_day = NULL, ended_at = NULL");

/// Files the signature. `Taken`: another application has brought the commitment meanwhile.
pub async fn sign(tx: &Tx, customer: CustomerId, application: ApplicationId, submission: &NewSubmission, pdf: Digest) -> Result<(), DbError> {
    let sender = &submission.sender;
    let row = values![application.0, customer.0, sender.id, &sender.name, &sender.right, submission.arrived_at, pdf.bytes().as_slice()];
    tx.exec(SIGN, &row).await?;
    tx.exec(COMMITTED, &values![customer.0, submission.arrived_at]).await.map(drop)
}

/// The service may be used: the customership begins with the first one.
pub async fn begin_service(
    tx: &Tx,
    customer: CustomerId,
    (service, form): (&Service, &Form),
    application: ApplicationId,
    now: Instant,
) -> Result<(), DbError> {
    tx.exec(IN_USE, &values![customer.0, service.key, application.0, now, form.key]).await?;
    tx.exec(WRITTEN_IN, &values![customer.0, application.0]).await?;
    tx.exec(BEGAN, &values![customer.0, now]).await.map(drop)
}

/// An application was not approved. The commitment binds nobody any more, unless another application stands on it.
pub async fn void(tx: &Tx, customer: CustomerId, application: ApplicationId, now: Instant) -> Result<(), DbError> {
    tx.exec(VOID, &values![customer.0, application.0, now]).await.map(drop)
}
