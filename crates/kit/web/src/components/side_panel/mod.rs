use askama::Template;

use super::{DescriptionRows, Example, Html, Text};

/// The officer's view of a case: what was sent, and beside it what is known and what can be done.
#[derive(Clone, Debug, Template)]
#[template(path = "components/side_panel/side_panel.html")]
pub struct SidePanel<'a> {
    pub main: Html<'a>,
    pub aside: Html<'a>,
    /// Name of the side: «Käsittely ja rekisteritiedot».
    pub aside_label: Text<'a>,
}

html_safe!(SidePanel);

impl<'a> SidePanel<'a> {
    pub fn new(main: Html<'a>, aside: Html<'a>, aside_label: impl Into<Text<'a>>) -> Self {
        Self { main, aside, aside_label: aside_label.into() }
    }

    /// Where the side rolls by itself and has nothing to go to by keyboard, it is itself gone to.
    fn is_only_read(&self) -> bool {
        let aside = self.aside.to_string();
        !["<a ", "<button ", "<summary", "<textarea "].iter().any(|control| aside.contains(control))
    }
}

pub(super) fn examples() -> Vec<Example> {
    let rows = |value: &str| Html::of(DescriptionRows::new().row("Lähiosoite", value));
    vec![("side_panel/default", SidePanel::new(rows("Esimerkkikatu 1"), rows("Esimerkkikatu 1 B"), "Rekisterin tiedot").to_string())]
}
