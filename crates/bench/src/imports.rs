//! A register of national size: how fast it comes in beside bare inserts of the same rows, and what memory it takes.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use registers::organisations;
use rusqlite::{Connection, params_from_iter, types::Value};

use crate::{
    cluster::Cluster,
    machine::field,
    measure::{Series, Turns},
    table::{Limit, Table},
};

const ROWS: u32 = 100_000;
/// What a register may take at most, whatever is in it, in MB.
const MOST_MEMORY: f64 = 256.0;
const UNITS: &str = "INSERT INTO register_unit (register, oid, begins, ends, name, short_name, business_id, parent_oid, sector, legal_form, health,
    social, health_unit, social_unit, street, postal_code, town, municipality, content, loaded_at)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
const WORDS: &str = "INSERT INTO register_word (word, oid, register, top) VALUES (?,?,?,?)";

/// Where a register comes in, again and again.
struct Place<'a> {
    program: PathBuf,
    folder: &'a Path,
    database: String,
}

/// One import in a process of its own: seconds, and the most memory in MB.
struct Run {
    seconds: f64,
    memory: f64,
}

pub async fn measure(table: &mut Table, folder: &Path, cluster: &Cluster, turns: Turns) -> Result<()> {
    let program = std::env::current_exe()?.with_file_name("ekstranet");
    ensure!(program.exists(), "{} is not there: cargo build --release -p app", program.display());
    let files = folder.join("register");
    app::register::made::write(ROWS, 1, &files)?;
    let lite = Place { program: program.clone(), folder, database: format!("sqlite:{}", folder.join("register.sqlite").display()) };
    let server = Place { program, folder, database: cluster.address() };
    let text = files.join("providers.txt");
    let rounds = if turns.turns == 1 { 1 } else { 3 };

    let (mut program, mut bare, mut units) = (Series::default(), Series::default(), Series::default());
    for _ in 0..rounds {
        lite.forget()?;
        program.add(rate(lite.run(&text)?.seconds));
        let copied = Copied::of(&lite.file())?;
        bare.add(rate(copied.insert(&folder.join("bare.sqlite"), true)?));
        units.add(rate(copied.insert(&folder.join("bare.sqlite"), false)?));
    }
    let limit = |name, series| Some(Limit { name, series });
    table.rate("a register comes in, SQLite: rows", &program, limit("bare rusqlite, the same rows and words, 1 commit", &bare), None);
    table.rate("the same, beside the rows without their words", &program, limit("bare rusqlite, 1 commit", &units), None);
    let again = lite.run(&text)?;
    table.rate("the same register once more, SQLite", &[rate(again.seconds)].into_iter().collect(), None, None);

    let (mut program, mut bare) = (Series::default(), Series::default());
    let (begun, dump) = (Instant::now(), folder.join("register.sql"));
    server.prepare()?;
    for _ in 0..rounds {
        cluster.ask(FORGET)?;
        program.add(rate(server.run(&text)?.seconds));
        cluster.dump(&["register_unit", "register_word"], &dump)?;
        cluster.ask(FORGET)?;
        let begun = Instant::now();
        cluster.run_file(&dump)?;
        bare.add(rate(begun.elapsed().as_secs_f64()));
    }
    println!("PostgreSQL: {:.0} s in all", begun.elapsed().as_secs_f64());
    table.rate("a register comes in, PostgreSQL: rows", &program, limit("psql, the same rows and words, 400 an insert", &bare), None);
    cluster.ask(FORGET)?;
    memory(table, &lite, &server, &files)?;
    search(table, &lite, &server, &files).await
}

/// Rows that are searched.
const SEARCHED: u32 = 150_000;
/// What officers type: what it is, and the text.
const TYPED: [(&str, &str); 6] = [
    ("a word that thousands have", "malli"),
    ("the same and the beginning of another", "malli k"),
    ("one letter", "m"),
    ("two words that many units have", "terveysasema ylä"),
    ("a word and a number", "mallikoti 1217"),
    ("a word that nobody has", "olematon"),
];
/// A search as it takes an officer's time, at most, in ms.
const LONGEST_SEARCH: f64 = 150.0;

/// The search of the registers at their full size: the slowest of many, with its rows read and put in order.
async fn search(table: &mut Table, lite: &Place<'_>, server: &Place<'_>, files: &Path) -> Result<()> {
    app::register::made::write(SEARCHED, 1, files)?;
    for (engine, place) in [("SQLite", lite), ("PostgreSQL", server)] {
        place.run(&files.join("providers.txt"))?;
        let db = kit_db::Db::open(&place.database)?;
        let today = kit_core::Clock::system().today();
        for (what, text) in TYPED {
            let mut times = Vec::new();
            for _ in 0..100 {
                let begun = Instant::now();
                organisations::search(&db.read().await?, text, today, 25).await?;
                times.push(begun.elapsed().as_secs_f64() * 1000.0);
            }
            times.sort_by(f64::total_cmp);
            println!("search, {engine}, {what} «{text}»: median {:.1} ms, slowest of 100 {:.1} ms", times[50], times[99]);
            table.at_most(format!("search among {SEARCHED} rows, {what}, {engine}: 99th of 100"), times[98], "ms", Some(LONGEST_SEARCH));
        }
    }
    Ok(())
}

/// All registers go, with their runs.
const FORGET: &str = "TRUNCATE shipped_list, register_word, register_fault, register_change, register_run, register_unit";

/// The most memory in every shape, new rows and the same again, and when the file is no register.
fn memory(table: &mut Table, lite: &Place<'_>, server: &Place<'_>, files: &Path) -> Result<()> {
    for shape in ["txt", "xml", "xlsx"] {
        lite.forget()?;
        let file = files.join(format!("providers.{shape}"));
        let (first, again) = (lite.run(&file)?, lite.run(&file)?);
        println!("{shape}, SQLite: {:.2} s, the same again {:.2} s", first.seconds, again.seconds);
        table.at_most(format!("memory for {ROWS} rows from {shape}, SQLite (HWM)"), first.memory, "MB", Some(MOST_MEMORY));
        table.at_most("the same file again", again.memory, "MB", Some(MOST_MEMORY));
    }
    let file = files.join("providers.txt");
    table.at_most("memory for the rows from txt, PostgreSQL (HWM)", server.run(&file)?.memory, "MB", Some(MOST_MEMORY));
    table.at_most("the same file again", server.run(&file)?.memory, "MB", Some(MOST_MEMORY));
    for (name, start) in [
        ("line.txt", "OrganizationId;Abbreviation\r\n"),
        ("text.xml", "<r:result xmlns:r=\"urn::codeservice\"><termitementry id=\"1.2\"><attribute type=\"longname\">"),
        ("sheet.xlsx", "PK"),
    ] {
        let file = files.join(name);
        let mut written = File::create(&file)?;
        written.write_all(start.as_bytes())?;
        // A hole: the disk is not filled.
        written.set_len(1 << 30)?;
        let run = lite.refused(&file)?;
        table.at_most(format!("memory for 1 GB without an end: {name} (HWM)"), run.memory, "MB", Some(MOST_MEMORY));
    }
    Ok(())
}

fn rate(seconds: f64) -> f64 {
    f64::from(ROWS) / seconds
}

impl Place<'_> {
    fn file(&self) -> PathBuf {
        PathBuf::from(self.database.trim_start_matches("sqlite:"))
    }

    /// A new file, with the tables in it.
    fn forget(&self) -> Result<()> {
        for end in ["", "-wal", "-shm"] {
            fs::remove_file(format!("{}{end}", self.file().display())).ok();
        }
        ensure!(self.command(&["migrate"]).status()?.success(), "the tables are not made");
        Ok(())
    }

    fn prepare(&self) -> Result<()> {
        ensure!(self.command(&["migrate"]).status()?.success(), "the tables are not made");
        Ok(())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).args(["--database", &self.database, "--data"]).arg(self.folder.join("import-data"));
        command.env("RUST_LOG", "error").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn run(&self, file: &Path) -> Result<Run> {
        let (run, done) = self.import(file)?;
        ensure!(done, "{} did not come in", file.display());
        Ok(run)
    }

    fn refused(&self, file: &Path) -> Result<Run> {
        let (run, done) = self.import(file)?;
        ensure!(!done, "{} came in", file.display());
        Ok(run)
    }

    fn import(&self, file: &Path) -> Result<(Run, bool)> {
        let begun = Instant::now();
        let mut child = self.command(&["register", "import", "providers", &file.display().to_string(), "--may-shrink"]).spawn()?;
        let mut memory: f64 = 0.0;
        loop {
            memory = memory.max(most_memory(&child));
            if let Some(status) = child.try_wait()? {
                return Ok((Run { seconds: begun.elapsed().as_secs_f64(), memory }, status.success()));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// The kernel's highest figure so far, in MB.
fn most_memory(child: &Child) -> f64 {
    let text = field(&format!("/proc/{}/status", child.id()), "VmHWM").unwrap_or_default();
    text.trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1000.0
}

/// The rows that an import has written, in memory.
struct Copied {
    units: Vec<Vec<Value>>,
    words: Vec<Vec<Value>>,
    /// The file's tables and indexes, as they are.
    schema: Vec<String>,
}

impl Copied {
    fn of(file: &Path) -> Result<Self> {
        let from = Connection::open(file)?;
        let all = |sql: &str| -> Result<Vec<Vec<Value>>> {
            let mut statement = from.prepare(sql)?;
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| (0..columns).map(|place| row.get(place)).collect())?;
            rows.collect::<rusqlite::Result<_>>().context("the rows that came in")
        };
        let columns = UNITS.split_once('(').and_then(|(_, rest)| rest.split_once(')')).context("columns")?.0;
        let schema = all("SELECT sql FROM sqlite_schema WHERE tbl_name IN ('register_unit', 'register_word') AND sql IS NOT NULL ORDER BY rowid")?;
        let schema = schema.into_iter().flatten().filter_map(|value| if let Value::Text(text) = value { Some(text) } else { None });
        Ok(Self {
            // In the order in which the program wrote them.
            units: all(&format!("SELECT {columns} FROM register_unit ORDER BY rowid"))?,
            words: all("SELECT word, oid, register, top FROM register_word ORDER BY rowid")?,
            schema: schema.collect(),
        })
    }

    /// Seconds for one commit with all of it, through statements that were prepared once.
    fn insert(&self, file: &Path, with_words: bool) -> Result<f64> {
        for end in ["", "-wal", "-shm"] {
            fs::remove_file(format!("{}{end}", file.display())).ok();
        }
        let connection = Connection::open(file)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        self.schema.iter().try_for_each(|sql| connection.execute_batch(sql))?;
        let begun = Instant::now();
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let (mut unit, mut word) = (connection.prepare(UNITS)?, connection.prepare(WORDS)?);
        for row in &self.units {
            unit.execute(params_from_iter(row))?;
        }
        for row in self.words.iter().filter(|_| with_words) {
            word.execute(params_from_iter(row))?;
        }
        connection.execute_batch("COMMIT")?;
        Ok(begun.elapsed().as_secs_f64())
    }
}
