use askama::Template;

use super::question::question_methods;
use super::{Example, Question, Text};

/// One option of radio buttons, checkboxes or a drop-down list.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    pub value: Text<'a>,
    pub label: Text<'a>,
    pub hint: Option<Text<'a>>,
    pub checked: bool,
    pub disabled: bool,
    /// What is seen only while it is chosen: the parts marked `opens-<name>` in the same card.
    pub opens: Option<&'static str>,
}

impl<'a> Choice<'a> {
    pub fn new(value: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, checked: false, disabled: false, opens: None }
    }

    pub fn hint(mut self, text: impl Into<Text<'a>>) -> Self {
        self.hint = Some(text.into());
        self
    }

    pub fn checked(self) -> Self {
        self.checked_if(true)
    }

    pub fn checked_if(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    pub fn opens(mut self, part: &'static str) -> Self {
        self.opens = Some(part);
        self
    }

    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

/// Radio buttons: one of a few. The first option carries the question's id, so that the error summary leads to it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/radios/radios.html")]
pub struct Radios<'a> {
    pub question: Question<'a>,
    pub choices: Vec<Choice<'a>>,
    pub inline: bool,
}

html_safe!(Radios);

impl<'a> Radios<'a> {
    pub fn new(name: impl Into<Text<'a>>, legend: impl Into<Text<'a>>, choices: Vec<Choice<'a>>) -> Self {
        Self { question: Question::new(name, legend), choices, inline: false }
    }

    question_methods!();

    /// Side by side: for two short options.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    fn id(&self, index: &usize) -> String {
        choice_id(&self.question.name, *index)
    }
}

/// Id of the option at `index` (from 0): the question's own for the first, `name-2`, `name-3` … for the rest.
pub(super) fn choice_id(name: &str, index: usize) -> String {
    if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) }
}

pub(super) fn examples() -> Vec<Example> {
    let languages = || vec![Choice::new("fi", "Suomi").checked(), Choice::new("sv", "Ruotsi")];
    let kinds = || {
        vec![
            Choice::new("person", "Yhteyshenkilö").hint("Ihminen, jolla on nimi ja oma puhelinnumero."),
            Choice::new("organisation", "Organisaatio").hint("Yhteinen neuvonta tai päivystys."),
            Choice::new("other", "Muu").disabled(),
        ]
    };
    vec![
        ("radios/default", Radios::new("kind", "Yhteystietotyyppi", kinds()).required().to_string()),
        ("radios/inline", Radios::new("language", "Valitse laskutuskieli", languages()).inline().to_string()),
        (
            "radios/error, help, hint",
            Radios::new("kind", "Yhteystietotyyppi", kinds())
                .help("Ohje: Yhteystietotyyppi", "Valitse ensin, kumman tiedot annat.")
                .hint("Tämä määrää, mitä kenttiä näytetään.")
                .error("Valitse yhteystietotyyppi")
                .required()
                .to_string(),
        ),
        (
            "radios/warning",
            Radios::new("language", "Valitse laskutuskieli", languages())
                .inline()
                .warning("Tarkista: Olet valinnut muissa palveluissa ruotsin.")
                .to_string(),
        ),
        ("radios/hostile", Radios::new("x", "<i>", vec![Choice::new("\"><b>", "<script>").hint("<hr>")]).to_string()),
    ]
}
