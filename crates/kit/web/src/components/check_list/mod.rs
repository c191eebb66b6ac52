use askama::Template;

use super::{Example, Html, Text};

/// What the program has checked: for each check an icon, the outcome in a word, what was compared, and what people have said.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/check_list/check_list.html")]
pub struct CheckList<'a> {
    pub checks: Vec<CheckItem<'a>>,
}

html_safe!(CheckList);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    Pass,
    Look,
    Fail,
}

impl CheckOutcome {
    const fn class(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Look => "look",
            Self::Fail => "fail",
        }
    }

    /// A tick, a triangle, a circle: told apart without colour.
    const fn icon(self) -> &'static str {
        match self {
            Self::Pass => "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.7 14.4 4.6 10.3l1.5-1.5 2.6 2.6 5.2-5.2 1.5 1.5z",
            Self::Look => "M10 1.5 19.5 18H.5zm-1.1 6v5h2.2v-5zm0 6.2v2.1h2.2v-2.1z",
            Self::Fail => "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm1.2 14H8.8v-2.4h2.4zm0-4H8.8V4.6h2.4z",
        }
    }
}

#[derive(Clone, Debug)]
pub struct CheckItem<'a> {
    pub outcome: CheckOutcome,
    /// The outcome in a word: «Kunnossa».
    pub word: Text<'a>,
    pub title: Text<'a>,
    /// What was compared with what.
    pub lines: Vec<Text<'a>>,
    /// Finished markup under it: notes, a form.
    pub more: Option<Html<'a>>,
}

impl<'a> CheckItem<'a> {
    pub fn new(outcome: CheckOutcome, word: impl Into<Text<'a>>, title: impl Into<Text<'a>>) -> Self {
        Self { outcome, word: word.into(), title: title.into(), lines: Vec::new(), more: None }
    }

    pub fn line(mut self, text: impl Into<Text<'a>>) -> Self {
        self.lines.push(text.into());
        self
    }

    pub fn more(mut self, markup: Html<'a>) -> Self {
        self.more = Some(markup);
        self
    }
}

impl<'a> CheckList<'a> {
    pub fn new(checks: Vec<CheckItem<'a>>) -> Self {
        Self { checks }
    }
}

pub(super) fn examples() -> Vec<Example> {
    let list = CheckList::new(vec![
        CheckItem::new(CheckOutcome::Pass, "Kunnossa", "Rekisteritiedot").line("Nimi: Esimerkkilääkärit Oy, sama kuin rekisterissä"),
        CheckItem::new(CheckOutcome::Look, "Katso", "Järjestelmät").line("Mallijärjestelmä: ei luettelossa"),
        CheckItem::new(CheckOutcome::Fail, "Ei kunnossa", "Liityntäpisteet").line("1.2.246.10.1: ei tiedoissamme"),
    ]);
    let hostile = CheckList::new(vec![CheckItem::new(CheckOutcome::Look, "<b>", "<i>").line("<script>")]);
    vec![("check_list/default", list.to_string()), ("check_list/hostile", hostile.to_string())]
}
