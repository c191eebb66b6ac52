//! The durable save of a section: the program's own function, and the whole request through HTTP.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow, ensure};
use customership::{applications, sections::SectionKey};
use tokio::task::JoinSet;

use crate::{
    cluster::Cluster,
    limits::{self, Sending},
    load::Connection,
    measure::{Turns, contender},
    table::{Limit, Table},
    world::{Visitor, World, typed},
};

pub async fn on_sqlite(table: &mut Table, world: &World, file: &Path, turns: Turns) -> Result<()> {
    let many = 32;
    let bare = |group: usize, seconds: f64| async move {
        let revisions = world.revisions().await?;
        tokio::task::block_in_place(|| limits::bare_sqlite(file, world, group, seconds, revisions))
    };
    let [program, limit, program_alone, limit_alone, http] = turns
        .take([
            contender(|seconds| by_function(world, many, seconds)),
            contender(move |seconds| bare(many, seconds)),
            contender(|seconds| by_function(world, 1, seconds)),
            contender(move |seconds| bare(1, seconds)),
            contender(|seconds| by_http(world, many, seconds)),
        ])
        .await?;
    let limit = Limit { name: "bare rusqlite, 32 saves a commit", series: &limit };
    let limit_alone = Limit { name: "bare rusqlite, 1 save a commit", series: &limit_alone };
    table.rate("save_section, SQLite FULL, 32 writers", &program, Some(limit), Some(0.6));
    table.rate("save_section, SQLite FULL, 1 writer", &program_alone, Some(limit_alone), None);
    table.rate("POST of a save, SQLite, 32 connections", &http, Some(limit), None);
    Ok(())
}

pub async fn on_postgres(table: &mut Table, world: &World, cluster: &Cluster, turns: Turns) -> Result<()> {
    let (many, folder) = (8, world.folder.as_path());
    let [program, pipelined, plain, program_alone, pipelined_alone, http] = turns
        .take([
            contender(|seconds| by_function(world, many, seconds)),
            contender(|seconds| limits::pgbench(cluster, folder, world, many, Sending::Pipelined, seconds)),
            contender(|seconds| limits::pgbench(cluster, folder, world, many, Sending::OneByOne, seconds)),
            contender(|seconds| by_function(world, 1, seconds)),
            contender(|seconds| limits::pgbench(cluster, folder, world, 1, Sending::Pipelined, seconds)),
            contender(|seconds| by_http(world, many, seconds)),
        ])
        .await?;
    let limit = Limit { name: "pgbench, pipelined, 8 clients", series: &pipelined };
    let plain = Limit { name: "pgbench, prepared, 8 clients", series: &plain };
    let alone = Limit { name: "pgbench, pipelined, 1 client", series: &pipelined_alone };
    table.rate("save_section, PostgreSQL, 8 writers", &program, Some(limit), Some(0.6));
    table.rate("the same, beside statements one by one", &program, Some(plain), None);
    table.rate("save_section, PostgreSQL, 1 writer", &program_alone, Some(alone), None);
    table.rate("POST of a save, PostgreSQL, 8 connections", &http, Some(limit), None);
    Ok(())
}

/// `save_section` through `Db::write`, as the page calls it; each writer on its own application.
async fn by_function(world: &World, writers: usize, seconds: f64) -> Result<f64> {
    let (begun, length) = (Instant::now(), Duration::from_secs_f64(seconds));
    let revisions = world.revisions().await?;
    let mut tasks = JoinSet::new();
    for (customer, mut revision) in revisions.into_iter().enumerate().take(writers) {
        let (db, save, ids) = (world.db.clone(), world.save(customer, revision), world.ids.clone());
        tasks.spawn(async move {
            let mut done = 0_u32;
            while begun.elapsed() < length {
                let mut save = save.clone();
                save.log.id = ids.next(save.at);
                save.over_revision = revision;
                let saved = db.write(move |tx| async move { applications::save_section(&tx, &save).await }).await;
                saved.map_err(|refused| anyhow!("a save was refused: {refused:?}"))?;
                (revision, done) = (revision + 1, done + 1);
            }
            anyhow::Ok(done)
        });
    }
    sum(tasks, begun).await
}

/// The form of the section, sent as a browser sends it: each connection goes round among its own customers.
/// The load runs on a thread of its own, so that the program keeps its runtime to itself.
async fn by_http(world: &World, connections: usize, seconds: f64) -> Result<f64> {
    let revisions = world.revisions().await?;
    let forms: Vec<Form> = world.visitors.iter().zip(revisions).map(|(visitor, revision)| Form::new(world, visitor, revision)).collect();
    let mut shares = vec![Vec::new(); connections];
    forms.into_iter().enumerate().for_each(|(place, form)| shares[place % connections].push(form));
    let address = world.running.address;
    let load = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async move {
            let (begun, length) = (Instant::now(), Duration::from_secs_f64(seconds));
            let mut tasks = JoinSet::new();
            for mut forms in shares {
                tasks.spawn(async move {
                    let mut connection = Connection::open(address).await?;
                    let mut done = 0_u32;
                    while begun.elapsed() < length {
                        let place = usize::try_from(done)? % forms.len();
                        forms[place].send(&mut connection).await?;
                        done += 1;
                    }
                    anyhow::Ok(done)
                });
            }
            sum(tasks, begun).await
        })
    };
    tokio::task::spawn_blocking(load).await?
}

async fn sum(mut tasks: JoinSet<Result<u32>>, begun: Instant) -> Result<f64> {
    let mut done = 0;
    while let Some(task) = tasks.join_next().await {
        done += task??;
    }
    Ok(f64::from(done) / begun.elapsed().as_secs_f64())
}

/// A customer's form, and the revision over which it is saved next.
#[derive(Clone)]
struct Form {
    head: Arc<str>,
    body: Arc<str>,
    revision: i64,
}

impl Form {
    fn new(world: &World, visitor: &Visitor, revision: i64) -> Self {
        let (host, id, cookie) = (world.running.address, visitor.application, &visitor.cookie);
        let head = format!(
            "POST /applications/{id}/steps/access-points HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\nsec-fetch-site: same-origin\r\n\
             cookie: {cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\n"
        );
        let fields = typed(SectionKey::AccessPoints);
        let body = form_urlencoded::Serializer::new(String::new()).append_pair("csrf", &visitor.csrf).extend_pairs(fields.iter()).finish();
        Self { head: head.into(), body: body.into(), revision }
    }

    async fn send(&mut self, connection: &mut Connection) -> Result<()> {
        let body = format!("{}&revision={}", self.body, self.revision);
        let request = format!("{}content-length: {}\r\n\r\n{body}", self.head, body.len());
        let answer = connection.ask(request.as_bytes()).await?;
        ensure!(answer.status == 303, "a save was answered with {}", answer.status);
        self.revision += 1;
        Ok(())
    }
}
