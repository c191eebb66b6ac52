//! The program as a process: how fast it starts, what memory and disk it takes.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use crate::{
    load::{Connection, Request},
    machine::field,
    measure::Series,
    pages::pages,
    table::Table,
    world::{CUSTOMERS, World},
};

pub async fn measure(table: &mut Table, folder: &Path, times: usize) -> Result<()> {
    let program = std::env::current_exe()?.with_file_name("ekstranet");
    ensure!(program.exists(), "{} is not there: cargo build --release -p app", program.display());
    let (mut empty, mut existing, mut memory) = (Series::default(), Series::default(), Series::default());
    for turn in 0..times {
        let data = folder.join(format!("start-{turn}"));
        empty.add(Started::new(&program, &data).await?.took.as_secs_f64() * 1000.0);
        let second = Started::new(&program, &data).await?;
        existing.add(second.took.as_secs_f64() * 1000.0);
        tokio::time::sleep(Duration::from_millis(300)).await;
        memory.add(second.megabytes("VmRSS")?);
    }
    table.at_most("start to /health/ready, folder there", existing.median(), "ms", Some(200.0));
    table.at_most("start to /health/ready, empty folder", empty.median(), "ms", Some(500.0));
    table.at_most("memory after start (RSS)", memory.median(), "MB", Some(64.0));
    after_use(table, &program, &folder.join("use")).await?;
    let size = f64::from(u32::try_from(std::fs::metadata(&program)?.len() / 1000)?) / 1000.0;
    table.at_most("size of the program", size, "MB", None);
    Ok(())
}

/// Memory after all customers have looked at all their pages, and after a first pdf.
async fn after_use(table: &mut Table, program: &Path, data: &Path) -> Result<()> {
    let database = data.join("ekstranet.sqlite");
    let made = World::start("SQLite", &format!("sqlite:{}", database.display()), data).await?;
    let requests: Vec<Request> = made.visitors.iter().flat_map(|visitor| pages(visitor).into_iter().map(|(_, request)| request)).collect();
    let pdf: Request = (format!("/applications/{}/commitment.pdf", made.visitors[0].application), made.visitors[0].cookie.clone());
    drop(made);
    let started = Started::new(program, data).await?;
    let mut connection = Connection::open(started.address).await?;
    for request in &requests {
        let answer = connection.get(request).await?;
        ensure!(answer.status == 200, "{}: {}", request.0, answer.status);
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    table.at_most(format!("memory after {} pages of {CUSTOMERS} customers (RSS)", requests.len()), started.megabytes("VmRSS")?, "MB", Some(64.0));
    ensure!(connection.get(&pdf).await?.body.starts_with(b"%PDF"), "no pdf");
    tokio::time::sleep(Duration::from_secs(2)).await;
    table.at_most("memory after a first pdf (RSS)", started.megabytes("VmRSS")?, "MB", None);
    table.at_most("the most it ever took", started.megabytes("VmHWM")?, "MB", None);
    Ok(())
}

/// The program, running in a process of its own until it is dropped.
struct Started {
    child: Child,
    address: SocketAddr,
    /// From the start to the first answer that it is ready.
    took: Duration,
}

impl Started {
    async fn new(program: &Path, data: &Path) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = command(program, data, address);
        let begun = Instant::now();
        let child = command.spawn().with_context(|| program.display().to_string())?;
        let mut started = Self { child, address, took: Duration::ZERO };
        while !started.is_ready().await {
            ensure!(begun.elapsed() < Duration::from_secs(20), "the program does not become ready");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        started.took = begun.elapsed();
        Ok(started)
    }

    async fn is_ready(&self) -> bool {
        let Ok(mut connection) = Connection::open(self.address).await else { return false };
        connection.get(&("/health/ready".to_owned(), String::new())).await.is_ok_and(|answer| answer.status == 200)
    }

    /// A figure of the kernel on the process, from kB.
    fn megabytes(&self, name: &str) -> Result<f64> {
        let text = field(&format!("/proc/{}/status", self.child.id()), name).context("the program has stopped")?;
        Ok(text.trim_end_matches(" kB").parse::<f64>()? / 1000.0)
    }
}

fn command(program: &Path, data: &Path, address: SocketAddr) -> Command {
    let mut command = Command::new(program);
    let database = data.join("ekstranet.sqlite");
    command.args(["--stand-in-listen=127.0.0.1:0", "--stand-in-mail-listen=127.0.0.1:0"]).arg(format!("--listen={address}"));
    command.arg(format!("--data={}", data.display())).arg(format!("--database=sqlite:{}", database.display()));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Drop for Started {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
