//! What follows from a matter after it is sent or approved: what comes into force, what ends, and on which day.

mod change;
mod end;
mod register;
mod steps;
mod store;
mod tasks;

use kit_core::Day;
use kit_web::PageError;
use serde_json::Value;

pub use change::{approve_change, change_data, change_holds_from};
pub(crate) use end::close_open_matters;
pub use end::{EndingNotice, end_services, notify_ending};
pub use register::{follow_registers, renamed_since};
pub use steps::{StepDone, begin_steps, finish_step, may_take_back, next_step, take_back_step};
pub(crate) use store::stop_service;
pub use store::{administrative_in_force, customer_email, go_on, join_in_force, service_values, undo};
pub(crate) use tasks::cancel_steps;
pub use tasks::{
    TaskKind, TaskOutcome, TaskRow, customer_of_task, done_tasks, find_task, finish_task, open_tasks, report_of, steps_of_service, tasks_of,
};

use crate::{
    applications::{Application, Purpose, SubmissionRow},
    sections::SectionKey,
};

/// What was sent, as values.
pub fn sent(submission: &SubmissionRow) -> Result<Value, PageError> {
    serde_json::from_str(&submission.canonical).map_err(PageError::internal)
}

/// The day in a section of what was sent.
pub(crate) fn day_in(sent: &Value, section: SectionKey, field: &str) -> Option<Day> {
    sent["sections"][section.key()][field].as_str().and_then(Day::parse_iso)
}

/// The first day of a technical change that was sent.
pub fn change_day(sent: &Value) -> Option<Day> {
    day_in(sent, SectionKey::ChangeDay, "from")
}

/// The last day of an ending that was sent.
pub(crate) fn last_day(sent: &Value) -> Option<Day> {
    day_in(sent, SectionKey::EndingTerms, "last_day")
}

/// Has the ending come into force, so that it cannot be taken back?
pub fn is_past(application: &Application, submission: &SubmissionRow, today: Day) -> bool {
    application.purpose == Purpose::Ending && sent(submission).ok().and_then(|sent| last_day(&sent)).is_some_and(|last| last < today)
}

/// The addresses of the administrative contacts of what was sent, each once.
pub fn administrative_contacts(sent: &Value) -> Vec<String> {
    administrative(&sent["sections"][SectionKey::Contacts.key()])
}

/// Who is told what becomes of a matter: the customer's address as it was sent, or as it is in force, and the contact of
/// an ending.
pub fn addresses(submission: &SubmissionRow, in_force: Option<String>) -> Result<Vec<String>, PageError> {
    Ok(addresses_in(&sent(submission)?, in_force))
}

/// The same of what was sent.
pub fn addresses_in(sent: &Value, in_force: Option<String>) -> Vec<String> {
    let in_section = |section: SectionKey| sent["sections"][section.key()]["email"].as_str().map(str::to_owned);
    let mut addresses: Vec<String> =
        [in_section(SectionKey::CustomerData).or(in_force), in_section(SectionKey::EndingContact)].into_iter().flatten().collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

/// The addresses of the administrative contacts among checked contacts, each once.
pub fn administrative(contacts: &Value) -> Vec<String> {
    let holds = |contact: &&Value| contact["roles"].as_array().is_some_and(|roles| roles.iter().any(|role| role == "administrative"));
    let contacts = contacts.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut addresses: Vec<String> = contacts.iter().filter(holds).filter_map(|contact| contact["email"].as_str().map(str::to_owned)).collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn administrative_contacts_are_told_each_once() {
        let contact = |email: &str, role: &str| json!({ "email": email, "roles": [role] });
        let contacts = json!([
            contact("b@x.fi", "administrative"),
            contact("c@x.fi", "billing"),
            contact("a@x.fi", "administrative"),
            contact("b@x.fi", "administrative"),
        ]);
        assert_eq!(administrative(&contacts), ["a@x.fi", "b@x.fi"]);
        assert!(administrative(&json!(null)).is_empty());
    }
}
