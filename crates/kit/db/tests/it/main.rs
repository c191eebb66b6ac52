//! The door's promises, on both engines; and every statement of the program, prepared on both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "tests")]

mod opening;
mod outbox;
mod statements;
mod transactions;
mod values;

use kit_db::{Db, DbError, Sql, Tx, Value, refinery, values};

const SCHEMA: &str = "
    CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, revision BIGINT NOT NULL);
    CREATE TABLE part (thing BIGINT NOT NULL REFERENCES thing (id), place BIGINT NOT NULL CHECK (place >= 0));
    CREATE TABLE every_type (
        id BIGINT NOT NULL PRIMARY KEY, number BIGINT, yes BOOLEAN, text TEXT, uuid UUID, at TIMESTAMPTZ, day DATE, bytes BYTEA
    );";

/// Two tables and one with a column of each type.
fn small_schema() -> refinery::Runner {
    refinery::Runner::new(&[refinery::Migration::unapplied("V1__small.sql", SCHEMA).unwrap()])
}

const ADD: Sql = Sql("INSERT INTO thing (id, name, revision) VALUES ($1, $2, 1)");
const COUNT: Sql = Sql("SELECT COUNT(*) FROM thing");

async fn add(tx: &Tx, id: i64) -> Result<u64, DbError> {
    tx.exec(ADD, &values![id, format!("thing {id}")]).await
}

async fn write_one(db: &Db, sql: Sql, values: Vec<Value>) -> Result<u64, DbError> {
    db.write(move |tx| async move { tx.exec(sql, &values).await }).await
}

async fn count(db: &Db) -> i64 {
    db.read().await.unwrap().first(COUNT, &[]).await.unwrap().unwrap().get(0).unwrap()
}
