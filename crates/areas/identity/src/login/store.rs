use kit_core::{Digest, Instant, Language, Secret, Uuid};
use kit_db::{Db, DbError, Sql, Tx, values};

/// Seconds within which a login has to come back.
const LOGIN_TIME: i64 = 30 * 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Person,
    Officer,
    Organisation,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Officer => "officer",
            Self::Organisation => "organisation",
        }
    }
}

/// A login that has begun.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub kind: Kind,
    pub browser: Digest,
    pub nonce: Secret,
    pub verifier: Secret,
    pub next: String,
    pub language: Language,
    /// The mandate service's session and user, when an organisation is chosen: `session user`.
    pub choice: Option<String>,
    pub begun_at: Instant,
}

const BEGIN: Sql = Sql(
    "INSERT INTO login_attempt (state_hash, kind, browser, nonce, verifier, next, language, choice, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
const TAKE: Sql = Sql("DELETE FROM login_attempt WHERE state_hash = $1 RETURNING kind, browser, nonce, verifier, next, language, choice, created_at");
const FORGET: Sql = Sql("DELETE FROM login_attempt WHERE created_at < $1");
const RECOGNISE: Sql = Sql("INSERT INTO person (id, recognised_by, name, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (recognised_by) DO UPDATE SET name = $3, last_seen_at = $4 RETURNING id");
const RECOGNISE_OFFICER: Sql = Sql("INSERT INTO officer (id, subject, name, first_seen_at, last_seen_at, handles) VALUES ($1, $2, $3, $4, $4, $5)
     ON CONFLICT (subject) DO UPDATE SET name = $3, last_seen_at = $4, handles = $5 RETURNING id");

pub async fn begin(db: &Db, state: &Secret, attempt: Attempt, now: Instant) -> Result<(), DbError> {
    let key = Digest::of(state.expose());
    db.write(move |tx| async move {
        tx.exec(FORGET, &values![now.plus_seconds(-LOGIN_TIME)]).await?;
        let (nonce, verifier) = (attempt.nonce.expose(), attempt.verifier.expose());
        let browser = attempt.browser.bytes().as_slice();
        let all = values![key.bytes().as_slice(), attempt.kind.key(), browser, nonce, verifier, &attempt.next, attempt.language, attempt.choice, now];
        tx.exec(BEGIN, &all).await.map(drop)
    })
    .await
}

/// Takes the attempt out: an answer is taken once.
pub async fn take(db: &Db, state: &Secret, now: Instant) -> Result<Option<Attempt>, DbError> {
    let key = Digest::of(state.expose());
    let Some(row) = db.write(move |tx| async move { tx.first(TAKE, &values![key.bytes().as_slice()]).await }).await? else {
        return Ok(None);
    };
    let kind: String = row.get(0)?;
    let Some(kind) = [Kind::Person, Kind::Officer, Kind::Organisation].into_iter().find(|k| k.key() == kind) else {
        return Ok(None);
    };
    let begun: Instant = row.get(7)?;
    if now.seconds_since(begun) >= LOGIN_TIME {
        return Ok(None);
    }
    let browser: Vec<u8> = row.get(1)?;
    let Some(browser) = Digest::from_bytes(&browser) else {
        return Ok(None);
    };
    let (nonce, verifier): (String, String) = (row.get(2)?, row.get(3)?);
    let (next, language, choice) = (row.get(4)?, row.get(5)?, row.get(6)?);
    Ok(Some(Attempt { kind, browser, nonce: Secret::new(nonce), verifier: Secret::new(verifier), next, language, choice, begun_at: begun }))
}

/// The person behind a keyed hash of the identity code: found, or noted for the first time.
pub async fn recognise(tx: &Tx, id: Uuid, recognised_by: &[u8], name: &str, now: Instant) -> Result<Uuid, DbError> {
    one(tx, RECOGNISE, &values![id, recognised_by, name, now]).await
}

pub async fn recognise_officer(tx: &Tx, id: Uuid, (subject, name, handles): (&str, &str, bool), now: Instant) -> Result<Uuid, DbError> {
    one(tx, RECOGNISE_OFFICER, &values![id, subject, name, now, handles]).await
}

async fn one(tx: &Tx, sql: Sql, values: &[kit_db::Value]) -> Result<Uuid, DbError> {
    tx.first(sql, values).await?.ok_or_else(|| DbError::Fault("RETURNING gave no row".to_owned()))?.get(0)
}
