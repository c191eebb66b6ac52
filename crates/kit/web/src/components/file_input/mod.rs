use askama::Template;

use super::question::question_methods;
use super::{Example, Question, Text};

/// Chooses one file. Its form is `enctype="multipart/form-data"`. Say in the hint which kinds are taken, and how large.
#[derive(Clone, Debug, Template)]
#[template(path = "components/file_input/file_input.html")]
pub struct FileInput<'a> {
    pub question: Question<'a>,
    /// What the browser offers first: the kinds that we take.
    accept: &'static str,
}

html_safe!(FileInput);

impl<'a> FileInput<'a> {
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self { question: Question::new(name, label), accept: ".pdf,.png,.jpg,.jpeg,.txt,.csv" }
    }

    question_methods!();
}

pub(super) fn examples() -> Vec<Example> {
    let report = || FileInput::new("report", "Testiraportti").hint("PDF, PNG, JPEG tai teksti, enintään 10 Mt.");
    vec![
        ("file_input/default", report().to_string()),
        ("file_input/error", report().error("Valitse tiedosto").required().to_string()),
        ("file_input/help", report().help("Ohje: Testiraportti", "Järjestelmän toimittaja antaa raportin.").to_string()),
    ]
}
