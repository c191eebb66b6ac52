//! Figures of speed and size, as ratios to what the same machine can do at that moment.
//!
//! What is compared is measured in turns, several times, and the medians are printed. Run it with
//! `cargo xtask bench`; what is measured and how is written in `docs/performance.md`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool at the developer's desk: it runs programs, measures time and prints")]

mod cluster;
mod documents;
mod imports;
mod limits;
mod load;
mod machine;
mod measure;
mod pages;
mod process;
mod queue;
mod saves;
mod table;
mod world;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};

use cluster::Cluster;
use measure::Turns;
use queue::Where;
use table::Table;
use world::World;

#[derive(Debug, Parser)]
struct Arguments {
    /// One second for each measurement: to see that it works, not to compare.
    #[arg(long)]
    quick: bool,

    /// Only these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,

    /// Customers for the officers' queue, each with a case and ten contacts.
    #[arg(long, default_value_t = 100_000)]
    customers: u32,

    /// Measures the queue in databases that `demo-data` has filled, SQLite and PostgreSQL, instead of new ones.
    #[arg(long, value_delimiter = ',')]
    databases: Vec<String>,

    /// A folder on the disk that is to be measured; what is made there is removed.
    #[arg(long, default_value = "/var/tmp")]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Saves,
    Pages,
    Documents,
    Process,
    /// The officers' queue with many cases: only when it is named, as it takes minutes.
    Queue,
    /// A register of 100,000 rows: only when it is named.
    Imports,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = arguments.folder.join(format!("ekstranet-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    println!("{}", machine::description(&folder));
    let outcome = measure_all(&arguments, &folder).await;
    std::fs::remove_dir_all(&folder).ok();
    outcome
}

async fn measure_all(arguments: &Arguments, folder: &Path) -> Result<()> {
    let wants = |part: Part| arguments.only.is_empty() || arguments.only.contains(&part);
    let turns = if arguments.quick { Turns { seconds: 1.0, turns: 1 } } else { Turns { seconds: 3.0, turns: 7 } };
    let mut table = Table::default();
    if wants(Part::Process) {
        process::measure(&mut table, folder, if arguments.quick { 3 } else { 9 }).await?;
    }
    if !arguments.databases.is_empty() {
        println!("\n{}\n{}", queue::measure(Where::There { addresses: &arguments.databases, folder }).await?, machine::load());
        return Ok(());
    }
    let cluster = Cluster::start(&folder.join("cluster"))?;
    println!("PostgreSQL: {}", cluster.settings()?);
    if arguments.only == [Part::Queue] {
        let table = queue::measure(Where::New { customers: arguments.customers, folder, cluster: &cluster }).await?;
        println!("\n{table}\n{}", machine::load());
        return Ok(());
    }
    if arguments.only == [Part::Imports] {
        imports::measure(&mut table, folder, &cluster, turns).await?;
        println!("\n{table}\n{}", machine::load());
        return Ok(());
    }
    let file = folder.join("files").join("bench.sqlite");
    let lite = World::start("SQLite", &format!("sqlite:{}", file.display()), &folder.join("files")).await?;
    let pg = World::start("PostgreSQL", &cluster.address(), &folder.join("pg-files")).await?;
    // What PostgreSQL does by itself within minutes: else plans change in the middle.
    cluster.ask("ANALYZE")?;
    if wants(Part::Saves) {
        saves::on_sqlite(&mut table, &lite, &file, turns).await?;
        saves::on_postgres(&mut table, &pg, &cluster, turns).await?;
    }
    if wants(Part::Pages) {
        pages::form_page(&mut table, &[(&lite, 0.20), (&pg, 0.10)], folder, turns).await?;
    }
    if wants(Part::Documents) {
        documents::render(&mut table, &lite, if arguments.quick { 20 } else { 100 }).await?;
    }
    println!("\n{table}");
    if wants(Part::Pages) {
        println!("{}", pages::costs(&lite, &pg, &cluster, folder).await?);
    }
    println!("{}", machine::load());
    Ok(())
}
