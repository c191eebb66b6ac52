//! The program as a process of its own, which can be killed and started again.

use std::{
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use kit_core::{Clock, Ids};
use kit_db::{Db, Sql, testing::TestDb};
use tokio::{
    process::{Child, Command},
    time::{Instant, sleep},
};

use crate::chance;

/// A process that does not answer within this is not starting.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, its database and its folder. Both are removed with it.
pub struct Process {
    child: Option<Child>,
    folder: PathBuf,
    database: String,
    /// A statement that finds damage in the file, where there is a file of ours.
    damage: Option<Sql>,
    /// Of the pages, of the stand-ins, of the stand-in's mails: the same at each start.
    ports: [u16; 3],
    starts: Vec<Duration>,
    /// Beside those that each start has: they hold from the next one on.
    pub arguments: Vec<String>,
    _server: Option<TestDb>,
}

impl Process {
    pub async fn with_file() -> Self {
        let folder = fresh_folder();
        let database = format!("sqlite:{}", folder.join("ekstranet.sqlite").display());
        Self::with(folder, database, Some(Sql("PRAGMA integrity_check")), None).await
    }

    pub async fn with_server(server: TestDb) -> Self {
        let database = server.address().to_owned();
        Self::with(fresh_folder(), database, None, Some(server)).await
    }

    async fn with(folder: PathBuf, database: String, damage: Option<Sql>, server: Option<TestDb>) -> Self {
        let mut process =
            Self { child: None, folder, database, damage, ports: free_ports(), starts: Vec::new(), arguments: Vec::new(), _server: server };
        process.start().await;
        process
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports[0])
    }

    /// Where the stand-ins are.
    pub fn stand_ins(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports[1])
    }

    /// How many days the stand-in's clock is ahead.
    pub fn days_ahead(&self) -> i32 {
        let kept = fs::read_to_string(self.folder.join("stand-in-clock")).unwrap_or_default();
        kept.trim().parse::<i32>().map_or(0, |seconds| (seconds + 3600) / 86_400)
    }

    pub fn log(&self) -> String {
        log(&self.folder)
    }

    /// The name of the engine, for messages.
    pub fn engine(&self) -> &'static str {
        if self.damage.is_some() { "SQLite" } else { "PostgreSQL" }
    }

    /// The database, beside the program. Not to be kept over a kill.
    pub fn database(&self) -> Db {
        Db::open(&self.database).unwrap()
    }

    /// Milliseconds that a start took: the middle one.
    pub fn usual_start(&self) -> u128 {
        let mut starts: Vec<_> = self.starts.iter().map(Duration::as_millis).collect();
        starts.sort_unstable();
        starts[starts.len() / 2]
    }

    /// SIGKILL: no last words.
    pub async fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        assert!(child.try_wait().unwrap().is_none(), "the program had ended by itself:\n{}", log(&self.folder));
        child.kill().await.unwrap();
    }

    /// Starts the program and waits until it says that it is ready.
    pub async fn start(&mut self) {
        let begun = Instant::now();
        self.child = Some(self.spawn());
        while !self.is_ready().await {
            let ended = self.child.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "the program does not start: {ended:?}\n{}", log(&self.folder));
            assert!(begun.elapsed() < PATIENCE, "the program does not become ready:\n{}", log(&self.folder));
            sleep(Duration::from_millis(5)).await;
        }
        self.starts.push(begun.elapsed());
        self.check_the_file().await;
    }

    fn spawn(&self) -> Child {
        let [pages, stand_ins, mails] = self.ports.map(|port| format!("127.0.0.1:{port}"));
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ekstranet"));
        command.env_clear().env("RUST_LOG", "warn,typst=error").args(["--database", &self.database, "--listen", &pages]);
        command.args(["--stand-in-listen", &stand_ins, "--stand-in-mail-listen", &mails, "--data"]).arg(&self.folder).args(&self.arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).kill_on_drop(true).spawn().unwrap()
    }

    async fn is_ready(&self) -> bool {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client.get(format!("{}/health/ready", self.url())).send().await;
        answer.is_ok_and(|answer| answer.status() == 200)
    }

    async fn check_the_file(&self) {
        if let Some(damage) = self.damage {
            let found: String = self.database().read().await.unwrap().first(damage, &[]).await.unwrap().unwrap().get(0).unwrap();
            assert_eq!(found, "ok", "the file is damaged");
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A failed test leaves its traces.
        if !std::thread::panicking() {
            fs::remove_dir_all(&self.folder).ok();
        }
    }
}

pub fn fresh_folder() -> PathBuf {
    let name = Ids::random().next(Clock::system().now()).simple().to_string();
    let folder = std::env::temp_dir().join(format!("ekstranet-crash-{name}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_default()
}

/// Ports that nobody listens on, below those that the system lends to connections: nobody takes them between two starts.
fn free_ports() -> [u16; 3] {
    let is_free = |port: u16| TcpListener::bind(("127.0.0.1", port)).is_ok();
    let mut wanted = std::iter::repeat_with(|| 20_000 + u16::try_from(chance::below(4_000)).unwrap() * 3);
    let first = wanted.find(|first| (0..3).all(|n| is_free(first + n))).unwrap();
    [first, first + 1, first + 2]
}
