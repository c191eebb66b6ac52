//! The SQLite half: one writer thread that commits in groups, a handful of connections for reading.
//!
//! `synchronous=FULL` is set and read back: with less, a power cut loses commits that were answered.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use rusqlite::{CachedStatement, Connection, OpenFlags, config::DbConfig, types::ToSqlOutput, types::Value as LiteValue, types::ValueRef};

use crate::{DbError, Row, Sql, Value, row::RowOf};

/// At most so many waiting writes go into one commit.
const GROUP: usize = 256;

/// A write that waits for its turn. `run` works inside a savepoint and says whether to keep it;
/// the answer it returns is sent after the commit, with the commit's outcome.
pub(crate) struct Job {
    pub run: Box<dyn FnOnce() -> (bool, Answer) + Send>,
}

pub(crate) type Answer = Box<dyn FnOnce(Result<(), DbError>) + Send>;

#[derive(Debug)]
pub(crate) struct Sqlite {
    jobs: mpsc::Sender<Job>,
    pub writer: Arc<Mutex<Connection>>,
    readers: Vec<Mutex<Connection>>,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Job")
    }
}

impl Sqlite {
    pub fn open(path: &Path) -> Result<Self, DbError> {
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| DbError::Unavailable(format!("{}: {e}", folder.display())))?;
        }
        let writer = Arc::new(Mutex::new(open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?));
        let count = thread::available_parallelism().map_or(2, usize::from).max(2);
        let readers = (0..count).map(|_| open(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map(Mutex::new)).collect::<Result<_, _>>()?;
        let (jobs, waiting) = mpsc::channel();
        let connection = Arc::clone(&writer);
        thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || write_in_groups(&connection, &waiting))
            .map_err(|e| DbError::Unavailable(e.to_string()))?;
        Ok(Self { jobs, writer, readers })
    }

    pub fn enqueue(&self, job: Job) -> Result<(), DbError> {
        self.jobs.send(job).map_err(|_| DbError::Unavailable("the writer has stopped".to_owned()))
    }

    /// A connection for reading: each thread has its favourite, so that two seldom meet.
    pub fn reader(&self) -> MutexGuard<'_, Connection> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        thread_local! { static FAVOURITE: Cell<usize> = Cell::new(NEXT.fetch_add(1, Ordering::Relaxed)); }
        let favourite = FAVOURITE.get() % self.readers.len();
        self.readers[favourite].try_lock().unwrap_or_else(|_| {
            let free = self.readers.iter().find_map(|reader| reader.try_lock().ok());
            free.unwrap_or_else(|| lock(&self.readers[favourite]))
        })
    }
}

pub(crate) fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, DbError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    if flags.contains(OpenFlags::SQLITE_OPEN_READ_WRITE) {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
        if synchronous != 2 {
            return Err(DbError::Unavailable("SQLite did not accept synchronous=FULL".to_owned()));
        }
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    // Plans do not look at the values bound, else a statement with a join is planned anew each time it runs.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

fn write_in_groups(connection: &Mutex<Connection>, waiting: &mpsc::Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let group = std::iter::once(first).chain(waiting.try_iter().take(GROUP - 1));
        let (answers, outcome) = write_group(connection, group);
        for answer in answers {
            answer(outcome.as_ref().copied().map_err(|e| DbError::Unavailable(e.to_string())));
        }
    }
}

/// One `BEGIN … COMMIT` around all the jobs, each in its own savepoint.
fn write_group(connection: &Mutex<Connection>, group: impl Iterator<Item = Job>) -> (Vec<Answer>, Result<(), DbError>) {
    let mut answers = Vec::new();
    let mut outcome = run(connection, "BEGIN IMMEDIATE");
    for job in group {
        if outcome.is_ok() {
            outcome = run(connection, "SAVEPOINT job");
        }
        if outcome.is_err() {
            // The job is dropped unrun; its caller hears that the answer will not come.
            continue;
        }
        match catch_unwind(AssertUnwindSafe(job.run)) {
            Ok((keep, answer)) => {
                answers.push(answer);
                if !keep {
                    outcome = run(connection, "ROLLBACK TO job");
                }
            }
            Err(_) => outcome = run(connection, "ROLLBACK TO job"),
        }
        if outcome.is_ok() {
            outcome = run(connection, "RELEASE job");
        }
    }
    if outcome.is_ok() {
        outcome = run(connection, "COMMIT");
    }
    if outcome.is_err() {
        let _ = run(connection, "ROLLBACK");
    }
    (answers, outcome)
}

fn run(connection: &Mutex<Connection>, sql: &str) -> Result<(), DbError> {
    lock(connection).prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// `$3` means the third value wherever it stands in the text.
fn bind(statement: &mut CachedStatement<'_>, values: &[Value]) -> Result<(), DbError> {
    let mut wanted = 0;
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let number = number.ok_or_else(DbError::wrong_values)?;
        statement.raw_bind_parameter(place, number.checked_sub(1).and_then(|n| values.get(n)).ok_or_else(DbError::wrong_values)?)?;
        wanted = wanted.max(number);
    }
    if wanted == values.len() { Ok(()) } else { Err(DbError::wrong_values()) }
}

pub(crate) fn rows(connection: &Connection, sql: Sql, values: &[Value]) -> Result<Vec<Row>, DbError> {
    let mut statement = connection.prepare_cached(sql.0)?;
    bind(&mut statement, values)?;
    let columns = statement.column_count();
    let mut cursor = statement.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = cursor.next()? {
        let mut read = Vec::with_capacity(columns);
        for place in 0..columns {
            read.push(LiteValue::try_from(row.get_ref(place)?).map_err(|e| DbError::Fault(e.to_string()))?);
        }
        rows.push(Row(RowOf::Lite(read)));
    }
    Ok(rows)
}

pub(crate) fn exec(connection: &Connection, sql: Sql, values: &[Value]) -> Result<u64, DbError> {
    let mut statement = connection.prepare_cached(sql.0)?;
    bind(&mut statement, values)?;
    Ok(statement.raw_execute()? as u64)
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(LiteValue::Null),
            Self::Int(n) => (*n).into(),
            Self::Bool(b) => (*b).into(),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Uuid(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Self::Instant(at) => at.micros().into(),
            Self::Day(day) => ToSqlOutput::Owned(LiteValue::Text(day.iso())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
