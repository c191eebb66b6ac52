//! SIGKILL in the middle of an import of each kind: the register is as it was, and the next import does not wait.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use kit_db::{Db, Sql, testing::TestDb, values};
use standins::code_server::{
    CodeServer, Concept, PRACTITIONERS, PROVIDERS, SERVICE_TASKS, codes,
    pharmacies::{self, COLUMNS, Pharmacy},
    practitioners,
    rows::{self, Row},
    shapes,
};
use tokio::{
    net::TcpListener,
    process::{Child, Command},
    time::{Instant, sleep},
};

use crate::{chance, process::fresh_folder, times};

const UNITS: Sql = Sql("SELECT COALESCE(SUM(CASE WHEN name LIKE 'Painos-1 %' THEN 1 ELSE 0 END), 0),
     COALESCE(SUM(CASE WHEN name LIKE 'Painos-2 %' THEN 1 ELSE 0 END), 0) FROM register_unit WHERE register = $1");
const CODES: Sql = Sql("SELECT COALESCE(SUM(CASE WHEN name_fi LIKE 'Painos-1 %' THEN 1 ELSE 0 END), 0),
     COALESCE(SUM(CASE WHEN name_fi LIKE 'Painos-2 %' THEN 1 ELSE 0 END), 0) FROM code WHERE list = $1");
// A list that came with the program is one row: what is in it is of one edition, or it is half of both.
const SHIPPED: Sql = Sql("SELECT CAST(COALESCE(SUM(CASE WHEN content LIKE '%Painos-1 %' THEN entries ELSE 0 END), 0) AS BIGINT),
     CAST(COALESCE(SUM(CASE WHEN content LIKE '%Painos-2 %' THEN entries ELSE 0 END), 0) AS BIGINT) FROM shipped_list WHERE list = $1");
const AT_WORK: Sql = Sql("SELECT COUNT(*) FROM register_run WHERE state = 'running'");
const GIVEN_UP: Sql = Sql("SELECT COUNT(*) FROM register_run WHERE why = 'broken-off'");

/// Rows of the register of providers that comes in again and again; of the others there are fewer.
const ROWS: usize = 1_500;
/// How all names begin in the two editions of what comes in.
const EDITIONS: [&str; 2] = ["Painos-1", "Painos-2"];

/// What comes in, where it is counted, and in what shapes. Those are the ends of the files' names; without one it comes from
/// the code server.
const KINDS: [(&str, Sql, &[&str]); 6] = [
    ("providers", UNITS, &["txt", "xml", "xlsx", ""]),
    ("practitioners", UNITS, &["xlsx", ""]),
    ("pharmacies", UNITS, &["txt"]),
    ("service-task", CODES, &["txt", ""]),
    ("postal-codes", SHIPPED, &["txt"]),
    ("operators", SHIPPED, &["txt"]),
];

struct Trial {
    folder: PathBuf,
    database: String,
    db: Db,
    /// Code servers with either edition.
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
        let mut served = [String::new(), String::new()];
        for (edition, address) in EDITIONS.iter().zip(&mut served) {
            *address = serve(publish(&folder, edition)).await;
        }
        let db = Db::open(&database).unwrap();
        Self { folder, database, db, served, _server: server }
    }

    async fn run(self, engine: &str) {
        let (kills, begun) = (times("EKSTRANET_IMPORT_KILLS", 2), Instant::now());
        let (mut killed, mut whole, mut slowest) = (0, 0, Duration::ZERO);
        for kind in KINDS {
            let (which, _, shapes) = kind;
            // What the desk's register has leaves with the first one.
            assert!(self.start(which, shapes[0], 0, &["--may-shrink"]).wait().await.unwrap().success(), "{which}: {}", self.log());
            let [all, 0] = self.editions(kind).await else { panic!("{which}: the new edition is there before it came") };
            assert!(all > 100, "{which}: {all}");
            let edition = |place| if place == 0 { [all, 0] } else { [0, all] };
            let mut there = 0;
            for shape in shapes {
                let mut usual = Duration::from_secs(1);
                for _ in 0..kills {
                    let next = 1 - there;
                    let mut child = self.start(which, shape, next, &[]);
                    self.until_at_work(&mut child).await;
                    sleep(chance::between(Duration::ZERO, usual)).await;
                    // One that has just ended cannot be killed.
                    child.kill().await.ok();
                    killed += 1;
                    let found = self.editions(kind).await;
                    assert!(found == edition(there) || found == edition(next), "{which} {shape}: half of it is there: {found:?}");
                    whole += usize::from(found == edition(next));
                    let started = Instant::now();
                    let ended = self.start(which, shape, next, &[]).wait().await.unwrap();
                    usual = started.elapsed();
                    slowest = slowest.max(usual);
                    assert!(ended.success(), "{which} {shape}: the next import does not come in:\n{}", self.log());
                    assert_eq!(self.editions(kind).await, edition(next));
                    there = next;
                }
            }
        }
        let read = self.db.read().await.unwrap();
        let given_up: i64 = read.first(GIVEN_UP, &values![]).await.unwrap().unwrap().get(0).unwrap();
        assert!(given_up as usize + whole >= killed - 1, "runs that were killed are known as broken off or done: {given_up}, {whole} of {killed}");
        assert!(slowest < Duration::from_secs(60), "the next import waited for the one that is gone: {slowest:?}");
        drop(read);
        fs::remove_dir_all(&self.folder).ok();
        println!(
            "{engine}: {killed} imports killed: {given_up} left the register as it was, {whole} had just come in; the next one took {:.1} s at most; {:.0} s",
            slowest.as_secs_f64(),
            begun.elapsed().as_secs_f64()
        );
    }

    /// How much of either edition is there.
    async fn editions(&self, (key, count, _): (&str, Sql, &[&str])) -> [i64; 2] {
        let row = self.db.read().await.unwrap().first(count, &values![key]).await.unwrap().unwrap();
        [row.get(0).unwrap(), row.get(1).unwrap()]
    }

    /// Starts the import of an edition.
    fn start(&self, which: &str, shape: &str, edition: usize, more: &[&str]) -> Child {
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ekstranet"));
        command.env_clear().env("RUST_LOG", "warn").args(["--database", &self.database, "--data"]).arg(&self.folder);
        if shape.is_empty() {
            command.args(["register", "fetch", which, "--code-server-url", &self.served[edition]]);
        } else {
            command.args(["register", "import", which]).arg(self.folder.join(format!("{which}-{}.{shape}", EDITIONS[edition])));
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

/// Writes an edition of everything into files; what is in the code server, too, is in this one.
fn publish(folder: &Path, edition: &str) -> CodeServer {
    let named = |mut rows: Vec<Row>| {
        rows.iter_mut().for_each(|row| row.name = format!("{edition} {}", row.name));
        rows
    };
    let create = |name: &str| File::create(folder.join(name)).map(std::io::BufWriter::new).unwrap();
    let (served, day) = (CodeServer::default(), "2026-11-01");

    let providers = named(rows::generate(ROWS, 3));
    shapes::text(&providers, &mut create(&format!("providers-{edition}.txt"))).unwrap();
    shapes::xml(&providers, PROVIDERS.1, &mut create(&format!("providers-{edition}.xml"))).unwrap();
    fs::write(folder.join(format!("providers-{edition}.xlsx")), shapes::sheet(&providers).unwrap()).unwrap();
    served.put(providers, day);

    let practices = named(practitioners::generate(ROWS / 3, 3));
    fs::write(folder.join(format!("practitioners-{edition}.xlsx")), shapes::sheet(&practices).unwrap()).unwrap();
    served.put_register(PRACTITIONERS, &practices, day);

    let held = pharmacies::generate(ROWS / 5, 3).into_iter().map(|pharmacy| Pharmacy { name: format!("{edition} {}", pharmacy.name), ..pharmacy });
    shapes::table(&COLUMNS, held.map(|pharmacy| pharmacy.cells()), &mut create(&format!("pharmacies-{edition}.txt"))).unwrap();

    let tasks: Vec<Concept> = (0..ROWS / 5)
        .map(|number| Concept { code: number.to_string(), values: vec![format!("{edition} {number}"); 3], ..codes::service_tasks().swap_remove(0) })
        .collect();
    let (header, lines) = codes::as_table(&tasks);
    shapes::table(&header, lines.into_iter(), &mut create(&format!("service-task-{edition}.txt"))).unwrap();
    served.put_set(SERVICE_TASKS, &codes::ATTRIBUTES, tasks, day);

    let lines = (0..ROWS / 5).map(|number| vec![format!("{number:05}"), format!("{edition} Malli"), String::new(), "1".to_owned()]);
    let columns = ["Postinumero", "Postitoimipaikka", "Postitoimipaikka ruotsiksi", "Tyyppi"];
    shapes::table(&columns, lines, &mut create(&format!("postal-codes-{edition}.txt"))).unwrap();
    let lines = (0..ROWS / 5).map(|number| vec![format!("MALLI{number}"), format!("{edition} {number}"), "Pankki".to_owned()]);
    shapes::table(&["Tunnus", "Nimi", "Laji"], lines, &mut create(&format!("operators-{edition}.txt"))).unwrap();
    served
}

async fn serve(served: CodeServer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v6", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, standins::code_server::routes(served)).await });
    address
}
