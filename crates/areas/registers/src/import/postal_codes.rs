//! Rows of Posti's postal code file (registers 2.6), or of a text or sheet with the same facts.

use super::{
    columns::{Cells, Field},
    fault::{FaultKind, RowFault},
    shipped::{Row, cell},
    units::{day, fault},
};

pub const FIELDS: &[Field] = &[
    Field::new("code", &["Postinumero", "Postnummer", "code"]),
    Field::new("town", &["Postinumeron nimi suomeksi", "Postitoimipaikka", "town"]),
    Field::new("town-sv", &["Postinumeron nimi ruotsiksi", "Postitoimipaikka ruotsiksi", "town_sv"]),
    Field::new("type", &["Postinumeron tyyppi", "Tyyppi", "type"]),
    Field::optional("dated", &["Ajopäivämäärä", "dated"]),
];

/// Letters of a name, at most.
const LONGEST: usize = 60;
/// Words that stay in capitals.
const ABBREVIATIONS: [&str; 5] = ["AS", "KK", "KBY", "ST", "TL"];

/// None: a code of no address, such as a parcel machine's.
pub fn read(line: u64, cells: Cells<'_>) -> Result<Option<Row>, RowFault> {
    let code = cells.text("code");
    let wrong = |kind, value: &str| fault(line, &code, kind, value.to_owned());
    if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong(FaultKind::WrongCode, &code));
    }
    let towns = match cells.text("type").as_str() {
        // Ordinary codes, those of post boxes, and one of several places.
        "1" | "2" | "4" => towns(cells).map_err(|kind| wrong(kind, ""))?,
        // One organisation's own: what stands there is its name.
        "3" => ";".to_owned(),
        // Reply mail, parcel machines, pick-up points.
        "5" | "6" | "7" => return Ok(None),
        other => return Err(wrong(FaultKind::WrongKind, other)),
    };
    Ok(Some(Row { line, order: code.clone(), identity: code, rest: towns, dated: day(&cells.text("dated")) }))
}

fn towns(cells: Cells<'_>) -> Result<String, FaultKind> {
    let [fi, sv] = ["town", "town-sv"].map(|key| capitalised(&cell(&cells.text(key))));
    if [&fi, &sv].into_iter().any(|name| name.chars().count() > LONGEST) {
        return Err(FaultKind::TooLong);
    }
    match (fi.as_str(), sv.as_str()) {
        ("", "") => Err(FaultKind::NoName),
        ("", only) | (only, "") => Ok(format!("{only};")),
        (fi, sv) if fi == sv => Ok(format!("{fi};")),
        (fi, sv) => Ok(format!("{fi};{sv}")),
    }
}

/// Posti writes in capitals; here each part of a name has one at its beginning.
fn capitalised(name: &str) -> String {
    let word = |word: &str| {
        if ABBREVIATIONS.contains(&word) { word.to_owned() } else { word.split('-').map(first_capital).collect::<Vec<_>>().join("-") }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn first_capital(part: &str) -> String {
    let mut letters = part.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + &letters.as_str().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ShippedList, import::columns::Layout};

    fn of(cells: [&str; 4]) -> Result<Option<(String, String)>, (FaultKind, String)> {
        let names: Vec<String> = ["Postinumero", "Postitoimipaikka", "Postitoimipaikka ruotsiksi", "Tyyppi"].map(str::to_owned).to_vec();
        let layout = Layout::find(FIELDS, &names).unwrap();
        let row = read(1, layout.row(&cells.map(str::to_owned)));
        row.map(|row| row.map(|row| (row.identity, row.rest))).map_err(|fault| (fault.kind, fault.value))
    }

    fn taken(code: &str, rest: &str) -> Result<Option<(String, String)>, (FaultKind, String)> {
        Ok(Some((code.to_owned(), rest.to_owned())))
    }

    #[test]
    fn ordinary_codes_and_those_of_post_boxes_have_towns_and_an_organisations_own_has_none() {
        assert_eq!(of(["00100", "HELSINKI", "HELSINGFORS", "1"]), taken("00100", "Helsinki;Helsingfors"));
        assert_eq!(of(["55101", "IMATRA", "IMATRA", "2"]), taken("55101", "Imatra;"));
        assert_eq!(of(["22101", "", "MARIEHAMN", "4"]), taken("22101", "Mariehamn;"));
        assert_eq!(of(["00099", "MALLIN KAUPUNKI", "", "3"]), taken("00099", ";"));
        assert_eq!(["5", "6", "7"].map(|kind| of(["12344", "MALLI", "", kind])), [Ok(None), Ok(None), Ok(None)]);
    }

    #[test]
    fn what_is_no_postal_code_is_told() {
        use FaultKind::{NoName, TooLong, WrongCode, WrongKind};
        let long = "A".repeat(61);
        let table = [
            (["0010", "MALLI", "", "1"], (WrongCode, "0010")),
            (["0010O", "MALLI", "", "1"], (WrongCode, "0010O")),
            (["", "MALLI", "", "1"], (WrongCode, "")),
            (["00100", " ", "", "1"], (NoName, "")),
            (["00100", &long, "", "1"], (TooLong, "")),
            (["00100", "MALLI", "", "9"], (WrongKind, "9")),
            (["00100", "MALLI", "", ""], (WrongKind, "")),
        ];
        for (cells, (kind, value)) in table {
            assert_eq!(of(cells), Err((kind, value.to_owned())), "{cells:?}");
        }
    }

    #[test]
    fn every_town_that_came_with_the_program_is_written_as_an_import_writes_it() {
        for line in ShippedList::PostalCodes.content().lines() {
            for name in line.split(';').skip(1) {
                assert_eq!(capitalised(&name.to_uppercase()), name);
            }
        }
        assert_eq!(capitalised("LAUKAA AS"), "Laukaa AS");
    }
}
