//! Databases on a PostgreSQL cluster: the one that `EKSTRANET_TEST_POSTGRES` names, or one of this
//! machine that the first test starts and later ones find running.

mod server;

use std::{env, sync::OnceLock};

use refinery::Runner;
use tokio_postgres::{Client, NoTls};

use super::{fresh_name, schema_name};

/// Address of the cluster, up to the database's name.
fn base() -> &'static str {
    static BASE: OnceLock<String> = OnceLock::new();
    BASE.get_or_init(|| {
        let address = env::var("EKSTRANET_TEST_POSTGRES").unwrap_or_else(|_| server::running());
        let (base, _) = address.rsplit_once('/').expect("EKSTRANET_TEST_POSTGRES is like postgres://user@host:port/postgres");
        base.to_owned()
    })
}

fn address(name: &str) -> String {
    format!("{}/{name}", base())
}

async fn connect(name: &str) -> Client {
    let address = address(name);
    let (client, connection) = tokio_postgres::connect(&address, NoTls).await.unwrap_or_else(|e| panic!("{address}: {e:?}"));
    tokio::spawn(connection);
    client
}

/// A new database's name and address.
pub(super) async fn create(runner: &Runner) -> (String, String) {
    let desk = connect("postgres").await;
    let template = template(&desk, runner).await;
    let name = format!("test_{}", fresh_name());
    desk.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.expect("the schema can be copied");
    let address = address(&name);
    (name, address)
}

/// The database with the schema of these migrations; made by one process while others wait.
async fn template(desk: &Client, runner: &Runner) -> String {
    let name = format!("schema_{}", schema_name(runner));
    if !exists(desk, &name).await {
        desk.batch_execute("SELECT pg_advisory_lock(20261121)").await.expect("a lock");
        if !exists(desk, &name).await {
            let new = format!("new_{}", fresh_name());
            desk.batch_execute(&format!("CREATE DATABASE {new}")).await.expect("a new database");
            migrate(&new, runner).await;
            desk.batch_execute(&format!("ALTER DATABASE {new} RENAME TO {name}")).await.expect("nobody uses it yet");
        }
        desk.batch_execute("SELECT pg_advisory_unlock(20261121)").await.expect("the lock's end");
    }
    name
}

async fn exists(desk: &Client, name: &str) -> bool {
    desk.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).await.expect("an answer").is_some()
}

async fn migrate(name: &str, runner: &Runner) {
    let migrations = runner.get_migrations().clone();
    let (mut client, connection) = tokio_postgres::connect(&address(name), NoTls).await.expect("a connection");
    let connection = tokio::spawn(connection);
    Runner::new(&migrations).run_async(&mut client).await.expect("the migrations run");
    drop(client);
    // Its server process may live a moment longer than the connection; a copy needs it gone.
    connection.await.ok();
    let desk = connect("postgres").await;
    let leave = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1";
    desk.query(leave, &[&name]).await.expect("an answer");
}

pub(super) async fn prepare(name: &str, sql: &str) -> Result<(), String> {
    let explain = |e: tokio_postgres::Error| e.as_db_error().map_or_else(|| e.to_string(), |db| db.message().to_owned());
    connect(name).await.prepare(sql).await.map(drop).map_err(explain)
}

/// Drops a database, whoever is still connected to it. Runs anywhere, also while a test panics.
pub(super) fn remove(name: String) {
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
        runtime.block_on(async {
            let desk = connect("postgres").await;
            desk.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.ok()
        })
    };
    std::thread::spawn(work).join().ok();
}
