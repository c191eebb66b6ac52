//! Registers as somebody publishes them, row by row, in whatever shape.

use kit_core::Day;
use thiserror::Error;

use crate::Answer;

/// A row on its way in: where it stands, and its cells in the order of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The line of a text, the row of a sheet, the place among the rows of an interface; from 1.
    pub line: u64,
    /// None: the row cannot be read as one, for instance because it has too few cells.
    pub cells: Option<Vec<String>>,
}

/// Why a source gives no more.
#[derive(Debug, Error)]
pub enum SourceFault {
    /// It is not what it should be: damaged, of another kind, cut off.
    #[error("it cannot be read: {0}")]
    Damaged(String),
    /// A line, a cell or the whole is larger than any register's.
    #[error("it is too large: {0}")]
    TooLarge(String),
    #[error("it does not answer: {0}")]
    Unavailable(String),
}

/// A register in one of its shapes. Never more than a handful of rows is held.
pub trait RegisterSource: Send {
    /// The names of the columns as the source writes them. Asked first, once.
    fn columns(&mut self) -> Answer<'_, Result<Vec<String>, SourceFault>>;
    /// The next rows; none: that was all.
    fn rows(&mut self) -> Answer<'_, Result<Vec<SourceRow>, SourceFault>>;
    /// How many rows there will be, if the source says so.
    fn expected(&self) -> Option<u64>;
}

/// Opens registers in the shapes in which they are published.
pub trait RegisterShapes: Send + Sync {
    /// A file: the key of the shape that its name tells, and what reads it. None: the name tells none.
    fn open(&self, name: &str, bytes: Vec<u8>) -> Option<(&'static str, Box<dyn RegisterSource>)>;
    /// Is it, by its key, on the code server?
    fn serves(&self, register: &str) -> bool;
    /// A register, by its key, from the code server: all of it, or what has changed since a day.
    fn fetch(&self, register: &str, since: Option<Day>) -> Result<Box<dyn RegisterSource>, SourceFault>;
    /// The code server's address, if one is set.
    fn code_server(&self) -> Option<&str>;
}
