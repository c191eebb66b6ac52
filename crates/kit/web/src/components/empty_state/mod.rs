use askama::Template;

use super::{Button, Example, Text};

/// Instead of an empty list: why it is empty and what can be done.
#[derive(Clone, Debug, Template)]
#[template(path = "components/empty_state/empty_state.html")]
pub struct EmptyState<'a> {
    pub title: Text<'a>,
    pub text: Option<Text<'a>>,
    pub action: Option<Button<'a>>,
}

html_safe!(EmptyState);

impl<'a> EmptyState<'a> {
    pub fn new(title: impl Into<Text<'a>>) -> Self {
        Self { title: title.into(), text: None, action: None }
    }

    pub fn text(mut self, text: impl Into<Text<'a>>) -> Self {
        self.text = Some(text.into());
        self
    }

    pub fn action(mut self, button: Button<'a>) -> Self {
        self.action = Some(button);
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    let empty = EmptyState::new("Ei hakemuksia")
        .text("Uudet hakemukset näkyvät tässä heti saavuttuaan.")
        .action(Button::secondary("Päivitä").href("/virkailija"));
    vec![("empty_state/default", empty.to_string())]
}
