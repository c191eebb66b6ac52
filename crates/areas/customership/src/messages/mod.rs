//! Messages between the customer and the officers on a case, beside the questions: what does not change what was sent.

mod card;
mod page;
mod store;

use identity::{Access, Route};
use kit_core::{Instant, Uuid};

pub use card::Messages;
pub use store::{mark_read, of_application, write};

/// Longest message, in characters.
pub const LONGEST: usize = 4000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: Uuid,
    pub at: Instant,
    pub by_officer: bool,
    pub actor: Uuid,
    pub actor_name: String,
    pub text: String,
    /// A customer's message: when an officer has read it.
    pub read_at: Option<Instant>,
}

impl Message {
    /// Written by the customer, and no officer has marked it.
    pub const fn is_unread(&self) -> bool {
        !self.by_officer && self.read_at.is_none()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageError {
    Missing,
    TooLong,
}

/// The text of a message, if there is one.
pub fn text(typed: &str) -> Result<String, MessageError> {
    let text = typed.trim();
    match text.chars().count() {
        0 => Err(MessageError::Missing),
        length if length > LONGEST => Err(MessageError::TooLong),
        _ => Ok(text.to_owned()),
    }
}

pub(crate) fn routes() -> Vec<Route> {
    use Access::Representative as R;
    vec![Route::get("/applications/{application}/messages", R, page::show), Route::post("/applications/{application}/messages", R, page::send)]
}
