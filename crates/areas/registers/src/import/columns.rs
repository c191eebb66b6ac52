//! Which column is which: the shapes name the same facts differently.

use unicode_normalization::UnicodeNormalization;

/// A fact of a row, and what the shapes call it.
#[derive(Debug)]
pub struct Field {
    pub key: &'static str,
    /// As the interface, the XML, the text and the sheets write it; compared without case.
    pub names: &'static [&'static str],
    /// Without the others the register stops; without this one its rows say less.
    wanted: bool,
}

impl Field {
    pub const fn new(key: &'static str, names: &'static [&'static str]) -> Self {
        Self { key, names, wanted: true }
    }

    /// Not every shape has it.
    pub const fn optional(key: &'static str, names: &'static [&'static str]) -> Self {
        Self { key, names, wanted: false }
    }
}

/// Where each field stands among the cells of a row.
#[derive(Debug)]
pub struct Layout {
    places: Vec<(&'static str, usize)>,
}

impl Layout {
    /// Finds the fields among the names of the columns, or says which are missing: a column that has gone must not empty
    /// what we have.
    pub fn find(fields: &'static [Field], columns: &[String]) -> Result<Self, Vec<&'static str>> {
        let columns: Vec<String> = columns.iter().map(|name| plain(name)).collect();
        let place = |field: &Field| field.names.iter().find_map(|name| columns.iter().position(|column| *column == plain(name)));
        let missing: Vec<_> = fields.iter().filter(|field| field.wanted && place(field).is_none()).map(|field| field.key).collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        Ok(Self { places: fields.iter().filter_map(|field| Some((field.key, place(field)?))).collect() })
    }

    pub const fn row<'a>(&'a self, cells: &'a [String]) -> Cells<'a> {
        Cells { layout: self, cells }
    }
}

/// The cells of a row by their fields.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    layout: &'a Layout,
    cells: &'a [String],
}

impl Cells<'_> {
    /// The text of a field, in one form of Unicode, blanks put in order; empty where the row has none.
    pub fn text(&self, key: &str) -> String {
        let place = self.layout.places.iter().find(|(field, _)| *field == key);
        let text = place.and_then(|(_, place)| self.cells.get(*place)).map_or("", String::as_str);
        text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn plain(name: &str) -> String {
    name.trim().trim_start_matches('\u{feff}').nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[
        Field::new("oid", &["conceptCodeId", "OrganizationId"]),
        Field::new("unit", &["Terv.palveluyksikkö"]),
        Field::optional("town", &["PostOffice"]),
    ];

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn columns_are_found_by_any_of_their_names_in_any_case_and_form() {
        // The second is written with a combining mark, as some systems export it.
        let columns = names(&["Abbreviation", "terv.palveluyksikko\u{308}", "\u{feff}ORGANIZATIONID"]);
        let layout = Layout::find(FIELDS, &columns).unwrap();
        let cells = names(&["x", " T ", "1.2.3"]);
        let row = layout.row(&cells);
        assert_eq!((row.text("oid").as_str(), row.text("unit").as_str(), row.text("town").as_str()), ("1.2.3", "T", ""));
    }

    #[test]
    fn a_column_that_is_gone_is_named() {
        assert_eq!(Layout::find(FIELDS, &names(&["conceptCodeId"])).unwrap_err(), ["unit"]);
    }
}
