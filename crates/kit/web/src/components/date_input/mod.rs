use askama::Template;

use super::question::question_methods;
use super::{Example, Question, Text};

/// A date in one field, as the Finnish public services ask it: pp.kk.vvvv. Give the form as the hint.
#[derive(Clone, Debug, Template)]
#[template(path = "components/date_input/date_input.html")]
pub struct DateInput<'a> {
    pub question: Question<'a>,
    /// As typed.
    pub value: Text<'a>,
    /// The label of the button that opens the browser's own calendar, where scripts run.
    pub picker: Option<Text<'a>>,
}

html_safe!(DateInput);

impl<'a> DateInput<'a> {
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        Self { question: Question::new(name, label), value: value.into(), picker: None }
    }

    pub fn picker(mut self, label: impl Into<Text<'a>>) -> Self {
        self.picker = Some(label.into());
        self
    }

    question_methods!();
}

pub(super) fn examples() -> Vec<Example> {
    let date = |value: &'static str| {
        DateInput::new("last-day", "Kanta-asiakkuuden viimeinen voimassaolopäivä", value).hint("Muodossa pp.kk.vvvv, esimerkiksi 31.12.2026")
    };
    vec![
        ("date_input/default", date("").required().to_string()),
        ("date_input/picker", date("").picker("Valitse kalenterista").to_string()),
        ("date_input/error", date("32.1.2026").error("Kirjoita päivä, joka on olemassa").required().to_string()),
        ("date_input/help", date("1.2.2026").help("Ohje: Viimeinen päivä", "Viimeinen päivä, jona palvelua käytetään.").to_string()),
    ]
}
