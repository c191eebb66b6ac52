//! Words that the pages of officers share.

use customership::{
    applications::Purpose,
    journeys::joining,
    life::{TaskKind, TaskRow},
    services::Service,
};
use kit_core::{Language, Uuid};
use kit_web::components::{Tag, TimelineEvent};

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
        TaskKind::UpdateConnections => t.task_update_connections(),
        TaskKind::OpenConnections => t.task_open_connections(),
        TaskKind::CommissioningTest => t.task_commissioning_test(),
        TaskKind::BeginUse => t.task_begin_use(),
        TaskKind::RegisterRenamed => t.task_register_renamed(),
        TaskKind::RegisterLeft => t.task_register_left(),
        TaskKind::RegisterReturned => t.task_register_returned(),
    }
}

/// What to do, of a task that its name alone does not explain.
pub fn task_hint(t: &T, kind: TaskKind) -> Option<&'static str> {
    match kind {
        TaskKind::RegisterRenamed => Some(t.task_hint_renamed()),
        TaskKind::RegisterLeft => Some(t.task_hint_left()),
        TaskKind::RegisterReturned => Some(t.task_hint_returned()),
        TaskKind::CloseConnections | TaskKind::UpdateConnections | TaskKind::OpenConnections | TaskKind::CommissioningTest | TaskKind::BeginUse => {
            None
        }
    }
}

/// Where a task is done.
pub fn task_address(kind: TaskKind, id: Uuid) -> String {
    if kind.is_step() { format!("/office/tasks/{id}") } else { "/office/tasks".to_owned() }
}

/// A task in a line of time: done or not, by whom, how it came out.
pub fn task_event<'a>(t: &T, step: &'a TaskRow, language: Language) -> TimelineEvent<'a> {
    let day = step.done_on.or_else(|| step.done.as_ref().map(|(at, _)| at.day()));
    let outcome = step.outcome.map_or_else(|| t.step_open(), |outcome| outcome.name(language));
    let row = TimelineEvent::new(day.unwrap_or(step.day).finnish(), format!("{}: {outcome}", step.kind.name(language)));
    let row = match &step.done {
        Some((_, by)) => row.actor(by.as_str()),
        None => row,
    };
    match &step.note {
        Some(note) => row.text(note.as_str()),
        None => row,
    }
}
