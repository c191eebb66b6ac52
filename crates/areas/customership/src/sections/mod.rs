//! Sections: the parts that applications, updates and endings are made of. A section's folder holds all of it:
//! the rule, the page, the texts, the tests. How services differ in a section is data in the section's policy.

pub mod acceptance;
pub mod access_points;
pub mod billing;
pub mod change_day;
pub mod contacts;
pub mod customer_data;
pub mod ending;
mod facts;
pub mod use_of_service;

use std::borrow::Cow;

use futures_util::future::{BoxFuture, FutureExt, ready};
use kit_core::{Day, FieldErrors, Language};
use kit_db::{DbError, Read};
use kit_web::{Fields, FormView, PageError, components::SummaryList};
use serde_json::Value;

pub use facts::{Facts, PointFacts, Rules};

/// Which section. The key is the word in addresses, in the database and in the frozen submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKey {
    AccessPoints,
    UseOfService,
    CustomerData,
    Contacts,
    Billing,
    ServiceDescription,
    Commitment,
    ChangeDay,
    EndingTerms,
    EndingContact,
}

impl SectionKey {
    pub const ALL: [Self; 10] = [
        Self::AccessPoints,
        Self::UseOfService,
        Self::CustomerData,
        Self::Contacts,
        Self::Billing,
        Self::ServiceDescription,
        Self::Commitment,
        Self::ChangeDay,
        Self::EndingTerms,
        Self::EndingContact,
    ];

    /// The sections that are common to all services of a customer: there is one draft of each, whichever application
    /// it is changed in, and one value in force.
    pub const COMMON: [Self; 3] = [Self::CustomerData, Self::Contacts, Self::Billing];

    pub const fn key(self) -> &'static str {
        match self {
            Self::AccessPoints => "access-points",
            Self::UseOfService => "use-of-service",
            Self::CustomerData => "customer-data",
            Self::Contacts => "contacts",
            Self::Billing => "billing",
            Self::ServiceDescription => "service-description",
            Self::Commitment => "commitment",
            Self::ChangeDay => "change-day",
            Self::EndingTerms => "ending-terms",
            Self::EndingContact => "ending-contact",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.key() == key)
    }

    pub const fn is_common(self) -> bool {
        matches!(self, Self::CustomerData | Self::Contacts | Self::Billing)
    }
}

/// A day as the screens write it, however it was typed; what is no day as it was typed.
pub(crate) fn day_typed(fields: &Fields, field: &str) -> String {
    let typed = fields.get(field).trim();
    Day::parse_finnish(typed).map_or_else(|| typed.to_owned(), Day::finnish)
}

/// What is wrong with a section, or odd in it, field by field, in the reader's language.
pub type Problems = FieldErrors<Cow<'static, str>>;

/// A section with a service's policy: what the journey needs to know of it.
pub trait Section: Sync {
    fn key(&self) -> SectionKey;

    fn title(&self, language: Language) -> &'static str;

    /// What one needs for it, said before the application begins.
    fn instructions(&self, language: Language) -> &'static str;

    /// Does a field of this name belong to the form?
    fn keeps(&self, field: &str) -> bool;

    /// The form as it is first shown.
    fn begin(&self, facts: &Facts) -> Fields;

    /// The form after a button other than «save» was pressed, with the id of what to look at then.
    fn press(&self, _fields: &Fields, _button: &str, _value: &str) -> Option<(Fields, String)> {
        None
    }

    /// Is the section asked in this application at all?
    fn is_asked(&self, _facts: &Facts) -> bool {
        true
    }

    /// Looks up what the check needs to know about what was typed.
    fn gather<'a>(&'a self, _read: &'a Read, _fields: &'a Fields, _facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        ready(Ok(())).boxed()
    }

    /// What follows from what was typed, filled in: the town from the postal code.
    fn completed(&self, fields: Fields, _facts: &Facts, _language: Language) -> Fields {
        fields
    }

    /// The checked value, or what is wrong.
    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems>;

    /// What is odd but may stay as it is, field by field.
    fn warnings(&self, _fields: &Fields, _facts: &Facts, _language: Language) -> Problems {
        Problems::default()
    }

    /// The same for those who did not type it: what is odd, without advice on filling in.
    fn oddities(&self, fields: &Fields, facts: &Facts, language: Language) -> Vec<String> {
        self.warnings(fields, facts, language).iter().map(|warning| warning.error.to_string()).collect()
    }

    /// What the customer must do outside this program because of what was chosen.
    fn to_do(&self, _fields: &Fields, _facts: &Facts, _language: Language) -> Vec<&'static str> {
        Vec::new()
    }

    /// What hangs on the data in force, said before they are changed.
    fn at_stake(&self, _in_force: &Fields, _facts: &Facts, _language: Language) -> Vec<String> {
        Vec::new()
    }

    /// The form's own part of the page: what stands between the heading and the buttons.
    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError>;

    /// What was typed, to be read.
    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static>;
}
