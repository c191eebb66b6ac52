use kit_core::Language;
use kit_web::{Fields, FormView, PageError, Texts};

use crate::sections::{Facts, Section};

/// A field of a section's form that can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The field's name in the form.
    pub field: String,
    /// The row it belongs to, by its name: «Malla Mallikas». Empty outside of rows.
    pub row: String,
    pub label: String,
}

impl Place {
    /// «Malla Mallikas: Puhelinnumero».
    pub fn title(&self) -> String {
        if self.row.is_empty() { self.label.clone() } else { format!("{}: {}", self.row, self.label) }
    }
}

/// The fields of a section, as its form has them with what was typed. The form itself says which: there is no other list.
pub fn places(section: &dyn Section, fields: &Fields, facts: &Facts, language: Language) -> Result<Vec<Place>, PageError> {
    let view = FormView::new(fields, Texts(language), "");
    section.form(&view, facts, language)?;
    let titles: Vec<String> =
        section.summary(fields, facts, language).groups.into_iter().filter_map(|group| Some(group.title?.into_owned())).collect();
    let mut rows: Vec<String> = Vec::new();
    let place = |(field, label): (String, String)| {
        let row = row_of(&field).map(|row| {
            let number = rows.iter().position(|seen| *seen == row).unwrap_or_else(|| {
                rows.push(row);
                rows.len() - 1
            });
            titles.get(number).cloned().unwrap_or_default()
        });
        Place { field, row: row.unwrap_or_default(), label }
    };
    Ok(view.asked().into_iter().map(place).collect())
}

/// «contacts.0» of «contacts.0.phone».
fn row_of(field: &str) -> Option<String> {
    let mut parts = field.split('.');
    let (group, row) = (parts.next()?, parts.next()?);
    parts.next()?;
    row.parse::<usize>().ok().map(|row| format!("{group}.{row}"))
}
