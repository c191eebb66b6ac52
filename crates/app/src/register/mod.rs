//! The commands of the national registers: import, fetch, generate.
#![allow(clippy::print_stdout, reason = "commands talk to the one who runs them")]

mod bar;
pub mod made;

use std::{
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
};

use adapters::registers::{CodeServer, Rest, sheet, text, xml};
use anyhow::{Context as _, ensure};
use clap::{Subcommand, ValueEnum};
use kit_core::{Clock, Ids};
use kit_db::Db;
use ports::RegisterSource;
use registers::import::{Extent, Register, Terms, import, runs};

use self::bar::Bar;
use crate::{Settings, settings::Mode};

#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum RegisterCommand {
    /// Imports a published file. The register becomes what the file says, in one go, or stays as it was.
    Import {
        register: Which,
        file: PathBuf,
        /// How the file is written; otherwise told by the end of its name.
        #[arg(long)]
        shape: Option<Shape>,
        #[command(flatten)]
        how: How,
    },
    /// Imports from the code server.
    Fetch {
        register: Which,
        #[command(flatten)]
        how: How,
    },
    /// Writes an invented register in every shape, the same each time (development only).
    Generate {
        #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        rows: u32,
        /// Another seed gives another register.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where the files go.
        #[arg(long, default_value = "data/register")]
        folder: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct How {
    /// Only what has changed comes: what does not come stays. From the code server: changed since the last import.
    #[arg(long)]
    changes: bool,
    /// Believe it even if many rows would leave the register.
    #[arg(long)]
    may_shrink: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// THL – SOTE-organisaatiorekisteri.
    Providers,
    /// The register of independent practitioners.
    Practitioners,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// `;` between the cells, ISO-8859-1.
    Text,
    /// The code server's «result V2.0».
    Xml,
    /// xlsx or xls.
    Sheet,
}

impl Shape {
    const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Xml => "xml",
            Self::Sheet => "sheet",
        }
    }

    fn of(file: &Path) -> anyhow::Result<Self> {
        let end = file.extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
        match end.as_str() {
            "txt" | "csv" => Ok(Self::Text),
            "xml" => Ok(Self::Xml),
            "xls" | "xlsx" => Ok(Self::Sheet),
            _ => anyhow::bail!("«{}» does not tell its shape; say it with --shape", file.display()),
        }
    }
}

pub async fn execute(settings: &Settings, command: RegisterCommand) -> anyhow::Result<()> {
    match command {
        RegisterCommand::Generate { rows, seed, folder } => {
            ensure!(settings.mode == Mode::Development, "an invented register is not for production");
            made::write(rows, seed, &folder)
        }
        RegisterCommand::Import { register, file, shape, how } => {
            let shape = shape.map_or_else(|| Shape::of(&file), Ok)?;
            let origin = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut source = open(&file, shape)?;
            take(settings, (register, how), (shape.key(), origin), &mut *source).await
        }
        RegisterCommand::Fetch { register, how } => {
            let db = crate::commands::migrate(settings).await?;
            let since = if how.changes { since(&db, register).await? } else { None };
            let address = settings.code_server_url.clone().context("say where the code server is: --code-server-url")?;
            let mut source = Rest::new(place(address.clone(), register), since)?;
            take(settings, (register, how), ("rest", address), &mut source).await
        }
    }
}

/// Reads a file in a shape.
pub fn open(file: &Path, shape: Shape) -> anyhow::Result<Box<dyn RegisterSource>> {
    let cannot = || format!("cannot read {}", file.display());
    let lines = || File::open(file).map(BufReader::new).with_context(cannot);
    Ok(match shape {
        Shape::Text => Box::new(text(lines()?)),
        Shape::Xml => Box::new(xml(lines()?)),
        Shape::Sheet => Box::new(sheet(fs::read(file).with_context(cannot)?)),
    })
}

/// The day before the last import that was done: what changed on that day may have come after it.
async fn since(db: &Db, register: Which) -> anyhow::Result<Option<kit_core::Day>> {
    let last = runs::last_done(&db.read().await?, register.register().key()).await?;
    Ok(last.map(|at| at.day().plus_days(-1)))
}

impl Which {
    const fn register(self) -> Register {
        match self {
            Self::Providers => Register::Providers,
            Self::Practitioners => Register::Practitioners,
        }
    }
}

fn place(address: String, register: Which) -> CodeServer {
    let (classification, version) = match register {
        Which::Providers => ("1.2.246.537.6.202", "1.2.246.537.6.202.2008"),
        Which::Practitioners => ("1.2.246.537.6.203", "1.2.246.537.6.203.2014"),
    };
    CodeServer { address, classification: classification.to_owned(), version: version.to_owned() }
}

async fn take(
    settings: &Settings,
    (which, how): (Which, How),
    (shape, origin): (&'static str, String),
    source: &mut dyn RegisterSource,
) -> anyhow::Result<()> {
    let db = crate::commands::migrate(settings).await?;
    let (clock, ids) = (Clock::system(), Ids::random());
    let register = which.register();
    let extent = if how.changes { Extent::Changes } else { Extent::Whole };
    let begun = runs::Begun { id: ids.next(clock.now()), what: register.key(), shape, origin, whole: !how.changes, officer: None };
    let terms = Terms { register, extent, may_shrink: how.may_shrink };
    let id = begun.id;
    let mut bar = Bar::new();
    let outcome = import((&db, &clock, &ids), begun, terms, source, &mut |read, of| bar.tell(read, of)).await;
    bar.end();
    for fault in runs::faults(&db.read().await?, id).await? {
        println!("row {}: {} {} {}", fault.line, fault.kind.key(), fault.oid, fault.value);
    }
    let run = outcome.context("nothing was changed")?;
    println!("{} rows: {} added, {} changed, {} left, {} as before, {} skipped", run.read, run.added, run.changed, run.ended, run.same, run.skipped);
    Ok(())
}
