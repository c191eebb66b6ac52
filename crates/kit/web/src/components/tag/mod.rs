use askama::Template;

use super::{Example, Text};

/// A state in a word or two.
#[derive(Clone, Debug, Template)]
#[template(path = "components/tag/tag.html")]
pub struct Tag<'a> {
    pub kind: TagKind,
    pub text: Text<'a>,
}

html_safe!(Tag);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagKind {
    #[default]
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}

impl TagKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

impl<'a> Tag<'a> {
    pub fn new(kind: TagKind, text: impl Into<Text<'a>>) -> Self {
        Self { kind, text: text.into() }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        ("tag/neutral", Tag::new(TagKind::Neutral, "Luonnos").to_string()),
        ("tag/info", Tag::new(TagKind::Info, "Käsittelyssä").to_string()),
        ("tag/success", Tag::new(TagKind::Success, "Hyväksytty").to_string()),
        ("tag/warning", Tag::new(TagKind::Warning, "Odottaa lisätietoja").to_string()),
        ("tag/danger", Tag::new(TagKind::Danger, "<Hylätty>").to_string()),
    ]
}
