//! SIGKILL in the middle of an import of each kind: the register is as it was, and the next import does not wait.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use kit_db::{Db, Sql, testing::TestDb, values};
use standins::code_server::{CodeServer, rows, shapes};
use tokio::{
    net::TcpListener,
    process::{Child, Command},
    time::{Instant, sleep},
};

use crate::{chance, process::fresh_folder, times};

const OLD_AND_NEW: Sql = Sql("SELECT COALESCE(SUM(CASE WHEN town = 'Vanhala' THEN 1 ELSE 0 END), 0),
     COALESCE(SUM(CASE WHEN town = 'Uusila' THEN 1 ELSE 0 END), 0) FROM register_unit");
const AT_WORK: Sql = Sql("SELECT COUNT(*) FROM register_run WHERE state = 'running'");
const GIVEN_UP: Sql = Sql("SELECT COUNT(*) FROM register_run WHERE why = 'broken-off'");

/// Rows of the register that comes in again and again.
const ROWS: usize = 1_500;
const TOWNS: [&str; 2] = ["Vanhala", "Uusila"];
/// The ends of the files' names; without one: from the code server.
const KINDS: [&str; 4] = ["txt", "xml", "xlsx", ""];

struct Trial {
    folder: PathBuf,
    database: String,
    db: Db,
    /// Code servers with the register of either town.
    served: [String; 2],
    _server: Option<TestDb>,
}

pub async fn on_a_server(server: TestDb) {
    let database = server.address().to_owned();
    Trial::begin(fresh_folder(), database, Some(server)).await.run("PostgreSQL").await;
}

pub async fn on_one_file() {
    let folder = fresh_folder();
    let database = format!("sqlite:{}", folder.join("ekstranet.sqlite").display());
    Trial::begin(folder, database, None).await.run("SQLite").await;
}

impl Trial {
    async fn begin(folder: PathBuf, database: String, server: Option<TestDb>) -> Self {
        let mut made = rows::generate(ROWS, 3);
        let mut served = [String::new(), String::new()];
        for (town, address) in TOWNS.iter().zip(&mut served) {
            made.iter_mut().for_each(|row| (*town).clone_into(&mut row.town));
            write(&folder, town, &made);
            let server = CodeServer::default();
            server.put(made.clone(), "2026-11-01");
            *address = serve(server).await;
        }
        let db = Db::open(&database).unwrap();
        let trial = Self { folder, database, db, served, _server: server };
        // What the desk's register has leaves with the first one.
        assert!(trial.start("txt", 0, &["--may-shrink"]).wait().await.unwrap().success(), "{}", trial.log());
        assert_eq!(trial.towns().await, [ROWS as i64, 0]);
        trial
    }

    async fn run(self, engine: &str) {
        let (kills, begun) = (times("EKSTRANET_IMPORT_KILLS", 3), Instant::now());
        let (mut there, mut whole, mut slowest) = (0, 0, Duration::ZERO);
        for kind in KINDS {
            let mut usual = Duration::from_secs(1);
            for _ in 0..kills {
                let next = 1 - there;
                let mut child = self.start(kind, next, &[]);
                self.until_at_work(&mut child).await;
                sleep(chance::between(Duration::ZERO, usual)).await;
                // One that has just ended cannot be killed.
                child.kill().await.ok();
                let towns = self.towns().await;
                assert!(towns == self.all(there) || towns == self.all(next), "{kind}: half of it is there: {towns:?}");
                whole += usize::from(towns == self.all(next));
                let started = Instant::now();
                let ended = self.start(kind, next, &[]).wait().await.unwrap();
                usual = started.elapsed();
                slowest = slowest.max(usual);
                assert!(ended.success(), "{kind}: the next import does not come in:\n{}", self.log());
                assert_eq!(self.towns().await, self.all(next));
                there = next;
            }
        }
        let read = self.db.read().await.unwrap();
        let given_up: i64 = read.first(GIVEN_UP, &values![]).await.unwrap().unwrap().get(0).unwrap();
        assert!(given_up as usize + whole >= kills * KINDS.len() - 1, "runs that were killed are known as broken off or done: {given_up}, {whole}");
        assert!(slowest < Duration::from_secs(60), "the next import waited for the one that is gone: {slowest:?}");
        drop(read);
        fs::remove_dir_all(&self.folder).ok();
        println!(
            "{engine}: {} imports killed: {given_up} left the register as it was, {whole} had just come in; the next one took {:.1} s at most; {:.0} s",
            kills * KINDS.len(),
            slowest.as_secs_f64(),
            begun.elapsed().as_secs_f64()
        );
    }

    fn all(&self, place: usize) -> [i64; 2] {
        let mut towns = [0; 2];
        towns[place] = ROWS as i64;
        towns
    }

    async fn towns(&self) -> [i64; 2] {
        let row = self.db.read().await.unwrap().first(OLD_AND_NEW, &values![]).await.unwrap().unwrap();
        [row.get(0).unwrap(), row.get(1).unwrap()]
    }

    /// Starts the import of the register of that town.
    fn start(&self, kind: &str, town: usize, more: &[&str]) -> Child {
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ekstranet"));
        command.env_clear().env("RUST_LOG", "warn").args(["--database", &self.database, "--data"]).arg(&self.folder);
        if kind.is_empty() {
            command.args(["register", "fetch", "providers", "--code-server-url", &self.served[town]]);
        } else {
            command.args(["register", "import", "providers"]).arg(self.folder.join(format!("{}.{kind}", TOWNS[town])));
        }
        command.args(more).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).kill_on_drop(true).spawn().unwrap()
    }

    async fn until_at_work(&self, child: &mut Child) {
        loop {
            let at_work: i64 = self.db.read().await.unwrap().first(AT_WORK, &values![]).await.unwrap().unwrap().get(0).unwrap();
            if at_work == 1 {
                return;
            }
            if let Some(ended) = child.try_wait().unwrap() {
                assert!(ended.success(), "the import ended before it began:\n{}", self.log());
                return;
            }
            sleep(Duration::from_millis(2)).await;
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

fn write(folder: &Path, town: &str, made: &[rows::Row]) {
    let create = |kind: &str| File::create(folder.join(format!("{town}.{kind}"))).map(std::io::BufWriter::new).unwrap();
    shapes::text(made, &mut create("txt")).unwrap();
    shapes::xml(made, "1.2.246.537.6.202.2008", &mut create("xml")).unwrap();
    fs::write(folder.join(format!("{town}.xlsx")), shapes::sheet(made).unwrap()).unwrap();
}

async fn serve(served: CodeServer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v6", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, standins::code_server::routes(served)).await });
    address
}
