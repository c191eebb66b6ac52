use askama::Template;

use super::{Example, Text};

/// What has to be mended, at the top of the page, each line a link to its field. The script moves the focus here.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_summary/error_summary.html")]
pub struct ErrorSummary<'a> {
    /// The first word of the title: «Virhe».
    pub word: Text<'a>,
    pub title: Text<'a>,
    /// Id of the field (with repeated groups e.g. `contacts.0.email`) and what is wrong with it; without an id, plain text.
    pub items: Vec<(Text<'a>, Text<'a>)>,
}

html_safe!(ErrorSummary);

impl<'a> ErrorSummary<'a> {
    pub fn new(word: impl Into<Text<'a>>, title: impl Into<Text<'a>>) -> Self {
        Self { word: word.into(), title: title.into(), items: Vec::new() }
    }

    pub fn item(mut self, field: impl Into<Text<'a>>, text: impl Into<Text<'a>>) -> Self {
        self.items.push((field.into(), text.into()));
        self
    }

    pub fn items(mut self, items: Vec<(Text<'a>, Text<'a>)>) -> Self {
        self.items = items;
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        (
            "error_summary/default",
            ErrorSummary::new("Virhe", "Tarkista kaksi kohtaa")
                .item("contacts.0.email", "Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi")
                .item("contacts.0.phone", "Kirjoita puhelinnumero")
                .to_string(),
        ),
        ("error_summary/no field", ErrorSummary::new("Virhe", "Lähettäminen ei onnistunut").item("", "Yhteyshenkilöiltä puuttuu rooli.").to_string()),
        ("error_summary/hostile", ErrorSummary::new("<b>", "<script>").item("\" onclick=\"x", "<img>").to_string()),
    ]
}
