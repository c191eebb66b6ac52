//! Officers' tasks that follow from a matter.

use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};

use super::EndingNotice;
use crate::{
    applications::{Application, ApplicationId, CustomerId},
    queue,
    services::Service,
};

const ADD: Sql = Sql("INSERT INTO office_task (id, kind, application_id, customer_id, day, created_at, services)
     VALUES ($1, $2, $3, $4, $5, $6, $7)");
const OPEN: Sql =
    Sql("SELECT t.id, t.kind, t.day, t.done_at, t.done_by, t.application_id, a.case_number, c.name, c.business_id, s.canonical, t.services
     FROM office_task t
     JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id
     JOIN submission s ON s.application_id = a.id AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE t.done_at IS NULL ORDER BY t.day, t.id LIMIT 200");
const DONE: Sql =
    Sql("SELECT t.id, t.kind, t.day, t.done_at, t.done_by, t.application_id, a.case_number, c.name, c.business_id, s.canonical, t.services
     FROM office_task t
     JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id
     JOIN submission s ON s.application_id = a.id AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)
     WHERE t.done_at IS NOT NULL ORDER BY t.done_at DESC, t.id DESC LIMIT 50");
const FIND: Sql = Sql("SELECT customer_id FROM office_task WHERE id = $1");
const FINISH: Sql = Sql("UPDATE office_task SET done_at = $2, done_by = $3 WHERE id = $1 AND done_at IS NULL");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// The technical connections of services that have ended are closed.
    CloseConnections,
}

impl TaskKind {
    const ALL: [Self; 1] = [Self::CloseConnections];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CloseConnections => "close-connections",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
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
    pub application: ApplicationId,
    pub case_number: String,
    pub customer: String,
    pub business_id: String,
    /// The notice that it follows from.
    pub ending: Option<EndingNotice>,
}

/// `services`: what the task is about, by key.
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

fn task(row: &Row) -> Result<TaskRow, DbError> {
    let (kind, canonical): (String, String) = (row.get(1)?, row.get(9)?);
    let services: Vec<_> = row.get::<String>(10)?.split(' ').filter_map(Service::find).collect();
    let ending = serde_json::from_str(&canonical).ok().and_then(|sent| EndingNotice::read(&sent));
    // What had ended before by another notice has a task of its own.
    let ending = ending.map(|notice| if services.is_empty() { notice } else { EndingNotice { services, ..notice } });
    let done = row.get::<Option<Instant>>(3)?.zip(row.get::<Option<String>>(4)?);
    Ok(TaskRow {
        id: row.get(0)?,
        kind: TaskKind::find(&kind).ok_or_else(|| DbError::Fault(format!("no task {kind}")))?,
        day: row.get(2)?,
        done,
        application: ApplicationId(row.get(5)?),
        case_number: row.get(6)?,
        customer: row.get(7)?,
        business_id: row.get(8)?,
        ending,
    })
}

/// Whose task it is. None: there is none.
pub async fn customer_of_task(read: &Read, id: Uuid) -> Result<Option<CustomerId>, DbError> {
    read.first(FIND, &values![id]).await?.map(|row| row.get(0).map(CustomerId)).transpose()
}

/// Marks a task done. False: it was done before.
pub async fn finish_task(tx: &Tx, id: Uuid, by: &str, now: Instant) -> Result<bool, DbError> {
    let done = tx.exec(FINISH, &values![id, now, by]).await? > 0;
    queue::refresh_task(tx, id).await?;
    Ok(done)
}
