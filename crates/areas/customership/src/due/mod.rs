//! What falls due on a day: rows that the clock works off, each once.

mod store;

pub use store::{cancel, schedule};

/// What happens on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueKind {
    EndServices,
    ChangeData,
}

impl DueKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::EndServices => "end-services",
            Self::ChangeData => "change-data",
        }
    }
}
