//! Runs of imports in words. What has no words of its own is shown by its key.

use kit_core::{Day, Instant};
use kit_web::components::{Tag, TagKind};
use registers::import::{
    FaultKind, RowFault, What,
    runs::{ChangeKind, Run},
};

use crate::T;

pub fn register<'a>(t: &T, key: &'a str) -> &'a str {
    match key {
        "providers" => t.imports_providers(),
        "practitioners" => t.imports_practitioners(),
        "pharmacies" => t.imports_pharmacies(),
        "service-task" => t.imports_service_task(),
        "document-group" => t.imports_document_group(),
        "system-profile" => t.imports_system_profile(),
        "access-points" => t.technical_points(),
        "postal-codes" => t.imports_postal_codes(),
        "operators" => t.imports_operators(),
        "information-systems" => t.technical_systems_title(),
        other => other,
    }
}

/// Lists that officers keep themselves: nobody else mends what is wrong in them.
pub fn is_own(what: &str) -> bool {
    matches!(what, "access-points" | "information-systems")
}

pub fn shape<'a>(t: &T, key: &'a str) -> &'a str {
    match key {
        "rest" => t.imports_shape_rest(),
        "text" => t.imports_shape_text(),
        "xml" => t.imports_shape_xml(),
        "sheet" => t.imports_shape_sheet(),
        "fixed" => t.imports_shape_fixed(),
        other => other,
    }
}

pub fn state(t: &T, run: &Run) -> Tag<'static> {
    match run.state.as_str() {
        "running" => Tag::new(TagKind::Info, t.imports_state_running()),
        "done" => Tag::new(TagKind::Success, t.imports_state_done()),
        _ => Tag::new(TagKind::Danger, t.imports_state_stopped()),
    }
}

/// Why nothing was changed.
pub fn why(t: &T, run: &Run) -> String {
    let detail = run.detail.as_str();
    match run.why.as_str() {
        "columns" => t.imports_why_columns(columns(run)),
        "damaged" => t.imports_why_damaged().to_owned(),
        "too-large" => t.imports_why_too_large().to_owned(),
        "unavailable" => t.imports_why_unavailable().to_owned(),
        "empty" => t.imports_why_empty().to_owned(),
        "short" => {
            let (read, expected) = parts(detail);
            t.imports_why_short(expected, read)
        }
        "shrinks" => {
            let (leaving, of) = parts(detail);
            t.imports_why_shrinks(leaving, of)
        }
        "older" => t.imports_why_older(detail),
        "broken-off" => t.imports_why_broken_off().to_owned(),
        "database" => t.imports_why_database().to_owned(),
        other => other.to_owned(),
    }
}

/// The two counts of a detail.
fn parts(detail: &str) -> (String, String) {
    let number = |text: &str| text.trim().parse().map_or_else(|_| text.trim().to_owned(), count);
    detail.split_once('/').map_or_else(|| (detail.to_owned(), "–".to_owned()), |(some, all)| (number(some), number(all)))
}

/// What one can do about it.
pub fn what_to_do(t: &T, run: &Run) -> &'static str {
    match run.why.as_str() {
        "columns" | "empty" => t.imports_do_look(),
        "damaged" | "too-large" | "short" => t.imports_do_anew(),
        "unavailable" => t.imports_do_later(),
        "shrinks" => t.imports_do_compare(),
        _ => t.imports_do_again(),
    }
}

/// What the source itself said, if the reason alone does not tell all.
pub fn said_by_source(run: &Run) -> Option<&str> {
    let tells = matches!(run.why.as_str(), "damaged" | "too-large" | "unavailable") && !run.detail.is_empty();
    tells.then_some(run.detail.as_str())
}

/// The missing columns as the registers name them.
fn columns(run: &Run) -> String {
    let name = |key: &str| What::find(&run.what).and_then(|what| what.column(key)).map_or_else(|| key.to_owned(), str::to_owned);
    run.detail.split(", ").map(name).collect::<Vec<_>>().join(", ")
}

pub fn fault(t: &T, what: &str, kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::NoOid if is_own(what) => t.imports_fault_no_code(),
        FaultKind::WrongOid if is_own(what) => t.imports_fault_wrong_code(),
        FaultKind::NoName if is_own(what) => t.imports_fault_incomplete(),
        FaultKind::WrongKind if is_own(what) => t.imports_fault_not_listed(),
        FaultKind::Double if is_own(what) => t.imports_fault_same_code(),
        FaultKind::Unreadable => t.imports_fault_unreadable(),
        FaultKind::NoOid => t.imports_fault_no_oid(),
        FaultKind::WrongOid => t.imports_fault_wrong_oid(),
        FaultKind::NoName => t.imports_fault_no_name(),
        FaultKind::WrongDay => t.imports_fault_wrong_day(),
        FaultKind::EndsBeforeItBegins => t.imports_fault_ends_before(),
        FaultKind::WrongBusinessId => t.imports_fault_business_id(),
        FaultKind::WrongSector => t.imports_fault_sector(),
        FaultKind::Double => t.imports_fault_double(),
        FaultKind::UnknownParent => t.imports_fault_unknown_parent(),
        FaultKind::ParentLeftOut => t.imports_fault_parent_left_out(),
        FaultKind::Loop => t.imports_fault_loop(),
        FaultKind::WrongKind => t.imports_fault_kind(),
        FaultKind::TooLong => t.imports_fault_too_long(),
        FaultKind::WrongCode => t.imports_fault_wrong_code(),
        FaultKind::SameCode => t.imports_fault_same_code(),
    }
}

pub fn change(t: &T, kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Renamed => t.imports_renamed(),
        ChangeKind::Left => t.imports_left(),
        ChangeKind::Returned => t.imports_returned(),
    }
}

/// What stood in the row: days as people write them.
pub fn value(fault: &RowFault) -> String {
    Day::parse_iso(&fault.value).map_or_else(|| or_dash(&fault.value).to_owned(), Day::finnish)
}

pub fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

/// Thousands apart.
pub fn count(number: i64) -> String {
    if (-999..1000).contains(&number) { number.to_string() } else { format!("{}\u{a0}{:03}", count(number / 1000), (number % 1000).abs()) }
}

pub fn moment(at: Instant) -> String {
    format!("{} {}", at.day().finnish(), at.clock_time())
}

/// Who began it: an officer, or the program by itself.
pub fn who<'a>(t: &T, run: &'a Run) -> &'a str {
    if run.officer.is_empty() { t.imports_by_program() } else { run.officer.as_str() }
}
