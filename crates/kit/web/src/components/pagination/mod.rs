use askama::Template;

use super::{Example, Link, Text};

/// Through a long list: one page back, where one is, one page on.
#[derive(Clone, Debug, Template)]
#[template(path = "components/pagination/pagination.html")]
pub struct Pagination<'a> {
    /// Name of the navigation: «Sivut».
    pub label: Text<'a>,
    /// «Sivu 2/7»
    pub place: Text<'a>,
    pub previous: Option<Link<'a>>,
    pub next: Option<Link<'a>>,
}

html_safe!(Pagination);

impl<'a> Pagination<'a> {
    pub fn new(label: impl Into<Text<'a>>, place: impl Into<Text<'a>>) -> Self {
        Self { label: label.into(), place: place.into(), previous: None, next: None }
    }

    pub fn previous(mut self, href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        self.previous = Some(Link::new(href, label));
        self
    }

    pub fn next(mut self, href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        self.next = Some(Link::new(href, label));
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    let middle = Pagination::new("Sivut", "Sivu 2/7").previous("?sivu=1", "Edellinen sivu").next("?sivu=3", "Seuraava sivu");
    vec![("pagination/middle", middle.to_string()), ("pagination/only", Pagination::new("Ainoa sivu", "Sivu 1/1").to_string())]
}
