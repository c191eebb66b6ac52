//! What a customer has: the services in use, and those that are being applied for.

use kit_core::Instant;
use kit_db::{DbError, Read, Sql, values};

use crate::{applications::OrganisationOid, services::Service};

const IN_USE: Sql =
    Sql("SELECT s.service, s.approved_at FROM customer_service s JOIN customer c ON c.id = s.customer_id WHERE c.oid = $1 ORDER BY s.service");
const APPLIED: Sql = Sql("SELECT a.service, a.state FROM application a JOIN customer c ON c.id = a.customer_id
     WHERE c.oid = $1 AND a.state IN ('draft', 'received', 'in-processing', 'information-requested') ORDER BY a.service");
const COMMITTED: Sql = Sql("SELECT COUNT(*) FROM commitment m JOIN customer c ON c.id = m.customer_id WHERE c.oid = $1 AND m.ended_at IS NULL");

/// How a customer stands with each service that it has anything to do with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Services in use, each with the time of its approval.
    pub in_use: Vec<(&'static Service, Instant)>,
    /// Services with an open application, and whether it is still a draft.
    pub applied: Vec<(&'static Service, bool)>,
    /// A commitment is in force.
    pub committed: bool,
}

impl Standing {
    pub async fn of(read: &Read, organisation: OrganisationOid<'_>) -> Result<Self, DbError> {
        let oid = values![organisation.0];
        let (in_use, applied, committed) = tokio::try_join!(read.rows(IN_USE, &oid), read.rows(APPLIED, &oid), read.first(COMMITTED, &oid))?;
        let service = |key: String| Service::find(&key).ok_or_else(|| DbError::Fault(format!("no service {key}")));
        Ok(Self {
            in_use: in_use.iter().map(|row| Ok((service(row.get(0)?)?, row.get(1)?))).collect::<Result<_, DbError>>()?,
            applied: applied.iter().map(|row| Ok((service(row.get(0)?)?, row.get::<String>(1)? == "draft"))).collect::<Result<_, DbError>>()?,
            committed: committed.map_or(Ok(0), |row| row.get::<i64>(0))? > 0,
        })
    }

    pub fn uses_since(&self, service: &str) -> Option<Instant> {
        self.in_use.iter().find(|(used, _)| used.key == service).map(|(_, at)| *at)
    }

    pub fn applies_for(&self, service: &str) -> bool {
        self.applied.iter().any(|(applied, _)| applied.key == service)
    }
}

impl PartialEq for Service {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Service {}
