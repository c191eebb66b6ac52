use askama::Template;

use super::{Example, Html, Text};

/// Terms and their values in two columns: facts from a register, facts of a case.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/description_rows/description_rows.html")]
pub struct DescriptionRows<'a> {
    pub rows: Vec<(Text<'a>, Html<'a>)>,
}

html_safe!(DescriptionRows);

impl<'a> DescriptionRows<'a> {
    pub fn new() -> Self {
        Self::default()
    }

    /// A row of plain text; an empty value is shown as a dash.
    pub fn row(self, term: impl Into<Text<'a>>, value: impl AsRef<str>) -> Self {
        let value = value.as_ref().trim();
        self.html(term, Html::text(if value.is_empty() { "–" } else { value }))
    }

    /// A row whose value is a component.
    pub fn html(mut self, term: impl Into<Text<'a>>, value: Html<'a>) -> Self {
        self.rows.push((term.into(), value));
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    let rows = DescriptionRows::new().row("Nimi", "Esimerkkilääkärit Oy").row("Y-tunnus", "0000000-0").row("OID", "");
    vec![("description_rows/default", rows.to_string()), ("description_rows/hostile", DescriptionRows::new().row("<b>", "<script>").to_string())]
}
