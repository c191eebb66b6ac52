//! What follows from a matter after it is sent or approved: what comes into force, what ends, and on which day.

mod change;
mod end;
mod store;
mod tasks;

use kit_core::Day;
use kit_web::PageError;
use serde_json::Value;

pub use change::{approve_change, change_data, change_holds_from};
pub use end::{EndingNotice, end_services, notify_ending};
pub use store::{customer_email, join_in_force, undo};
pub use tasks::{TaskKind, TaskRow, customer_of_task, done_tasks, finish_task, open_tasks};

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
    let contacts = sent["sections"][SectionKey::Contacts.key()].as_array().map(Vec::as_slice).unwrap_or_default();
    let holds = |contact: &&Value| contact["roles"].as_array().is_some_and(|roles| roles.iter().any(|role| role == "administrative"));
    let mut addresses: Vec<String> = contacts.iter().filter(holds).filter_map(|contact| contact["email"].as_str().map(str::to_owned)).collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

/// Who is told what becomes of a matter: the customer's address as it was sent, or as it is in force, and the contact of
/// an ending.
pub fn addresses(submission: &SubmissionRow, in_force: Option<String>) -> Result<Vec<String>, PageError> {
    let sent = sent(submission)?;
    let in_section = |section: SectionKey| sent["sections"][section.key()]["email"].as_str().map(str::to_owned);
    let mut addresses: Vec<String> =
        [in_section(SectionKey::CustomerData).or(in_force), in_section(SectionKey::EndingContact)].into_iter().flatten().collect();
    addresses.sort();
    addresses.dedup();
    Ok(addresses)
}
