use kit_core::Uuid;
use kit_db::{MailId, WaitingMail};
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

/// Which mail it was that mail servers tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKey {
    /// A mail of the outbox.
    Letter(MailId),
    /// A notice to many: which recipient, and how often it was sent anew to them.
    Notice { notice: Uuid, place: i64, round: i64 },
}

impl MailKey {
    pub fn of(mail: &WaitingMail) -> Self {
        match mail.copy {
            None => Self::Letter(mail.id),
            Some((place, round)) => Self::Notice { notice: mail.id.0, place, round },
        }
    }
}

/// What mail servers tell of a mail after the first of them has taken it, and why if they say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailReport {
    /// It came back: nobody tries any more.
    Bounced(Option<String>),
    /// Not yet: they go on trying.
    Delayed(Option<String>),
    Delivered,
}

/// What was told could not be kept: it has to be told again.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct NotKept(pub String);

/// Takes down what is told of mails that left. The same may be told several times.
pub trait MailReports: Send + Sync {
    /// Once this is Ok, it is kept.
    fn note<'a>(&'a self, key: MailKey, report: &'a MailReport) -> Answer<'a, Result<(), NotKept>>;
}
