use customership::applications::ApplicationId;
use kit_core::{Instant, Uuid};
use kit_db::{DbError, Read, Sql, Tx, values};

const OF_APPLICATION: Sql = Sql("SELECT about, submission, at, actor_name, text FROM case_note WHERE application_id = $1 ORDER BY at, id");
const ADD: Sql =
    Sql("INSERT INTO case_note (id, application_id, about, submission, at, actor, actor_name, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

/// An officer's note on a case or on a check of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The key of the check; empty: the case as a whole.
    pub about: String,
    /// The sending that was looked at.
    pub submission: i64,
    pub at: Instant,
    pub by: String,
    pub text: String,
}

/// All notes on a case, the oldest first.
pub async fn of_application(read: &Read, id: ApplicationId) -> Result<Vec<Note>, DbError> {
    let rows = read.rows(OF_APPLICATION, &values![id.0]).await?;
    rows.iter().map(|row| Ok(Note { about: row.get(0)?, submission: row.get(1)?, at: row.get(2)?, by: row.get(3)?, text: row.get(4)? })).collect()
}

/// Adds a note: nothing changes or removes one.
pub async fn add(tx: &Tx, id: Uuid, application: ApplicationId, note: &Note, actor: Uuid) -> Result<(), DbError> {
    let row = values![id, application.0, &note.about, note.submission, note.at, actor, &note.by, &note.text];
    tx.exec(ADD, &row).await.map(drop)
}
