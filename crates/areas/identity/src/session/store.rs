use kit_core::{Digest, Instant, Language, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};

use super::{Acting, Actor, Duty, Keying, ProviderKeys, Session};

const INSERT: Sql = Sql(
    "INSERT INTO session (key_hash, id, kind, who, name, csrf, language, provider_subject, provider_sid, sealed, device, duties, organisation_oid,
     business_id, organisation, acting_right, right_checked_at, paper, created_at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
);
const LOAD: Sql = Sql("SELECT id, kind, who, name, csrf, language, provider_subject, provider_sid, sealed, device, duties, organisation_oid,
     business_id, organisation, acting_right, right_checked_at, paper, created_at, seen_at FROM session WHERE key_hash = $1");
const SEEN: Sql = Sql("UPDATE session SET seen_at = $2, language = $3 WHERE key_hash = $1");
const END: Sql = Sql("DELETE FROM session WHERE key_hash = $1");
const LOG_OUT: Sql = Sql("DELETE FROM session WHERE key_hash = $1 RETURNING key_hash, id, kind, who");
const END_OLD: Sql = Sql("DELETE FROM session WHERE seen_at < $1 OR created_at < $2");
/// The mandate service's answer goes with its session; what stays is the log.
const FORGET_RIGHTS: Sql = Sql("DELETE FROM rights_found WHERE session_key NOT IN (SELECT key_hash FROM session)");
const OWN: Sql =
    Sql("SELECT id, organisation, device, created_at, seen_at FROM session WHERE kind = $1 AND who = $2 AND seen_at > $3 AND created_at > $4
     ORDER BY seen_at DESC, id");
const END_ONE: Sql = Sql("DELETE FROM session WHERE id = $1 AND kind = $2 AND who = $3 RETURNING key_hash, id, kind, who");
const END_OTHERS: Sql = Sql("DELETE FROM session WHERE kind = $2 AND who = $3 AND id <> $1 RETURNING key_hash, id, kind, who");
const TAKE_TOKEN: Sql = Sql("INSERT INTO logout_token (token_hash, taken_at) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING");
const FORGET_TOKENS: Sql = Sql("DELETE FROM logout_token WHERE taken_at < $1");
const END_OF_SUBJECT: Sql = Sql("DELETE FROM session WHERE provider_subject = $1 RETURNING key_hash, id, kind, who");
const END_OF_SID: Sql = Sql("DELETE FROM session WHERE provider_sid = $1 RETURNING key_hash, id, kind, who");

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Own {
    pub id: Uuid,
    pub organisation: Option<String>,
    pub device: String,
    pub created_at: Instant,
    pub seen_at: Instant,
}

/// Which sessions end.
#[derive(Clone, Copy, Debug)]
pub enum Ending {
    This,
    /// One of the same person's or officer's own.
    One(Uuid),
    /// All of theirs but this one.
    Others,
}

/// A logout that happened at the provider.
#[derive(Clone, Copy, Debug)]
pub enum ProviderEnding {
    Sid(Digest),
    /// All sessions of a person there.
    Subject(Digest),
}

/// A session that was ended: its key, and what the log says of it.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    pub key: Digest,
    pub id: Uuid,
    pub is_officer: bool,
    pub who: Uuid,
}

pub async fn insert(tx: &Tx, session: &Session) -> Result<(), DbError> {
    let (name, duties, paper) = match &session.actor {
        Actor::Person { name, .. } => (name, String::new(), None),
        Actor::Officer { name, duties, keying, .. } => (name, Duty::keys(duties), keying.as_ref().map(|keying| keying.paper)),
    };
    let acting = session.actor.acting();
    let part = |pick: fn(&Acting) -> &String| acting.map(|acting| pick(acting).as_str());
    let sid = session.provider.sid.map(|sid| sid.bytes().to_vec());
    let all = values![
        session.key.bytes().as_slice(),
        session.id,
        session.actor.kind(),
        session.actor.id(),
        name,
        &session.csrf,
        session.language,
        session.provider.subject.bytes().as_slice(),
        sid,
        session.sealed.as_slice(),
        &session.device,
        duties,
        part(|acting| &acting.oid),
        part(|acting| &acting.business_id),
        part(|acting| &acting.name),
        part(|acting| &acting.right),
        acting.map(|acting| acting.checked_at),
        paper,
        session.created_at,
        session.seen_at
    ];
    tx.exec(INSERT, &all).await.map(drop)
}

pub async fn load(read: &Read, key: Digest) -> Result<Option<Session>, DbError> {
    let row = read.first(LOAD, &values![key.bytes().as_slice()]).await?;
    row.map(|row| session(key, &row)).transpose()
}

fn session(key: Digest, row: &Row) -> Result<Session, DbError> {
    let kind: String = row.get(1)?;
    let (id, name) = (row.get(2)?, row.get(3)?);
    let actor = if kind == "officer" {
        let keying = acting(row)?.zip(row.get::<Option<Uuid>>(16)?).map(|(acting, paper)| Keying { acting, paper });
        Actor::Officer { id, name, duties: Duty::from_keys(&row.get::<String>(10)?), keying }
    } else {
        Actor::Person { id, name, acting: acting(row)? }
    };
    let (subject, sid): (Vec<u8>, Option<Vec<u8>>) = (row.get(6)?, row.get(7)?);
    let subject = Digest::from_bytes(&subject).ok_or_else(|| DbError::Fault("a hash that is none".to_owned()))?;
    let language: Language = row.get(5)?;
    Ok(Session {
        key,
        id: row.get(0)?,
        actor,
        csrf: row.get(4)?,
        language,
        provider: ProviderKeys { subject, sid: sid.as_deref().and_then(Digest::from_bytes) },
        sealed: row.get(8)?,
        device: row.get(9)?,
        created_at: row.get(17)?,
        seen_at: row.get(18)?,
    })
}

fn acting(row: &Row) -> Result<Option<Acting>, DbError> {
    let Some(oid) = row.get::<Option<String>>(11)? else {
        return Ok(None);
    };
    Ok(Some(Acting { oid, business_id: row.get(12)?, name: row.get(13)?, right: row.get(14)?, checked_at: row.get(15)? }))
}

/// False if the session is not there any more.
pub async fn seen(tx: &Tx, key: Digest, now: Instant, language: Language) -> Result<bool, DbError> {
    Ok(tx.exec(SEEN, &values![key.bytes().as_slice(), now, language]).await? > 0)
}

pub async fn end(tx: &Tx, key: Digest) -> Result<(), DbError> {
    tx.exec(END, &values![key.bytes().as_slice()]).await.map(drop)
}

/// Removes what nobody can use any more.
pub async fn end_old(tx: &Tx, idle_since: Instant, begun_before: Instant) -> Result<u64, DbError> {
    let ended = tx.exec(END_OLD, &values![idle_since, begun_before]).await?;
    tx.exec(FORGET_RIGHTS, &values![]).await?;
    Ok(ended)
}

/// The sessions of the same person or officer that are not over, the last used first.
pub async fn own(read: &Read, actor: &Actor, idle_since: Instant, begun_before: Instant) -> Result<Vec<Own>, DbError> {
    let rows = read.rows(OWN, &values![actor.kind(), actor.id(), idle_since, begun_before]).await?;
    let own = |row: &Row| {
        let (created_at, seen_at) = (row.get(3)?, row.get(4)?);
        Ok(Own { id: row.get(0)?, organisation: row.get(1)?, device: row.get(2)?, created_at, seen_at })
    };
    rows.iter().map(own).collect()
}

/// Ends sessions of one's own.
pub async fn end_own(tx: &Tx, session: &Session, ending: Ending) -> Result<Vec<Ended>, DbError> {
    let actor = &session.actor;
    let rows = match ending {
        Ending::This => tx.rows(LOG_OUT, &values![session.key.bytes().as_slice()]).await?,
        Ending::One(id) => tx.rows(END_ONE, &values![id, actor.kind(), actor.id()]).await?,
        Ending::Others => tx.rows(END_OTHERS, &values![session.id, actor.kind(), actor.id()]).await?,
    };
    rows.iter().map(ended).collect()
}

pub async fn end_of_provider(tx: &Tx, ending: ProviderEnding) -> Result<Vec<Ended>, DbError> {
    let (sql, key) = match ending {
        ProviderEnding::Sid(key) => (END_OF_SID, key),
        ProviderEnding::Subject(key) => (END_OF_SUBJECT, key),
    };
    tx.rows(sql, &values![key.bytes().as_slice()]).await?.iter().map(ended).collect()
}

fn ended(row: &Row) -> Result<Ended, DbError> {
    let (key, kind): (Vec<u8>, String) = (row.get(0)?, row.get(2)?);
    let key = Digest::from_bytes(&key).ok_or_else(|| DbError::Fault("a hash that is none".to_owned()))?;
    Ok(Ended { key, id: row.get(1)?, is_officer: kind == "officer", who: row.get(3)? })
}

/// False if the token was taken before. Those that are too old to be taken anyway are forgotten.
pub async fn take_token(tx: &Tx, token: Digest, now: Instant) -> Result<bool, DbError> {
    const KEPT: i64 = 24 * 3600;
    tx.exec(FORGET_TOKENS, &values![now.plus_seconds(-KEPT)]).await?;
    Ok(tx.exec(TAKE_TOKEN, &values![token.bytes().as_slice(), now]).await? > 0)
}
