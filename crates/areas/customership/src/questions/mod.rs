//! What an officer asks about an application, each question pinned to the section or the field it is about. Collected
//! first, then asked in one go with a deadline; answered in place; accepted, or asked again.

mod place;
mod remind;
mod store;

use kit_core::{Day, Instant, Uuid, id_type};

use crate::sections::SectionKey;

pub use place::{Place, places};
pub(crate) use remind::remind;
pub use store::{NewQuestion, ask_all, collect, move_deadline, of_application, open_request, open_requests, remove, settle};
pub(crate) use store::{answer_all, type_answer};

id_type!(
    /// A question that is pinned to a section or a field.
    QuestionId
);

/// Longest question or answer, in characters.
pub const LONGEST: usize = 4000;

/// Days before the deadline on which the customer is reminded.
pub const REMINDED_BEFORE: i32 = 3;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub section: SectionKey,
    /// The name of a field of the form; empty: the section as a whole.
    pub field: String,
    /// The row that the field belongs to, as it was called when the question was written.
    pub place: String,
    pub text: String,
    pub collected_at: Instant,
    pub collected_by: String,
    pub stage: Stage,
}

/// How far a question has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Written down, not asked yet: the customer does not see it.
    Collected,
    /// With the customer, who has typed so much of an answer.
    Asked { at: Instant, typed: String },
    /// Sent back with its answer, which waits for an officer.
    Answered(Replied),
    /// The officer is content.
    Accepted(Replied),
    /// The officer has asked anew.
    AskedAgain(Replied),
}

/// The answer, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replied {
    pub asked_at: Instant,
    pub at: Instant,
    pub by: String,
    pub text: String,
}

impl Question {
    pub const fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Asked { .. })
    }

    pub const fn is_collected(&self) -> bool {
        matches!(self.stage, Stage::Collected)
    }

    /// What the customer has typed as an answer, while it is being written.
    pub fn typed(&self) -> &str {
        if let Stage::Asked { typed, .. } = &self.stage { typed } else { "" }
    }

    /// It has been asked, so that the customer may see it.
    pub const fn asked_at(&self) -> Option<Instant> {
        match &self.stage {
            Stage::Collected => None,
            Stage::Asked { at, .. } => Some(*at),
            Stage::Answered(replied) | Stage::Accepted(replied) | Stage::AskedAgain(replied) => Some(replied.asked_at),
        }
    }

    pub const fn replied(&self) -> Option<&Replied> {
        match &self.stage {
            Stage::Collected | Stage::Asked { .. } => None,
            Stage::Answered(replied) | Stage::Accepted(replied) | Stage::AskedAgain(replied) => Some(replied),
        }
    }
}

/// A round of asking that waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    pub id: Uuid,
    pub deadline: Day,
}

/// Is every question that waits answered, as far as typing goes?
pub fn all_typed(questions: &[Question]) -> bool {
    questions.iter().filter(|question| question.is_open()).all(|question| !question.typed().trim().is_empty())
}

/// On which days the customer is reminded of a request: before the deadline if there is time, and on it.
pub fn reminders(today: Day, deadline: Day) -> Vec<Day> {
    [deadline.plus_days(-REMINDED_BEFORE), deadline].into_iter().filter(|day| *day > today).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_before_the_deadline_and_on_it_and_never_at_once() {
        let day = |text| Day::parse_finnish(text).unwrap();
        assert_eq!(reminders(day("24.11.2026"), day("8.12.2026")), [day("5.12.2026"), day("8.12.2026")]);
        assert_eq!(reminders(day("24.11.2026"), day("27.11.2026")), [day("27.11.2026")]);
    }
}
