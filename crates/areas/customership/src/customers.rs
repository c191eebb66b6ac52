//! What a customer has: the services in use, and those that are being applied for.

use kit_core::{Day, Instant};
use kit_db::{DbError, Read, Row, Sql, values};

use crate::{
    applications::{ApplicationId, OrganisationOid, Purpose},
    life::{self, TaskKind},
    sections::ending::EndingDates,
    services::{Form, Service},
};

/// With the step towards its use that is not done yet, and the day on which the use began.
const USED: Sql = Sql("SELECT s.service, s.approved_at, s.form, s.last_day, s.ended_at, t.kind, b.done_on
     FROM customer_service s JOIN customer c ON c.id = s.customer_id
     LEFT JOIN office_task t ON t.application_id = s.application_id AND t.done_at IS NULL
         AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')
     LEFT JOIN office_task b ON b.application_id = s.application_id AND b.kind = 'begin-use' AND b.outcome = 'done'
     WHERE c.oid = $1 ORDER BY s.service");
/// With what was sent, where it is an ending: it tells the last day.
const OPEN: Sql =
    Sql("SELECT a.service, a.state, a.purpose, a.id, a.case_number, s.canonical FROM application a JOIN customer c ON c.id = a.customer_id
     LEFT JOIN submission s ON a.purpose = 'ending' AND s.application_id = a.id
         AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE c.oid = $1 AND a.state IN ('draft', 'received', 'in-processing', 'information-requested') ORDER BY a.service, a.purpose, a.id");
const COMMITTED: Sql = Sql("SELECT COUNT(*) FROM commitment m JOIN customer c ON c.id = m.customer_id WHERE c.oid = $1 AND m.ended_at IS NULL");

/// How a customer stands with each service that it has anything to do with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub in_use: Vec<InUse>,
    /// Services that were in use and are not any more.
    pub ended: Vec<InUse>,
    /// Services with an open application to join, and whether it is still a draft.
    pub applied: Vec<(&'static Service, bool)>,
    /// The matters that are neither decided nor taken back.
    pub open: Vec<OpenMatter>,
    /// A commitment is in force.
    pub committed: bool,
}

impl Standing {
    pub async fn of(read: &Read, organisation: OrganisationOid<'_>) -> Result<Self, DbError> {
        let oid = values![organisation.0];
        let (used, open, committed) = tokio::try_join!(read.rows(USED, &oid), read.rows(OPEN, &oid), read.first(COMMITTED, &oid))?;
        let used = used.iter().map(InUse::read).collect::<Result<Vec<_>, DbError>>()?;
        let (in_use, ended): (_, Vec<_>) = used.into_iter().partition(|used| used.ended_at.is_none());
        // Without a last day its approval was undone.
        let ended = ended.into_iter().filter(|ended| ended.last_day.is_some()).collect();
        let open = open.iter().map(OpenMatter::read).collect::<Result<Vec<_>, DbError>>()?;
        let joining = open.iter().filter(|matter| matter.purpose == Purpose::Joining);
        let applied = joining.map(|matter| (matter.service, matter.case_number.is_none())).collect();
        Ok(Self { in_use, ended, applied, open, committed: committed.map_or(Ok(0), |row| row.get::<i64>(0))? > 0 })
    }

    pub fn uses_since(&self, service: &str) -> Option<Instant> {
        self.uses(service).map(|used| used.since)
    }

    pub fn uses(&self, service: &str) -> Option<&InUse> {
        self.in_use.iter().find(|used| used.service.key == service)
    }

    /// A service that is not in use any more.
    pub fn has_ended(&self, service: &str) -> Option<&InUse> {
        self.ended.iter().find(|ended| ended.service.key == service)
    }

    /// The notice that ends this service first, of those that were sent and have not come into force; and its last day.
    pub fn ending_of(&self, service: &Service) -> Option<(&OpenMatter, Day)> {
        let of_service = self.open.iter().filter(|matter| matter.service.covers(service));
        of_service.filter_map(|matter| Some((matter, matter.last_day?))).min_by_key(|(_, day)| *day)
    }

    /// Does some other service stay in use without a last day?
    pub fn goes_on_without(&self, ending: &Service) -> bool {
        self.in_use.iter().any(|used| !ending.covers(used.service) && used.last_day.is_none())
    }

    /// The day on which the customership ends with the last service, if that is known: what is open then is closed.
    pub fn all_ended(&self) -> Option<Day> {
        let last_days: Option<Vec<Day>> = self.in_use.iter().map(|used| used.last_day).collect();
        last_days?.into_iter().max().map(|last| EndingDates::of(last).ended)
    }

    pub fn applies_for(&self, service: &str) -> bool {
        self.applied.iter().any(|(applied, _)| applied.key == service)
    }
}

/// A service in use, or one that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InUse {
    pub service: &'static Service,
    /// The form it was joined with.
    pub form: &'static Form,
    /// The time of its approval.
    pub since: Instant,
    /// Its last day of use, once an ending has been notified.
    pub last_day: Option<Day>,
    pub ended_at: Option<Instant>,
    /// What is still to be done before the customer may use what was approved.
    pub next_step: Option<TaskKind>,
    /// The day on which the use began, if that was noted.
    pub begun: Option<Day>,
}

impl InUse {
    fn read(row: &Row) -> Result<Self, DbError> {
        let (service, form) = (service(row)?, row.get::<String>(2)?);
        let form = service.form(&form).ok_or_else(|| DbError::Fault(format!("no form {form}")))?;
        let next_step = row.get::<Option<String>>(5)?.and_then(|kind| TaskKind::find(&kind));
        Ok(Self { service, form, since: row.get(1)?, last_day: row.get(3)?, ended_at: row.get(4)?, next_step, begun: row.get(6)? })
    }
}

/// A matter that is neither decided nor taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMatter {
    pub id: ApplicationId,
    pub service: &'static Service,
    pub purpose: Purpose,
    /// None: it has not been sent.
    pub case_number: Option<String>,
    /// Of an ending that was sent.
    pub last_day: Option<Day>,
}

impl OpenMatter {
    fn read(row: &Row) -> Result<Self, DbError> {
        let purpose: String = row.get(2)?;
        let sent = row.get::<String>(1)? != "draft";
        let canonical = row.get::<Option<String>>(5)?.and_then(|text| serde_json::from_str(&text).ok());
        Ok(Self {
            id: ApplicationId(row.get(3)?),
            service: service(row)?,
            purpose: Purpose::find(&purpose).ok_or_else(|| DbError::Fault(format!("no purpose {purpose}")))?,
            case_number: row.get::<Option<String>>(4)?.filter(|_| sent),
            last_day: canonical.as_ref().filter(|_| sent).and_then(life::last_day),
        })
    }
}

fn service(row: &Row) -> Result<&'static Service, DbError> {
    let key: String = row.get(0)?;
    Service::find(&key).ok_or_else(|| DbError::Fault(format!("no service {key}")))
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
