use customership::{decisions::Act, services::Service};
use kit_core::FieldErrors;

/// Longest question or reason, in characters.
pub const LONGEST: usize = 4000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseError {
    QuestionMissing,
    /// Nothing more is asked, and the day is the same.
    NothingNew,
    /// The day by which the customer is to answer is none, or not ahead.
    Deadline,
    OutcomeMissing,
    /// Something speaks against it, and the officer has not said that it is seen.
    NotSeen,
    ReasonMissing,
    TooLong,
    WhatToDoMissing,
    RequestMissing,
    /// Why the proposal is sent back.
    SendBackReasonMissing,
    /// Why the approval is undone.
    UndoReasonMissing,
    TemplateMissing,
    /// The template is worded for another outcome than the one chosen.
    TemplateOfAnother,
    /// A service that must come first is not in use.
    NotYet(&'static Service),
    /// A service that is in use stands on the one that would go.
    NeededBy(&'static Service),
    /// An approved change of the service waits for its day.
    ChangeWaits,
}

/// The decision, if it is whole: a rejection needs its reason (act 434/2003 § 45), what is given back needs what to do.
pub fn decision(outcome: &str, reason: &str) -> Result<Act, FieldErrors<CaseError>> {
    let mut errors = FieldErrors::default();
    let reason = reason.trim().to_owned();
    if reason.chars().count() > LONGEST {
        errors.add("reason", CaseError::TooLong);
    }
    let act = match outcome {
        "approve" => Some(Act::Approve { note: (!reason.is_empty()).then_some(reason) }),
        "reject" if reason.is_empty() => {
            errors.add("reason", CaseError::ReasonMissing);
            None
        }
        "reject" => Some(Act::Reject { reason }),
        "return" if reason.is_empty() => {
            errors.add("reason", CaseError::WhatToDoMissing);
            None
        }
        "return" => Some(Act::Return { what_to_do: reason }),
        _ => {
            errors.add("outcome", CaseError::OutcomeMissing);
            None
        }
    };
    errors.or(act)
}

/// What the second officer says of a proposed decision.
pub fn review(outcome: &str, reason: &str) -> Result<Act, FieldErrors<CaseError>> {
    if outcome == "confirm" {
        return Ok(Act::Confirm);
    }
    text("review_reason", reason, CaseError::SendBackReasonMissing).map(|reason| Act::SendBack { reason })
}

/// A text that must be there.
pub fn text(field: &'static str, text: &str, missing: CaseError) -> Result<String, FieldErrors<CaseError>> {
    let mut errors = FieldErrors::default();
    let text = text.trim().to_owned();
    if text.is_empty() {
        errors.add(field, missing);
    } else if text.chars().count() > LONGEST {
        errors.add(field, CaseError::TooLong);
    }
    errors.or(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_needs_a_reason_and_what_is_given_back_what_to_do() {
        assert_eq!(decision("approve", " "), Ok(Act::Approve { note: None }));
        assert_eq!(decision("reject", " x "), Ok(Act::Reject { reason: "x".to_owned() }));
        assert_eq!(decision("return", " x "), Ok(Act::Return { what_to_do: "x".to_owned() }));
        assert!(decision("reject", " ").is_err_and(|errors| errors.of("reason") == Some(&CaseError::ReasonMissing)));
        assert!(decision("return", " ").is_err_and(|errors| errors.of("reason") == Some(&CaseError::WhatToDoMissing)));
        for forged in ["", "undo", "confirm", "approved"] {
            assert!(decision(forged, "x").is_err_and(|errors| errors.of("outcome") == Some(&CaseError::OutcomeMissing)), "{forged}");
        }
    }
}
