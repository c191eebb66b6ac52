use askama::Template;
use kit_core::Language;

use super::{Example, Text, safe_href};

/// The three languages, each by its own name, as links to the same page.
#[derive(Clone, Debug, Template)]
#[template(path = "components/language_menu/language_menu.html")]
pub struct LanguageMenu<'a> {
    /// Name of the navigation: «Kieli».
    pub label: Text<'a>,
    pub current: Language,
    /// The page, with its query but without `lang`.
    pub path: Text<'a>,
}

html_safe!(LanguageMenu);

impl<'a> LanguageMenu<'a> {
    pub fn new(label: impl Into<Text<'a>>, current: Language, path: impl Into<Text<'a>>) -> Self {
        Self { label: label.into(), current, path: safe_href(path) }
    }

    fn href(&self, language: &Language) -> String {
        let mark = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{mark}lang={}", self.path, language.code())
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![("language_menu/default", LanguageMenu::new("Kielivalikko", Language::Sv, "/hakemus?sivu=2").to_string())]
}
