//! Fresh databases for tests, on both engines: each test has its own, and it is gone afterwards.
//!
//! A schema is made once for each set of migrations and copied from then on. Tests say
//! [`on_both_databases!`](crate::on_both_databases) or walk through [`databases`]; they name no engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "tests stop where the machine does not do its part")]

mod cluster;
mod files;
mod generated;

use std::{future::Future, ops::Deref, path::PathBuf};

use kit_core::{Clock, Ids};
use refinery::Runner;

pub use generated::generated_document;

use crate::Db;

/// An empty database with its schema. It is removed when the value is dropped.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    address: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    /// A database on the test cluster, by its name.
    Cluster(String),
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// The database as [`Db::open`] and the program's settings take it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The engine's name, for messages of a test that walks through several databases.
    pub const fn name(&self) -> &'static str {
        match self.place {
            Place::Folder(_) => "SQLite",
            Place::Cluster(_) => "PostgreSQL",
        }
    }

    /// Does the engine understand the statement with this schema? If not: what it says.
    pub async fn prepare(&self, sql: &str) -> Result<(), String> {
        match &self.place {
            Place::Folder(folder) => files::prepare(folder, sql),
            Place::Cluster(name) => cluster::prepare(name, sql).await,
        }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.place {
            Place::Folder(folder) => files::remove(folder),
            Place::Cluster(name) => cluster::remove(name.clone()),
        }
    }
}

/// The migrations of this repository, read from their folder: for crates that do not see the program.
pub fn migrations() -> Runner {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../migrations");
    let all = refinery::load_sql_migrations(folder).expect("the folder of migrations can be read");
    assert!(!all.is_empty(), "no migrations in {folder}");
    Runner::new(&all)
}

pub async fn sqlite(runner: fn() -> Runner) -> TestDb {
    let (folder, file) = files::create(&runner());
    let address = format!("sqlite:{}", file.display());
    TestDb { db: Db::open(&address).expect("the copy opens"), address, place: Place::Folder(folder) }
}

pub async fn postgres(runner: fn() -> Runner) -> TestDb {
    let (name, address) = cluster::create(&runner()).await;
    TestDb { db: Db::open(&address).expect("the address is one"), address, place: Place::Cluster(name) }
}

/// A fresh database on the engine that runs as a server of its own: for tests that start other processes on it.
pub async fn on_a_server(runner: fn() -> Runner) -> TestDb {
    postgres(runner).await
}

/// A fresh database on each engine.
pub async fn databases(runner: fn() -> Runner) -> [TestDb; 2] {
    [sqlite(runner).await, postgres(runner).await]
}

/// Runs a test on a runtime of its own.
pub fn run<F: Future<Output = ()>>(database: impl Future<Output = TestDb>, test: impl FnOnce(TestDb) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async { test(database.await).await });
}

/// `on_both_databases!(migrations: test, other_test)`: each `async fn test(db: TestDb)` becomes the
/// tests `sqlite::test` and `postgres::test`. Once in a module.
#[macro_export]
macro_rules! on_both_databases {
    ($runner:path: $($test:ident),+ $(,)?) => {
        mod sqlite {
            use super::*;
            $(#[test]
            fn $test() {
                $crate::testing::run($crate::testing::sqlite($runner), super::$test);
            })+
        }
        mod postgres {
            use super::*;
            $(#[test]
            fn $test() {
                $crate::testing::run($crate::testing::postgres($runner), super::$test);
            })+
        }
    };
}

/// Names the set of migrations by its content: another content is another schema to copy from.
fn schema_name(runner: &Runner) -> String {
    let all: Vec<String> = runner.get_migrations().iter().map(|m| format!("{} {} {}", m.version(), m.name(), m.checksum())).collect();
    kit_core::Digest::of(all.join("\n")).hex()[..16].to_owned()
}

/// A name that no other test has.
fn fresh_name() -> String {
    Ids::random().next(Clock::system().now()).simple().to_string()
}
