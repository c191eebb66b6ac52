//! Posti's postal code file (PCF): no header, ISO-8859-1, each record a line of 220 characters with its cells at fixed places
//! (registers 2.6). The places are those that three independent readers of the published file agree on; Posti's own
//! description was not seen.

use std::io::BufRead;

use ports::{SourceFault, SourceRow};

use super::{
    feed::{Feed, Sink},
    text::{Letters, line_of},
};

/// How each record begins.
const MARK: &str = "PONOT";
/// Characters of a record.
const WIDTH: usize = 220;
/// Cells that are read: what they are called, the character at which they begin, from 0, and how many they have. Between them
/// and behind stand abbreviations, the day of coming into force, region and municipality.
const CELLS: [(&str, usize, usize); 5] = [
    ("Ajopäivämäärä", 5, 8),
    ("Postinumero", 13, 5),
    ("Postinumeron nimi suomeksi", 18, 30),
    ("Postinumeron nimi ruotsiksi", 48, 30),
    ("Postinumeron tyyppi", 110, 1),
];

/// Reads a postal code file.
pub fn fixed(input: impl BufRead + Send + 'static) -> Feed {
    Feed::start(move |sink| read(input, sink))
}

fn read(mut input: impl BufRead, sink: &mut Sink) -> Result<(), SourceFault> {
    let (mut letters, mut line, mut number) = (Letters::Unknown, Vec::new(), 0);
    while let Some(is_ended) = line_of(&mut input, &mut line)? {
        number += 1;
        let record = letters.decode(&line).and_then(|line| record(&line));
        if number == 1 {
            if record.is_none() {
                return Err(SourceFault::Damaged(format!("the first line is no record of {WIDTH} characters that begins with {MARK}")));
            }
            sink.columns(CELLS.map(|(name, ..)| name.to_owned()).to_vec())?;
        }
        if !is_ended && record.is_none() {
            return Err(SourceFault::Damaged("it ends in the middle of a line".to_owned()));
        }
        if !line.iter().all(u8::is_ascii_whitespace) {
            sink.row(SourceRow { line: number, cells: record })?;
        }
    }
    Ok(())
}

/// None: it is no record. Blanks may follow one.
fn record(line: &str) -> Option<Vec<String>> {
    let letters: Vec<char> = line.chars().collect();
    let (inside, behind) = letters.split_at_checked(WIDTH)?;
    let is_one = line.starts_with(MARK) && behind.iter().all(|letter| letter.is_whitespace());
    is_one.then(|| CELLS.iter().map(|(_, from, width)| inside[*from..from + width].iter().collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_at_their_places_in_a_record_of_the_right_width() {
        let line = format!(
            "PONOT2026110100100{:30}{:30}{:12}{:12}202601011{:5}{:30}{:30}091{:20}{:20}3",
            "HELSINKI", "HELSINGFORS", "HKI", "HFORS", "FI1B1", "HELSINKI-UUSIMAA", "HELSINGFORS-NYLAND", "HELSINKI", "HELSINGFORS"
        );
        let cells = |line: &str| record(line).map(|cells| cells.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>().join("|"));
        assert_eq!(line.len(), 220);
        assert_eq!(cells(&line).as_deref(), Some("20261101|00100|HELSINKI|HELSINGFORS|1"));
        assert_eq!(cells(&format!("{line}  ")).as_deref(), Some("20261101|00100|HELSINKI|HELSINGFORS|1"));
        for wrong in [&line[..219], &format!("{line}x"), &line.replacen("PONOT", "KATUN", 1), ""] {
            assert_eq!(cells(wrong), None, "{wrong}");
        }
    }
}
