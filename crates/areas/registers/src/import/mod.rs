//! Imports of the national registers: rows come from a source in whatever shape, are checked one by one, settled among
//! themselves, compared with what is there, and what differs is written in one transaction. Readers see the register as
//! it was or as it is; a run that breaks off leaves it as it was. (Registers 1; decision 0028.)

mod columns;
mod fault;
mod lists;
mod operators;
mod pharmacies;
mod plan;
mod postal_codes;
pub mod runs;
mod shipped;
mod store;
#[cfg(test)]
mod tests;
mod tree;
mod units;

use std::collections::HashSet;

use kit_core::{Clock, Day, Ids};
use kit_db::{Db, DbError};
use ports::{RegisterSource, SourceFault, SourceRow};

pub use fault::{FaultKind, RowFault};
pub use plan::Extent;

use crate::{CodeList, ShippedList};

use self::{
    columns::{Cells, Field, Layout},
    plan::{Change, Plan},
    units::Unit,
};

/// A register of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// THL – SOTE-organisaatiorekisteri.
    Providers,
    /// Terveydenhuollon itsenäiset ammatinharjoittajat.
    Practitioners,
    /// Apteekkirekisteri.
    Pharmacies,
}

impl Register {
    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Providers => "providers",
            Self::Practitioners => "practitioners",
            Self::Pharmacies => "pharmacies",
        }
    }

    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Providers => units::FIELDS,
            Self::Practitioners => units::PRACTITIONER_FIELDS,
            Self::Pharmacies => pharmacies::FIELDS,
        }
    }

    fn check(self, line: u64, cells: Cells<'_>) -> Result<Unit, RowFault> {
        match self {
            Self::Providers => units::provider(line, cells),
            Self::Practitioners => units::practitioner(line, cells),
            Self::Pharmacies => pharmacies::pharmacy(line, cells),
        }
    }
}

/// What comes in: a register of organisations, a list of codes, a list that came with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Register(Register),
    List(CodeList),
    Shipped(ShippedList),
}

impl What {
    pub const ALL: [Self; 8] = [
        Self::Register(Register::Providers),
        Self::Register(Register::Practitioners),
        Self::Register(Register::Pharmacies),
        Self::List(CodeList::ServiceTask),
        Self::List(CodeList::DocumentGroup),
        Self::List(CodeList::SystemProfile),
        Self::Shipped(ShippedList::PostalCodes),
        Self::Shipped(ShippedList::Operators),
    ];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Register(register) => register.key(),
            Self::List(list) => list.key(),
            Self::Shipped(list) => list.key(),
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.key() == key)
    }

    /// Is it published by what has changed, too? All else comes as a whole only.
    pub const fn has_changes(self) -> bool {
        matches!(self, Self::Register(Register::Providers | Register::Practitioners))
    }

    /// A column as it is published, by the word that a report has for it.
    pub fn column(self, key: &str) -> Option<&'static str> {
        let fields = match self {
            Self::Register(register) => register.fields(),
            Self::List(_) => lists::FIELDS,
            Self::Shipped(list) => shipped::read_all(list).0,
        };
        fields.iter().find(|field| field.key == key).and_then(|field| field.names.first().copied())
    }
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    #[error("an import of the same register is running")]
    Running,
    #[error("columns are missing: {}", .0.join(", "))]
    Columns(Vec<&'static str>),
    #[error("the source: {0}")]
    Source(#[from] SourceFault),
    #[error("nothing in it can be imported")]
    Empty,
    #[error("it has {read} rows where {expected} were promised")]
    Short { read: u64, expected: u64 },
    #[error("{leaving} of {of} rows would leave the register")]
    Shrinks { leaving: usize, of: usize },
    #[error("it is larger than any register")]
    TooLarge,
    #[error("its data are of {}, those that came with the program of {}", .dated.finnish(), .shipped.finnish())]
    Older { dated: Day, shipped: Day },
    #[error("it was given up, as nothing was heard of it")]
    GivenUp,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl Stopped {
    /// The word in the database.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Columns(_) => "columns",
            Self::Source(SourceFault::Damaged(_)) => "damaged",
            Self::Source(SourceFault::TooLarge(_)) | Self::TooLarge => "too-large",
            Self::Source(SourceFault::Unavailable(_)) => "unavailable",
            Self::Empty => "empty",
            Self::Short { .. } => "short",
            Self::Shrinks { .. } => "shrinks",
            Self::Older { .. } => "older",
            Self::GivenUp => "broken-off",
            Self::Database(_) => "database",
        }
    }

    /// What belongs to the reason.
    pub fn detail(&self) -> String {
        match self {
            Self::Columns(missing) => missing.join(", "),
            Self::Source(fault) => fault.to_string(),
            Self::Short { read, expected } => format!("{read} / {expected}"),
            Self::Shrinks { leaving, of } => format!("{leaving} / {of}"),
            Self::Older { dated, shipped } => format!("{} / {}", dated.finnish(), shipped.finnish()),
            Self::Running | Self::Empty | Self::TooLarge | Self::GivenUp | Self::Database(_) => String::new(),
        }
    }
}

/// How an import is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub what: What,
    pub extent: Extent,
    /// Take the whole even if much would leave by it.
    pub may_shrink: bool,
}

/// Bytes of checked rows that are held at most.
const MOST_BYTES: usize = 160 << 20;
/// Rows that are left out, at most: with more of them it is no register.
const MOST_FAULTS: usize = 100_000;
/// Progress is told after so many rows.
const STEP: u64 = 5_000;
/// A whole register by which more leaves than this share, in hundredths, is taken for a damaged one.
const LARGEST_SHARE: usize = 1;
/// So many rows may always leave.
const ALWAYS_MAY_LEAVE: usize = 20;

/// Imports what the source gives and keeps the run. `tell` hears how many rows were read, of how many.
pub async fn import(
    (db, clock, ids): (&Db, &Clock, &Ids),
    run: runs::Begun,
    terms: Terms,
    source: &mut dyn RegisterSource,
    tell: &mut (dyn FnMut(u64, Option<u64>) + Send),
) -> Result<runs::Run, Stopped> {
    let id = run.id;
    if !runs::begin(db, run, clock.now()).await? {
        return Err(Stopped::Running);
    }
    carry_out((db, clock, ids), id, terms, source, tell).await
}

/// Imports what the source gives for a run that was begun.
pub async fn carry_out(
    with: (&Db, &Clock, &Ids),
    id: kit_core::Uuid,
    terms: Terms,
    source: &mut dyn RegisterSource,
    tell: &mut (dyn FnMut(u64, Option<u64>) + Send),
) -> Result<runs::Run, Stopped> {
    let mut came = Came::default();
    let outcome = match terms.what {
        What::Register(register) => take_register(with, id, (register, terms), (source, tell), &mut came).await,
        What::List(list) => lists::take(with, id, (list, terms), (source, tell), &mut came).await,
        What::Shipped(list) => shipped::take(with, id, (list, terms), (source, tell), &mut came).await,
    };
    ended((with.0, with.1), id, outcome, came).await
}

/// Where rows come from, and who hears how many.
type Incoming<'a> = (&'a mut dyn RegisterSource, &'a mut (dyn FnMut(u64, Option<u64>) + Send));

async fn take_register(
    (db, clock, ids): (&Db, &Clock, &Ids),
    id: kit_core::Uuid,
    (register, terms): (Register, Terms),
    incoming: Incoming<'_>,
    came: &mut Came,
) -> Result<(), Stopped> {
    let check = |line, cells: Cells<'_>| {
        register.check(line, cells).map(|unit| {
            let size = unit.size();
            (unit, size)
        })
    };
    let units = gather((db, clock, id), (register.fields(), &check), incoming, came).await?;
    let plan = decide(db, clock, (register, terms), units, came).await?;
    apply((db, clock, ids), id, register, plan, came).await
}

/// Keeps why a run has stopped; the run as it stands now.
async fn ended((db, clock): (&Db, &Clock), id: kit_core::Uuid, outcome: Result<(), Stopped>, came: Came) -> Result<runs::Run, Stopped> {
    if let Err(stopped) = outcome {
        runs::stop(db, id, (stopped.key(), stopped.detail()), came.read, came.faults, clock.now()).await?;
        return Err(stopped);
    }
    runs::find(&db.read().await?, id).await?.ok_or(Stopped::GivenUp)
}

/// What has come so far.
#[derive(Default)]
struct Came {
    read: u64,
    faults: Vec<RowFault>,
}

/// How a row is read: what it says, and how much memory that takes.
type Check<'a, T> = &'a (dyn Fn(u64, Cells<'_>) -> Result<(T, usize), RowFault> + Sync);

async fn gather<T: Send>(
    (db, clock, id): (&Db, &Clock, kit_core::Uuid),
    (fields, check): (&'static [Field], Check<'_, T>),
    (source, tell): Incoming<'_>,
    came: &mut Came,
) -> Result<Vec<T>, Stopped> {
    let layout = Layout::find(fields, &source.columns().await?).map_err(Stopped::Columns)?;
    let (mut all, mut bytes, mut told) = (Vec::new(), 0, 0);
    loop {
        let rows = source.rows().await?;
        if rows.is_empty() {
            break;
        }
        for SourceRow { line, cells } in rows {
            came.read += 1;
            let unreadable = || RowFault { line, oid: String::new(), kind: FaultKind::Unreadable, value: String::new() };
            match cells
                .filter(|cells| cells.iter().all(|cell| is_text(cell)))
                .ok_or_else(unreadable)
                .and_then(|cells| check(line, layout.row(&cells)))
            {
                Ok((row, size)) => {
                    bytes += size;
                    all.push(row);
                }
                Err(fault) => came.faults.push(fault),
            }
        }
        if bytes > MOST_BYTES || came.faults.len() > MOST_FAULTS {
            return Err(Stopped::TooLarge);
        }
        if came.read - told >= STEP {
            told = came.read;
            if !runs::progress(db, id, came.read, source.expected(), clock.now()).await? {
                return Err(Stopped::GivenUp);
            }
            tell(came.read, source.expected());
        }
    }
    if let Some(expected) = source.expected().filter(|expected| came.read < *expected) {
        return Err(Stopped::Short { read: came.read, expected });
    }
    tell(came.read, Some(came.read));
    Ok(all)
}

/// Not every database keeps a NUL, and no register means one.
fn is_text(cell: &str) -> bool {
    !cell.chars().any(|c| c.is_control() && !c.is_whitespace())
}

async fn decide(db: &Db, clock: &Clock, (register, terms): (Register, Terms), units: Vec<Unit>, came: &mut Came) -> Result<Plan, Stopped> {
    let present = store::present(&db.read().await?, register).await?;
    let there = present.len();
    let known: HashSet<String> = match terms.extent {
        Extent::Whole => HashSet::new(),
        Extent::Changes => present.keys().map(|(oid, _)| oid.clone()).collect(),
    };
    let units = if register == Register::Pharmacies { pharmacies::complete(units, &mut came.faults) } else { units };
    let units = tree::settle(units, &known, &mut came.faults);
    if units.is_empty() && terms.extent == Extent::Whole {
        return Err(Stopped::Empty);
    }
    let plan = plan::plan(units, present, terms.extent, clock.today());
    let leaving = plan.leave.len();
    if !terms.may_shrink && leaving > ALWAYS_MAY_LEAVE.max(there * LARGEST_SHARE / 100) {
        return Err(Stopped::Shrinks { leaving, of: there });
    }
    Ok(plan)
}

async fn apply((db, clock, ids): (&Db, &Clock, &Ids), id: kit_core::Uuid, register: Register, plan: Plan, came: &Came) -> Result<(), Stopped> {
    let (now, today) = (clock.now(), clock.today());
    let changes: Vec<(kit_core::Uuid, Change)> = plan.changes.iter().map(|change| (ids.next(now), change.clone())).collect();
    let (read, faults) = (came.read, came.faults.clone());
    db.write(move |tx| async move {
        if !runs::done(&tx, id, read, plan.counts(), &faults, now).await? {
            return Err(Stopped::GivenUp);
        }
        store::apply(&tx, register, &plan, today, now).await?;
        runs::keep_changes(&tx, id, register.key(), &changes).await?;
        Ok(())
    })
    .await
}
