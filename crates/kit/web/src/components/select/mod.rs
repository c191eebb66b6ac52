use askama::Template;

use super::question::question_methods;
use super::{Choice, Example, Question, Text};

/// A drop-down list: for filters and long lists; a question of a form is better asked by radio buttons.
#[derive(Clone, Debug, Template)]
#[template(path = "components/select/select.html")]
pub struct Select<'a> {
    pub question: Question<'a>,
    pub choices: Vec<Choice<'a>>,
}

html_safe!(Select);

impl<'a> Select<'a> {
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>, choices: Vec<Choice<'a>>) -> Self {
        Self { question: Question::new(name, label), choices }
    }

    question_methods!();
}

pub(super) fn examples() -> Vec<Example> {
    let states = || vec![Choice::new("", "Kaikki"), Choice::new("sent", "Saapunut").checked(), Choice::new("taken", "Käsittelyssä")];
    vec![
        ("select/default", Select::new("state", "Tila", states()).to_string()),
        ("select/error", Select::new("state", "Tila", states()).hint("Rajaa jonoa.").error("Valitse tila luettelosta").required().to_string()),
    ]
}
