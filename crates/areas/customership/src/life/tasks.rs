//! Officers' tasks that follow from a matter.

use identity::access::log::About;
use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};

use super::EndingNotice;
use crate::{
    T,
    applications::{Application, ApplicationId, CustomerId},
    queue,
    services::Service,
};

const ADD: Sql = Sql("INSERT INTO office_task (id, kind, application_id, customer_id, day, created_at, services)
     VALUES ($1, $2, $3, $4, $5, $6, $7)");
const OPEN: Sql =
    Sql("SELECT t.id, t.kind, t.day, t.done_at, t.done_by, t.application_id, a.case_number, c.name, c.business_id, s.canonical, a.service,
     t.outcome, t.done_on, t.note, t.report_name, t.customer_id, t.services, t.done_by_id FROM office_task t
     JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id
     JOIN submission s ON s.application_id = a.id AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE t.done_at IS NULL ORDER BY t.day, t.id LIMIT 200");
const DONE: Sql =
    Sql("SELECT t.id, t.kind, t.day, t.done_at, t.done_by, t.application_id, a.case_number, c.name, c.business_id, s.canonical, a.service,
     t.outcome, t.done_on, t.note, t.report_name, t.customer_id, t.services, t.done_by_id FROM office_task t
     JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id
     JOIN submission s ON s.application_id = a.id AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE t.done_at IS NOT NULL ORDER BY t.done_at DESC, t.id DESC LIMIT 50");
const ONE: Sql =
    Sql("SELECT t.id, t.kind, t.day, t.done_at, t.done_by, t.application_id, a.case_number, c.name, c.business_id, s.canonical, a.service,
     t.outcome, t.done_on, t.note, t.report_name, t.customer_id, t.services, t.done_by_id FROM office_task t
     JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id
     JOIN submission s ON s.application_id = a.id AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE t.id = $1");
const OF_APPLICATION: Sql =
    Sql("SELECT t.id, t.kind, t.day, t.done_at, t.done_by, t.application_id, a.case_number, c.name, c.business_id, s.canonical, a.service,
     t.outcome, t.done_on, t.note, t.report_name, t.customer_id, t.services, t.done_by_id FROM office_task t
     JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id
     JOIN submission s ON s.application_id = a.id AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE t.application_id = $1 ORDER BY t.created_at, t.id");
const STEPS: Sql =
    Sql("SELECT t.id, t.kind, t.day, t.done_at, t.done_by, t.application_id, a.case_number, c.name, c.business_id, s.canonical, a.service,
     t.outcome, t.done_on, t.note, t.report_name, t.customer_id, t.services, t.done_by_id FROM office_task t
     JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id
     JOIN submission s ON s.application_id = a.id AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     JOIN customer_service u ON u.application_id = a.id AND u.ended_at IS NULL
     WHERE t.customer_id = $1 AND a.service = $2 AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')
     AND (t.outcome IS NULL OR t.outcome NOT IN ('cancelled', 'taken-back')) ORDER BY t.created_at, t.id");
const FIND: Sql = Sql("SELECT customer_id FROM office_task WHERE id = $1");
const FINISH: Sql = Sql("UPDATE office_task SET done_at = $2, done_by = $3, outcome = $4, done_on = $5, note = $6, report = $7, report_name = $8,
     report_type = $9, done_by_id = $10 WHERE id = $1 AND done_at IS NULL");
const TAKE_BACK: Sql = Sql("UPDATE office_task SET outcome = 'taken-back', note = $2 WHERE id = $1 AND done_at IS NOT NULL
     AND outcome IS NOT NULL AND outcome NOT IN ('cancelled', 'taken-back')");
const CANCEL: Sql =
    Sql("UPDATE office_task SET done_at = $2, done_by = $3, outcome = 'cancelled' WHERE application_id = $1 AND done_at IS NULL RETURNING id");
const CANCEL_OF_SERVICE: Sql =
    Sql("UPDATE office_task SET done_at = $3, done_by = $4, outcome = 'cancelled' WHERE customer_id = $1 AND done_at IS NULL
     AND kind IN ('open-connections', 'commissioning-test', 'begin-use', 'update-connections')
     AND application_id IN (SELECT id FROM application WHERE customer_id = $1 AND service = $2) RETURNING id");
const REPORT: Sql =
    Sql("SELECT t.report_name, t.report_type, f.content FROM office_task t JOIN stored_file f ON f.sha256 = t.report WHERE t.id = $1");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// The technical connections of services that have ended are closed.
    CloseConnections,
    /// The technical connections of a service are made to fit a technical change that was approved.
    UpdateConnections,
    /// The technical connections of a service that was approved are opened.
    OpenConnections,
    /// The commissioning test of a service that was approved.
    CommissioningTest,
    /// The customer has begun to use the service.
    BeginUse,
    /// The customer has another name in the national register.
    RegisterRenamed,
    /// The customer is not in the national register any more.
    RegisterLeft,
    /// The customer is in the national register again.
    RegisterReturned,
}

impl TaskKind {
    const ALL: [Self; 8] = [
        Self::CloseConnections,
        Self::UpdateConnections,
        Self::OpenConnections,
        Self::CommissioningTest,
        Self::BeginUse,
        Self::RegisterRenamed,
        Self::RegisterLeft,
        Self::RegisterReturned,
    ];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CloseConnections => "close-connections",
            Self::UpdateConnections => "update-connections",
            Self::OpenConnections => "open-connections",
            Self::CommissioningTest => "commissioning-test",
            Self::BeginUse => "begin-use",
            Self::RegisterRenamed => "register-renamed",
            Self::RegisterLeft => "register-left",
            Self::RegisterReturned => "register-returned",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// A step from an approval to use, which the customer sees too.
    pub const fn is_step(self) -> bool {
        match self {
            Self::CloseConnections | Self::UpdateConnections | Self::RegisterRenamed | Self::RegisterLeft | Self::RegisterReturned => false,
            Self::OpenConnections | Self::CommissioningTest | Self::BeginUse => true,
        }
    }

    /// The step as the customer knows it.
    pub fn name(self, language: kit_core::Language) -> &'static str {
        let t = T::of(language);
        match self {
            Self::CloseConnections => t.step_close_connections(),
            Self::UpdateConnections => t.step_update_connections(),
            Self::OpenConnections => t.step_open_connections(),
            Self::CommissioningTest => t.step_commissioning_test(),
            Self::BeginUse => t.step_begin_use(),
            Self::RegisterRenamed => t.step_register_renamed(),
            Self::RegisterLeft => t.step_register_left(),
            Self::RegisterReturned => t.step_register_returned(),
        }
    }
}

/// How a task came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskOutcome {
    Done,
    Passed,
    Failed,
    Waived,
    /// The approval was undone, or the service has ended.
    Cancelled,
    /// What was said of it was wrong: it is to be done anew.
    TakenBack,
}

impl TaskOutcome {
    const ALL: [Self; 6] = [Self::Done, Self::Passed, Self::Failed, Self::Waived, Self::Cancelled, Self::TakenBack];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Waived => "waived",
            Self::Cancelled => "cancelled",
            Self::TakenBack => "taken-back",
        }
    }

    pub fn name(self, language: kit_core::Language) -> &'static str {
        let t = T::of(language);
        match self {
            Self::Done => t.step_done_word(),
            Self::Passed => t.step_passed(),
            Self::Failed => t.step_failed(),
            Self::Waived => t.step_waived(),
            Self::Cancelled => t.step_cancelled(),
            Self::TakenBack => t.step_taken_back(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct TaskRow {
    pub id: Uuid,
    pub kind: TaskKind,
    /// The earliest day on which it may be done.
    pub day: Day,
    /// When it was done, and by whom.
    pub done: Option<(Instant, String)>,
    /// Who has done it; None for the program, and from before ids were kept.
    pub done_by: Option<Uuid>,
    pub application: ApplicationId,
    pub case_number: String,
    pub customer: String,
    pub business_id: String,
    /// The notice that it follows from.
    pub ending: Option<EndingNotice>,
    /// The service of the matter.
    pub service: &'static Service,
    pub outcome: Option<TaskOutcome>,
    /// The day on which the connections were opened, the test was made, the use began.
    pub done_on: Option<Day>,
    pub note: Option<String>,
    /// Name of the report that was filed with it.
    pub report: Option<String>,
    pub customer_id: CustomerId,
}

impl TaskRow {
    /// The task as the access log names it.
    pub const fn about(&self) -> About {
        self.customer_id.about_its("task", self.id)
    }
}

/// `services`: what the task is about, by key; none: what its matter names.
pub(super) async fn add(
    tx: &Tx,
    id: Uuid,
    kind: TaskKind,
    application: &Application,
    services: &[&str],
    day: Day,
    now: Instant,
) -> Result<(), DbError> {
    tx.exec(ADD, &values![id, kind.key(), application.id.0, application.customer.id.0, day, now, services.join(" ")]).await?;
    queue::refresh_task(tx, id).await
}

/// What is to be done, in the order of the days.
pub async fn open_tasks(read: &Read) -> Result<Vec<TaskRow>, DbError> {
    read.rows(OPEN, &values![]).await?.iter().map(task).collect()
}

/// What was done last, the newest first.
pub async fn done_tasks(read: &Read) -> Result<Vec<TaskRow>, DbError> {
    read.rows(DONE, &values![]).await?.iter().map(task).collect()
}

pub async fn find_task(read: &Read, id: Uuid) -> Result<Option<TaskRow>, DbError> {
    read.first(ONE, &values![id]).await?.map(|row| task(&row)).transpose()
}

/// The tasks that have followed from a matter, in their order.
pub async fn tasks_of(read: &Read, application: ApplicationId) -> Result<Vec<TaskRow>, DbError> {
    read.rows(OF_APPLICATION, &values![application.0]).await?.iter().map(task).collect()
}

/// The steps of a service in use, in their order, with those that were made in vain.
pub async fn steps_of_service(read: &Read, customer: CustomerId, service: &Service) -> Result<Vec<TaskRow>, DbError> {
    read.rows(STEPS, &values![customer.0, service.key]).await?.iter().map(task).collect()
}

fn task(row: &Row) -> Result<TaskRow, DbError> {
    let (kind, canonical, service): (String, String, String) = (row.get(1)?, row.get(9)?, row.get(10)?);
    let services: Vec<_> = row.get::<String>(16)?.split(' ').filter_map(Service::find).collect();
    let ending = serde_json::from_str(&canonical).ok().and_then(|sent| EndingNotice::read(&sent));
    // What had ended before by another notice has a task of its own.
    let ending = ending.map(|notice| if services.is_empty() { notice } else { EndingNotice { services, ..notice } });
    let done = row.get::<Option<Instant>>(3)?.zip(row.get::<Option<String>>(4)?);
    let outcome = row.get::<Option<String>>(11)?.and_then(|key| TaskOutcome::ALL.into_iter().find(|outcome| outcome.key() == key));
    Ok(TaskRow {
        id: row.get(0)?,
        kind: TaskKind::find(&kind).ok_or_else(|| DbError::Fault(format!("no task {kind}")))?,
        day: row.get(2)?,
        done,
        done_by: row.get(17)?,
        application: ApplicationId(row.get(5)?),
        case_number: row.get(6)?,
        customer: row.get(7)?,
        business_id: row.get(8)?,
        ending,
        service: Service::find(&service).ok_or_else(|| DbError::Fault(format!("no service {service}")))?,
        outcome,
        done_on: row.get(12)?,
        note: row.get(13)?,
        report: row.get(14)?,
        customer_id: CustomerId(row.get(15)?),
    })
}

/// Whose task it is. None: there is none.
pub async fn customer_of_task(read: &Read, id: Uuid) -> Result<Option<CustomerId>, DbError> {
    read.first(FIND, &values![id]).await?.map(|row| row.get(0).map(CustomerId)).transpose()
}

/// Name, media type and content of the report that was filed with a task.
pub async fn report_of(read: &Read, id: Uuid) -> Result<Option<(String, String, Vec<u8>)>, DbError> {
    read.first(REPORT, &values![id]).await?.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
}

/// What is kept of a task that is done.
#[derive(Clone, Debug, Default)]
pub(super) struct Finished<'a> {
    pub outcome: Option<TaskOutcome>,
    pub on: Option<Day>,
    pub note: Option<&'a str>,
    /// SHA-256, name and media type of the report.
    pub report: Option<(kit_core::Digest, &'a str, &'a str)>,
}

pub(super) async fn finish(tx: &Tx, id: Uuid, (who, by): (Uuid, &str), what: Finished<'_>, now: Instant) -> Result<bool, DbError> {
    let (report, name, kind) = what.report.map_or((None, None, None), |(file, name, kind)| (Some(file.bytes().to_vec()), Some(name), Some(kind)));
    let row = values![id, now, by, what.outcome.map(TaskOutcome::key), what.on, what.note, report, name, kind, who];
    let done = tx.exec(FINISH, &row).await? > 0;
    queue::refresh_task(tx, id).await?;
    Ok(done)
}

/// Marks a task done. False: it was done before.
pub async fn finish_task(tx: &Tx, id: Uuid, by: (Uuid, &str), now: Instant) -> Result<bool, DbError> {
    finish(tx, id, by, Finished { outcome: Some(TaskOutcome::Done), ..Finished::default() }, now).await
}

/// What was said of a task is taken back. False: nothing was said that could be.
pub(super) async fn take_back(tx: &Tx, id: Uuid, note: &str) -> Result<bool, DbError> {
    let taken = tx.exec(TAKE_BACK, &values![id, note]).await? > 0;
    queue::refresh_task(tx, id).await?;
    Ok(taken)
}

/// The tasks of a matter that were not done are taken off.
pub(crate) async fn cancel_steps(tx: &Tx, application: ApplicationId, by: &str, now: Instant) -> Result<(), DbError> {
    cancelled(tx, &tx.rows(CANCEL, &values![application.0, now, by]).await?).await
}

/// A service has ended: the steps to its use that were not taken are taken off.
pub(super) async fn cancel_steps_of_service(tx: &Tx, customer: CustomerId, service: &str, by: &str, now: Instant) -> Result<(), DbError> {
    cancelled(tx, &tx.rows(CANCEL_OF_SERVICE, &values![customer.0, service, now, by]).await?).await
}

async fn cancelled(tx: &Tx, rows: &[Row]) -> Result<(), DbError> {
    for row in rows {
        queue::refresh_task(tx, row.get(0)?).await?;
    }
    Ok(())
}
