use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};

use super::{Question, QuestionId, Replied, Request, Stage};
use crate::{
    applications::{ApplicationId, ChangeError},
    queue,
    sections::SectionKey,
};

const OF_APPLICATION: Sql = Sql("SELECT q.id, q.section, q.field, q.place, q.text, q.collected_at, q.collected_by, r.asked_at, q.typed, q.answer,
     q.answered_at, q.answered_by, q.settled_at, q.accepted FROM question q LEFT JOIN information_request r ON r.id = q.request
     WHERE q.application_id = $1 ORDER BY q.collected_at, q.id");
const COLLECT: Sql = Sql("INSERT INTO question (id, application_id, section, field, place, text, collected_at, collected_by, typed, accepted)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', FALSE)");
const REMOVE: Sql = Sql("DELETE FROM question WHERE id = $1 AND application_id = $2 AND request IS NULL");
const REQUEST: Sql = Sql("INSERT INTO information_request (id, application_id, asked_at, deadline) VALUES ($1, $2, $3, $4)");
const ASK_ALL: Sql = Sql("UPDATE question SET request = $2 WHERE application_id = $1 AND request IS NULL");
const MOVE_DEADLINE: Sql = Sql("UPDATE information_request SET deadline = $2 WHERE application_id = $1 AND answered_at IS NULL");
const TYPE: Sql = Sql("UPDATE question SET typed = $3 WHERE id = $1 AND application_id = $2 AND request IS NOT NULL AND answered_at IS NULL");
const ANSWER_ALL: Sql = Sql("UPDATE question SET answer = typed, answered_at = $2, answered_by = $3
     WHERE application_id = $1 AND request IS NOT NULL AND answered_at IS NULL");
const CLOSE_REQUESTS: Sql = Sql("UPDATE information_request SET answered_at = $2 WHERE application_id = $1 AND answered_at IS NULL");
const SETTLE: Sql = Sql("UPDATE question SET settled_at = $3, settled_by = $4, accepted = $5
     WHERE id = $1 AND application_id = $2 AND answered_at IS NOT NULL AND settled_at IS NULL");
const OPEN_REQUESTS: Sql = Sql("SELECT id, deadline FROM information_request WHERE application_id = $1 AND answered_at IS NULL
     ORDER BY asked_at, id");

/// All questions of an application in the order in which they were written, those not yet asked among them.
pub async fn of_application(read: &Read, id: ApplicationId) -> Result<Vec<Question>, DbError> {
    read.rows(OF_APPLICATION, &values![id.0]).await?.iter().filter_map(|row| question(row).transpose()).collect()
}

fn question(row: &Row) -> Result<Option<Question>, DbError> {
    let Some(section) = SectionKey::find(&row.get::<String>(1)?) else {
        return Ok(None);
    };
    let (asked, answered): (Option<Instant>, Option<Instant>) = (row.get(7)?, row.get(10)?);
    let (settled, accepted): (Option<Instant>, bool) = (row.get(12)?, row.get(13)?);
    let stage = match (asked, answered) {
        (None, _) => Stage::Collected,
        (Some(at), None) => Stage::Asked { at, typed: row.get(8)? },
        (Some(asked_at), Some(at)) => {
            let (text, by): (Option<String>, Option<String>) = (row.get(9)?, row.get(11)?);
            let replied = Replied { asked_at, at, by: by.unwrap_or_default(), text: text.unwrap_or_default() };
            match (settled, accepted) {
                (None, _) => Stage::Answered(replied),
                (Some(_), true) => Stage::Accepted(replied),
                (Some(_), false) => Stage::AskedAgain(replied),
            }
        }
    };
    let (field, place, text) = (row.get(2)?, row.get(3)?, row.get(4)?);
    Ok(Some(Question { id: QuestionId(row.get(0)?), section, field, place, text, collected_at: row.get(5)?, collected_by: row.get(6)?, stage }))
}

/// A question on its way into the collection.
#[derive(Clone, Debug)]
pub struct NewQuestion {
    pub id: QuestionId,
    pub section: SectionKey,
    pub field: String,
    pub place: String,
    pub text: String,
}

pub async fn collect(tx: &Tx, application: ApplicationId, new: &NewQuestion, by: &str, now: Instant) -> Result<(), DbError> {
    let row = values![new.id.0, application.0, new.section.key(), &new.field, &new.place, &new.text, now, by];
    tx.exec(COLLECT, &row).await.map(drop)
}

/// Takes a question back that was not asked yet. False: it has been, or there is none.
pub async fn remove(tx: &Tx, application: ApplicationId, id: QuestionId) -> Result<bool, DbError> {
    Ok(tx.exec(REMOVE, &values![id.0, application.0]).await? > 0)
}

/// Opens a round with everything that was collected; its deadline is the case's in the queue. While the customer still
/// answers an earlier one (`waits`), both are answered by the new day.
pub async fn ask_all(tx: &Tx, application: ApplicationId, request: Request, waits: bool, now: Instant) -> Result<(), DbError> {
    if waits {
        tx.exec(MOVE_DEADLINE, &values![application.0, request.deadline]).await?;
    } else {
        tx.exec(CLOSE_REQUESTS, &values![application.0, now]).await?;
    }
    tx.exec(REQUEST, &values![request.id, application.0, now, request.deadline]).await?;
    tx.exec(ASK_ALL, &values![application.0, request.id]).await?;
    queue::refresh(tx, application).await
}

/// The customer has until this day. `Stale`: nothing is asked any more.
pub async fn move_deadline(tx: &Tx, application: ApplicationId, deadline: Day) -> Result<(), ChangeError> {
    if tx.exec(MOVE_DEADLINE, &values![application.0, deadline]).await? == 0 {
        return Err(ChangeError::Stale);
    }
    Ok(queue::refresh(tx, application).await?)
}

/// Keeps an answer while it is being written.
pub(crate) async fn type_answer(tx: &Tx, application: ApplicationId, id: QuestionId, text: &str) -> Result<(), DbError> {
    tx.exec(TYPE, &values![id.0, application.0, text]).await.map(drop)
}

/// What was typed is the answer: the application is sent again.
pub(crate) async fn answer_all(tx: &Tx, application: ApplicationId, by: &str, now: Instant) -> Result<(), DbError> {
    tx.exec(ANSWER_ALL, &values![application.0, now, by]).await?;
    tx.exec(CLOSE_REQUESTS, &values![application.0, now]).await.map(drop)
}

/// The officer has read the answer: content, or about to ask anew. `Stale`: settled already, or not answered.
pub async fn settle(tx: &Tx, application: ApplicationId, id: QuestionId, by: &str, accepted: bool, now: Instant) -> Result<(), ChangeError> {
    let touched = tx.exec(SETTLE, &values![id.0, application.0, now, by, accepted]).await?;
    if touched == 0 { Err(ChangeError::Stale) } else { Ok(()) }
}

/// The rounds that wait for an answer: more than one if more was asked while the customer had it. They have one deadline.
pub async fn open_requests(read: &Read, application: ApplicationId) -> Result<Vec<Request>, DbError> {
    let rows = read.rows(OPEN_REQUESTS, &values![application.0]).await?;
    rows.iter().map(|row| Ok(Request { id: row.get::<Uuid>(0)?, deadline: row.get::<Day>(1)? })).collect()
}

/// The last of them.
pub async fn open_request(read: &Read, application: ApplicationId) -> Result<Option<Request>, DbError> {
    Ok(open_requests(read, application).await?.pop())
}
