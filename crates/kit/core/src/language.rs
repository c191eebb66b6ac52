use serde::{Deserialize, Serialize};

/// The languages of the service. Finnish and Swedish are equals; English follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Fi,
    Sv,
    En,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Fi, Self::Sv, Self::En];

    /// The code in `lang` attributes, links and the database: `fi`, `sv`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language's own name, as a language menu shows it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fi => "Suomi",
            Self::Sv => "Svenska",
            Self::En => "English",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language of documents that exist in Finnish and Swedish only: an English reader gets the Finnish one.
    pub const fn of_documents(self) -> Self {
        match self {
            Self::Sv => Self::Sv,
            Self::Fi | Self::En => Self::Fi,
        }
    }
}
