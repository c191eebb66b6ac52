//! What officers do with a matter: take, ask, approve, reject, give back, take back on request, undo; and the second
//! pair of eyes where a setting wants it.
//!
//! There is one way: [`rules::decide`] says what becomes of an act, and [`Ready::write`] writes it with its event, its row
//! of the access log and its mails in one transaction. Nothing outside this crate can write a state
//! (decision 0019).

mod act;
mod apply;
mod grounds;
mod rules;
mod store;

pub use act::{DecideError, Ready, perform, prepare};
pub use grounds::Grounds;
pub use rules::{Act, By, Effect, Facts, Outcome, Possible, Proposal, Proposed, Refused, decide};
