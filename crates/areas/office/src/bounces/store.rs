use customership::applications::{ApplicationId, CustomerId};
use kit_core::{Instant, Uuid};
use kit_db::{DbError, MailId, Read, Row, Sql, values};

/// So many stand on the list; the others follow when these are seen to.
pub const MOST: i64 = 200;

const LIST: Sql = Sql("SELECT m.id, m.recipient, m.subject, m.created_at, m.failed_at, m.bounced_at, m.last_error, c.id, c.name, a.id, a.case_number
     FROM mail m LEFT JOIN application a ON a.id = m.about LEFT JOIN customer c ON c.id = COALESCE(a.customer_id, m.about)
     WHERE m.failed_at IS NOT NULL AND m.handled_at IS NULL ORDER BY m.failed_at, m.id LIMIT $1");
const FIND: Sql = Sql("SELECT m.id, m.recipient, m.subject, m.created_at, m.failed_at, m.bounced_at, m.last_error, c.id, c.name, a.id, a.case_number
     FROM mail m LEFT JOIN application a ON a.id = m.about LEFT JOIN customer c ON c.id = COALESCE(a.customer_id, m.about)
     WHERE m.id = $1 AND m.failed_at IS NOT NULL AND m.handled_at IS NULL");
const COUNT: Sql = Sql("SELECT COUNT(*) FROM mail WHERE failed_at IS NOT NULL AND handled_at IS NULL");
const COUNT_OF: Sql = Sql("SELECT COUNT(*) FROM mail WHERE failed_at IS NOT NULL AND handled_at IS NULL
     AND (about = $1 OR about IN (SELECT id FROM application WHERE customer_id = $1))");

/// A mail that did not arrive, and that nobody has seen to.
#[derive(Clone, Debug)]
pub struct Lost {
    pub id: MailId,
    pub to: String,
    pub subject: String,
    pub written_at: Instant,
    pub failed_at: Instant,
    /// It left and came back; otherwise it did not leave.
    pub came_back: bool,
    pub why: Option<String>,
    pub customer: Option<(CustomerId, String)>,
    pub case: Option<(ApplicationId, String)>,
}

/// The oldest first.
pub async fn list(read: &Read) -> Result<Vec<Lost>, DbError> {
    read.rows(LIST, &values![MOST]).await?.iter().map(lost).collect()
}

pub async fn find(read: &Read, id: MailId) -> Result<Option<Lost>, DbError> {
    read.first(FIND, &values![id.0]).await?.map(|row| lost(&row)).transpose()
}

/// How many wait for somebody to see to them.
pub async fn count(read: &Read) -> Result<i64, DbError> {
    read.first(COUNT, &values![]).await?.map_or(Ok(0), |row| row.get(0))
}

pub async fn count_of(read: &Read, customer: CustomerId) -> Result<i64, DbError> {
    read.first(COUNT_OF, &values![customer.0]).await?.map_or(Ok(0), |row| row.get(0))
}

fn lost(row: &Row) -> Result<Lost, DbError> {
    let (customer, case): (Option<Uuid>, Option<Uuid>) = (row.get(7)?, row.get(9)?);
    let name = |place: usize| row.get::<Option<String>>(place).map(Option::unwrap_or_default);
    Ok(Lost {
        id: MailId(row.get(0)?),
        to: row.get(1)?,
        subject: row.get(2)?,
        written_at: row.get(3)?,
        failed_at: row.get(4)?,
        came_back: row.get::<Option<Instant>>(5)?.is_some(),
        why: row.get::<Option<String>>(6)?.filter(|why| !why.is_empty()),
        customer: customer.map(CustomerId).zip(Some(name(8)?)),
        case: case.map(ApplicationId).zip(Some(name(10)?)),
    })
}
