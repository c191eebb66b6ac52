//! The officers' queue with many cases: each kind of filter and search, as whole pages through HTTP, one after the other.

mod asked;

use std::{fmt::Write, path::Path, time::Instant as Stopwatch};

use anyhow::{Context, Result, ensure};
use app::{Outside, Running, Settings};
use clap::Parser;
use identity::session::{Actor, Duty, ProviderKeys, Session};
use kit_core::{Clock, Digest, Ids, Language};
use kit_db::Db;

use self::asked::{Chance, KINDS, Query};
use crate::{
    cluster::Cluster,
    load::{Connection, Request},
    machine,
    measure::Series,
    pages::statements,
};

/// Rounds through all kinds; of each the median and the 99th of a hundred are taken, and of those the median.
const ROUNDS: usize = 3;
/// Requests of each kind in a round.
const REQUESTS: usize = 200;
/// No page is to take longer, of a hundred, in milliseconds.
const MOST: f64 = 150.0;

/// Milliseconds of a kind: medians and 99ths of the rounds, the slowest of all with what was asked.
#[derive(Default)]
struct Figures {
    middle: Series,
    most: Series,
    slowest: (f64, String),
}

/// Where the cases are.
pub enum Where<'a> {
    /// To be written anew: a folder for SQLite, a cluster for PostgreSQL.
    New { customers: u32, folder: &'a Path, cluster: &'a Cluster },
    /// `demo-data` has written them: the addresses of SQLite and PostgreSQL.
    There { addresses: &'a [String], folder: &'a Path },
}

/// The table of both databases: rows by kind of question.
pub async fn measure(place: Where<'_>) -> Result<String> {
    let (lite, pg, folder) = match &place {
        Where::New { folder, cluster, .. } => (format!("sqlite:{}", folder.join("queue.sqlite").display()), cluster.address(), *folder),
        Where::There { addresses, folder } => {
            ensure!(addresses.len() == 2, "SQLite and PostgreSQL, in this order");
            (addresses[0].clone(), addresses[1].clone(), *folder)
        }
    };
    let mut columns = Vec::new();
    for (name, address) in [("SQLite", &lite), ("PostgreSQL", &pg)] {
        let (begun, folder) = (Stopwatch::now(), folder.join(name));
        std::fs::create_dir_all(&folder)?;
        let settings = settings(address, &folder);
        let db = app::commands::migrate(&settings).await?;
        if let Where::New { customers, cluster, .. } = &place {
            let made = app::demo::write(&db, *customers, 1, settings.handling_days, Clock::system().now()).await?;
            println!("{made:?} written in {:.0} s", begun.elapsed().as_secs_f64());
            // What PostgreSQL does by itself within minutes.
            cluster.ask("VACUUM ANALYZE")?;
        }
        let office = Office::open(settings, db).await?;
        columns.push(office.rounds(name).await?);
        println!("{name}: {:.0} s in all", begun.elapsed().as_secs_f64());
    }
    let counted = if let Where::New { cluster, .. } = &place { count(cluster, &folder.join("told")).await? } else { Vec::new() };
    let mut table =
        "| page of the queue | statements | SQLite p50 / p99 | PostgreSQL p50 / p99 | slowest | |\n| --- | --- | --- | --- | --- | --- |\n"
            .to_owned();
    for (place, (kind, _)) in KINDS.iter().enumerate() {
        let [one, other] = [&columns[0][place], &columns[1][place]];
        let counted = counted.get(place).map_or_else(|| "–".to_owned(), usize::to_string);
        let verdict = if one.most.median().max(other.most.median()) <= MOST { "ok" } else { "MISS" };
        let slowest = one.slowest.0.max(other.slowest.0);
        let of = |figures: &Figures| format!("{:.1} / {:.1} ms", figures.middle.median(), figures.most.median());
        writeln!(table, "| {kind} | {counted} | {} | {} | {slowest:.0} ms | {verdict} |", of(one), of(other))?;
    }
    Ok(table)
}

fn settings(address: &str, folder: &Path) -> Settings {
    let listen = ["ekstranet", "--listen=127.0.0.1:0", "--stand-in-listen=127.0.0.1:0", "--stand-in-mail-listen=127.0.0.1:0"];
    let data = format!("--data={}", folder.display());
    Settings::parse_from(listen.into_iter().chain([data.as_str(), "--database", address]))
}

/// The program with an officer in it.
struct Office {
    running: Running,
    cookie: String,
    chance: Chance,
}

impl Office {
    async fn open(settings: Settings, db: Db) -> Result<Self> {
        let (ids, clock) = (Ids::random(), Clock::system());
        let now = clock.now();
        let running = app::run(Outside { settings, db: db.clone(), clock, ids: ids.clone() }).await?;
        let officers = customership::queue::officers(&db.read().await?).await?;
        let me = officers.first().context("no officers")?;
        let secret = ids.secret();
        let session = Session {
            key: Digest::of(secret.expose()),
            id: ids.next(now),
            actor: Actor::Officer { id: me.id, name: me.name.clone(), duties: vec![Duty::Look, Duty::Handle, Duty::Lead], keying: None },
            csrf: ids.secret().expose().to_owned(),
            language: Language::Fi,
            provider: ProviderKeys { subject: Digest::of("measured"), sid: None },
            sealed: Vec::new(),
            device: String::new(),
            created_at: now,
            seen_at: now,
        };
        running.program.sessions.begin(&db, session, None).await?;
        Ok(Self { running, cookie: format!("ekstranet={}", secret.expose()), chance: Chance::new(&db, now).await? })
    }

    fn request(&self, query: Query) -> Request {
        let filled = query.into_iter().filter(|(_, value)| !value.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(filled).finish();
        (format!("/office?{query}"), self.cookie.clone())
    }

    async fn rounds(mut self, name: &str) -> Result<Vec<Figures>> {
        let mut connection = Connection::open(self.running.address).await?;
        let mut all: Vec<Figures> = KINDS.iter().map(|_| Figures::default()).collect();
        for round in 0..=ROUNDS {
            println!("{name}, round {round} of {ROUNDS}, {}", machine::load());
            for (figures, (_, make)) in all.iter_mut().zip(&KINDS) {
                // The round before the first is to warm up.
                let requests = if round == 0 { REQUESTS / 10 } else { REQUESTS };
                let mut times = Vec::new();
                for _ in 0..requests {
                    let query = make(&mut self.chance);
                    let request = self.request(query);
                    let begun = Stopwatch::now();
                    let answer = connection.get(&request).await?;
                    times.push((begun.elapsed().as_secs_f64() * 1000.0, request.0.clone()));
                    ensure!(answer.status == 200, "{} was answered with {}", request.0, answer.status);
                }
                if round > 0 {
                    times.sort_by(|a, b| a.0.total_cmp(&b.0));
                    figures.middle.add(times[requests / 2].0);
                    figures.most.add(times[requests * 99 / 100 - 1].0);
                    if let Some(last) = times.pop().filter(|last| last.0 > figures.slowest.0) {
                        figures.slowest = last;
                    }
                }
            }
        }
        for (figures, (kind, _)) in all.iter().zip(&KINDS) {
            let (least, most) = figures.most.range();
            println!("{kind}: p99 {least:.1} to {most:.1} ms; slowest {:.1} ms: {}", figures.slowest.0, figures.slowest.1);
        }
        Ok(all)
    }
}

/// The most statements of some requests of each kind, as PostgreSQL sees them.
async fn count(cluster: &Cluster, folder: &Path) -> Result<Vec<usize>> {
    const OF_EACH: usize = 5;
    std::fs::create_dir_all(folder)?;
    cluster.ask("ALTER DATABASE postgres SET log_statement = 'all'")?;
    let settings = settings(&cluster.address(), folder);
    let db = app::commands::migrate(&settings).await?;
    let mut office = Office::open(settings, db).await?;
    let mut all = Vec::new();
    for (_, make) in &KINDS {
        let mut most = 0;
        for _ in 0..OF_EACH {
            let query = make(&mut office.chance);
            most = most.max(statements(office.running.address, &office.request(query), cluster).await?);
        }
        all.push(most);
    }
    Ok(all)
}
