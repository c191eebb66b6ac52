use crate::{Answer, Undelivered};

/// A text message on its way to a phone.
#[derive(Clone, Debug)]
pub struct TextMessage {
    /// The same for the same message, however often it is handed over: the gateway sends it once.
    pub key: String,
    /// In the form of E.164: `+358401234567`.
    pub to: String,
    pub text: String,
}

/// What the gateway knows of a message that it has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextMessageState {
    Accepted,
    /// The phone has it.
    Delivered,
    /// It will not arrive; why.
    Failed(String),
}

/// Hands text messages to a gateway.
pub trait TextMessages: Send + Sync {
    fn send<'a>(&'a self, message: &'a TextMessage) -> Answer<'a, Result<TextMessageState, Undelivered>>;
    /// What became of the messages with these keys. Those that the gateway does not know are left out.
    fn look_up<'a>(&'a self, keys: &'a [String]) -> Answer<'a, Result<Vec<(String, TextMessageState)>, Undelivered>>;
}
