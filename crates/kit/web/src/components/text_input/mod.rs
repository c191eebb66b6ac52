use askama::Template;

use super::question::question_methods;
use super::{Example, Question, Text};

/// One line of text.
#[derive(Clone, Debug, Template)]
#[template(path = "components/text_input/text_input.html")]
pub struct TextInput<'a> {
    pub question: Question<'a>,
    pub value: Text<'a>,
    pub kind: InputKind,
    pub width: Width,
    /// A token of HTML's autofill list, e.g. `email`, `postal-code`.
    pub autocomplete: Option<Text<'a>>,
    /// In UTF-16 units, as HTML counts. The server's limit stays the true one.
    pub maxlength: Option<usize>,
    /// Values that the browser offers, each with what it is; anything else may be typed.
    pub suggestions: Vec<(Text<'a>, Text<'a>)>,
}

html_safe!(TextInput);

/// Which keyboard a phone shows and what the browser offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    Email,
    Tel,
    /// Digits, perhaps with separators: identifiers, postal codes. Never `type=number`.
    Numeric,
    Search,
}

impl InputKind {
    const fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("text", None),
            Self::Email => ("email", Some("email")),
            Self::Tel => ("tel", Some("tel")),
            Self::Numeric => ("text", Some("numeric")),
            Self::Search => ("search", Some("search")),
        }
    }
}

/// How wide a field is: a hint at how much is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    #[default]
    Full,
    Half,
    /// About ten characters.
    Short,
}

impl Width {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Half => "half",
            Self::Short => "short",
        }
    }
}

impl<'a> TextInput<'a> {
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        let question = Question::new(name, label);
        Self {
            question,
            value: value.into(),
            kind: InputKind::Text,
            width: Width::Full,
            autocomplete: None,
            maxlength: None,
            suggestions: Vec::new(),
        }
    }

    question_methods!();

    pub fn kind(mut self, kind: InputKind) -> Self {
        self.kind = kind;
        self
    }

    pub fn email(self) -> Self {
        self.kind(InputKind::Email)
    }

    pub fn tel(self) -> Self {
        self.kind(InputKind::Tel)
    }

    pub fn numeric(self) -> Self {
        self.kind(InputKind::Numeric)
    }

    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    pub fn half(self) -> Self {
        self.width(Width::Half)
    }

    pub fn short(self) -> Self {
        self.width(Width::Short)
    }

    pub fn autocomplete(mut self, token: impl Into<Text<'a>>) -> Self {
        self.autocomplete = Some(token.into());
        self
    }

    pub fn maxlength(mut self, units: usize) -> Self {
        self.maxlength = Some(units);
        self
    }

    pub fn suggestions<V: Into<Text<'a>>, L: Into<Text<'a>>>(mut self, suggestions: impl IntoIterator<Item = (V, L)>) -> Self {
        self.suggestions = suggestions.into_iter().map(|(value, label)| (value.into(), label.into())).collect();
        self
    }

    fn input_type(&self) -> &'static str {
        self.kind.attributes().0
    }

    fn input_mode(&self) -> Option<&'static str> {
        self.kind.attributes().1
    }
}

pub(super) fn examples() -> Vec<Example> {
    let plain = || TextInput::new("street", "Lähiosoite", "Esimerkkikatu 1 A 2");
    vec![
        ("text_input/default", plain().to_string()),
        ("text_input/required, hint", TextInput::new("oid", "Liityntäpisteen OID", "").hint("Muotoa 1.2.246.10.…").required().to_string()),
        ("text_input/help", plain().help("Ohje: Lähiosoite", "Osoite, johon asiakkaan posti toimitetaan.").required().to_string()),
        (
            "text_input/error",
            TextInput::new("email", "Sähköposti", "info@")
                .email()
                .autocomplete("email")
                .help("Ohje: Sähköposti", "Tähän osoitteeseen lähetetään kopio sitoumuksesta.")
                .hint("Yhteinen postilaatikko on parempi kuin yhden henkilön osoite.")
                .error("Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi")
                .required()
                .to_string(),
        ),
        (
            "text_input/warning",
            TextInput::new("town", "Postitoimipaikka", "Espoo")
                .half()
                .hint("Postinumeroa vastaava postitoimipaikka.")
                .warning("Tarkista: Postinumeroa vastaa postitoimipaikka Helsinki.")
                .required()
                .to_string(),
        ),
        (
            "text_input/suggestions",
            TextInput::new("operator", "Välittäjän tunnus", "")
                .half()
                .hint("Valitse luettelosta tai kirjoita.")
                .suggestions([("MALLIFIH", "Mallipankki"), ("ESIMERKKI", "Esimerkkivälittäjä <Oy>")])
                .to_string(),
        ),
        (
            "text_input/short",
            TextInput::new("postal-code", "Postinumero", "00100").numeric().short().maxlength(5).autocomplete("postal-code").to_string(),
        ),
        ("text_input/half", TextInput::new("phone", "Puhelinnumero", "+358 40 000 0000").tel().half().autocomplete("tel").to_string()),
        (
            "text_input/long",
            TextInput::new(
                "long",
                "Sosiaalihuollonasiakastietovarannonliityntäpisteenylläpito-organisaationyhteyshenkilönsähköpostiosoite",
                "x".repeat(300),
            )
            .hint("Pitkä ohje. ".repeat(20))
            .to_string(),
        ),
        (
            "text_input/hostile",
            TextInput::new("hostile", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>")
                .error("'\"<b>&amp;")
                .warning("<script>")
                .to_string(),
        ),
    ]
}
