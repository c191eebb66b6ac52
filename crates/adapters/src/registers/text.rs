//! Published text files: a header, `;` between the cells, CRLF, ISO-8859-1 (registers 1.3).

use std::io::{BufRead, Read};

use ports::{SourceFault, SourceRow};

use super::feed::{Feed, Sink};

/// No line of a register is longer, in bytes.
const LONGEST_LINE: u64 = 64 << 10;

/// Reads a text. UTF-8 is told by its first letters beyond ASCII; what then is none of it is unreadable.
pub fn text(input: impl BufRead + Send + 'static) -> Feed {
    Feed::start(move |sink| read(input, sink))
}

fn read(mut input: impl BufRead, sink: &mut Sink) -> Result<(), SourceFault> {
    let mut letters = Letters::Unknown;
    let mut line = Vec::new();
    let header = next(&mut input, &mut line)?.then(|| letters.decode(&line)).flatten();
    let columns = header.map(|header| cells(header.trim_start_matches('\u{feff}'))).unwrap_or_default();
    if columns.len() < 2 {
        return Err(SourceFault::Damaged("the first line is no header with semicolons".to_owned()));
    }
    let width = columns.len();
    sink.columns(columns)?;
    let mut number = 1;
    while next(&mut input, &mut line)? {
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let cells = letters.decode(&line).map(|line| cells(&line)).filter(|cells| cells.len() == width);
        sink.row(SourceRow { line: number, cells })?;
    }
    Ok(())
}

/// The next line without its end. False: there is none.
fn next(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, SourceFault> {
    match line_of(input, line)? {
        Some(false) => Err(SourceFault::Damaged("it ends in the middle of a line".to_owned())),
        found => Ok(found.is_some()),
    }
}

/// The next line without its end: was there one? None: there is no line.
pub fn line_of(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<Option<bool>, SourceFault> {
    line.clear();
    let read = input.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', line).map_err(|error| SourceFault::Damaged(error.to_string()))?;
    if read as u64 > LONGEST_LINE {
        return Err(SourceFault::TooLarge(format!("a line has more than {LONGEST_LINE} bytes")));
    }
    let is_ended = line.pop_if(|last| *last == b'\n').is_some();
    line.pop_if(|last| *last == b'\r');
    Ok((read > 0).then_some(is_ended))
}

/// How the letters of a text are written.
#[derive(Clone, Copy)]
pub enum Letters {
    Unknown,
    Utf8,
    Latin1,
}

impl Letters {
    /// None: bytes that are no text.
    pub fn decode(&mut self, line: &[u8]) -> Option<String> {
        if line.iter().any(|byte| *byte < b' ' && *byte != b'\t') {
            return None;
        }
        if line.is_ascii() {
            return std::str::from_utf8(line).ok().map(str::to_owned);
        }
        let utf8 = std::str::from_utf8(line).ok();
        if matches!(self, Self::Unknown) {
            *self = if utf8.is_some() { Self::Utf8 } else { Self::Latin1 };
        }
        match self {
            Self::Utf8 => utf8.map(str::to_owned),
            Self::Latin1 | Self::Unknown => Some(line.iter().map(|byte| windows(*byte)).collect()),
        }
    }
}

/// ISO-8859-1; where that has control characters, what Windows puts there.
fn windows(byte: u8) -> char {
    const BETWEEN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—',
        '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => BETWEEN[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Cells between semicolons. One that begins with a quotation mark goes to the mark before the next semicolon.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, next) = quoted(rest).unwrap_or_else(|| match rest.split_once(';') {
            Some((cell, next)) => (cell.to_owned(), Some(next)),
            None => (rest.to_owned(), None),
        });
        cells.push(cell);
        match next {
            Some(next) => rest = next,
            None => return cells,
        }
    }
}

/// A cell in quotation marks, and what follows its semicolon. None: it is not one, even if it begins like one.
fn quoted(text: &str) -> Option<(String, Option<&str>)> {
    let inside = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let mark = from + inside[from..].find('"')?;
        match inside[mark + 1..].chars().next() {
            Some('"') => from = mark + 2,
            Some(';') => return Some((inside[..mark].replace("\"\"", "\""), Some(&inside[mark + 2..]))),
            None => return Some((inside[..mark].replace("\"\"", "\""), None)),
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_between_semicolons_and_may_hold_them_in_quotation_marks() {
        let table: [(&str, &[&str]); 8] = [
            ("a;b;c", &["a", "b", "c"]),
            ("a;;", &["a", "", ""]),
            ("", &[""]),
            ("\"a;b\";c", &["a;b", "c"]),
            ("\"a \"\"b\"\"\";c", &["a \"b\"", "c"]),
            // A mark that is not the cell's: it stays.
            ("\"Malli\" Oy;c", &["\"Malli\" Oy", "c"]),
            ("Oy \"Malli\";c", &["Oy \"Malli\"", "c"]),
            ("\"open;c", &["\"open", "c"]),
        ];
        for (line, wanted) in table {
            assert_eq!(cells(line), wanted, "{line}");
        }
    }

    #[test]
    fn letters_are_read_in_either_way_of_writing_but_not_in_both() {
        let mut latin = Letters::Unknown;
        assert_eq!(latin.decode(b"plain").as_deref(), Some("plain"));
        assert_eq!(latin.decode(b"P\xe4iv\xe4 \x96 \x80").as_deref(), Some("Päivä – €"));
        let mut utf8 = Letters::Unknown;
        assert_eq!(utf8.decode("Päivä".as_bytes()).as_deref(), Some("Päivä"));
        assert_eq!(utf8.decode(b"P\xe4iv\xe4"), None);
        assert_eq!(utf8.decode(b"a\0b"), None);
    }
}
