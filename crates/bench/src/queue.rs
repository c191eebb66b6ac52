//! The officers' queue with many cases: each kind of filter and search, as whole pages through HTTP, one after the other.

use std::{fmt::Write, path::Path, time::Instant as Stopwatch};

use anyhow::{Context, Result, ensure};
use app::{Outside, Settings};
use clap::Parser;
use identity::session::{Actor, Duty, Session};
use kit_core::{Clock, Digest, Ids, Instant, Language, Secret};
use kit_db::{Db, Sql, values};

use crate::load::Connection;

/// Requests of each kind.
const REQUESTS: usize = 500;
/// No page is to take longer, of a hundred, in milliseconds.
pub const MOST: f64 = 150.0;

const SAMPLES: Sql =
    Sql("SELECT c.name, c.business_id, c.oid, a.case_number, k.name, k.email FROM customer c JOIN application a ON a.customer_id = c.id
     JOIN contact k ON k.customer_id = c.id AND k.place = 3 ORDER BY c.business_id DESC LIMIT 2000");

/// What the searches look for, by chance but the same each time.
struct Chance {
    state: u64,
    samples: Vec<[String; 6]>,
    officers: Vec<String>,
    now: Instant,
}

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap_or_default() % end.max(1)
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn sample(&mut self, place: usize) -> String {
        let row = self.below(self.samples.len());
        self.samples[row][place].clone()
    }

    fn word(&mut self, place: usize) -> String {
        let text = self.sample(place);
        let words: Vec<&str> = text.split(' ').collect();
        words[self.below(words.len())].to_owned()
    }

    fn kind(&mut self) -> &'static str {
        self.one(&["", "joining", "technical-change", "ending", "task"])
    }

    fn filters(&mut self) -> Vec<(&'static str, String)> {
        let service = self.one(&["", "patient-data", "prescription", "social-care", "imaging"]).to_owned();
        let state = self.one(&["", "", "open", "received", "in-processing", "information-requested", "closed"]).to_owned();
        let due = self.one(&["", "", "overdue", "soon"]).to_owned();
        let customer = self.one(&["", "", "private-health", "pharmacist", "foundation", "hospital-pharmacy"]).to_owned();
        let sort = self.one(&["", "deadline"]).to_owned();
        vec![("service", service), ("state", state), ("due", due), ("customer", customer), ("sort", sort), ("officer", self.holder())]
    }

    fn holder(&mut self) -> String {
        match self.below(5) {
            0 => String::new(),
            1 => "me".to_owned(),
            2 => "nobody".to_owned(),
            3 => "somebody".to_owned(),
            _ => {
                let place = self.below(self.officers.len());
                self.officers[place].clone()
            }
        }
    }

    /// The filter of one request of a kind.
    fn request(&mut self, what: usize) -> Vec<(&'static str, String)> {
        let kind = ("kind", self.kind().to_owned());
        let q = |text: String| ("q", text);
        match what {
            0 => vec![kind],
            1 => vec![kind, self.filters().remove(0), self.filters().remove(1)],
            2 => vec![kind, ("officer", self.holder())],
            3 => vec![kind, self.filters().remove(2), ("sort", "deadline".to_owned())],
            4 => vec![kind, self.filters().remove(3)],
            5 => vec![kind, ("state", "closed".to_owned())],
            6 => {
                let back = i64::try_from(self.below(55 * 24 * 3600)).unwrap_or_default();
                let place = format!("age.{}.00000000-0000-0000-0000-000000000000", self.now.plus_seconds(-back).micros());
                vec![kind, ("after", place)]
            }
            7 => [vec![kind], self.filters()].concat(),
            8 => vec![q(self.word(0))],
            9 => vec![q(self.sample(0))],
            10 => vec![q(self.sample(1))],
            11 => vec![q(self.sample(2))],
            12 => vec![q(self.sample(3))],
            13 => vec![q(self.sample(4))],
            14 => vec![q(self.sample(5))],
            15 => {
                let (word, length) = (self.word(4), 1 + self.below(4));
                vec![kind, q(word.chars().take(length).collect())]
            }
            _ => [vec![kind, q(self.word(4))], self.filters()].concat(),
        }
    }
}

const KINDS: [&str; 17] = [
    "kind alone",
    "service and state",
    "who has it",
    "due, by deadline",
    "kind of customer",
    "closed",
    "a page further on",
    "all filters at once",
    "search: a word of a customer's name",
    "search: a customer's whole name",
    "search: business ID",
    "search: OID",
    "search: case number",
    "search: a contact's name",
    "search: a contact's e-mail",
    "search: one to four letters",
    "search: a contact's word, all filters",
];

/// Median and 99th of a hundred, in milliseconds.
type Figures = (f64, f64);

/// The table of both databases: rows by kind of filter.
pub async fn measure(databases: [(&str, String); 2], customers: u32, folder: &Path, after_writing: impl Fn() -> Result<()>) -> Result<String> {
    let mut columns: Vec<Vec<Figures>> = Vec::new();
    for (name, address) in &databases {
        let begun = Stopwatch::now();
        columns.push(of_database(address, customers, &folder.join(name), &after_writing).await?);
        println!("{name}: {:.0} s in all", begun.elapsed().as_secs_f64());
    }
    let mut table = format!(
        "| page of the queue, {customers} cases | {} p50 / p99 | {} p50 / p99 | |\n| --- | --- | --- | --- |\n",
        databases[0].0, databases[1].0
    );
    for (place, kind) in KINDS.iter().enumerate() {
        let (one, other) = (columns[0][place], columns[1][place]);
        let verdict = if one.1.max(other.1) <= MOST { "ok" } else { "MISS" };
        writeln!(table, "| {kind} | {:.1} / {:.1} ms | {:.1} / {:.1} ms | {verdict} |", one.0, one.1, other.0, other.1)?;
    }
    Ok(table)
}

async fn of_database(address: &str, customers: u32, folder: &Path, after_writing: impl Fn() -> Result<()>) -> Result<Vec<Figures>> {
    std::fs::create_dir_all(folder)?;
    let listen = ["ekstranet", "--listen=127.0.0.1:0", "--stand-in-listen=127.0.0.1:0", "--stand-in-mail-listen=127.0.0.1:0"];
    let data = format!("--data={}", folder.display());
    let settings = Settings::parse_from(listen.into_iter().chain([data.as_str(), "--database", address]));
    let (db, ids, clock) = (app::commands::migrate(&settings).await?, Ids::random(), Clock::system());
    let (now, begun) = (clock.now(), Stopwatch::now());
    let made = app::demo::write(&db, customers, 1, settings.handling_days, now).await?;
    println!("{made:?} written in {:.0} s", begun.elapsed().as_secs_f64());
    after_writing()?;
    let running = app::run(Outside { settings, db: db.clone(), clock, ids: ids.clone() }).await?;
    let officers = customership::queue::officers(&db.read().await?).await?;
    let me = officers.first().context("no officers")?;
    let secret = ids.secret();
    let session = Session {
        key: Digest::of(secret.expose()),
        actor: Actor::Officer { id: me.id, name: me.name.clone(), duties: vec![Duty::Look, Duty::Handle, Duty::Lead] },
        csrf: ids.secret().expose().to_owned(),
        language: Language::Fi,
        id_token: Secret::new("measured"),
        created_at: now,
        seen_at: now,
    };
    running.program.sessions.begin(&db, session, None).await?;
    let cookie = format!("ekstranet={}", secret.expose());
    let mut chance =
        Chance { state: 7, samples: samples(&db).await?, officers: officers.iter().map(|officer| officer.id.to_string()).collect(), now };
    let mut connection = Connection::open(running.address).await?;
    let mut figures = Vec::new();
    for what in 0..KINDS.len() {
        let mut times = Vec::new();
        // What is asked first by everybody is asked before it counts.
        for number in 0..REQUESTS + 20 {
            let filter = chance.request(what).into_iter().filter(|(_, value)| !value.is_empty());
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(filter).finish();
            let begun = Stopwatch::now();
            let answer = connection.get(&(format!("/office?{query}"), cookie.clone())).await?;
            let time = begun.elapsed().as_secs_f64() * 1000.0;
            ensure!(answer.status == 200, "/office?{query} was answered with {}", answer.status);
            if number >= 20 {
                times.push((time, query));
            }
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].0;
        println!("{}: {:.1} / {:.1} ms; slowest {:.1} ms: {}", KINDS[what], at(50), at(99), times[times.len() - 1].0, times[times.len() - 1].1);
        figures.push((at(50), at(99)));
    }
    Ok(figures)
}

async fn samples(db: &Db) -> Result<Vec<[String; 6]>> {
    let mut samples = Vec::new();
    for row in db.read().await?.rows(SAMPLES, &values![]).await? {
        samples.push([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]);
    }
    Ok(samples)
}
