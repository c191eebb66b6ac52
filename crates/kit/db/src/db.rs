use std::{
    future::Future,
    ops::Deref,
    panic::AssertUnwindSafe,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use futures_util::FutureExt;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::{
    DbError, Row, Value, pg,
    sqlite::{self, Job, Sqlite},
};

/// A statement: always a `const`, never put together from parts at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sql(pub &'static str);

/// The program's database.
#[derive(Clone, Debug)]
pub struct Db(Engine);

#[derive(Clone, Debug)]
enum Engine {
    Sqlite(Arc<Sqlite>),
    Postgres(deadpool_postgres::Pool),
}

/// A look at the database.
#[derive(Debug)]
pub struct Read {
    on: Connected,
    /// In a transaction: a statement was refused, so nothing of it may be kept.
    failed: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Connected {
    SqliteReaders(Arc<Sqlite>),
    SqliteWriter(Arc<Mutex<Connection>>),
    Postgres(Arc<deadpool_postgres::Object>),
}

/// A transaction: what is done through it is kept as a whole or not at all.
#[derive(Debug)]
pub struct Tx(Read);

impl Deref for Tx {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.0
    }
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://user@host/name`.
    pub fn open(address: &str) -> Result<Self, DbError> {
        const POSTGRES_CONNECTIONS: usize = 16;
        if let Some(path) = address.strip_prefix("sqlite:") {
            Ok(Self(Engine::Sqlite(Arc::new(Sqlite::open(Path::new(path))?))))
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Ok(Self(Engine::Postgres(pg::pool(address, POSTGRES_CONNECTIONS)?)))
        } else {
            Err(DbError::Fault("the database's address begins with sqlite: or postgres://".to_owned()))
        }
    }

    /// Brings the schema up to date; migrations that were applied must not have changed.
    pub async fn migrate(&self, runner: refinery::Runner) -> Result<usize, DbError> {
        let runner = runner.set_abort_divergent(true).set_abort_missing(true);
        let fault = |e: refinery::Error| DbError::Fault(format!("migration: {e}"));
        let report = match &self.0 {
            Engine::Sqlite(db) => runner.run(&mut *sqlite::lock(&db.writer)).map_err(fault)?,
            Engine::Postgres(pool) => {
                let mut client = pg::alone(pool).await?;
                runner.run_async(&mut *client).await.map_err(fault)?
            }
        };
        Ok(report.applied_migrations().len())
    }

    pub async fn read(&self) -> Result<Read, DbError> {
        Ok(Read::on(match &self.0 {
            Engine::Sqlite(db) => Connected::SqliteReaders(Arc::clone(db)),
            Engine::Postgres(pool) => Connected::Postgres(Arc::new(pool.get().await?)),
        }))
    }

    /// Runs `work` as one transaction. It is finished even if nobody waits for the answer any more.
    pub async fn write<T, E, F, W>(&self, work: W) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: Future<Output = Result<T, E>> + Send + 'static,
        W: FnOnce(Tx) -> F + Send + 'static,
    {
        match &self.0 {
            Engine::Sqlite(db) => write_sqlite(db, work).await,
            Engine::Postgres(pool) => {
                let client = Arc::new(pool.get().await.map_err(DbError::from)?);
                let done = tokio::spawn(write_postgres(client, work)).await;
                done.unwrap_or_else(|e| Err(DbError::Fault(format!("a transaction broke off: {e}")).into()))
            }
        }
    }
}

async fn write_sqlite<T, E, F, W>(db: &Arc<Sqlite>, work: W) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
    F: Future<Output = Result<T, E>> + Send + 'static,
    W: FnOnce(Tx) -> F + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    let connection = Arc::clone(&db.writer);
    let run = move || -> (bool, sqlite::Answer) {
        let (tx, failed) = Tx::on(Connected::SqliteWriter(connection));
        let only_database = || Err(DbError::Fault("a transaction may await nothing but the database".to_owned()).into());
        let result = attempt(work, tx).now_or_never().unwrap_or_else(only_database);
        let reply: sqlite::Answer = match whole(result, &failed) {
            Ok(value) => {
                let send = move |committed: Result<(), DbError>| drop(answer.send(committed.map(|()| value).map_err(E::from)));
                return (true, Box::new(send));
            }
            Err(refused) => Box::new(move |_| drop(answer.send(Err(refused)))),
        };
        (false, reply)
    };
    db.enqueue(Job { run: Box::new(run) })?;
    answered.await.unwrap_or_else(|_| Err(DbError::Unavailable("the write was not made".to_owned()).into()))
}

async fn write_postgres<T, E, F, W>(client: Arc<deadpool_postgres::Object>, work: W) -> Result<T, E>
where
    E: From<DbError>,
    F: Future<Output = Result<T, E>>,
    W: FnOnce(Tx) -> F,
{
    let (tx, failed) = Tx::on(Connected::Postgres(Arc::clone(&client)));
    // BEGIN and the first statement leave together.
    let (begun, result) = tokio::join!(client.batch_execute("BEGIN"), attempt(work, tx));
    begun.map_err(DbError::from)?;
    let result = whole(result, &failed);
    // Whatever happened: the connection goes back to the pool without an open transaction.
    let end = if result.is_ok() { "COMMIT" } else { "ROLLBACK" };
    client.batch_execute(end).await.map_err(DbError::from)?;
    result
}

/// Runs the work; a panic in it is an error like others.
async fn attempt<T, E, F, W>(work: W, tx: Tx) -> Result<T, E>
where
    E: From<DbError>,
    F: Future<Output = Result<T, E>>,
    W: FnOnce(Tx) -> F,
{
    let result = AssertUnwindSafe(async { work(tx).await }).catch_unwind().await;
    result.unwrap_or_else(|_| Err(DbError::Fault("a transaction broke off".to_owned()).into()))
}

/// PostgreSQL keeps nothing of a transaction in which a statement was refused, even when asked to:
/// work that goes on after a refusal must not be told that it was kept.
fn whole<T, E: From<DbError>>(result: Result<T, E>, failed: &AtomicBool) -> Result<T, E> {
    let passed_over = || DbError::Fault("a transaction went on after a statement was refused".to_owned());
    if result.is_ok() && failed.load(Ordering::Relaxed) { Err(passed_over().into()) } else { result }
}

impl Read {
    fn on(on: Connected) -> Self {
        Self { on, failed: Arc::default() }
    }

    pub async fn rows(&self, sql: Sql, values: &[Value]) -> Result<Vec<Row>, DbError> {
        self.noted(match &self.on {
            Connected::SqliteReaders(db) => sqlite::rows(&db.reader(), sql, values),
            Connected::SqliteWriter(connection) => sqlite::rows(&sqlite::lock(connection), sql, values),
            Connected::Postgres(client) => pg::rows(client, sql, values).await,
        })
    }

    fn noted<T>(&self, answer: Result<T, DbError>) -> Result<T, DbError> {
        if answer.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        answer
    }

    /// The first row, if there is one.
    pub async fn first(&self, sql: Sql, values: &[Value]) -> Result<Option<Row>, DbError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }
}

impl Tx {
    fn on(connected: Connected) -> (Self, Arc<AtomicBool>) {
        let read = Read::on(connected);
        let failed = Arc::clone(&read.failed);
        (Self(read), failed)
    }

    /// Runs one statement; the number of rows it touched. After a refusal the transaction can only fail.
    pub async fn exec(&self, sql: Sql, values: &[Value]) -> Result<u64, DbError> {
        self.noted(match &self.0.on {
            Connected::SqliteWriter(connection) => sqlite::exec(&sqlite::lock(connection), sql, values),
            Connected::Postgres(client) => pg::exec(client, sql, values).await,
            Connected::SqliteReaders(_) => Err(DbError::Fault("a reader cannot write".to_owned())),
        })
    }

    /// Runs statements that do not need each other's answers, in order, in one go.
    pub async fn batch(&self, statements: &[(Sql, &[Value])]) -> Result<Vec<u64>, DbError> {
        self.noted(match &self.0.on {
            Connected::Postgres(client) => pg::batch(client, statements).await,
            Connected::SqliteWriter(connection) => {
                let connection = sqlite::lock(connection);
                statements.iter().map(|(sql, values)| sqlite::exec(&connection, *sql, values)).collect()
            }
            Connected::SqliteReaders(_) => Err(DbError::Fault("a reader cannot write".to_owned())),
        })
    }
}
