//! Runs of imports as they are kept: what came, what became of it, what was wrong with which row.

use kit_core::{Instant, Uuid, process};
use kit_db::{Db, DbError, Read, Row, Sql, Tx, Value, values};

pub use super::plan::{Change, ChangeKind, Counts};
use super::{
    fault::{FaultKind, RowFault},
    store::batch,
};

/// A run that has not been heard of for so many seconds was broken off, if it is not known sooner.
const SILENT: i64 = 120;
/// Faults of so many rows are kept, of all they are counted.
const MOST_FAULTS: usize = 1000;

const GIVE_UP: Sql =
    Sql("UPDATE register_run SET state = 'stopped', why = 'broken-off', ended_at = seen_at WHERE what = $1 AND state = 'running' AND seen_at < $2");
const AT_WORK: Sql = Sql("SELECT id, process FROM register_run WHERE what = $1 AND state = 'running'");
const GONE: Sql = Sql("UPDATE register_run SET state = 'stopped', why = 'broken-off', ended_at = seen_at WHERE id = $1 AND state = 'running'");
const BEGIN: Sql = Sql("INSERT INTO register_run (id, what, shape, origin, whole, officer, officer_name, started_at, seen_at, state, process)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 'running', $9) ON CONFLICT DO NOTHING");
const PROGRESS: Sql = Sql("UPDATE register_run SET read_rows = $2, expected = $3, seen_at = $4 WHERE id = $1 AND state = 'running'");
const STOP: Sql = Sql("UPDATE register_run SET state = 'stopped', why = $2, detail = $3, read_rows = $4, skipped = $5, ended_at = $6, seen_at = $6
     WHERE id = $1 AND state = 'running'");
const DONE: Sql = Sql("UPDATE register_run SET state = 'done', read_rows = $2, skipped = $3, added = $4, changed = $5, ended_rows = $6, same = $7,
     ended_at = $8, seen_at = $8 WHERE id = $1 AND state = 'running'");
const FAULT: Sql = Sql("INSERT INTO register_fault (run_id, number, line, oid, fault, value) VALUES ($1, $2, $3, $4, $5, $6)");
const CHANGE: Sql = Sql("INSERT INTO register_change (id, run_id, register, oid, kind, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7)");
const ALL: Sql =
    Sql("SELECT id, what, shape, origin, whole, officer_name, started_at, ended_at, state, why, detail, expected, read_rows, skipped, added,
     changed, ended_rows, same FROM register_run ORDER BY started_at DESC, id DESC LIMIT $1");
const ONE: Sql =
    Sql("SELECT id, what, shape, origin, whole, officer_name, started_at, ended_at, state, why, detail, expected, read_rows, skipped, added,
     changed, ended_rows, same FROM register_run WHERE id = $1");
const CHANGES: Sql = Sql("SELECT oid, kind, before, after FROM register_change WHERE seen_at IS NULL ORDER BY oid, id");
const OF_RUN: Sql = Sql("SELECT oid, kind, before, after FROM register_change WHERE run_id = $1 ORDER BY oid, id LIMIT 1000");
const OF_ORGANISATION: Sql = Sql("SELECT r.started_at, x.kind, x.before, x.after FROM register_change x JOIN register_run r ON r.id = x.run_id
     WHERE x.oid = $1 ORDER BY r.started_at DESC, x.id DESC LIMIT 50");
const LAST_RUN: Sql =
    Sql("SELECT id, what, shape, origin, whole, officer_name, started_at, ended_at, state, why, detail, expected, read_rows, skipped, added,
     changed, ended_rows, same FROM register_run WHERE what = $1 AND state = 'done' ORDER BY started_at DESC LIMIT 1");
const NIGHTLY: Sql = Sql("SELECT state, started_at FROM register_run WHERE what = $1 AND shape = 'rest' AND officer IS NULL AND started_at >= $2
     ORDER BY started_at DESC LIMIT 1");
const LAST_DONE: Sql = Sql("SELECT started_at FROM register_run WHERE what = $1 AND state = 'done' ORDER BY started_at DESC LIMIT 1");
const FAULTS: Sql = Sql("SELECT line, oid, fault, value FROM register_fault WHERE run_id = $1 ORDER BY line, number");

/// Who imports what, and from where.
#[derive(Clone, Debug)]
pub struct Begun {
    pub id: Uuid,
    /// Key of the register or list.
    pub what: &'static str,
    /// Key of the shape: `rest`, `text`, `xml`, `sheet`.
    pub shape: &'static str,
    /// The file's name or the address, for people.
    pub origin: String,
    pub whole: bool,
    /// The officer and their name; none: the program by itself, or who runs its command.
    pub officer: Option<(Uuid, String)>,
}

/// A run as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub id: Uuid,
    pub what: String,
    pub shape: String,
    pub origin: String,
    pub whole: bool,
    pub officer: String,
    pub started_at: Instant,
    pub ended_at: Option<Instant>,
    pub state: String,
    /// Key of the reason why it stopped, and what belongs to it.
    pub why: String,
    pub detail: String,
    pub expected: Option<i64>,
    pub read: i64,
    pub skipped: i64,
    pub added: i64,
    pub changed: i64,
    pub ended: i64,
    pub same: i64,
}

/// False: an import of the same is running.
pub async fn begin(db: &Db, run: Begun, now: Instant) -> Result<bool, DbError> {
    db.write(move |tx| async move { begin_in(&tx, run, now).await }).await
}

/// The same in somebody's transaction.
pub async fn begin_in(tx: &Tx, run: Begun, now: Instant) -> Result<bool, DbError> {
    give_up_gone(tx, run.what).await?;
    tx.exec(GIVE_UP, &values![run.what, now.plus_seconds(-SILENT)]).await?;
    let (officer, name) = run.officer.map_or((None, String::new()), |(id, name)| (Some(id), name));
    let all = values![run.id, run.what, run.shape, run.origin, run.whole, officer, name, now, process::mark()];
    Ok(tx.exec(BEGIN, &all).await? == 1)
}

/// Nobody waits for a process that was killed on this machine: what it had not written as a whole, it has not written.
async fn give_up_gone(tx: &Tx, what: &'static str) -> Result<(), DbError> {
    for row in tx.rows(AT_WORK, &values![what]).await? {
        let (id, mark): (Uuid, String) = (row.get(0)?, row.get(1)?);
        if process::is_gone(&mark) {
            tx.exec(GONE, &values![id]).await?;
        }
    }
    Ok(())
}

/// False: the run was given up meanwhile.
pub async fn progress(db: &Db, id: Uuid, read: u64, expected: Option<u64>, now: Instant) -> Result<bool, DbError> {
    let (read, expected) = (number(read), expected.map(number));
    db.write(move |tx| async move { Ok::<_, DbError>(tx.exec(PROGRESS, &values![id, read, expected, now]).await? == 1) }).await
}

pub async fn stop(db: &Db, id: Uuid, (why, detail): (&'static str, String), read: u64, faults: Vec<RowFault>, now: Instant) -> Result<(), DbError> {
    let (read, skipped) = (number(read), number(faults.len() as u64));
    db.write(move |tx| async move {
        tx.exec(STOP, &values![id, why, printable(&detail), read, skipped, now]).await?;
        keep_faults(&tx, id, &faults).await
    })
    .await
}

/// In the transaction of what it wrote. False: the run was given up meanwhile, and nothing may be written.
pub async fn done(tx: &Tx, id: Uuid, read: u64, counts: Counts, faults: &[RowFault], now: Instant) -> Result<bool, DbError> {
    let count = |n: usize| number(n as u64);
    let all =
        values![id, number(read), count(faults.len()), count(counts.added), count(counts.changed), count(counts.ended), count(counts.same), now];
    if tx.exec(DONE, &all).await? == 0 {
        return Ok(false);
    }
    keep_faults(tx, id, faults).await?;
    Ok(true)
}

/// Keeps what has become of organisations, for those whose customers they are.
pub async fn keep_changes(tx: &Tx, id: Uuid, register: &'static str, changes: &[(Uuid, Change)]) -> Result<(), DbError> {
    let line = |(change_id, change): &(Uuid, Change)| {
        (CHANGE, values![*change_id, id, register, &change.oid, change.kind.key(), &change.before, &change.after].to_vec())
    };
    for some in changes.chunks(500) {
        batch(tx, some.iter().map(line).collect()).await?;
    }
    Ok(())
}

/// What has become of organisations and nobody has looked at, by OID.
pub async fn changes(read: &Read) -> Result<Vec<Change>, DbError> {
    read.rows(CHANGES, &values![]).await?.iter().map(change).collect()
}

fn change(row: &Row) -> Result<Change, DbError> {
    Ok(Change { oid: row.get(0)?, kind: kind(row.get(1)?)?, before: row.get(2)?, after: row.get(3)? })
}

fn kind(key: String) -> Result<ChangeKind, DbError> {
    ChangeKind::from_key(&key).ok_or_else(|| DbError::Fault("a change of the register has a kind that cannot be".to_owned()))
}

async fn keep_faults(tx: &Tx, id: Uuid, faults: &[RowFault]) -> Result<(), DbError> {
    let numbered = (1_i64..).zip(faults.iter().take(MOST_FAULTS));
    let line = |(place, fault): (i64, &RowFault)| -> (Sql, Vec<Value>) {
        (FAULT, values![id, place, number(fault.line), printable(&fault.oid), fault.kind.key(), printable(&fault.value)].to_vec())
    };
    batch(tx, numbered.map(line).collect()).await
}

/// What a damaged file had there, as a database keeps it and people can read it: without control characters.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The latest runs, the last one first.
pub async fn latest(read: &Read, most: i64) -> Result<Vec<Run>, DbError> {
    read.rows(ALL, &values![most]).await?.iter().map(run).collect()
}

pub async fn find(read: &Read, id: Uuid) -> Result<Option<Run>, DbError> {
    read.first(ONE, &values![id]).await?.as_ref().map(run).transpose()
}

/// When the last import of it began that was done.
pub async fn last_done(read: &Read, what: &str) -> Result<Option<Instant>, DbError> {
    read.first(LAST_DONE, &values![what]).await?.map(|row| row.get(0)).transpose()
}

/// The last import of it that was done.
pub async fn last_done_run(read: &Read, what: &str) -> Result<Option<Run>, DbError> {
    read.first(LAST_RUN, &values![what]).await?.as_ref().map(run).transpose()
}

/// The last fetch by the program itself since then: whether it came to its end well or goes on, and when it began.
pub async fn last_fetch(read: &Read, what: &str, since: Instant) -> Result<Option<(bool, Instant)>, DbError> {
    let row = read.first(NIGHTLY, &values![what, since]).await?;
    row.map(|row| Ok((row.get::<String>(0)? != "stopped", row.get(1)?))).transpose()
}

/// What became of organisations by a run, by OID.
pub async fn changes_by(read: &Read, id: Uuid) -> Result<Vec<Change>, DbError> {
    read.rows(OF_RUN, &values![id]).await?.iter().map(change).collect()
}

/// What became of one organisation by the imports so far, the newest first, and when.
pub async fn changes_of(read: &Read, oid: &str) -> Result<Vec<(Instant, ChangeKind, String, String)>, DbError> {
    let rows = read.rows(OF_ORGANISATION, &values![oid]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, kind(row.get(1)?)?, row.get(2)?, row.get(3)?))).collect()
}

/// The first faults of a run, by their rows.
pub async fn faults(read: &Read, id: Uuid) -> Result<Vec<RowFault>, DbError> {
    read.rows(FAULTS, &values![id]).await?.iter().map(fault).collect()
}

fn fault(row: &Row) -> Result<RowFault, DbError> {
    let (line, kind): (i64, String) = (row.get(0)?, row.get(2)?);
    let kind = FaultKind::from_key(&kind).ok_or_else(|| DbError::Fault("a fault of an import has a kind that cannot be".to_owned()))?;
    Ok(RowFault { line: line.unsigned_abs(), oid: row.get(1)?, kind, value: row.get(3)? })
}

fn run(row: &Row) -> Result<Run, DbError> {
    Ok(Run {
        id: row.get(0)?,
        what: row.get(1)?,
        shape: row.get(2)?,
        origin: row.get(3)?,
        whole: row.get(4)?,
        officer: row.get(5)?,
        started_at: row.get(6)?,
        ended_at: row.get(7)?,
        state: row.get(8)?,
        why: row.get(9)?,
        detail: row.get(10)?,
        expected: row.get(11)?,
        read: row.get(12)?,
        skipped: row.get(13)?,
        added: row.get(14)?,
        changed: row.get(15)?,
        ended: row.get(16)?,
        same: row.get(17)?,
    })
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
