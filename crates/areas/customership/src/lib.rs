//! Customers of the services: what they propose by applications, what is in force for them, what they have signed.

pub mod applications;
pub mod bodies;
pub mod commitments;
pub mod contacts;
pub mod customer_names;
pub mod customers;
pub mod decisions;
pub mod documents;
pub mod drafts;
pub mod due;
mod ending;
pub mod fees;
pub mod guidance;
pub mod journeys;
pub mod life;
mod looks;
pub mod mails;
pub mod messages;
pub mod papers;
pub mod questions;
pub mod queue;
pub mod sections;
pub mod service_data;
pub mod services;
pub mod values;

use std::borrow::Cow;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [
        journeys::joining::routes(),
        journeys::notices::routes(),
        service_data::routes(),
        documents::routes(),
        guidance::routes(),
        fees::routes(),
        ending::routes(),
        papers::routes(),
        messages::routes(),
        looks::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The acting right in words: a mandate or a role of the registers.
pub(crate) fn right_name(t: &T, right: &str) -> &'static str {
    match right {
        identity::session::Acting::ON_PAPER => t.right_paper(),
        mandate if identity::session::Acting::is_mandate(mandate) => t.right_mandate(),
        "NIMKO" => t.right_signing(),
        "TJ" | "TJS" => t.right_director(),
        "ELI" => t.right_trader(),
        _ => t.right_role(),
    }
}

/// A field of activity in words.
pub(crate) fn activity_name(t: &T, activity: registers::Activity) -> &'static str {
    use registers::Activity as A;
    match activity {
        A::PublicHealth => t.activity_public_health(),
        A::PublicSocial => t.activity_public_social(),
        A::PrivateHealth => t.activity_private_health(),
        A::PrivateSocial => t.activity_private_social(),
        A::Practice => t.activity_practice(),
        A::Pharmacy => t.activity_pharmacy(),
        A::HospitalPharmacy => t.activity_hospital_pharmacy(),
    }
}

/// What is odd about a postal code and a town, in words.
pub(crate) fn postal_warning(oddity: values::PostalOddity, language: kit_core::Language) -> Cow<'static, str> {
    let t = T::of(language);
    match oddity {
        values::PostalOddity::UnknownCode => t.postal_code_unknown().into(),
        values::PostalOddity::OtherTown(place) => t.town_other(place.town(language).unwrap_or_default()).into(),
    }
}

/// The acting right in words, for other areas.
pub fn acting_right(right: &str, language: kit_core::Language) -> &'static str {
    right_name(&T::of(language), right)
}

/// A field of activity in words, for other areas.
pub fn activity_text(activity: registers::Activity, language: kit_core::Language) -> &'static str {
    activity_name(&T::of(language), activity)
}
