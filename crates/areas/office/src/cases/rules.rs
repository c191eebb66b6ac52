pub use customership::life::administrative_contacts;
use customership::{
    applications::{Purpose, State},
    customers::Standing,
    journeys::joining::Need,
    sections::SectionKey,
    services::{Form, Service},
};
use kit_core::{FieldErrors, Uuid};
use serde_json::Value;

/// Longest question or reason, in characters.
pub const LONGEST: usize = 4000;

/// A termination is a notice: it is read, not decided on.
pub const fn is_decided_on(purpose: Purpose) -> bool {
    match purpose {
        Purpose::Joining | Purpose::TechnicalChange => true,
        Purpose::Ending => false,
    }
}

/// What an officer can do with a case just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Possible {
    pub take: bool,
    pub ask: bool,
    pub decide: bool,
}

impl Possible {
    pub fn of(state: &State, purpose: Purpose, officer: Uuid, may_handle: bool) -> Self {
        let may_decide = is_decided_on(purpose);
        let own = state.handler().is_some_and(|handler| handler.id == officer);
        Self {
            take: may_handle && matches!(state, State::Received(_)),
            ask: may_handle && may_decide && own && matches!(state, State::InProcessing(..)),
            decide: may_handle && may_decide && own && matches!(state, State::InProcessing(..) | State::InformationRequested(..)),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseError {
    QuestionMissing,
    /// The day by which the customer is to answer is none, or not ahead.
    Deadline,
    OutcomeMissing,
    ReasonMissing,
    TooLong,
    /// A service that must come first is not in use.
    NotYet(&'static Service),
}

/// A decision on an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve { note: Option<String> },
    Reject { reason: String },
}

/// The decision, if it is whole: a rejection needs its reason (act 434/2003 § 45).
pub fn decision(outcome: &str, reason: &str) -> Result<Decision, FieldErrors<CaseError>> {
    let mut errors = FieldErrors::default();
    let reason = reason.trim().to_owned();
    if reason.chars().count() > LONGEST {
        errors.add("reason", CaseError::TooLong);
    }
    let decision = match outcome {
        "approve" => Some(Decision::Approve { note: (!reason.is_empty()).then_some(reason) }),
        "reject" if reason.is_empty() => {
            errors.add("reason", CaseError::ReasonMissing);
            None
        }
        "reject" => Some(Decision::Reject { reason }),
        _ => {
            errors.add("outcome", CaseError::OutcomeMissing);
            None
        }
    };
    errors.or(decision)
}

/// May the decision be made now? An approval waits for the services that must come first.
pub fn timely(decision: Decision, (form, purpose): (&Form, Purpose), standing: &Standing) -> Result<Decision, FieldErrors<CaseError>> {
    let mut errors = FieldErrors::default();
    if purpose == Purpose::Joining && matches!(decision, Decision::Approve { .. }) {
        let first = form.needs.iter().filter_map(|need| if let Need::Service(key) = need { Service::find(key) } else { None });
        first.filter(|service| standing.uses_since(service.key).is_none()).for_each(|service| errors.add("outcome", CaseError::NotYet(service)));
    }
    errors.or(Some(decision))
}

/// The customer's own address in a submission.
pub fn customer_address(submission: &Value) -> Option<String> {
    submission["sections"][SectionKey::CustomerData.key()]["email"].as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_rejection_needs_a_reason_an_approval_does_not() {
        assert_eq!(decision("approve", " "), Ok(Decision::Approve { note: None }));
        assert_eq!(decision("reject", " x "), Ok(Decision::Reject { reason: "x".to_owned() }));
        assert!(decision("reject", " ").is_err_and(|errors| errors.of("reason") == Some(&CaseError::ReasonMissing)));
        assert!(decision("", "x").is_err_and(|errors| errors.of("outcome") == Some(&CaseError::OutcomeMissing)));
    }

    #[test]
    fn questions_go_to_every_administrative_contact_once() {
        let contact = |email: &str, role: &str| json!({ "email": email, "roles": [role] });
        let contacts = [
            contact("b@x.fi", "administrative"),
            contact("c@x.fi", "billing"),
            contact("a@x.fi", "administrative"),
            contact("b@x.fi", "administrative"),
        ];
        assert_eq!(administrative_contacts(&json!({ "sections": { "contacts": contacts } })), ["a@x.fi", "b@x.fi"]);
        assert!(administrative_contacts(&json!({})).is_empty());
    }
}
