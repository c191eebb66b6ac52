use kit_core::{Digest, Instant, Uuid};
use kit_db::{DbError, Read, Sql, Tx, values};
use ports::OrganisationRights;
use serde::{Deserialize, Serialize};

/// An answer is kept so long, for its page to be looked at again (seconds).
const KEPT: i64 = 8 * 3600;

const KEEP: Sql = Sql("INSERT INTO rights_found (session_key, found, answered_at) VALUES ($1, $2, $3)
     ON CONFLICT (session_key) DO UPDATE SET found = $2, answered_at = $3");
const FIND: Sql = Sql("SELECT found FROM rights_found WHERE session_key = $1 AND answered_at > $2");
const FORGET_OLD: Sql = Sql("DELETE FROM rights_found WHERE answered_at <= $1");
const LOG: Sql =
    Sql("INSERT INTO rights_log (id, person, asked_at, at, outcome, business_id, organisation, roles, complete, acting_right, request_ids)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");

/// What the mandate service answered last in a session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    pub organisations: Vec<OrganisationRights>,
    /// Where the choice was to lead.
    pub next: String,
    pub asked_at: Instant,
    pub answered_at: Instant,
    pub request_ids: Vec<Uuid>,
}

/// A row of the log of rights: who asked, what was answered of which organisation, and what became of it.
#[derive(Clone, Debug)]
pub struct RightsRow {
    pub id: Uuid,
    pub person: Uuid,
    pub asked_at: Instant,
    pub at: Instant,
    pub outcome: &'static str,
    pub found: Option<OrganisationRights>,
    pub right: Option<String>,
    pub request_ids: Vec<Uuid>,
}

pub async fn keep(tx: &Tx, session: Digest, found: &Found) -> Result<(), DbError> {
    tx.exec(FORGET_OLD, &values![found.answered_at.plus_seconds(-KEPT)]).await?;
    let json = serde_json::to_string(found).map_err(|error| DbError::Fault(error.to_string()))?;
    tx.exec(KEEP, &values![session.bytes().as_slice(), json, found.answered_at]).await.map(drop)
}

pub async fn find(read: &Read, session: Digest, now: Instant) -> Result<Option<Found>, DbError> {
    let Some(row) = read.first(FIND, &values![session.bytes().as_slice(), now.plus_seconds(-KEPT)]).await? else {
        return Ok(None);
    };
    let json: String = row.get(0)?;
    serde_json::from_str(&json).map(Some).map_err(|error| DbError::Fault(error.to_string()))
}

impl RightsRow {
    pub async fn write(&self, tx: &Tx) -> Result<(), DbError> {
        let found = self.found.as_ref();
        let (business_id, name) = (found.map(|found| found.business_id.as_str()), found.map(|found| found.name.as_str()));
        let (roles, complete) = (found.map(|found| found.rights.join(" ")), found.map(|found| found.complete));
        let request_ids = self.request_ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(" ");
        let right = self.right.as_deref();
        let row = values![self.id, self.person, self.asked_at, self.at, self.outcome, business_id, name, roles, complete, right, request_ids];
        tx.exec(LOG, &row).await.map(drop)
    }
}
