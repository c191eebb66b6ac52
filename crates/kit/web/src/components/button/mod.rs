use askama::Template;

use super::{Example, Text, safe_href};

/// A button: sends the form around it, or leads somewhere if it has an address.
#[derive(Clone, Debug, Template)]
#[template(path = "components/button/button.html")]
pub struct Button<'a> {
    pub kind: ButtonKind,
    pub label: Text<'a>,
    /// What the button is about, for screen readers: the name of the contact that «Poista» removes.
    pub about: Option<Text<'a>>,
    pub name: Option<Text<'a>>,
    pub value: Option<Text<'a>>,
    pub href: Option<Text<'a>>,
    /// Id of the form, if the button stands outside it.
    pub form: Option<Text<'a>>,
}

html_safe!(Button);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one way on. One on a page.
    #[default]
    Primary,
    Secondary,
    /// Removes or refuses.
    Danger,
    /// Looks like a link.
    Link,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Danger => "danger",
            Self::Link => "link",
        }
    }
}

impl<'a> Button<'a> {
    pub fn new(kind: ButtonKind, label: impl Into<Text<'a>>) -> Self {
        Self { kind, label: label.into(), about: None, name: None, value: None, href: None, form: None }
    }

    pub fn primary(label: impl Into<Text<'a>>) -> Self {
        Self::new(ButtonKind::Primary, label)
    }

    pub fn secondary(label: impl Into<Text<'a>>) -> Self {
        Self::new(ButtonKind::Secondary, label)
    }

    pub fn danger(label: impl Into<Text<'a>>) -> Self {
        Self::new(ButtonKind::Danger, label)
    }

    pub fn link(label: impl Into<Text<'a>>) -> Self {
        Self::new(ButtonKind::Link, label)
    }

    /// The pair that is sent when this button is pressed.
    pub fn sends(mut self, name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        self.name = Some(name.into());
        self.value = Some(value.into());
        self
    }

    /// Makes it a link that looks like a button.
    pub fn href(mut self, href: impl Into<Text<'a>>) -> Self {
        self.href = Some(safe_href(href));
        self
    }

    pub fn about(mut self, text: impl Into<Text<'a>>) -> Self {
        self.about = Some(text.into());
        self
    }

    pub fn form(mut self, id: impl Into<Text<'a>>) -> Self {
        self.form = Some(id.into());
        self
    }
}

/// Buttons in a row; the way on comes first, as Enter presses the first one of a form.
#[derive(Clone, Debug, Template)]
#[template(path = "components/button/actions.html")]
pub struct Actions<'a> {
    pub buttons: Vec<Button<'a>>,
}

html_safe!(Actions);

impl<'a> Actions<'a> {
    pub fn new(buttons: Vec<Button<'a>>) -> Self {
        Self { buttons }
    }
}

pub(super) fn examples() -> Vec<Example> {
    let row = vec![
        Button::primary("Tallenna ja jatka"),
        Button::secondary("Edellinen").sends("go", "back"),
        Button::danger("Poista yhteystieto").sends("remove", "1").about("Maija Malli"),
        Button::link("Peruuta").href("/hakemus"),
    ];
    vec![
        ("button/row", Actions::new(row).to_string()),
        ("button/link", Button::primary("Kirjaudu Ekstranetiin").href("/kirjaudu").to_string()),
        ("button/hostile", Button::danger("<b>").sends("\"", "\"><script>").about("<i>").to_string()),
    ]
}
