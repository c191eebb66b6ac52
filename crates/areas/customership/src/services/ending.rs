//! The ending of a service or of the whole customership: the same notice for all (Finnish guide 5; domain notes 5.1, 5.3).

use super::{Form, Service};
use crate::sections::{
    Section,
    billing::BillingPolicy,
    ending::{EndingContactPolicy, EndingTermsPolicy, Ends},
};

pub(super) const OF_SERVICE: &[&dyn Section] = &[&EndingTermsPolicy(Ends::Service), &EndingContactPolicy(Ends::Service), &BillingPolicy];
/// Of a service without a user fee: nothing is invoiced.
pub(super) const OF_FREE_SERVICE: &[&dyn Section] = &[&EndingTermsPolicy(Ends::Service), &EndingContactPolicy(Ends::Service)];
const OF_CUSTOMERSHIP: &[&dyn Section] = &[&EndingTermsPolicy(Ends::Customership), &EndingContactPolicy(Ends::Customership), &BillingPolicy];
const OF_FREE_CUSTOMERSHIP: &[&dyn Section] = &[&EndingTermsPolicy(Ends::Customership), &EndingContactPolicy(Ends::Customership)];

const fn form(key: &'static str, ending: &'static [&'static dyn Section]) -> Form {
    Form { key, joiners: &[], needs: &[], advice: &[], afterwards: &[], sections: &[], technical: &[], ending }
}

/// What ends when everything ends. It is no service: nobody joins it.
pub static CUSTOMERSHIP: Service = Service {
    key: "customership",
    names: ["Kanta-palvelujen asiakkuus", "Kundrelationen till Kanta-tjänsterna", "Customership of the Kanta services"],
    forms: &[form("provider", OF_CUSTOMERSHIP), form("free", OF_FREE_CUSTOMERSHIP)],
};

/// The form that ends everything: billing data are gone through where a fee is taken.
pub fn form_of_whole(fee: bool) -> Option<&'static Form> {
    CUSTOMERSHIP.form(if fee { "provider" } else { "free" })
}

impl Service {
    /// Does a notice about this service hold for the other one?
    pub fn covers(&self, other: &Self) -> bool {
        self == other || self.is_whole_customership()
    }

    pub fn is_whole_customership(&self) -> bool {
        self == &CUSTOMERSHIP
    }
}
