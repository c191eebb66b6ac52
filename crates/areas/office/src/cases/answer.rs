//! What an act on a case answers: the case anew, with what was done or with what has changed meanwhile.

use axum::response::Response;
use customership::{
    applications::{ApplicationId, EventKind},
    journeys::joining::event_text,
};
use identity::{Answer, Officer, access::redirect};
use kit_web::{Fields, components::Notice};

use super::page::{Case, page};
use crate::T;

/// Parts of the forms that hold what an officer has written.
const WRITTEN: [&str; 5] = ["reason", "review_reason", "request", "undo_reason", "question"];

/// The case, which then says what was done.
pub(super) fn done(id: ApplicationId) -> Response {
    redirect(&format!("/office/applications/{id}?done=yes"))
}

/// What the officer has just done, if the last event is theirs.
pub(super) fn notice(officer: &Officer, case: &Case, query: &str) -> Option<Notice<'static>> {
    let asked = Fields::read(query.as_bytes()).get("done") == "yes";
    let last = case.events.last().filter(|event| asked && event.actor == Some(officer.id))?;
    let t = T::of(officer.language);
    let notice = Notice::success(event_text(last.kind, officer.language)).announced();
    Some(match last.kind {
        EventKind::Taken => notice.line(t.done_taken()),
        EventKind::InformationRequested
        | EventKind::DeadlineMoved
        | EventKind::Rejected
        | EventKind::Returned
        | EventKind::Withdrawn
        | EventKind::Undone => notice.line(t.done_told()),
        EventKind::Approved => notice.line(t.done_approved()),
        EventKind::Proposed => notice.line(t.done_proposed()),
        EventKind::ProposalSentBack => notice.line(t.done_sent_back()),
        EventKind::Begun
        | EventKind::Sent
        | EventKind::Answered
        | EventKind::CarriedOut
        | EventKind::Closed
        | EventKind::Released
        | EventKind::HandedOver
        | EventKind::CameBack
        | EventKind::RegisterRenamed
        | EventKind::RegisterLeft
        | EventKind::RegisterReturned => notice,
    })
}

/// Somebody else has moved the case on: what they did, the case as it is now, and what was typed.
pub(super) async fn moved_on(officer: &Officer, case: &Case, fields: &Fields) -> Answer {
    let t = T::of(officer.language);
    let mut notice = Notice::warning(t.moved_on()).announced();
    if let Some(last) = case.events.last() {
        let at = format!("{} {}", last.at.day().finnish(), last.at.clock_time());
        notice = notice.line(format!("{at}: {}, {}", event_text(last.kind, officer.language), last.actor_name));
    }
    notice = notice.line(t.moved_on_text());
    for name in WRITTEN {
        let written = fields.get(name).trim();
        if !written.is_empty() {
            notice = notice.line(t.moved_on_written(written));
        }
    }
    page(officer, case, fields, None).await?.notice(notice).status(axum::http::StatusCode::CONFLICT).into()
}
