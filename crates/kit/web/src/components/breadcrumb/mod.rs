use askama::Template;

use super::{Example, Link, Text};

/// The way back, one step.
#[derive(Clone, Debug, Template)]
#[template(path = "components/breadcrumb/back_link.html")]
pub struct BackLink<'a> {
    pub link: Link<'a>,
}

html_safe!(BackLink);

impl<'a> BackLink<'a> {
    pub fn new(href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self { link: Link::new(href, label) }
    }
}

/// The pages above this one, and this one.
#[derive(Clone, Debug, Template)]
#[template(path = "components/breadcrumb/breadcrumb.html")]
pub struct Breadcrumb<'a> {
    /// Name of the navigation: «Murupolku».
    pub label: Text<'a>,
    pub links: Vec<Link<'a>>,
    pub current: Text<'a>,
}

html_safe!(Breadcrumb);

impl<'a> Breadcrumb<'a> {
    pub fn new(label: impl Into<Text<'a>>, links: Vec<Link<'a>>, current: impl Into<Text<'a>>) -> Self {
        Self { label: label.into(), links, current: current.into() }
    }
}

pub(super) fn examples() -> Vec<Example> {
    let links = vec![Link::new("/", "Etusivu"), Link::new("/palvelut", "Palvelut ja asiakastiedot")];
    vec![
        ("back_link/default", BackLink::new("/virkailija", "Takaisin jonoon").to_string()),
        ("breadcrumb/default", Breadcrumb::new("Murupolku", links, "Potilastietovaranto").to_string()),
    ]
}
