//! How far a notice is, and what officers may do with it there.

/// How far a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    Sending,
    Paused,
    Cancelled,
    Done,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Draft, Self::Sending, Self::Paused, Self::Cancelled, Self::Done];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sending => "sending",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn is_sent(self) -> bool {
        match self {
            Self::Draft => false,
            Self::Sending | Self::Paused | Self::Cancelled | Self::Done => true,
        }
    }

    /// The state after the verb; None: not from here.
    pub const fn after(self, verb: Verb) -> Option<Self> {
        match (verb, self) {
            (Verb::Send, Self::Draft) | (Verb::GoOn, Self::Paused) | (Verb::Again, Self::Sending | Self::Cancelled | Self::Done) => {
                Some(Self::Sending)
            }
            (Verb::Again, Self::Paused) | (Verb::Pause, Self::Sending) => Some(Self::Paused),
            (Verb::Cancel, Self::Sending | Self::Paused) => Some(Self::Cancelled),
            (Verb::Send, Self::Sending | Self::Paused | Self::Cancelled | Self::Done)
            | (Verb::GoOn, Self::Draft | Self::Sending | Self::Cancelled | Self::Done)
            | (Verb::Pause, Self::Draft | Self::Paused | Self::Cancelled | Self::Done)
            | (Verb::Cancel, Self::Draft | Self::Cancelled | Self::Done)
            | (Verb::Again, Self::Draft) => None,
        }
    }
}

/// What an officer does with a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Send,
    Pause,
    GoOn,
    Cancel,
    /// To those with whom it failed, or of whom nobody knows.
    Again,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_sent_once_and_can_be_stopped_until_it_is_done() {
        assert_eq!(State::Draft.after(Verb::Send), Some(State::Sending));
        assert!(State::ALL.into_iter().filter(|state| *state != State::Draft).all(|state| state.after(Verb::Send).is_none()));
        assert_eq!(State::Sending.after(Verb::Pause).and_then(|paused| paused.after(Verb::GoOn)), Some(State::Sending));
        assert_eq!([State::Done, State::Draft].map(|state| state.after(Verb::Cancel)), [None, None]);
        assert_eq!(State::Paused.after(Verb::Again), Some(State::Paused), "what is paused stays so");
    }
}
