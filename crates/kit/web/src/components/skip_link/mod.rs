use askama::Template;

use super::{Example, Text};

/// The first thing on a page for those who use the keyboard: past the header to the content (`#main`).
#[derive(Clone, Debug, Template)]
#[template(path = "components/skip_link/skip_link.html")]
pub struct SkipLink<'a> {
    pub label: Text<'a>,
}

html_safe!(SkipLink);

impl<'a> SkipLink<'a> {
    pub fn new(label: impl Into<Text<'a>>) -> Self {
        Self { label: label.into() }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![("skip_link/default", SkipLink::new("Siirry sisältöön").to_string())]
}
