//! Words that the pages of officers share.

use customership::{applications::Purpose, journeys::joining, life::TaskKind, services::Service};
use kit_core::Language;
use kit_web::components::Tag;

use crate::T;

/// The state in the words that customers read too.
pub fn state_tag(purpose: Purpose, state: &str, language: Language) -> Tag<'static> {
    joining::state_tag(purpose, state, language)
}

/// The names of services, one after the other.
pub fn names(services: &[&'static Service], language: Language) -> String {
    services.iter().map(|service| service.name(language)).collect::<Vec<_>>().join(", ")
}

/// What a task asks of an officer.
pub fn task_words(t: &T, kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::CloseConnections => t.task_close_connections(),
        TaskKind::OpenConnections => t.task_open_connections(),
        TaskKind::CommissioningTest => t.task_commissioning_test(),
        TaskKind::BeginUse => t.task_begin_use(),
    }
}
