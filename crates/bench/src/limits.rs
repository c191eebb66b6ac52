//! What the engines can do at best with the very statements of the program's save: no program around them.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use identity::access::log::LogRow;
use rusqlite::{Connection, Statement};

use crate::{cluster::Cluster, world::World};

/// The source of `save_section`: its statements are read out of it, so that they are the same here.
const STORE: &str = include_str!("../../areas/customership/src/applications/drafts.rs");

/// The texts of the three statements: the application's time stamp, the section, the log row.
fn statements() -> Result<[&'static str; 3]> {
    Ok([constant("TOUCH")?, constant("SAVE")?, LogRow::SQL.0])
}

fn constant(name: &str) -> Result<&'static str> {
    let declared = STORE.split_once(&format!("const {name}: Sql =")).map(|(_, after)| after);
    let text = declared.and_then(|after| after.split('"').nth(1));
    text.with_context(|| format!("{name} is not where save_section was"))
}

/// Saves per second of a bare connection: one `BEGIN … COMMIT` around one save of each of `group` applications,
/// statements prepared once, values bound from memory, WAL, `synchronous=FULL`, foreign keys on, no savepoints.
pub fn bare_sqlite(file: &Path, world: &World, group: usize, seconds: f64, mut revisions: Vec<i64>) -> Result<f64> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    ensure!(journal == "wal", "the file is not in WAL");
    let texts = statements()?.map(|text| text.replace('$', "?"));
    let [mut touch, mut save, mut log] = [connection.prepare(&texts[0])?, connection.prepare(&texts[1])?, connection.prepare(&texts[2])?];
    let (mut begin, mut commit) = (connection.prepare("BEGIN IMMEDIATE")?, connection.prepare("COMMIT")?);
    let mut saves: Vec<BareSave> = (0..group).map(|customer| BareSave::of(world, customer)).collect();
    let (mut done, begun, length) = (0_u32, Instant::now(), Duration::from_secs_f64(seconds));
    while begun.elapsed() < length {
        begin.execute([])?;
        for (bare, revision) in saves.iter_mut().zip(&mut revisions) {
            bare.run(&mut touch, &mut save, &mut log, *revision)?;
            *revision += 1;
        }
        commit.execute([])?;
        done += u32::try_from(group)?;
    }
    Ok(f64::from(done) / begun.elapsed().as_secs_f64())
}

/// The values of a save, ready to be bound.
struct BareSave {
    application: [u8; 16],
    fields: String,
    at: i64,
    saved_by: String,
    /// The log row's values; the first is its id, which counts up.
    log: [kit_db::Value; 10],
    next_id: u128,
}

impl BareSave {
    fn of(world: &World, customer: usize) -> Self {
        let save = world.save(customer, 0);
        let (application, fields) = (*save.application.0.as_bytes(), save.fields.to_json());
        Self { application, fields, at: save.at.micros(), saved_by: save.saved_by, next_id: save.log.id.as_u128(), log: save.log.values() }
    }

    fn run(&mut self, touch: &mut Statement<'_>, save: &mut Statement<'_>, log: &mut Statement<'_>, over_revision: i64) -> Result<()> {
        let touched = touch.execute((&self.application[..], self.at))?;
        let saved = save.execute((&self.application[..], "access-points", &self.fields, true, self.at, &self.saved_by, over_revision))?;
        self.next_id += 1;
        self.log[0] = kit_db::Value::Uuid(kit_core::Uuid::from_u128(self.next_id));
        log.execute(rusqlite::params_from_iter(&self.log))?;
        ensure!(touched == 1 && saved == 1, "a save met another revision");
        Ok(())
    }
}

/// How `pgbench` sends the statements of one save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// All from `BEGIN` to `COMMIT` at once.
    Pipelined,
    /// Each after the answer to the one before.
    OneByOne,
}

/// Saves per second of `pgbench` with prepared statements, each client on its own application, two threads.
pub async fn pgbench(cluster: &Cluster, folder: &Path, world: &World, clients: usize, sending: Sending, seconds: f64) -> Result<f64> {
    let script = folder.join(format!("{sending:?}.sql"));
    fs::write(&script, pgbench_script(sending)?)?;
    let mut command = cluster.pgbench();
    command.args(["-c", &clients.to_string(), "-j", "2", "-T", &format!("{:.0}", seconds.max(1.0)), "-f"]).arg(&script);
    for (name, value) in pgbench_values(world) {
        command.args(["-D", &format!("{name}={value}")]);
    }
    let output = tokio::process::Command::from(command).output().await?;
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success() && text.contains("number of failed transactions: 0 "), "pgbench: {text}{errors}");
    let rate = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    rate.with_context(|| format!("pgbench gave no rate: {text}"))
}

/// The script. A client finds its application and revision once; log rows get ids that count up.
fn pgbench_script(sending: Sending) -> Result<String> {
    let [touch, save, log] = statements()?;
    let [touch, save] = [with(touch, &["app", "at"]), with(save, &["app", "section", "fields", "complete", "at", "saved_by", "revision"])];
    let log = with(log, &["LOG_ID", "at", "actor_kind", "actor", "business_id", "acting_right", "action", "object", "app", "customer"]);
    let log = log.replace(":LOG_ID", "lpad(to_hex(:log_id::bigint), 32, '0')::uuid");
    let (before, after) = if sending == Sending::Pipelined { ("\\startpipeline", "\\endpipeline") } else { ("", "") };
    Ok(format!(
        "\\if :begun = 0\n\
         SELECT application_id AS app, revision, (SELECT COUNT(*) FROM access_log) + :client_id * 100000000000 AS log_id FROM application_section \
         WHERE section = :section ORDER BY application_id OFFSET :client_id LIMIT 1 \\gset\n\
         \\set begun 1\n\\endif\n\\set log_id :log_id + 1\n\
         {before}\nBEGIN;\n{touch};\n{save};\n{log};\nCOMMIT;\n{after}\n\\set revision :revision + 1\n"
    ))
}

/// The statement with names for `$1`, `$2` …, on one line.
fn with(statement: &str, names: &[&str]) -> String {
    let named = |text: String, (number, name): (usize, &&str)| text.replace(&format!("${}", number + 1), &format!(":{name}"));
    // From the last one down: `$10` begins like `$1`.
    let text = names.iter().enumerate().rev().fold(statement.to_owned(), named);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pgbench_values(world: &World) -> Vec<(&'static str, String)> {
    let save = world.save(0, 0);
    let text = |place: usize| match &save.log.values()[place] {
        kit_db::Value::Text(text) => text.clone(),
        kit_db::Value::Uuid(id) => id.to_string(),
        other => format!("{other:?}"),
    };
    vec![
        ("begun", "0".to_owned()),
        ("section", save.section.key().to_owned()),
        ("fields", save.fields.to_json()),
        ("complete", "true".to_owned()),
        ("at", save.at.iso()),
        ("saved_by", save.saved_by.clone()),
        ("actor_kind", text(2)),
        ("actor", text(3)),
        ("business_id", text(4)),
        ("acting_right", text(5)),
        ("action", text(6)),
        ("object", text(7)),
        ("customer", text(9)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statements_are_found_where_the_program_has_them() {
        let [touch, save, log] = statements().unwrap();
        assert!(
            touch.starts_with("UPDATE application SET")
                && save.starts_with("INSERT INTO application_section")
                && log.starts_with("INSERT INTO access_log")
        );
        assert_eq!(with("UPDATE a SET b = $2\n  WHERE c = $1", &["c", "b"]), "UPDATE a SET b = :b WHERE c = :c");
        assert!(!pgbench_script(Sending::Pipelined).unwrap().contains('$'));
    }
}
