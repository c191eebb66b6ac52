//! The PostgreSQL half: a pool, prepared statements, independent statements sent without waiting.

use std::{error::Error, fmt, time::Duration};

use deadpool_postgres::{ClientWrapper, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::future::try_join_all;
use kit_core::{Day, Instant};
use tokio_postgres::{
    NoTls, Statement,
    types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};

use crate::{DbError, Row, Sql, Value, row::RowOf};

/// Microseconds between PostgreSQL's epoch (2000-01-01) and ours (1970-01-01).
const EPOCH_MICROS: i64 = 946_684_800_000_000;
const EPOCH: (i16, i8, i8) = (2000, 1, 1);
/// How long one waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) fn pool(url: &str, connections: usize) -> Result<Pool, DbError> {
    let mut config: tokio_postgres::Config = url.parse().map_err(|e| DbError::Fault(format!("the address of the database: {e}")))?;
    config.application_name("ekstranet");
    // A commit is durable before it is answered, and nothing waits for ever.
    config.options("-c synchronous_commit=on -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s");
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let pool = Pool::builder(manager).max_size(connections).runtime(Runtime::Tokio1);
    let pool = pool.wait_timeout(Some(PATIENCE)).create_timeout(Some(PATIENCE));
    pool.build().map_err(|e| DbError::Fault(e.to_string()))
}

/// A connection for migrations: one process at a time, however long they take. It does not go back to the pool.
pub(crate) async fn alone(pool: &Pool) -> Result<ClientWrapper, DbError> {
    let client = Object::take(pool.get().await?);
    client.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(738421905)").await?;
    Ok(client)
}

async fn prepare(client: &Object, sql: Sql, values: &[Value]) -> Result<Statement, DbError> {
    let statement = client.prepare_cached(sql.0).await?;
    if statement.params().len() == values.len() { Ok(statement) } else { Err(DbError::wrong_values()) }
}

fn borrowed(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|v| v as &(dyn ToSql + Sync)).collect()
}

pub(crate) async fn rows(client: &Object, sql: Sql, values: &[Value]) -> Result<Vec<Row>, DbError> {
    let statement = prepare(client, sql, values).await?;
    let rows = client.query(&statement, &borrowed(values)).await?;
    Ok(rows.into_iter().map(|row| Row(RowOf::Pg(row))).collect())
}

pub(crate) async fn exec(client: &Object, sql: Sql, values: &[Value]) -> Result<u64, DbError> {
    let statement = prepare(client, sql, values).await?;
    Ok(client.execute(&statement, &borrowed(values)).await?)
}

/// Sends all statements before the first answer; the server runs them in order.
pub(crate) async fn batch(client: &Object, statements: &[(Sql, &[Value])]) -> Result<Vec<u64>, DbError> {
    let mut prepared = Vec::with_capacity(statements.len());
    for (sql, values) in statements {
        prepared.push(prepare(client, *sql, values).await?);
    }
    let params: Vec<_> = statements.iter().map(|(_, values)| borrowed(values)).collect();
    Ok(try_join_all(prepared.iter().zip(&params).map(|(statement, values)| client.execute(statement, values))).await?)
}

/// A value that its column cannot hold: a fault of the program.
#[derive(Debug)]
pub(crate) struct WrongType(Type);

impl fmt::Display for WrongType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a value for a {}", self.0)
    }
}

impl Error for WrongType {}

/// Our value as PostgreSQL's wire format wants it for the column's type.
impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(n), &Type::INT8) => n.to_sql(ty, out),
            (Self::Int(n), &Type::INT4) => i32::try_from(*n)?.to_sql(ty, out),
            (Self::Bool(b), &Type::BOOL) => b.to_sql(ty, out),
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR) => text.to_sql(ty, out),
            (Self::Uuid(id), &Type::UUID) => id.to_sql(ty, out),
            (Self::Instant(at), &Type::TIMESTAMPTZ) => (at.micros() - EPOCH_MICROS).to_sql(&Type::INT8, out),
            (Self::Day(day), &Type::DATE) => days_since_epoch(*day).to_sql(&Type::INT4, out),
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            (_, ty) => Err(Box::new(WrongType(ty.clone()))),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

pub(crate) struct PgInstant(pub Instant);

impl<'a> FromSql<'a> for PgInstant {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Instant::from_micros(i64::from_sql(&Type::INT8, raw)? + EPOCH_MICROS)))
    }
    fn accepts(ty: &Type) -> bool {
        *ty == Type::TIMESTAMPTZ
    }
}

pub(crate) struct PgDay(pub Day);

impl<'a> FromSql<'a> for PgDay {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        let epoch = Day::new(EPOCH.0, EPOCH.1, EPOCH.2).ok_or("epoch")?;
        Ok(Self(epoch.plus_days(i32::from_sql(&Type::INT4, raw)?)))
    }
    fn accepts(ty: &Type) -> bool {
        *ty == Type::DATE
    }
}

fn days_since_epoch(day: Day) -> i32 {
    Day::new(EPOCH.0, EPOCH.1, EPOCH.2).map_or(0, |epoch| day.days_since(epoch))
}
