/// What a matter is about. The machinery of drafts, sending, questions and decisions is the same for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// A service is joined.
    Joining,
    /// Access points, systems and the like of a service in use change on a day.
    TechnicalChange,
    /// A service, or the whole customership, ends after a last day.
    Ending,
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::Joining, Self::TechnicalChange, Self::Ending];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Joining => "joining",
            Self::TechnicalChange => "technical-change",
            Self::Ending => "ending",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.key() == key)
    }
}
