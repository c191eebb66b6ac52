//! Words that the pages of officers share.

use customership::{applications::Purpose, journeys::joining, services::Service};
use kit_core::Language;
use kit_web::components::Tag;

/// The state in the words that customers read too.
pub fn state_tag(purpose: Purpose, state: &str, language: Language) -> Tag<'static> {
    joining::state_tag(purpose, state, language)
}

/// The names of services, one after the other.
pub fn names(services: &[&'static Service], language: Language) -> String {
    services.iter().map(|service| service.name(language)).collect::<Vec<_>>().join(", ")
}
