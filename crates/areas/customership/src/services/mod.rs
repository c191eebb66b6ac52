//! The services that can be joined. A service is one constant; what differs between services is data here.

mod patient_data;

use kit_core::Language;
use registers::OrganisationKind;

use crate::sections::{Section, SectionKey};

/// All services, in the order of the menu. There is no other list.
pub static ALL_SERVICES: [&Service; 1] = [&patient_data::PATIENT_DATA];

/// A national service that an organisation can join.
pub struct Service {
    /// The word in addresses, the database and the frozen submission.
    pub key: &'static str,
    names: [&'static str; 3],
    /// The kinds of customers that may join.
    pub who_may_join: &'static [OrganisationKind],
    /// The sections of the joining application, in order, each with this service's policy.
    pub sections: &'static [&'static dyn Section],
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

impl Service {
    pub fn find(key: &str) -> Option<&'static Self> {
        ALL_SERVICES.into_iter().find(|service| service.key == key)
    }

    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Fi => self.names[0],
            Language::Sv => self.names[1],
            Language::En => self.names[2],
        }
    }

    pub fn may_be_joined_by(&self, kind: OrganisationKind) -> bool {
        self.who_may_join.contains(&kind)
    }

    pub fn section(&self, key: SectionKey) -> Option<&'static dyn Section> {
        self.sections.iter().copied().find(|section| section.key() == key)
    }
}
