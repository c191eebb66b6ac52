//! SQLite files under `target/tmp`, copied from one that was migrated.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use refinery::Runner;
use rusqlite::Connection;

use super::{fresh_name, schema_name};

const FILE: &str = "test.sqlite";

fn base() -> PathBuf {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../target")), PathBuf::from);
    let base = target.join("tmp/databases");
    fs::create_dir_all(&base).expect("target/tmp can be written");
    base.canonicalize().expect("a folder that was just made")
}

/// The folder of a new database and its file.
pub(super) fn create(runner: &Runner) -> (PathBuf, PathBuf) {
    let base = base();
    let template = template(&base, runner);
    let folder = base.join(fresh_name());
    fs::create_dir(&folder).expect("a new folder");
    let file = folder.join(FILE);
    fs::copy(template, &file).expect("the migrated file can be copied");
    (folder, file)
}

fn template(base: &Path, runner: &Runner) -> PathBuf {
    let template = base.join(format!("schema-{}.sqlite", schema_name(runner)));
    if !template.exists() {
        let new = base.join(format!("new-{}.sqlite", fresh_name()));
        let mut connection = Connection::open(&new).expect("a new file");
        connection.pragma_update(None, "journal_mode", "WAL").expect("WAL");
        runner.run(&mut connection).expect("the migrations run");
        connection.close().map_err(|(_, e)| e).expect("the file closes");
        // Whoever comes second puts the same content in its place.
        fs::rename(new, &template).expect("the file can be renamed");
    }
    template
}

pub(super) fn prepare(folder: &Path, sql: &str) -> Result<(), String> {
    let connection = Connection::open(folder.join(FILE)).map_err(|e| e.to_string())?;
    connection.prepare(sql).map(drop).map_err(|e| e.to_string())
}

pub(super) fn remove(folder: &Path) {
    fs::remove_dir_all(folder).ok();
}
