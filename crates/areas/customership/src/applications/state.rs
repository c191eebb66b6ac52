//! The states of an application. A state carries its facts; a transition consumes it and may refuse.
//!
//! ```text
//! draft → received → in processing ⇄ information requested → approved → in processing (undone)
//!            ↑ └──────────┼────────────────┼→ withdrawn      └→ rejected
//!         returned ←──────┴────────────────┴→ closed
//! ```
//!
//! What was returned and is sent again goes back to the officer who returned it, while that officer handles matters.

use kit_core::{Instant, Uuid};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Being filled in by the customer.
    Draft,
    /// Given back to the customer without a decision, to be mended and sent again. The officer who gave it back gets it
    /// again; None: it was given back before that was kept.
    Returned(Case, Option<Handler>),
    /// Sent, waiting for an officer.
    Received(Case),
    InProcessing(Case, Handler),
    /// The officer has asked, the customer may change and answer.
    InformationRequested(Case, Handler),
    Approved(Case, Handler, Instant),
    Rejected(Case, Handler, Instant),
    /// Taken back by the customer, or by an officer at the customer's request.
    Withdrawn(Case, Instant),
    /// Closed by the program, because what it was about has ended.
    Closed(Case, Instant),
}

/// What an application has from its arrival on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub number: String,
    pub received_at: Instant,
}

/// The officer who handles a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handler {
    pub id: Uuid,
    pub name: String,
}

/// The name by which the program does things itself.
pub const PROGRAM: &str = "Kanta Ekstranet";

impl Handler {
    /// Nobody: the program did it on its day.
    fn program() -> Self {
        Self { id: Uuid::nil(), name: PROGRAM.to_owned() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The application has moved on.
    WrongState,
    /// Another officer handles it.
    AnotherHandler,
}

/// A state that a transition has led to. Only transitions make one, and only one that was made is ever written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(State);

impl Next {
    pub const fn state(&self) -> &State {
        &self.0
    }

    pub fn into_state(self) -> State {
        self.0
    }
}

type Moved = Result<Next, Refusal>;

impl State {
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Returned(..) => "returned",
            Self::Received(..) => "received",
            Self::InProcessing(..) => "in-processing",
            Self::InformationRequested(..) => "information-requested",
            Self::Approved(..) => "approved",
            Self::Rejected(..) => "rejected",
            Self::Withdrawn(..) => "withdrawn",
            Self::Closed(..) => "closed",
        }
    }

    /// The word in the database. What was returned is a draft that has been received once; what the program closed is
    /// kept as withdrawn, by the program.
    pub const fn stored_key(&self) -> &'static str {
        match self {
            Self::Draft | Self::Returned(..) => "draft",
            Self::Closed(..) => "withdrawn",
            Self::Received(..)
            | Self::InProcessing(..)
            | Self::InformationRequested(..)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..) => self.key(),
        }
    }

    pub const fn case(&self) -> Option<&Case> {
        match self {
            Self::Draft => None,
            Self::Returned(case, _)
            | Self::Received(case)
            | Self::InProcessing(case, _)
            | Self::InformationRequested(case, _)
            | Self::Approved(case, ..)
            | Self::Rejected(case, ..)
            | Self::Withdrawn(case, _)
            | Self::Closed(case, _) => Some(case),
        }
    }

    pub const fn handler(&self) -> Option<&Handler> {
        match self {
            Self::InProcessing(_, handler)
            | Self::InformationRequested(_, handler)
            | Self::Approved(_, handler, _)
            | Self::Rejected(_, handler, _) => Some(handler),
            Self::Draft | Self::Returned(..) | Self::Received(_) | Self::Withdrawn(..) | Self::Closed(..) => None,
        }
    }

    pub const fn decided_at(&self) -> Option<Instant> {
        match self {
            Self::Approved(_, _, at) | Self::Rejected(_, _, at) | Self::Withdrawn(_, at) | Self::Closed(_, at) => Some(*at),
            Self::Draft | Self::Returned(..) | Self::Received(_) | Self::InProcessing(..) | Self::InformationRequested(..) => None,
        }
    }

    /// May the customer change the sections now?
    pub const fn is_open_to_customer(&self) -> bool {
        match self {
            Self::Draft | Self::Returned(..) | Self::InformationRequested(..) => true,
            Self::Received(_) | Self::InProcessing(..) | Self::Approved(..) | Self::Rejected(..) | Self::Withdrawn(..) | Self::Closed(..) => false,
        }
    }

    /// It waits to be sent by the customer, for the first time or again.
    pub const fn is_unsent(&self) -> bool {
        matches!(self, Self::Draft | Self::Returned(..))
    }

    /// Who gave it back to the customer, and gets it again.
    pub const fn returned_by(&self) -> Option<&Handler> {
        match self {
            Self::Returned(_, handler) => handler.as_ref(),
            Self::Draft
            | Self::Received(_)
            | Self::InProcessing(..)
            | Self::InformationRequested(..)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => None,
        }
    }

    /// The application is sent. What an officer had returned goes back to that officer, if they are among those who handle
    /// matters now.
    pub fn receive(self, case: Case, handling: &[Handler]) -> Moved {
        match self {
            Self::Draft | Self::Returned(_, None) => Ok(Next(Self::Received(case))),
            Self::Returned(_, Some(handler)) => match handling.iter().find(|officer| officer.id == handler.id) {
                Some(officer) => Ok(Next(Self::InProcessing(case, officer.clone()))),
                None => Ok(Next(Self::Received(case))),
            },
            Self::Received(_)
            | Self::InProcessing(..)
            | Self::InformationRequested(..)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    /// An officer takes the case.
    pub fn take(self, handler: Handler) -> Moved {
        match self {
            Self::Received(case) => Ok(Next(Self::InProcessing(case, handler))),
            Self::InProcessing(_, other) | Self::InformationRequested(_, other) if other.id != handler.id => Err(Refusal::AnotherHandler),
            Self::Draft
            | Self::Returned(..)
            | Self::InProcessing(..)
            | Self::InformationRequested(..)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    /// The handler gives the case back to the queue.
    pub fn release(self, officer: Uuid) -> Moved {
        match self {
            Self::InProcessing(case, handler) => own(handler, officer).map(|_| Next(Self::Received(case))),
            Self::Draft
            | Self::Returned(..)
            | Self::Received(_)
            | Self::InformationRequested(..)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    /// A lead gives the case to an officer, whoever has had it.
    pub fn hand_over(self, to: Handler) -> Moved {
        match self {
            Self::Received(case) | Self::InProcessing(case, _) => Ok(Next(Self::InProcessing(case, to))),
            Self::InformationRequested(case, _) => Ok(Next(Self::InformationRequested(case, to))),
            Self::Draft | Self::Returned(..) | Self::Approved(..) | Self::Rejected(..) | Self::Withdrawn(..) | Self::Closed(..) => {
                Err(Refusal::WrongState)
            }
        }
    }

    /// The handler asks for more information; asks for yet more while the customer has it.
    pub fn ask(self, officer: Uuid) -> Moved {
        match self {
            Self::InProcessing(case, handler) | Self::InformationRequested(case, handler) => {
                own(handler, officer).map(|handler| Next(Self::InformationRequested(case, handler)))
            }
            Self::Draft
            | Self::Returned(..)
            | Self::Received(_)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    /// The customer answers.
    pub fn answer(self) -> Moved {
        match self {
            Self::InformationRequested(case, handler) => Ok(Next(Self::InProcessing(case, handler))),
            Self::Draft
            | Self::Returned(..)
            | Self::Received(_)
            | Self::InProcessing(..)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    pub(crate) fn approve(self, officer: Uuid, at: Instant) -> Moved {
        let (case, handler) = self.ready_for_decision(officer)?;
        Ok(Next(Self::Approved(case, handler, at)))
    }

    pub(crate) fn reject(self, officer: Uuid, at: Instant) -> Moved {
        let (case, handler) = self.ready_for_decision(officer)?;
        Ok(Next(Self::Rejected(case, handler, at)))
    }

    /// Back to the customer without a decision.
    pub(crate) fn give_back(self, officer: Uuid) -> Moved {
        let (case, handler) = self.ready_for_decision(officer)?;
        Ok(Next(Self::Returned(case, Some(handler))))
    }

    /// The decision was wrong: the matter is handled again, by the one who undid it (act 434/2003 § 50).
    pub(crate) fn undo(self, handler: Handler) -> Moved {
        match self {
            Self::Approved(case, ..) => Ok(Next(Self::InProcessing(case, handler))),
            Self::Draft
            | Self::Returned(..)
            | Self::Received(_)
            | Self::InProcessing(..)
            | Self::InformationRequested(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    /// The program does on its day what was notified. The officer who has it keeps it.
    pub fn carry_out(self, at: Instant) -> Moved {
        match self {
            Self::Received(case) => Ok(Next(Self::Approved(case, Handler::program(), at))),
            Self::InProcessing(case, handler) | Self::InformationRequested(case, handler) => Ok(Next(Self::Approved(case, handler, at))),
            Self::Draft | Self::Returned(..) | Self::Approved(..) | Self::Rejected(..) | Self::Withdrawn(..) | Self::Closed(..) => {
                Err(Refusal::WrongState)
            }
        }
    }

    /// Neither decided nor taken back.
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Draft | Self::Returned(..) | Self::Received(_) | Self::InProcessing(..) | Self::InformationRequested(..) => true,
            Self::Approved(..) | Self::Rejected(..) | Self::Withdrawn(..) | Self::Closed(..) => false,
        }
    }

    /// The application is taken back before the decision.
    pub fn withdraw(self, at: Instant) -> Moved {
        match self {
            Self::Returned(case, _) | Self::Received(case) | Self::InProcessing(case, _) | Self::InformationRequested(case, _) => {
                Ok(Next(Self::Withdrawn(case, at)))
            }
            Self::Draft | Self::Approved(..) | Self::Rejected(..) | Self::Withdrawn(..) | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    /// The program closes it: what it is about has ended.
    pub fn close(self, at: Instant) -> Moved {
        match self {
            Self::Returned(case, _) | Self::Received(case) | Self::InProcessing(case, _) | Self::InformationRequested(case, _) => {
                Ok(Next(Self::Closed(case, at)))
            }
            Self::Draft | Self::Approved(..) | Self::Rejected(..) | Self::Withdrawn(..) | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }

    fn ready_for_decision(self, officer: Uuid) -> Result<(Case, Handler), Refusal> {
        match self {
            Self::InProcessing(case, handler) | Self::InformationRequested(case, handler) => Ok((case, own(handler, officer)?)),
            Self::Draft
            | Self::Returned(..)
            | Self::Received(_)
            | Self::Approved(..)
            | Self::Rejected(..)
            | Self::Withdrawn(..)
            | Self::Closed(..) => Err(Refusal::WrongState),
        }
    }
}

fn own(handler: Handler, officer: Uuid) -> Result<Handler, Refusal> {
    if handler.id == officer { Ok(handler) } else { Err(Refusal::AnotherHandler) }
}

#[cfg(test)]
mod tests;
