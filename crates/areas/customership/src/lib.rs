//! Customers of the services: what they propose by applications, what is in force for them, what they have signed.

pub mod applications;
pub mod commitments;
pub mod documents;
mod ending;
pub mod fees;
pub mod guidance;
pub mod journeys;
pub mod mails;
pub mod sections;
pub mod services;
pub mod values;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [journeys::joining::routes(), documents::routes(), guidance::routes(), fees::routes(), ending::routes()].into_iter().flatten().collect()
}

/// The acting right in words: a mandate or a role of the registers.
pub(crate) fn right_name(t: &T, right: &str) -> &'static str {
    match right {
        identity::rights::MANDATE_THEME => t.right_mandate(),
        "NIMKO" => t.right_signing(),
        "TJ" | "TJS" => t.right_director(),
        "ELI" => t.right_trader(),
        _ => t.right_role(),
    }
}

/// The same for other areas.
pub fn acting_right(right: &str, language: kit_core::Language) -> &'static str {
    right_name(&T::of(language), right)
}
