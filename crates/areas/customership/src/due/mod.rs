//! What falls due on a day in Helsinki, done on that day or as soon as the program runs again: in the order of the days,
//! each thing once however many processes look, and dated as of its own day.

mod run;
mod store;

use kit_core::{Day, Uuid};

use crate::applications::{ApplicationId, CustomerId};

pub use run::run;
pub use store::{cancel, cancel_kind, schedule, take, waiting};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueKind {
    /// The services of a notice of ending end; if they are all, the commitment with them.
    EndServices,
    /// The data of a notice of technical change come into force.
    ChangeData,
    /// The customer is reminded of questions that wait, before their deadline or on it.
    RemindOfQuestions,
}

impl DueKind {
    const ALL: [Self; 3] = [Self::EndServices, Self::ChangeData, Self::RemindOfQuestions];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::EndServices => "end-services",
            Self::ChangeData => "change-data",
            Self::RemindOfQuestions => "remind-of-questions",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One thing that waits for its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub id: Uuid,
    /// What is done is done as of this day, also when it is done later.
    pub day: Day,
    pub kind: DueKind,
    /// The notice that it follows from.
    pub application: ApplicationId,
    pub customer: CustomerId,
}
