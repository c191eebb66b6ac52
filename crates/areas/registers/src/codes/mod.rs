//! Dated code lists of the social-care application (registers 3.1–3.3). The lists are data, as their values come and
//! go; an application keeps the code, and the day decides which may be chosen. What the numbers mean: `synthetic`.

mod store;
#[cfg(test)]
mod tests;

use kit_core::{Day, Language};

pub use store::all;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeList {
    /// Järjestelmän profiili, systemets profil.
    SystemProfile,
    /// Asiakirjaryhmät, handlingsgrupper. Not THL's code set «Asiakirjaryhmä», which is used inside messages.
    DocumentGroup,
    /// Palvelutehtävä, serviceuppgift: THL's 1.2.246.537.6.1221.
    ServiceTask,
}

impl CodeList {
    pub const ALL: [Self; 3] = [Self::SystemProfile, Self::DocumentGroup, Self::ServiceTask];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SystemProfile => "system-profile",
            Self::DocumentGroup => "document-group",
            Self::ServiceTask => "service-task",
        }
    }
}

/// A code in one of its validities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub list: CodeList,
    pub code: String,
    /// First and last day of the validity.
    pub begins: Day,
    pub ends: Day,
    pub names: Names,
}

/// The national lists are in Finnish and Swedish; not all of them have English names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    pub fi: String,
    pub sv: String,
    pub en: Option<String>,
}

impl Code {
    /// An English reader gets the Finnish name where there is no English one.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Fi => &self.names.fi,
            Language::Sv => &self.names.sv,
            Language::En => self.names.en.as_ref().unwrap_or(&self.names.fi),
        }
    }

    pub fn is_valid_on(&self, day: Day) -> bool {
        (self.begins..=self.ends).contains(&day)
    }
}
