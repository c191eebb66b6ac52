use askama::Template;

use super::question::question_methods;
use super::radios::choice_id;
use super::{Choice, Example, Question, Text};

/// Checkboxes under one question: any number of several. The first carries the question's id.
#[derive(Clone, Debug, Template)]
#[template(path = "components/checkboxes/checkboxes.html")]
pub struct Checkboxes<'a> {
    pub question: Question<'a>,
    pub choices: Vec<Choice<'a>>,
    pub inline: bool,
}

html_safe!(Checkboxes);

impl<'a> Checkboxes<'a> {
    pub fn new(name: impl Into<Text<'a>>, legend: impl Into<Text<'a>>, choices: Vec<Choice<'a>>) -> Self {
        Self { question: Question::new(name, legend), choices, inline: false }
    }

    question_methods!();

    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    fn id(&self, index: &usize) -> String {
        choice_id(&self.question.name, *index)
    }
}

/// One checkbox that stands alone: «Olen lukenut palvelukuvauksen ja hyväksyn sen». Its value is `yes`.
#[derive(Clone, Debug, Template)]
#[template(path = "components/checkboxes/checkbox.html")]
pub struct Checkbox<'a> {
    pub question: Question<'a>,
    pub checked: bool,
}

html_safe!(Checkbox);

impl<'a> Checkbox<'a> {
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>, checked: bool) -> Self {
        Self { question: Question::new(name, label), checked }
    }

    question_methods!();
}

pub(super) fn examples() -> Vec<Example> {
    let systems = || {
        vec![
            Choice::new("a", "Esimerkkijärjestelmä A").checked(),
            Choice::new("b", "Mallipotilas").hint("Versio 4 tai uudempi"),
            Choice::new("c", "Poistunut järjestelmä").disabled(),
        ]
    };
    let accept = || Checkbox::new("accepted", "Olen lukenut palvelukuvauksen ja hyväksyn sen", false).required();
    vec![
        ("checkboxes/default", Checkboxes::new("systems", "Valitse järjestelmät", systems()).to_string()),
        (
            "checkboxes/error, help, hint",
            Checkboxes::new("systems", "Valitse järjestelmät", systems())
                .hint("Voit valita useita.")
                .help("Ohje: Järjestelmät", "Vain järjestelmät, joita käytetään tämän liityntäpisteen kautta.")
                .error("Valitse vähintään yksi järjestelmä")
                .required()
                .to_string(),
        ),
        (
            "checkboxes/warning",
            Checkboxes::new("systems", "Valitse järjestelmät", systems())
                .warning("Tarkista: Esimerkkijärjestelmä A ei tiettävästi käytä tätä liityntäpistettä.")
                .to_string(),
        ),
        (
            "checkboxes/inline",
            Checkboxes::new("days", "Tiedotteet", vec![Choice::new("sms", "SMS"), Choice::new("mail", "Posti")]).inline().to_string(),
        ),
        ("checkbox/default", accept().to_string()),
        ("checkbox/error", accept().hint("Avaa ensin asiakirja.").error("Hyväksy palvelukuvaus, jotta voit jatkaa").to_string()),
        ("checkbox/warning", Checkbox::new("same", "Sama osoite", true).warning("Tarkista: Laskut menevät silloin postilokeroon.").to_string()),
        ("checkbox/help", Checkbox::new("x", "Sama osoite", true).help("Ohje: Sama osoite", "Laskut tulevat samaan osoitteeseen.").to_string()),
    ]
}
