//! Customers of the services: what they propose by applications, what is in force for them, what they have signed.

pub mod applications;
pub mod commitments;
pub mod documents;
pub mod journeys;
pub mod mails;
pub mod sections;
pub mod services;
pub mod values;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [journeys::joining::routes(), documents::routes()].into_iter().flatten().collect()
}

/// The acting right in words: a mandate or a role of the registers.
pub(crate) fn right_name(t: &T, right: &str) -> &'static str {
    if right == identity::rights::MANDATE_THEME { t.right_mandate() } else { t.right_signing() }
}
