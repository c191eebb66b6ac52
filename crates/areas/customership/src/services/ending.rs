//! The ending of a service or of the whole customership: the same notice for all (Finnish guide 5; domain notes 5.1, 5.3).

use super::{Form, Service};
use crate::sections::{
    Section,
    billing::BillingPolicy,
    ending::{EndingContactPolicy, EndingTermsPolicy, Ends},
};

pub(super) const OF_SERVICE: &[&dyn Section] = &[&EndingTermsPolicy(Ends::Service), &EndingContactPolicy(Ends::Service), &BillingPolicy];
const OF_CUSTOMERSHIP: &[&dyn Section] = &[&EndingTermsPolicy(Ends::Customership), &EndingContactPolicy(Ends::Customership), &BillingPolicy];

/// What ends when everything ends. It is no service: nobody joins it.
pub static CUSTOMERSHIP: Service = Service {
    key: "customership",
    names: ["Kanta-palvelujen asiakkuus", "Kundrelationen till Kanta-tjänsterna", "Customership of the Kanta services"],
    forms: &[Form {
        key: "provider",
        joiners: &[],
        needs: &[],
        advice: &[],
        afterwards: &[],
        sections: &[],
        technical: &[],
        ending: OF_CUSTOMERSHIP,
    }],
};

impl Service {
    /// Does a notice about this service hold for the other one?
    pub fn covers(&self, other: &Self) -> bool {
        self == other || self.is_whole_customership()
    }

    pub fn is_whole_customership(&self) -> bool {
        self == &CUSTOMERSHIP
    }
}
