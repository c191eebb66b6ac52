use kit_db::WaitingMail;
use thiserror::Error;

use crate::Answer;

/// Why a mail or a text message did not leave.
#[derive(Debug, Error)]
pub enum Undelivered {
    /// No connection, a 4xx answer: worth another try.
    #[error("not now: {0}")]
    TryLater(String),
    /// The connection broke before the answer: it may have left. Another try may bring it twice.
    #[error("perhaps: {0}")]
    Uncertain(String),
    /// A 5xx answer, an address that cannot be: trying again is of no use.
    #[error("refused: {0}")]
    Refused(String),
}

/// Takes a mail to the next mail server.
pub trait MailTransport: Send + Sync {
    fn deliver<'a>(&'a self, mail: &'a WaitingMail) -> Answer<'a, Result<(), Undelivered>>;
}
