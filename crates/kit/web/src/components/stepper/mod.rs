use askama::Template;

use super::{Example, Text, safe_href};

/// Where one is on a journey: a list of steps beside the page, folded into one line on a narrow screen.
#[derive(Clone, Debug, Template)]
#[template(path = "components/stepper/stepper.html")]
pub struct Stepper<'a> {
    /// Name of the navigation: «Hakemuksen vaiheet».
    pub label: Text<'a>,
    /// The folded line on a narrow screen: «Vaihe 3/9: Asiakastiedot».
    pub summary: Text<'a>,
    pub words: StepWords<'a>,
    pub steps: Vec<Step<'a>>,
}

html_safe!(Stepper);

/// The states in words, for those who do not see the marks.
#[derive(Clone, Debug)]
pub struct StepWords<'a> {
    pub done: Text<'a>,
    pub current: Text<'a>,
    pub open: Text<'a>,
    pub locked: Text<'a>,
    pub incomplete: Text<'a>,
}

#[derive(Clone, Debug)]
pub struct Step<'a> {
    pub label: Text<'a>,
    pub href: Option<Text<'a>>,
    pub state: StepState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Current,
    /// May be opened, not yet filled in.
    Open,
    /// May not be opened yet.
    Locked,
    /// Saved with something missing or wrong.
    Incomplete,
}

impl StepState {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Open => "open",
            Self::Locked => "locked",
            Self::Incomplete => "incomplete",
        }
    }
}

impl<'a> Step<'a> {
    pub fn new(label: impl Into<Text<'a>>, state: StepState) -> Self {
        Self { label: label.into(), href: None, state }
    }

    pub fn href(mut self, href: impl Into<Text<'a>>) -> Self {
        self.href = Some(safe_href(href));
        self
    }
}

impl<'a> Stepper<'a> {
    pub fn new(label: impl Into<Text<'a>>, summary: impl Into<Text<'a>>, words: StepWords<'a>) -> Self {
        Self { label: label.into(), summary: summary.into(), words, steps: Vec::new() }
    }

    pub fn step(mut self, step: Step<'a>) -> Self {
        self.steps.push(step);
        self
    }

    pub fn steps(mut self, steps: Vec<Step<'a>>) -> Self {
        self.steps = steps;
        self
    }

    fn word(&self, state: &StepState) -> &str {
        match state {
            StepState::Done => &self.words.done,
            StepState::Current => &self.words.current,
            StepState::Open => &self.words.open,
            StepState::Locked => &self.words.locked,
            StepState::Incomplete => &self.words.incomplete,
        }
    }
}

pub(crate) fn example() -> Stepper<'static> {
    let words = StepWords {
        done: "Valmis".into(),
        current: "Nykyinen vaihe".into(),
        open: "Avoin".into(),
        locked: "Ei vielä avoinna".into(),
        incomplete: "Kesken".into(),
    };
    let labels = [
        ("Toimintaohje", StepState::Done),
        ("Liityntäpisteet ja järjestelmät", StepState::Incomplete),
        ("Asiakastiedot", StepState::Done),
        ("Yhteyshenkilöt", StepState::Current),
        ("Laskutustiedot", StepState::Open),
        ("Palvelukuvauksen hyväksyminen", StepState::Locked),
        ("Sitoumuksen allekirjoittaminen", StepState::Locked),
        ("Yhteenveto", StepState::Locked),
        ("Kiitos", StepState::Locked),
    ];
    let step = |(label, state): (&'static str, StepState)| {
        let step = Step::new(label, state);
        if state == StepState::Locked { step } else { step.href("/hakemus/vaihe") }
    };
    Stepper::new("Hakemuksen vaiheet", "Vaihe 4/9: Yhteyshenkilöt", words).steps(labels.into_iter().map(step).collect())
}

pub(super) fn examples() -> Vec<Example> {
    let mut hostile = example();
    hostile.label = "<b>".into();
    hostile.steps = vec![Step::new("<script>", StepState::Current).href("javascript:alert(1)")];
    vec![("stepper/default", example().to_string()), ("stepper/hostile", hostile.to_string())]
}
