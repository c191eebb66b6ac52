use std::collections::BTreeSet;

use kit_core::{Day, Instant, Uuid};
use ports::FourEyes;

use crate::{
    applications::{EventKind, Handler, Next, Purpose, Refusal, State},
    services::Service,
};

/// What an officer wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Take,
    /// Back to the queue.
    Release,
    /// A lead gives it to an officer.
    HandOver {
        to: Handler,
    },
    /// What is asked about the whole, and all that is asked as the mail tells it.
    Ask {
        question: Option<String>,
        told: String,
    },
    /// Another day by which the customer is to answer what was asked, and the mail about it.
    MoveDeadline {
        to: Day,
        told: String,
    },
    Approve {
        note: Option<String>,
    },
    Reject {
        reason: String,
    },
    /// Back to the customer without a decision, with what to do.
    Return {
        what_to_do: String,
    },
    /// The customer has asked for it otherwise than in the program: how.
    Withdraw {
        request: String,
    },
    /// An approval was wrong.
    Undo {
        reason: String,
    },
    /// The second officer agrees with what is proposed.
    Confirm,
    /// What is proposed is to be looked at again.
    SendBack {
        reason: String,
    },
}

/// The officer who acts.
#[derive(Clone, Debug)]
pub struct By {
    pub id: Uuid,
    pub name: String,
    pub handles: bool,
    pub leads: bool,
}

impl By {
    fn handler(&self) -> Handler {
        Handler { id: self.id, name: self.name.clone() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    Approve,
    Reject,
    Undo,
}

/// A decision that waits for a second officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub outcome: Proposed,
    pub reason: Option<String>,
    pub officer: Handler,
    pub at: Instant,
}

/// What a decision stands on.
#[derive(Clone, Debug)]
pub struct Facts {
    pub state: State,
    pub purpose: Purpose,
    pub proposal: Option<Proposal>,
    /// Officers who have keyed in, taken, asked, proposed or decided something in this matter.
    pub worked: BTreeSet<Uuid>,
    pub four_eyes: FourEyes,
    /// A service that must be in use first, and is not.
    pub waits_for: Option<&'static Service>,
    /// Could the approval be undone?
    pub undoable: Result<(), Refused>,
    /// An ending that has come into force.
    pub past: bool,
    pub now: Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The officer has not this duty.
    Duty,
    /// The matter has moved on.
    WrongState,
    /// Another officer handles it.
    AnotherHandler,
    /// A notice of termination is read, not decided on.
    NotDecidedOn,
    /// A decision waits for a second officer.
    WaitsForSecond,
    /// Nothing is proposed.
    NothingProposed,
    /// Who has worked on the matter is not its second pair of eyes.
    SameOfficer,
    /// This service comes first.
    NotYet(&'static Service),
    /// This service is in use and needs the one that would go.
    NeededBy(&'static Service),
    /// A change of the service is approved and waits for its day: its approval is undone first.
    ChangeWaits,
    /// What was approved has come into force, or has ended meanwhile.
    InForce,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::WrongState => Self::WrongState,
            Refusal::AnotherHandler => Self::AnotherHandler,
        }
    }
}

/// What follows from an act, beside its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Nothing,
    Asked,
    Proposed(Proposed),
    SentBack,
    Approved,
    Rejected,
    Returned,
    Withdrawn,
    Undone,
}

/// What becomes of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// None: the state stays.
    pub to: Option<Next>,
    pub event: EventKind,
    pub note: Option<String>,
    pub effect: Effect,
}

fn moved(to: Next, event: EventKind, note: Option<&str>, effect: Effect) -> Result<Outcome, Refused> {
    Ok(Outcome { to: Some(to), event, note: note.map(str::to_owned), effect })
}

/// The one rule of what officers can do. Everything that changes a matter asks it.
pub fn decide(act: &Act, by: &By, facts: &Facts) -> Result<Outcome, Refused> {
    let (state, now) = (facts.state.clone(), facts.now);
    if !by.handles {
        return Err(Refused::Duty);
    }
    match act {
        Act::Take => moved(state.take(by.handler())?, EventKind::Taken, None, Effect::Nothing),
        Act::Release => {
            unproposed(facts)?;
            moved(state.release(by.id)?, EventKind::Released, None, Effect::Nothing)
        }
        Act::HandOver { to } if by.leads => {
            unproposed(facts)?;
            moved(state.hand_over(to.clone())?, EventKind::HandedOver, Some(&to.name), Effect::Nothing)
        }
        Act::HandOver { .. } => Err(Refused::Duty),
        Act::Ask { question, .. } => {
            undecided(facts)?;
            moved(state.ask(by.id)?, EventKind::InformationRequested, question.as_deref(), Effect::Asked)
        }
        Act::MoveDeadline { to, .. } => {
            undecided(facts)?;
            // The state stays; it must be one in which the customer is asked.
            if !matches!(state, State::InformationRequested(..)) {
                return Err(Refused::WrongState);
            }
            state.ask(by.id)?;
            Ok(Outcome { to: None, event: EventKind::DeadlineMoved, note: Some(to.finnish()), effect: Effect::Asked })
        }
        Act::Approve { note } => {
            undecided(facts)?;
            let to = state.approve(by.id, now)?;
            timely(facts)?;
            propose_or(facts, Proposed::Approve, note.as_deref(), || {
                moved(to, EventKind::Approved, note.as_deref(), Effect::Approved) //
            })
        }
        Act::Reject { reason } => {
            undecided(facts)?;
            let to = state.reject(by.id, now)?;
            propose_or(facts, Proposed::Reject, Some(reason), || moved(to, EventKind::Rejected, Some(reason), Effect::Rejected))
        }
        Act::Return { what_to_do } => {
            undecided(facts)?;
            moved(state.give_back(by.id)?, EventKind::Returned, Some(what_to_do), Effect::Returned)
        }
        Act::Withdraw { request } => {
            if facts.past {
                return Err(Refused::InForce);
            }
            own(&state, by)?;
            moved(state.withdraw(now)?, EventKind::Withdrawn, Some(request), Effect::Withdrawn)
        }
        Act::Undo { reason } => {
            let to = undo(facts, by, by.handler())?;
            unproposed(facts)?;
            propose_or(facts, Proposed::Undo, Some(reason), || moved(to, EventKind::Undone, Some(reason), Effect::Undone))
        }
        Act::Confirm => confirm(by, facts),
        Act::SendBack { reason } => {
            let proposal = facts.proposal.as_ref().ok_or(Refused::NothingProposed)?;
            // Who proposed it may think better of it; others must be fit to confirm it.
            if by.id != proposal.officer.id {
                second(by, facts)?;
            }
            Ok(Outcome { to: None, event: EventKind::ProposalSentBack, note: Some(reason.clone()), effect: Effect::SentBack })
        }
    }
}

/// The second officer does what the first has proposed. What must hold is looked at once more.
fn confirm(by: &By, facts: &Facts) -> Result<Outcome, Refused> {
    let (state, now) = (facts.state.clone(), facts.now);
    let proposal = facts.proposal.as_ref().ok_or(Refused::NothingProposed)?;
    second(by, facts)?;
    let (first, reason) = (&proposal.officer, proposal.reason.as_deref());
    match proposal.outcome {
        Proposed::Approve => {
            timely(facts)?;
            moved(state.approve(first.id, now)?, EventKind::Approved, reason, Effect::Approved)
        }
        Proposed::Reject => moved(state.reject(first.id, now)?, EventKind::Rejected, reason, Effect::Rejected),
        Proposed::Undo => moved(undo(facts, by, first.clone())?, EventKind::Undone, reason, Effect::Undone),
    }
}

/// Not the one who edited, keyed in, asked or handled.
fn second(by: &By, facts: &Facts) -> Result<(), Refused> {
    let proposer = facts.proposal.as_ref().map(|proposal| proposal.officer.id);
    if proposer == Some(by.id) || facts.worked.contains(&by.id) { Err(Refused::SameOfficer) } else { Ok(()) }
}

fn undecided(facts: &Facts) -> Result<(), Refused> {
    match facts.purpose {
        Purpose::Ending => Err(Refused::NotDecidedOn),
        Purpose::Joining | Purpose::TechnicalChange => unproposed(facts),
    }
}

/// What waits for a second officer stays where it is.
fn unproposed(facts: &Facts) -> Result<(), Refused> {
    if facts.proposal.is_some() { Err(Refused::WaitsForSecond) } else { Ok(()) }
}

fn timely(facts: &Facts) -> Result<(), Refused> {
    facts.waits_for.map_or(Ok(()), |service| Err(Refused::NotYet(service)))
}

fn undo(facts: &Facts, by: &By, handler: Handler) -> Result<Next, Refused> {
    if facts.purpose == Purpose::Ending {
        return Err(Refused::NotDecidedOn);
    }
    if !by.leads {
        return Err(Refused::Duty);
    }
    let to = facts.state.clone().undo(handler)?;
    facts.undoable.map(|()| to)
}

/// A case of another officer is left to them; one that nobody has may be taken back by any.
fn own(state: &State, by: &By) -> Result<(), Refused> {
    match state.handler() {
        Some(handler) if handler.id != by.id => Err(Refused::AnotherHandler),
        Some(_) | None => Ok(()),
    }
}

fn propose_or(
    facts: &Facts,
    outcome: Proposed,
    reason: Option<&str>,
    otherwise: impl FnOnce() -> Result<Outcome, Refused>,
) -> Result<Outcome, Refused> {
    let asks_second = match (facts.four_eyes, outcome) {
        (FourEyes::None, _) | (FourEyes::Approvals, Proposed::Reject | Proposed::Undo) => false,
        (FourEyes::Approvals, Proposed::Approve) | (FourEyes::All, _) => true,
    };
    if asks_second {
        return Ok(Outcome { to: None, event: EventKind::Proposed, note: reason.map(str::to_owned), effect: Effect::Proposed(outcome) });
    }
    otherwise()
}

/// What the officer's page offers: exactly what the rule would let pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Possible {
    pub take: bool,
    pub ask: bool,
    /// An approval that waits for another service is offered, and says so.
    pub decide: bool,
    pub withdraw: bool,
    pub undo: bool,
    pub confirm: bool,
    pub send_back: bool,
}

impl Possible {
    pub fn of(by: &By, facts: &Facts) -> Self {
        let text = String::new;
        let may = |act: Act| match decide(&act, by, facts) {
            Ok(_) | Err(Refused::NotYet(_) | Refused::NeededBy(_) | Refused::ChangeWaits) => true,
            Err(_) => false,
        };
        Self {
            take: may(Act::Take),
            ask: may(Act::Ask { question: Some(text()), told: text() }),
            decide: may(Act::Approve { note: None }),
            withdraw: may(Act::Withdraw { request: text() }),
            undo: may(Act::Undo { reason: text() }),
            confirm: may(Act::Confirm),
            send_back: may(Act::SendBack { reason: text() }),
        }
    }
}

#[cfg(test)]
mod tests;
