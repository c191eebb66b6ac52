use kit_core::{Instant, Language, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, Value, values};

use super::{
    super::{
        recipients::Channel,
        rules::Words,
        store::{BulletinId, texts},
    },
    LEASE,
    rules::Outcome,
};

/// What is urgent goes first, then what was sent first.
const NEXT: Sql = Sql("SELECT b.id FROM bulletin b WHERE b.state = 'sending'
     AND EXISTS (SELECT 1 FROM bulletin_recipient r WHERE r.bulletin_id = b.id AND r.channel = $1 AND r.state = 'waiting' AND r.next_try_at <= $2)
     ORDER BY b.urgent DESC, b.sent_at, b.id LIMIT 1");
/// The last of so many that wait. Looked for by itself: as a part of the other statement it may be looked for again at each row,
/// while the database has not counted yet what has just been taken down.
const LAST: Sql = Sql("SELECT next_try_at, place FROM bulletin_recipient WHERE bulletin_id = $1 AND channel = $2 AND state = 'waiting'
       AND next_try_at <= $3 ORDER BY next_try_at, place LIMIT 1 OFFSET $4");
const CLAIM: Sql = Sql("UPDATE bulletin_recipient SET state = 'claimed', owner = $3, leased_until = $4
     WHERE bulletin_id = $1 AND channel = $2 AND state = 'waiting' AND next_try_at <= $5 AND (next_try_at < $5 OR place <= $6)
     RETURNING place, address, language, round, attempts, began_at");
const SENT_AT: Sql = Sql("SELECT sent_at FROM bulletin WHERE id = $1");
/// Also those that are noted already: the database may have kept the note without our hearing of it.
const BEGIN: Sql =
    Sql("UPDATE bulletin_recipient SET state = 'in-flight', attempts = attempts + 1, leased_until = $5, changed_at = $6, last_error = NULL
     WHERE bulletin_id = $1 AND place >= $3 AND place <= $4 AND owner = $2 AND state IN ('claimed', 'in-flight')
       AND EXISTS (SELECT 1 FROM bulletin b WHERE b.id = $1 AND b.state = 'sending') RETURNING place");
/// By whoever handed them over, also when others have given them up meanwhile. What was told of a mail before this note stays.
const DONE: Sql = Sql("UPDATE bulletin_recipient SET state = $5, next_try_at = COALESCE($6, next_try_at), next_look_at = $7,
            last_error = COALESCE($8, last_error), changed_at = $9,
            owner = NULL, leased_until = NULL
     WHERE bulletin_id = $1 AND place >= $3 AND place <= $4 AND owner = $2 AND state IN ('in-flight', 'uncertain')");
const KEEP: Sql = Sql("UPDATE bulletin_recipient SET leased_until = $5
     WHERE bulletin_id = $1 AND place >= $3 AND place <= $4 AND owner = $2 AND leased_until IS NOT NULL");
const RELEASE: Sql = Sql("UPDATE bulletin_recipient SET state = 'waiting', owner = NULL, leased_until = NULL
     WHERE bulletin_id = $1 AND place >= $3 AND place <= $4 AND owner = $2 AND state = 'claimed'");
const LEFT_CLAIMED: Sql = Sql("UPDATE bulletin_recipient SET state = 'waiting', owner = NULL, leased_until = NULL
     WHERE channel = $1 AND state = 'claimed' AND leased_until IS NOT NULL AND leased_until <= $2");
const LEFT_TEXTS: Sql = Sql("UPDATE bulletin_recipient SET state = 'waiting', owner = NULL, leased_until = NULL, next_try_at = $2, changed_at = $2
     WHERE channel = $1 AND state = 'in-flight' AND leased_until IS NOT NULL AND leased_until <= $2");
const LEFT_MAILS: Sql = Sql("UPDATE bulletin_recipient SET state = 'uncertain', leased_until = NULL, changed_at = $2
     WHERE channel = $1 AND state = 'in-flight' AND leased_until IS NOT NULL AND leased_until <= $2");
const OPEN: Sql = Sql("SELECT (SELECT COUNT(*) FROM bulletin WHERE state = 'sending')
            + (SELECT COUNT(*) FROM bulletin_recipient WHERE channel = $1 AND leased_until IS NOT NULL AND leased_until <= $2)");
const FINISH: Sql = Sql("UPDATE bulletin SET state = 'done', done_at = $1, changed_at = $1, revision = revision + 1 WHERE state = 'sending'
     AND NOT EXISTS (SELECT 1 FROM bulletin_recipient r WHERE r.bulletin_id = bulletin.id AND r.channel = 'mail' AND r.state = 'waiting')
     AND NOT EXISTS (SELECT 1 FROM bulletin_recipient r WHERE r.bulletin_id = bulletin.id AND r.channel = 'text' AND r.state = 'waiting')
     AND NOT EXISTS (SELECT 1 FROM bulletin_recipient r WHERE r.bulletin_id = bulletin.id AND r.channel = 'mail' AND r.state = 'claimed')
     AND NOT EXISTS (SELECT 1 FROM bulletin_recipient r WHERE r.bulletin_id = bulletin.id AND r.channel = 'text' AND r.state = 'claimed')
     AND NOT EXISTS (SELECT 1 FROM bulletin_recipient r WHERE r.bulletin_id = bulletin.id AND r.channel = 'mail' AND r.state = 'in-flight')
     AND NOT EXISTS (SELECT 1 FROM bulletin_recipient r WHERE r.bulletin_id = bulletin.id AND r.channel = 'text' AND r.state = 'in-flight')");
const TO_LOOK_UP: Sql = Sql("SELECT place, address, language, round, attempts, began_at, bulletin_id FROM bulletin_recipient
     WHERE next_look_at IS NOT NULL AND next_look_at <= $1 ORDER BY next_look_at LIMIT 500");
const TOLD: Sql = Sql("UPDATE bulletin_recipient SET state = $3, next_look_at = $4, last_error = $5, changed_at = $6
     WHERE bulletin_id = $1 AND place = $2 AND state = 'sent' AND next_look_at IS NOT NULL");

/// A recipient whom a process has taken for itself.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub place: i64,
    pub address: String,
    pub language: Language,
    pub round: i64,
    pub attempts: i64,
    pub began_at: Instant,
}

impl Claimed {
    fn read(row: &Row) -> Result<Self, DbError> {
        let (place, address, language) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Self { place, address, language, round: row.get(3)?, attempts: row.get(4)?, began_at: row.get(5)? })
    }

    /// The key of a text message: another one once it has failed and is sent anew.
    pub fn key(&self, bulletin: Uuid) -> String {
        format!("{bulletin}.{}.{}", self.place, self.round)
    }
}

/// Recipients of one notice that a process has taken for itself, and what is said to them.
#[derive(Debug)]
pub struct Batch {
    pub bulletin: Uuid,
    /// Of this batch alone: what has it, and lies between two places, is of the same handful.
    pub owner: Uuid,
    pub sent_at: Instant,
    pub texts: Vec<Words>,
    pub claimed: Vec<Claimed>,
}

impl Batch {
    /// Between which places it lies.
    pub fn range(&self) -> (i64, i64) {
        let place = |claimed: Option<&Claimed>| claimed.map_or(0, |claimed| claimed.place);
        (place(self.claimed.first()), place(self.claimed.last()))
    }

    pub async fn claim(tx: &Tx, bulletin: Uuid, channel: Channel, owner: Uuid, most: i64, now: Instant) -> Result<Self, DbError> {
        let last = tx.first(LAST, &values![bulletin, channel.key(), now, most - 1]).await?;
        let (until, last) = last.map_or(Ok::<_, DbError>((now, i64::MAX)), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = tx.rows(CLAIM, &values![bulletin, channel.key(), owner, now.plus_seconds(LEASE), until, last]).await?;
        let sent_at: Option<Instant> = tx.first(SENT_AT, &values![bulletin]).await?.map_or(Ok(None), |row| row.get(0))?;
        let mut claimed: Vec<Claimed> = rows.iter().map(Claimed::read).collect::<Result<_, _>>()?;
        claimed.sort_by_key(|claimed| claimed.place);
        Ok(Self { bulletin, owner, sent_at: sent_at.unwrap_or(now), texts: texts(tx, BulletinId(bulletin)).await?, claimed })
    }
}

/// The notice whose turn it is.
pub async fn next(read: &Read, channel: Channel, now: Instant) -> Result<Option<Uuid>, DbError> {
    read.first(NEXT, &values![channel.key(), now]).await?.map(|row| row.get(0)).transpose()
}

/// Notes that the messages between two places leave now. The places of those that may.
pub async fn begin(tx: &Tx, bulletin: Uuid, owner: Uuid, (first, last): (i64, i64), now: Instant) -> Result<Vec<i64>, DbError> {
    let rows = tx.rows(BEGIN, &values![bulletin, owner, first, last, now.plus_seconds(LEASE), now]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Notes what became of a handful, in the order of the places: neighbours with the same outcome by one statement.
pub async fn done(tx: &Tx, bulletin: Uuid, owner: Uuid, done: &[(i64, Outcome)], now: Instant) -> Result<(), DbError> {
    for alike in done.chunk_by(|one, next| one.1 == next.1) {
        let [(first, outcome), ..] = alike else { continue };
        let last = alike.last().map_or(*first, |(place, _)| *place);
        let (state, try_at, look_at, why) = columns(outcome);
        tx.exec(DONE, &values![bulletin, owner, *first, last, state, try_at, look_at, why, now]).await?;
    }
    Ok(())
}

/// State, next try, next look, reason.
fn columns(outcome: &Outcome) -> (&'static str, Option<Instant>, Option<Instant>, Option<&str>) {
    match outcome {
        Outcome::Sent => ("sent", None, None, None),
        Outcome::LookAt(at) => ("sent", None, Some(*at), None),
        Outcome::Delivered => ("delivered", None, None, None),
        Outcome::Failed(why) => ("failed", None, None, Some(why)),
        Outcome::Later(at, why) => ("waiting", Some(*at), None, Some(why)),
        Outcome::Uncertain(why) => ("uncertain", None, None, Some(why)),
        Outcome::Held => ("waiting", None, None, None),
    }
}

/// This process is still at its batch.
pub async fn keep(tx: &Tx, bulletin: Uuid, owner: Uuid, (first, last): (i64, i64), until: Instant) -> Result<(), DbError> {
    tx.exec(KEEP, &values![bulletin, owner, first, last, until]).await.map(drop)
}

/// What was taken and did not leave waits again.
pub async fn release(tx: &Tx, bulletin: Uuid, owner: Uuid, (first, last): (i64, i64)) -> Result<(), DbError> {
    tx.exec(RELEASE, &values![bulletin, owner, first, last]).await.map(drop)
}

/// Is there anything that may have been left behind, or be finished?
pub async fn is_open(read: &Read, channel: Channel, now: Instant) -> Result<bool, DbError> {
    let open: i64 = read.first(OPEN, &values![channel.key(), now]).await?.map_or(Ok(0), |row| row.get(0))?;
    Ok(open > 0)
}

/// What a process that is gone has left behind; how many messages wait again.
pub async fn recover(tx: &Tx, channel: Channel, now: Instant) -> Result<u64, DbError> {
    let left = match channel {
        Channel::Mail => LEFT_MAILS,
        Channel::Text => LEFT_TEXTS,
    };
    let of_channel = values![channel.key(), now];
    Ok(tx.exec(LEFT_CLAIMED, &of_channel).await? + tx.exec(left, &of_channel).await?)
}

/// Notices of which nothing is left to do are done.
pub async fn finish(tx: &Tx, now: Instant) -> Result<u64, DbError> {
    tx.exec(FINISH, &values![now]).await
}

/// Text messages of which the gateway is to be asked now.
pub async fn to_look_up(read: &Read, now: Instant) -> Result<Vec<(Uuid, Claimed)>, DbError> {
    read.rows(TO_LOOK_UP, &values![now]).await?.iter().map(|row| Ok((row.get(6)?, Claimed::read(row)?))).collect()
}

/// Notes what the gateway told.
pub async fn told(tx: &Tx, told: &[(Uuid, i64, Outcome)], now: Instant) -> Result<(), DbError> {
    let row = |(bulletin, place, outcome): &(Uuid, i64, Outcome)| {
        let (state, _, look_at, why) = columns(outcome);
        values![*bulletin, *place, state, look_at, why, now].to_vec()
    };
    let rows: Vec<Vec<Value>> = told.iter().map(row).collect();
    let statements: Vec<(Sql, &[Value])> = rows.iter().map(|row| (TOLD, row.as_slice())).collect();
    tx.batch(&statements).await.map(drop)
}
