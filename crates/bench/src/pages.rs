//! Pages: the form page beside a bare `hello`, and what each page costs.

use std::{
    fmt::Write,
    fs,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use axum::{Router, routing::get};
use tokio::net::TcpListener;

use crate::{
    cluster::Cluster,
    load::{Connection, Request, wrk},
    measure::{Series, Turns, contender},
    table::{Limit, Table},
    world::{Visitor, World},
};

/// The step «customer data» of each customer's own application, in turn, beside `hello`.
pub async fn form_page(table: &mut Table, worlds: &[(&World, f64); 2], folder: &Path, turns: Turns) -> Result<()> {
    let hello = hello().await?;
    let greetings: Vec<Request> = worlds[0].0.visitors.iter().map(|visitor| ("/".to_owned(), visitor.cookie.clone())).collect();
    let requests =
        |world: &World| -> Vec<Request> { world.visitors.iter().map(|visitor| (step(visitor, "customer-data"), visitor.cookie.clone())).collect() };
    let of_world = worlds.map(|(world, _)| (world.running.address, requests(world)));
    for ((address, requests), (world, _)) in of_world.iter().zip(worlds) {
        shows_their_own(*address, requests, world).await?;
    }
    let [bare, first, second] = turns
        .take([
            contender(|seconds| wrk(folder, hello, &greetings, seconds)),
            contender(|seconds| wrk(folder, of_world[0].0, &of_world[0].1, seconds)),
            contender(|seconds| wrk(folder, of_world[1].0, &of_world[1].1, seconds)),
        ])
        .await?;
    for ((world, target), series) in worlds.iter().zip([&first, &second]) {
        let limit = Limit { name: "bare axum hello", series: &bare };
        table.rate(format!("form page, {}, {} sessions", world.name, world.visitors.len()), series, Some(limit), Some(*target));
    }
    Ok(())
}

/// Nothing but axum, in this process, on the same runtime as the program.
async fn hello() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let service = Router::new().route("/", get(|| async { "hello" }));
    tokio::spawn(async move { axum::serve(listener, service).await });
    Ok(address)
}

fn step(visitor: &Visitor, section: &str) -> String {
    format!("/applications/{}/steps/{section}", visitor.application)
}

/// Each customer sees the form with their own organisation. Notes the first look of each, too.
async fn shows_their_own(address: SocketAddr, requests: &[Request], world: &World) -> Result<()> {
    let mut connection = Connection::open(address).await?;
    for (request, visitor) in requests.iter().zip(&world.visitors) {
        let answer = connection.get(request).await?;
        let page = String::from_utf8_lossy(&answer.body);
        ensure!(answer.status == 200 && page.contains(&visitor.oid) && page.contains("Mallikatu 1 B 23"), "{}: {}", request.0, answer.status);
    }
    Ok(())
}

/// The start page as a stranger gets it, and the pages of a representative's way.
pub fn pages(visitor: &Visitor) -> Vec<(&'static str, Request)> {
    let application = format!("/applications/{}", visitor.application);
    let mut pages = vec![("services", "/services".to_owned()), ("instructions", "/services/patient-data".to_owned())];
    let steps = ["access-points", "customer-data", "contacts", "billing", "service-description", "commitment"];
    pages.extend(steps.map(|section| (section, step(visitor, section))));
    pages.push(("summary", format!("{application}/summary")));
    let of_session = pages.into_iter().map(|(name, path)| (name, (path, visitor.cookie.clone())));
    [("start page", ("/".to_owned(), String::new()))].into_iter().chain(of_session).collect()
}

/// What each page costs: its size, its time over one connection on both databases, its statements.
pub async fn costs(lite: &World, pg: &World, cluster: &Cluster, folder: &Path) -> Result<String> {
    cluster.ask("ALTER DATABASE postgres SET log_statement = 'all'")?;
    let told = World::join(pg, &cluster.address(), &folder.join("told")).await?;
    let mut text = "| page | kB | SQLite µs | PostgreSQL µs | statements |\n| --- | --- | --- | --- | --- |\n".to_owned();
    let of_worlds = [lite, pg, &told].map(|world| pages(&world.visitors[0]));
    for (place, (name, request)) in of_worlds[0].iter().enumerate() {
        let (bytes, on_lite) = time(lite, request).await?;
        let (_, on_pg) = time(pg, &of_worlds[1][place].1).await?;
        let statements = statements(told.running.address, &of_worlds[2][place].1, cluster).await?;
        let kilobytes = f64::from(u32::try_from(bytes)?) / 1000.0;
        writeln!(text, "| {name} | {kilobytes:.1} | {on_lite:.0} | {on_pg:.0} | {statements} |")?;
    }
    Ok(text)
}

/// Bytes of a page, and the median of its time from request to answer in microseconds.
async fn time(world: &World, request: &Request) -> Result<(usize, f64)> {
    const TIMES: usize = 300;
    let mut connection = Connection::open(world.running.address).await?;
    let (mut series, mut bytes) = (Series::default(), 0);
    for _ in 0..TIMES {
        let begun = Instant::now();
        let answer = connection.get(request).await?;
        series.add(begun.elapsed().as_secs_f64() * 1e6);
        ensure!(answer.status == 200, "{}: {}", request.0, answer.status);
        bytes = answer.body.len();
    }
    Ok((bytes, series.median()))
}

/// Statements that the server sees for a page of a session in use. The least of some times: background work asks, too.
pub async fn statements(address: SocketAddr, request: &Request, cluster: &Cluster) -> Result<usize> {
    let mut connection = Connection::open(address).await?;
    let mut least = usize::MAX;
    for _ in 0..8 {
        let before = logged(cluster)?;
        connection.get(request).await?;
        tokio::time::sleep(Duration::from_millis(20)).await;
        least = least.min(logged(cluster)?.saturating_sub(before));
    }
    Ok(least)
}

fn logged(cluster: &Cluster) -> Result<usize> {
    let log = fs::read(cluster.log())?;
    let text = String::from_utf8_lossy(&log);
    Ok(text.lines().filter(|line| line.contains("LOG:  execute ") || line.contains("LOG:  statement: ")).count())
}
