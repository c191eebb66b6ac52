//! The services that can be joined. A service is one constant; what differs between services, and between the
//! customers who join them, is data here.

pub mod ending;
mod imaging;
mod patient_data;
mod prescription;
mod social_care;

use kit_core::Language;
use registers::{Activity, Organisation};

use crate::{
    applications::Purpose,
    guidance::Afterwards,
    journeys::joining::{Advice, Need},
    sections::{Section, SectionKey},
};

/// All services, in the order of the menu. There is no other list.
pub static ALL_SERVICES: [&Service; 4] = [&imaging::IMAGING, &patient_data::PATIENT_DATA, &prescription::PRESCRIPTION, &social_care::SOCIAL_CARE];

/// A national service that an organisation can join.
pub struct Service {
    /// The word in addresses, the database and the frozen submission.
    pub key: &'static str,
    names: [&'static str; 3],
    /// Its joining application, as each kind of customer fills it in.
    pub forms: &'static [Form],
}

/// The joining application of a service for some of its customers.
pub struct Form {
    /// The word in the database: an application keeps the form it was begun with.
    pub key: &'static str,
    pub joiners: &'static [Joiner],
    /// What must hold before the application can be begun, beside what always must.
    pub needs: &'static [Need],
    /// What the customer is told to see to; the program cannot check it.
    pub advice: &'static [Advice],
    /// What comes after the application.
    pub afterwards: &'static [Afterwards],
    /// The sections in order, each with this form's policy.
    pub sections: &'static [&'static dyn Section],
    /// What a notice of technical change asks, beside its day: the sections that hold after joining until such a notice.
    pub technical: &'static [&'static dyn Section],
    /// The sections of a notice that ends it.
    pub ending: &'static [&'static dyn Section],
}

/// Customers of one field of activity may join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joiner {
    pub activity: Activity,
    /// Only those of them who write prescriptions. The register does not tell, so the customer is asked to know.
    pub if_prescribing: bool,
}

impl Joiner {
    pub const fn all(activity: Activity) -> Self {
        Self { activity, if_prescribing: false }
    }

    pub const fn prescribing(activity: Activity) -> Self {
        Self { activity, if_prescribing: true }
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

impl Service {
    /// The service of that key, the customership as a whole among them.
    pub fn find(key: &str) -> Option<&'static Self> {
        ALL_SERVICES.into_iter().chain([&ending::CUSTOMERSHIP]).find(|service| service.key == key)
    }

    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Fi => self.names[0],
            Language::Sv => self.names[1],
            Language::En => self.names[2],
        }
    }

    /// The form by which an organisation of these activities joins; none: it cannot.
    pub fn form_for(&'static self, activities: &[Activity]) -> Option<&'static Form> {
        self.forms.iter().find(|form| form.joiner(activities).is_some())
    }

    pub fn form(&'static self, key: &str) -> Option<&'static Form> {
        self.forms.iter().find(|form| form.key == key)
    }

    pub fn may_be_joined_by(&'static self, organisation: &Organisation) -> bool {
        self.form_for(&organisation.activities()).is_some()
    }

    /// Is a user fee taken for it from any of its customers?
    pub fn has_fee(&self) -> bool {
        self.forms.iter().any(|form| form.section(SectionKey::Billing).is_some())
    }

    /// The fields of activity whose customers may join.
    pub fn activities(&'static self) -> impl Iterator<Item = Activity> {
        self.forms.iter().flat_map(|form| form.joiners).map(|joiner| joiner.activity)
    }
}

impl Form {
    /// By which activity an organisation joins. One without a condition comes first.
    pub fn joiner(&self, activities: &[Activity]) -> Option<Joiner> {
        let fits = |joiner: &&Joiner| activities.contains(&joiner.activity);
        self.joiners.iter().filter(fits).min_by_key(|joiner| joiner.if_prescribing).copied()
    }

    pub const fn sections_for(&self, purpose: Purpose) -> &'static [&'static dyn Section] {
        match purpose {
            Purpose::Joining => self.sections,
            Purpose::TechnicalChange => self.technical,
            Purpose::Ending => self.ending,
        }
    }

    pub fn section(&self, key: SectionKey) -> Option<&'static dyn Section> {
        self.sections.iter().copied().find(|section| section.key() == key)
    }
}
