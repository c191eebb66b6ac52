//! The commands of the national registers: import, fetch, generate.
#![allow(clippy::print_stdout, reason = "commands talk to the one who runs them")]

mod bar;
pub mod made;

use std::{
    fs::File,
    io::{BufReader, Read as _},
    path::{Path, PathBuf},
};

use adapters::registers::{CodeServer, LARGEST_SHEET, Rest, fixed, sheet, text, xml};
use anyhow::{Context as _, ensure};
use clap::{
    Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use kit_core::{Clock, Ids};
use kit_db::Db;
use ports::RegisterSource;
use registers::import::{Extent, Terms, What, import, runs};

use self::bar::Bar;
use crate::{Settings, settings::Mode};

#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum RegisterCommand {
    /// Imports a published file. The register becomes what the file says, in one go, or stays as it was.
    Import {
        #[arg(value_parser = what())]
        register: What,
        file: PathBuf,
        /// How the file is written; otherwise told by the end of its name.
        #[arg(long)]
        shape: Option<Shape>,
        #[command(flatten)]
        how: How,
    },
    /// Imports from the code server.
    Fetch {
        #[arg(value_parser = what())]
        register: What,
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

/// Reads what is to come in: the word in the database.
fn what() -> impl TypedValueParser<Value = What> {
    PossibleValuesParser::new(What::ALL.map(What::key)).try_map(|key| What::find(&key).context("there is no such register"))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// `;` between the cells, ISO-8859-1.
    Text,
    /// The code server's «result V2.0».
    Xml,
    /// xlsx or xls.
    Sheet,
    /// Posti's records of 220 characters.
    Fixed,
}

impl Shape {
    const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Xml => "xml",
            Self::Sheet => "sheet",
            Self::Fixed => "fixed",
        }
    }

    fn of(file: &Path) -> anyhow::Result<Self> {
        let end = file.extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
        match end.as_str() {
            "txt" | "csv" => Ok(Self::Text),
            "xml" => Ok(Self::Xml),
            "xls" | "xlsx" => Ok(Self::Sheet),
            "dat" => Ok(Self::Fixed),
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
            let place =
                CodeServer::with(address(settings)?, register.key()).context("the code server's number of it is not known: import the file")?;
            let db = crate::commands::migrate(settings).await?;
            let since = if how.changes { since(&db, register).await? } else { None };
            let origin = place.address.clone();
            let mut source = Rest::new(place, since)?;
            take(settings, (register, how), ("rest", origin), &mut source).await
        }
    }
}

/// Where the code server is; on a desk, where nothing is set, the stand-in of the program that runs there.
fn address(settings: &Settings) -> anyhow::Result<String> {
    match &settings.code_server_url {
        Some(address) => Ok(address.trim_end_matches('/').to_owned()),
        None if settings.mode == Mode::Development => Ok(format!("http://{}{}", settings.stand_in_listen, standins::code_server::BASE)),
        None => anyhow::bail!("say where the code server is: --code-server-url"),
    }
}

/// Reads a file in a shape.
pub fn open(file: &Path, shape: Shape) -> anyhow::Result<Box<dyn RegisterSource>> {
    let cannot = || format!("cannot read {}", file.display());
    let lines = || File::open(file).map(BufReader::new).with_context(cannot);
    Ok(match shape {
        Shape::Text => Box::new(text(lines()?)),
        Shape::Xml => Box::new(xml(lines()?)),
        Shape::Fixed => Box::new(fixed(lines()?)),
        Shape::Sheet => {
            // One byte more than a sheet may have is enough to see that it has too many.
            let mut bytes = Vec::new();
            lines()?.take(LARGEST_SHEET as u64 + 1).read_to_end(&mut bytes).with_context(cannot)?;
            Box::new(sheet(bytes))
        }
    })
}

/// The day before the last import that was done: what changed on that day may have come after it.
async fn since(db: &Db, register: What) -> anyhow::Result<Option<kit_core::Day>> {
    let last = runs::last_done(&db.read().await?, register.key()).await?;
    Ok(last.map(|at| at.day().plus_days(-1)))
}

async fn take(
    settings: &Settings,
    (what, how): (What, How),
    (shape, origin): (&'static str, String),
    source: &mut dyn RegisterSource,
) -> anyhow::Result<()> {
    ensure!(!how.changes || what.has_changes(), "it is published as a whole: leave out --changes");
    let db = crate::commands::migrate(settings).await?;
    let (clock, ids) = (Clock::system(), Ids::random());
    let extent = if how.changes { Extent::Changes } else { Extent::Whole };
    let begun = runs::Begun { id: ids.next(clock.now()), what: what.key(), shape, origin, whole: extent == Extent::Whole, officer: None };
    let (id, terms) = (begun.id, Terms { what, extent, may_shrink: how.may_shrink });
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
