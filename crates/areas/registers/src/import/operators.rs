//! Rows of a list of operators of e-invoices: a text or a sheet, as somebody has typed or copied it.

use super::{
    columns::{Cells, Field},
    fault::{FaultKind, RowFault},
    shipped::{Row, cell},
    units::fault,
};
use crate::OperatorKind;

pub const FIELDS: &[Field] = &[
    Field::new("id", &["Välittäjän tunnus", "Välittäjätunnus", "Tunnus", "Förmedlarens kod", "id"]),
    Field::new("name", &["Välittäjä", "Välittäjän nimi", "Nimi", "Förmedlare", "Namn", "name"]),
    Field::new("kind", &["Laji", "Tyyppi", "Typ", "kind"]),
];

/// Letters of a name, at most.
const LONGEST: usize = 100;
/// Words for each kind, in small letters.
const KINDS: [(OperatorKind, &[&str]); 3] = [
    (OperatorKind::Bank, &["bank", "pankki"]),
    (OperatorKind::Operator, &["operator", "operaattori", "välittäjä", "operatör", "förmedlare"]),
    (OperatorKind::Former, &["former", "entinen", "poistunut", "ei käytössä", "tidigare"]),
];

pub fn read(line: u64, cells: Cells<'_>) -> Result<Option<Row>, RowFault> {
    let typed = cells.text("id");
    let wrong = |kind, value: &str| fault(line, &typed, kind, value.to_owned());
    let id = typed.split_whitespace().collect::<String>().to_uppercase();
    if !(2..=15).contains(&id.len()) || !id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
        return Err(wrong(FaultKind::WrongCode, &typed));
    }
    let name = cell(&cells.text("name"));
    if name.is_empty() {
        return Err(wrong(FaultKind::NoName, ""));
    }
    if name.chars().count() > LONGEST {
        return Err(wrong(FaultKind::TooLong, ""));
    }
    let said = cells.text("kind");
    let word = said.to_lowercase();
    let place = KINDS.iter().position(|(_, words)| words.contains(&word.as_str())).ok_or_else(|| wrong(FaultKind::WrongKind, &said))?;
    // The banks come first, then the others by name.
    let (order, rest) = (format!("{place}{}", name.to_lowercase()), KINDS[place].0.key().to_owned());
    Ok(Some(Row { line, identity: format!("{id};{name}"), order, rest, dated: None }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::columns::Layout;

    fn of(cells: [&str; 3]) -> Result<String, FaultKind> {
        let layout = Layout::find(FIELDS, &["Tunnus", "Nimi", "Laji"].map(str::to_owned)).unwrap();
        read(1, layout.row(&cells.map(str::to_owned))).map(|row| row.map(|row| format!("{};{}", row.identity, row.rest)).unwrap()).map_err(|f| f.kind)
    }

    #[test]
    fn an_operator_is_an_id_a_name_and_a_kind_in_any_of_its_words() {
        assert_eq!(of(["NDEAFIHH", "Nordea", "Pankki"]).unwrap(), "NDEAFIHH;Nordea;bank");
        assert_eq!(of(["0037 1234 5671", "Malli; Oy", "operator"]).unwrap(), "003712345671;Malli, Oy;operator");
        assert_eq!(of(["malli", "Malli", "Ei käytössä"]).unwrap(), "MALLI;Malli;former");
    }

    #[test]
    fn what_is_no_operator_is_told() {
        assert_eq!(of(["A", "Malli", "pankki"]), Err(FaultKind::WrongCode));
        assert_eq!(of(["1234567890123456", "Malli", "pankki"]), Err(FaultKind::WrongCode));
        assert_eq!(of(["MÅLLI", "Malli", "pankki"]), Err(FaultKind::WrongCode));
        assert_eq!(of(["MALLI", "", "pankki"]), Err(FaultKind::NoName));
        assert_eq!(of(["MALLI", "Malli", "kioski"]), Err(FaultKind::WrongKind));
    }
}
