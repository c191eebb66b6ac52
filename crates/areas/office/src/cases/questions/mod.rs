//! Asking the customer for more information: questions pinned to a section or a field are collected, and sent in one go
//! with what is asked about the whole. Answers are accepted, or asked about again.

mod asking;
mod pinned;
mod section;

use customership::{applications::Purpose, questions::QuestionId};
use identity::Officer;
use kit_core::Uuid;
use kit_web::PageError;

use super::page::Case;

pub(super) use asking::{ask, ask_form};
pub(super) use pinned::{accept, ask_again, collect, remove};
pub(super) use section::SectionQuestions;

/// May this officer ask the customer now?
pub(super) fn may_ask(officer: &Officer, case: &Case) -> bool {
    case.grounds.possible(officer).ask
}

/// The case, if this officer may ask now.
fn asking(officer: &Officer, case: Case) -> Result<Case, PageError> {
    if case.application.purpose == Purpose::Ending || !case.application.state.is_open() {
        return Err(PageError::Closed);
    }
    if may_ask(officer, &case) { Ok(case) } else { Err(PageError::Forbidden) }
}

fn question_id(text: &str) -> Result<QuestionId, PageError> {
    Uuid::try_parse(text).map(QuestionId).map_err(|_| PageError::NotFound)
}
