//! Asking the customer for more information: questions pinned to a section or a field are collected, and sent in one go
//! with what is asked about the whole. Answers are accepted, or asked about again.

mod asking;
mod pinned;
mod section;

use customership::questions::QuestionId;
use identity::{Officer, session::Duty};
use kit_core::Uuid;
use kit_web::PageError;

use super::{
    page::Case,
    rules::{Possible, is_decided_on},
};

pub(super) use asking::{ask, ask_form};
pub(super) use pinned::{accept, ask_again, collect, remove};
pub(super) use section::SectionQuestions;

/// May this officer ask the customer now?
pub(super) fn may_ask(officer: &Officer, case: &Case) -> bool {
    Possible::of(&case.application.state, case.application.purpose, officer.id, officer.may(Duty::Handle)).ask
}

/// The case, if this officer may ask now.
fn asking(officer: &Officer, case: Case) -> Result<Case, PageError> {
    if !is_decided_on(case.application.purpose) || !case.application.state.is_open() {
        return Err(PageError::Closed);
    }
    if may_ask(officer, &case) { Ok(case) } else { Err(PageError::Forbidden) }
}

fn question_id(text: &str) -> Result<QuestionId, PageError> {
    Uuid::try_parse(text).map(QuestionId).map_err(|_| PageError::NotFound)
}
