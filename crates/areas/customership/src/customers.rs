//! What a customer has: the services in use, and those that are being applied for.

use kit_core::{Day, Instant};
use kit_db::{DbError, Read, Row, Sql, values};

use crate::{
    applications::{OrganisationOid, Purpose},
    services::{Form, Service},
};

const IN_USE: Sql = Sql("SELECT s.service, s.approved_at, s.form, s.last_day FROM customer_service s JOIN customer c ON c.id = s.customer_id
     WHERE c.oid = $1 AND s.ended_at IS NULL ORDER BY s.service");
const APPLIED: Sql = Sql("SELECT a.service, a.state, a.purpose FROM application a JOIN customer c ON c.id = a.customer_id
     WHERE c.oid = $1 AND a.state IN ('draft', 'received', 'in-processing', 'information-requested') ORDER BY a.service");
const COMMITTED: Sql = Sql("SELECT COUNT(*) FROM commitment m JOIN customer c ON c.id = m.customer_id WHERE c.oid = $1 AND m.ended_at IS NULL");

/// How a customer stands with each service that it has anything to do with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub in_use: Vec<InUse>,
    /// Services with an open application to join, and whether it is still a draft.
    pub applied: Vec<(&'static Service, bool)>,
    /// Services with an open notice of technical change.
    pub changing: Vec<&'static Service>,
    /// A commitment is in force.
    pub committed: bool,
}

impl Standing {
    pub async fn of(read: &Read, organisation: OrganisationOid<'_>) -> Result<Self, DbError> {
        let oid = values![organisation.0];
        let (in_use, applied, committed) = tokio::try_join!(read.rows(IN_USE, &oid), read.rows(APPLIED, &oid), read.first(COMMITTED, &oid))?;
        let service = |key: String| Service::find(&key).ok_or_else(|| DbError::Fault(format!("no service {key}")));
        let of_purpose = |purpose: Purpose| applied.iter().filter(move |row| row.get::<String>(2).is_ok_and(|key| key == purpose.key()));
        Ok(Self {
            in_use: in_use.iter().map(|row| InUse::read(service(row.get(0)?)?, row)).collect::<Result<_, DbError>>()?,
            applied: of_purpose(Purpose::Joining)
                .map(|row| Ok((service(row.get(0)?)?, row.get::<String>(1)? == "draft")))
                .collect::<Result<_, DbError>>()?,
            changing: of_purpose(Purpose::TechnicalChange).map(|row| service(row.get(0)?)).collect::<Result<_, DbError>>()?,
            committed: committed.map_or(Ok(0), |row| row.get::<i64>(0))? > 0,
        })
    }

    pub fn uses_since(&self, service: &str) -> Option<Instant> {
        self.uses(service).map(|used| used.since)
    }

    pub fn uses(&self, service: &str) -> Option<&InUse> {
        self.in_use.iter().find(|used| used.service.key == service)
    }

    /// Does some other service stay in use without a last day?
    pub fn goes_on_without(&self, ending: &Service) -> bool {
        self.in_use.iter().any(|used| !ending.covers(used.service) && used.last_day.is_none())
    }

    pub fn applies_for(&self, service: &str) -> bool {
        self.applied.iter().any(|(applied, _)| applied.key == service)
    }
}

/// A service in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InUse {
    pub service: &'static Service,
    /// The form it was joined with.
    pub form: &'static Form,
    /// The time of its approval.
    pub since: Instant,
    /// Its last day of use, once an ending has been notified.
    pub last_day: Option<Day>,
}

impl InUse {
    fn read(service: &'static Service, row: &Row) -> Result<Self, DbError> {
        let form: String = row.get(2)?;
        let form = service.form(&form).ok_or_else(|| DbError::Fault(format!("no form {form}")))?;
        Ok(Self { service, form, since: row.get(1)?, last_day: row.get(3)? })
    }
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Form {}

impl PartialEq for Service {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Service {}
