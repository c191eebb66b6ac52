use kit_core::{Digest, Instant, Language, Secret, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, values};

use super::{Acting, Actor, Duty, Keying, Session};

const INSERT: Sql = Sql(
    "INSERT INTO session (key_hash, kind, who, name, csrf, language, id_token, sealed_identity, duties, organisation_oid, business_id, organisation,
     acting_right, right_checked_at, created_at, seen_at, paper) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
);
const LOAD: Sql =
    Sql("SELECT kind, who, name, csrf, language, id_token, sealed_identity, duties, organisation_oid, business_id, organisation, acting_right,
     right_checked_at, created_at, seen_at, paper FROM session WHERE key_hash = $1");
const SEEN: Sql = Sql("UPDATE session SET seen_at = $2, language = $3 WHERE key_hash = $1 AND seen_at <= $2");
const END: Sql = Sql("DELETE FROM session WHERE key_hash = $1");
const END_OLD: Sql = Sql("DELETE FROM session WHERE seen_at < $1 OR created_at < $2");

pub async fn insert(tx: &Tx, session: &Session) -> Result<(), DbError> {
    let key = session.key.bytes().as_slice();
    let (kind, who, name, sealed, duties, acting) = match &session.actor {
        Actor::Person { id, name, sealed_identity, acting } => ("person", *id, name, Some(sealed_identity.clone()), String::new(), acting.as_ref()),
        Actor::Officer { id, name, duties, keying } => ("officer", *id, name, None, Duty::keys(duties), keying.as_ref().map(|keying| &keying.acting)),
    };
    let paper = if let Actor::Officer { keying: Some(keying), .. } = &session.actor { Some(keying.paper) } else { None };
    let acting = acting.cloned().map(|a| (a.oid, a.business_id, a.name, a.right, a.checked_at));
    let part = |pick: fn(&(String, String, String, String, Instant)) -> &String| acting.as_ref().map(|a| pick(a).clone());
    let (oid, business_id) = (part(|a| &a.0), part(|a| &a.1));
    let (organisation, right) = (part(|a| &a.2), part(|a| &a.3));
    let checked_at = acting.as_ref().map(|a| a.4);
    let (csrf, token) = (&session.csrf, session.id_token.expose());
    let all = values![
        key,
        kind,
        who,
        name,
        csrf,
        session.language,
        token,
        sealed,
        duties,
        oid,
        business_id,
        organisation,
        right,
        checked_at,
        session.created_at,
        session.seen_at,
        paper
    ];
    tx.exec(INSERT, &all).await.map(drop)
}

pub async fn load(read: &Read, key: Digest) -> Result<Option<Session>, DbError> {
    let row = read.first(LOAD, &values![key.bytes().as_slice()]).await?;
    row.map(|row| session(key, &row)).transpose()
}

fn session(key: Digest, row: &Row) -> Result<Session, DbError> {
    let kind: String = row.get(0)?;
    let (id, name) = (row.get(1)?, row.get(2)?);
    let actor = if kind == "officer" {
        let keying = acting(row)?.zip(row.get::<Option<Uuid>>(15)?).map(|(acting, paper)| Keying { acting, paper });
        Actor::Officer { id, name, duties: Duty::from_keys(&row.get::<String>(7)?), keying }
    } else {
        Actor::Person { id, name, sealed_identity: row.get::<Option<Vec<u8>>>(6)?.unwrap_or_default(), acting: acting(row)? }
    };
    let language: Language = row.get(4)?;
    let id_token: String = row.get(5)?;
    Ok(Session { key, actor, csrf: row.get(3)?, language, id_token: Secret::new(id_token), created_at: row.get(13)?, seen_at: row.get(14)? })
}

fn acting(row: &Row) -> Result<Option<Acting>, DbError> {
    let Some(oid) = row.get::<Option<String>>(8)? else {
        return Ok(None);
    };
    Ok(Some(Acting { oid, business_id: row.get(9)?, name: row.get(10)?, right: row.get(11)?, checked_at: row.get(12)? }))
}

pub async fn seen(tx: &Tx, key: Digest, now: Instant, language: Language) -> Result<(), DbError> {
    tx.exec(SEEN, &values![key.bytes().as_slice(), now, language]).await.map(drop)
}

pub async fn end(tx: &Tx, key: Digest) -> Result<(), DbError> {
    tx.exec(END, &values![key.bytes().as_slice()]).await.map(drop)
}

/// Removes what nobody can use any more.
pub async fn end_old(tx: &Tx, idle_since: Instant, begun_before: Instant) -> Result<u64, DbError> {
    tx.exec(END_OLD, &values![idle_since, begun_before]).await
}
