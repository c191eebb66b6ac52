//! Tables for a spreadsheet: UTF-8 with a byte order mark, semicolons, lines that end in CRLF. What somebody typed never
//! becomes a formula there.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// A table that is being written.
#[derive(Clone, Debug)]
pub struct Csv(String);

impl Csv {
    pub fn new<'a>(headers: impl IntoIterator<Item = &'a str>) -> Self {
        let mut csv = Self("\u{feff}".to_owned());
        csv.row(headers);
        csv
    }

    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(';');
            }
            self.0.push_str(&quoted(cell));
        }
        self.0.push_str("\r\n");
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The answer: a file to save. `name` is one of ours: letters, digits, hyphens, a dot.
    pub fn download(self, name: &str) -> Response {
        let disposition =
            HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
        let kind = HeaderValue::from_static("text/csv; charset=utf-8");
        ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], self.0).into_response()
    }
}

/// Digits, perhaps with one decimal comma or point, stay bare, so that the spreadsheet reads a number; all else is quoted.
fn quoted(cell: &str) -> String {
    if is_number(cell) {
        return cell.to_owned();
    }
    let guard = if is_formula(cell) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

fn is_number(cell: &str) -> bool {
    let (whole, part) = cell.split_once([',', '.']).unwrap_or((cell, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A leading nought is not a number's: an identifier keeps it.
    digits(whole) && digits(part) && whole.len() <= 15 && (whole == "0" || !whole.starts_with('0'))
}

/// Would a spreadsheet calculate it? The wide forms of the signs count too.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads what was written, as a spreadsheet does: cells in quotes or bare, lines that end in CRLF.
    fn read(text: &str) -> Vec<Vec<String>> {
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut letters = text.chars().peekable();
        let mut inside = false;
        while let Some(letter) = letters.next() {
            match (inside, letter) {
                (true, '"') if letters.peek() == Some(&'"') => cell.extend(letters.next()),
                (_, '"') => inside = !inside,
                (false, ';') => row.push(std::mem::take(&mut cell)),
                (false, '\r') if letters.peek() == Some(&'\n') => {
                    letters.next();
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                (_, letter) => cell.push(letter),
            }
        }
        assert!(!inside && cell.is_empty() && row.is_empty(), "an open end");
        rows
    }

    /// Chance that repeats.
    fn next(seed: &mut u64) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 40).unwrap()
    }

    #[test]
    fn whatever_is_typed_no_cell_is_a_formula_and_nothing_is_lost() {
        const PIECES: [&str; 22] = [
            "=",
            "+",
            "-",
            "@",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\"",
            "'",
            ";",
            ",",
            " ",
            "=1+1",
            "cmd|' /C calc'!A0",
            "HYPERLINK(",
            "ä",
            "＝",
            "7",
            "0",
            "\u{feff}",
            "x",
        ];
        let mut seed = 5;
        for round in 0..5000 {
            let rows: Vec<Vec<String>> = (0..3)
                .map(|_| (0..4).map(|_| (0..next(&mut seed) % 5).map(|_| PIECES[next(&mut seed) % PIECES.len()]).collect()).collect())
                .collect();
            let mut csv = Csv::new(["a", "b", "c", "d"]);
            rows.iter().for_each(|row| csv.row(row.iter().map(String::as_str)));
            let back = read(csv.as_str());
            assert_eq!(back.len(), 4, "round {round}");
            for (typed, found) in rows.iter().zip(&back[1..]) {
                assert_eq!(found.len(), 4);
                for (typed, found) in typed.iter().zip(found) {
                    assert!(!found.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{found:?}");
                    assert_eq!(found.strip_prefix('\'').filter(|_| found != typed).unwrap_or(found), typed);
                }
            }
        }
    }

    #[test]
    fn numbers_stay_numbers_and_identifiers_do_not_become_any() {
        let mut csv = Csv::new(["n"]);
        csv.row(["12", "5,3", "007", "1.2.246", "-5", "=1", "", "a\"b"]);
        assert_eq!(csv.as_str(), "\u{feff}\"n\"\r\n12;5,3;\"007\";\"1.2.246\";\"'-5\";\"'=1\";\"\";\"a\"\"b\"\r\n");
    }
}
