//! Which column is which: the shapes name the same facts differently.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

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
        in_order(&composed(text)).into_owned()
    }

    /// Has any field more characters than these?
    pub fn any_longer_than(&self, most: usize) -> bool {
        let of_fields = self.layout.places.iter().filter_map(|(_, place)| self.cells.get(*place));
        of_fields.into_iter().any(|cell| cell.len() > most && cell.chars().count() > most)
    }
}

// Nearly all cells are in order as they come: they are looked at once and copied once.

fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// One blank between words, none around them.
fn in_order(text: &str) -> Cow<'_, str> {
    let is_blank = |c: char| c.is_whitespace();
    let mut before = ' ';
    let odd = text.chars().any(|c| {
        let odd = is_blank(c) && (c != ' ' || before == ' ');
        before = c;
        odd
    });
    if odd || text.ends_with(is_blank) { Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")) } else { Cow::Borrowed(text) }
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
    fn blanks_are_put_in_order() {
        for (cell, text) in
            [("", ""), ("Malli Oy", "Malli Oy"), (" Malli", "Malli"), ("Malli ", "Malli"), ("Malli  Oy", "Malli Oy"), ("Malli\tOy\u{a0}", "Malli Oy")]
        {
            assert_eq!(in_order(cell), text, "{cell:?}");
        }
        let (layout, cells) = (Layout::find(FIELDS, &names(&["id", "OrganizationId", "Terv.palveluyksikkö"])).unwrap(), names(&["ääää", "123", "4"]));
        assert!(layout.row(&cells).any_longer_than(2) && !layout.row(&cells).any_longer_than(3), "the first is no field of ours");
    }

    #[test]
    fn a_column_that_is_gone_is_named() {
        assert_eq!(Layout::find(FIELDS, &names(&["conceptCodeId"])).unwrap_err(), ["unit"]);
    }
}
