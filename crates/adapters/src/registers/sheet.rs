//! Spreadsheets, xlsx and the older xls (registers 1.3): the first sheet, a header in its first filled row.

use std::io::{self, Cursor, Read};

use calamine::{Data, Reader as _, Xls, Xlsx};
use ports::{SourceFault, SourceRow};
use zip::ZipArchive;

use super::feed::{Feed, Sink};

/// Bytes of a file at most; of its sheets once unpacked, which are read piece by piece; of all else in it, which is held.
pub const LARGEST: usize = 32 << 20;
const LARGEST_SHEETS: u64 = 512 << 20;
const LARGEST_REST: u64 = 48 << 20;
/// Columns of a register at most; cells beyond are not looked at.
const MOST_COLUMNS: usize = 100;

pub fn sheet(bytes: Vec<u8>) -> Feed {
    Feed::start(move |sink| {
        if bytes.len() > LARGEST {
            return Err(SourceFault::TooLarge(format!("the file has more than {LARGEST} bytes")));
        }
        if bytes.starts_with(b"PK") { xlsx(bytes, sink) } else { xls(bytes, sink) }
    })
}

fn xlsx(bytes: Vec<u8>, sink: &mut Sink) -> Result<(), SourceFault> {
    unpacks_to_little(&bytes, LARGEST_SHEETS, LARGEST_REST)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let first = book.sheet_names().into_iter().next().ok_or_else(|| damaged("it has no sheet"))?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(damaged)?;
    let mut rows = Rows::default();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let ((row, column), value) = (cell.get_position(), Data::from(cell.get_value().clone()));
        rows.cell(row, column, &value, sink)?;
    }
    rows.end(sink)
}

fn xls(bytes: Vec<u8>, sink: &mut Sink) -> Result<(), SourceFault> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(damaged)?;
    let first = book.worksheet_range_at(0).ok_or_else(|| damaged("it has no sheet"))?.map_err(damaged)?;
    let (top, left) = first.start().unwrap_or_default();
    let mut rows = Rows::default();
    for (row, column, value) in first.used_cells() {
        let place = |offset: u32, at: usize| offset.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        rows.cell(place(top, row), place(left, column), value, sink)?;
    }
    rows.end(sink)
}

/// Unpacks all of it into nothing: what a file says of its own size cannot be believed.
fn unpacks_to_little(bytes: &[u8], mut sheets: u64, mut rest: u64) -> Result<(), SourceFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    for place in 0..archive.len() {
        let file = archive.by_index(place).map_err(damaged)?;
        let left = if file.name().map_err(damaged)?.starts_with("xl/worksheets/sheet") { &mut sheets } else { &mut rest };
        let unpacked = io::copy(&mut file.take(*left + 1), &mut io::sink()).map_err(damaged)?;
        *left = left.checked_sub(unpacked).ok_or_else(|| SourceFault::TooLarge("it unpacks to more than a register has".to_owned()))?;
    }
    Ok(())
}

fn damaged(error: impl ToString) -> SourceFault {
    SourceFault::Damaged(error.to_string())
}

/// Puts cells together to rows. Cells come row by row.
#[derive(Default)]
struct Rows {
    /// How many columns the header has; none: it has not come yet.
    width: Option<usize>,
    row: u32,
    cells: Vec<String>,
}

impl Rows {
    fn cell(&mut self, row: u32, column: u32, value: &Data, sink: &mut Sink) -> Result<(), SourceFault> {
        if row != self.row {
            self.hand_over(sink)?;
            self.row = row;
        }
        let (column, text) = (column as usize, text(value));
        if column < MOST_COLUMNS && !text.is_empty() {
            if self.cells.len() <= column {
                self.cells.resize(column + 1, String::new());
            }
            self.cells[column] = text;
        }
        Ok(())
    }

    fn hand_over(&mut self, sink: &mut Sink) -> Result<(), SourceFault> {
        let mut cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        let Some(width) = self.width else {
            self.width = Some(cells.len());
            return sink.columns(cells);
        };
        // Empty cells at the end are not there; filled ones beyond the header belong to no column.
        let readable = cells.len() <= width;
        cells.resize(width, String::new());
        sink.row(SourceRow { line: u64::from(self.row) + 1, cells: readable.then_some(cells) })
    }

    fn end(mut self, sink: &mut Sink) -> Result<(), SourceFault> {
        self.hand_over(sink)?;
        if self.width.is_some() { Ok(()) } else { Err(damaged("the sheet is empty")) }
    }
}

/// What stands in a cell. A number without a fraction is written without one: days and codes are kept so.
fn text(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "T" } else { "F" }.to_owned(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(_) | Data::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    #[test]
    fn what_unpacks_to_more_than_it_may_is_refused_sheet_or_not() {
        let packed = |name: &str| {
            let mut file = ZipWriter::new(Cursor::new(Vec::new()));
            file.start_file(name, SimpleFileOptions::default()).unwrap();
            file.write_all(&[b'0'; 5_000]).unwrap();
            file.finish().unwrap().into_inner()
        };
        let (sheet, other) = (packed("xl/worksheets/sheet1.xml"), packed("xl/sharedStrings.xml"));
        assert!(sheet.len() < 500 && other.len() < 500);
        assert!(unpacks_to_little(&sheet, 5_000, 0).is_ok() && unpacks_to_little(&other, 0, 5_000).is_ok());
        for (bytes, sheets, rest) in [(&sheet, 4_999, 9_999), (&other, 9_999, 4_999)] {
            assert!(matches!(unpacks_to_little(bytes, sheets, rest), Err(SourceFault::TooLarge(_))));
        }
    }
}
