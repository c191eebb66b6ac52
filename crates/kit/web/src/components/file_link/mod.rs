use askama::Template;

use super::{Example, Text, safe_href};

/// A link to a file, opening in a new tab, with its kind and size in words.
#[derive(Clone, Debug, Template)]
#[template(path = "components/file_link/file_link.html")]
pub struct FileLink<'a> {
    pub href: Text<'a>,
    pub label: Text<'a>,
    /// «pdf»
    pub kind: Text<'a>,
    /// «124 kt»
    pub size: Option<Text<'a>>,
    /// «avautuu uuteen välilehteen»
    pub new_tab: Text<'a>,
}

html_safe!(FileLink);

impl<'a> FileLink<'a> {
    pub fn pdf(href: impl Into<Text<'a>>, label: impl Into<Text<'a>>, new_tab: impl Into<Text<'a>>) -> Self {
        Self { href: safe_href(href), label: label.into(), kind: "pdf".into(), size: None, new_tab: new_tab.into() }
    }

    pub fn size(mut self, text: impl Into<Text<'a>>) -> Self {
        self.size = Some(text.into());
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        ("file_link/default", FileLink::pdf("/asiakirjat/1", "Palvelukuvaus", "avautuu uuteen välilehteen").size("124 kt").to_string()),
        ("file_link/hostile", FileLink::pdf("javascript:alert(1)", "<script>", "<b>").to_string()),
    ]
}
