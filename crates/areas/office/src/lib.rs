//! The officers' workplace: the queue of matters, the case, questions and decisions, tasks.

mod cases;
mod queue;
mod tasks;

use customership::{applications::Purpose, journeys::joining, services::Service};
use identity::Route;
use kit_core::Language;
use kit_web::components::{Tag, TagKind};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [queue::routes(), cases::routes(), tasks::routes()].into_iter().flatten().collect()
}

/// The state in words. An ending is not approved by anybody: it comes into force on its day.
fn state_tag(purpose: Purpose, state: &str, language: Language) -> Tag<'static> {
    match purpose {
        Purpose::Ending if state == "approved" => Tag::new(TagKind::Success, T::of(language).ending_in_force()),
        Purpose::Joining | Purpose::TechnicalChange | Purpose::Ending => joining::state_tag(state, language),
    }
}

/// The names of services in a row.
fn names(services: &[&'static Service], language: Language) -> String {
    services.iter().map(|service| service.name(language)).collect::<Vec<_>>().join(", ")
}
