use kit_core::Instant;
use kit_db::{DbError, Read, Sql, values};

use crate::applications::ApplicationId;

const OF_APPLICATION: Sql = Sql("SELECT recipient, subject, created_at, sent_at, failed_at, bounced_at, handled_at, last_error FROM mail
     WHERE about = $1 ORDER BY created_at, id");

/// A mail about an application, as its history tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMail {
    pub to: String,
    pub subject: String,
    pub written_at: Instant,
    pub fate: MailFate,
    /// What was said when it did not leave, came back or had to wait.
    pub why: Option<String>,
    /// It did not arrive, and nobody has seen to it.
    pub unhandled: bool,
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailFate {
    Waiting,
    /// Handed to the mail server.
    Sent,
    /// Handed over; servers after it could not deliver it yet.
    Delayed,
    GivenUp,
    Bounced,
}

impl MailFate {
    const fn of(sent: bool, failed: bool, bounced: bool, told: bool) -> Self {
        match (sent, failed, bounced) {
            (_, _, true) => Self::Bounced,
            (_, true, false) => Self::GivenUp,
            (true, false, false) => {
                if told {
                    Self::Delayed
                } else {
                    Self::Sent
                }
            }
            (false, false, false) => Self::Waiting,
        }
    }
}

/// All mails about an application, the oldest first.
pub async fn of_application(read: &Read, id: ApplicationId) -> Result<Vec<SentMail>, DbError> {
    let rows = read.rows(OF_APPLICATION, &values![id.0]).await?;
    rows.iter()
        .map(|row| {
            let is_set = |place: usize| row.get::<Option<Instant>>(place).map(|at| at.is_some());
            let why: Option<String> = row.get(7)?;
            let fate = MailFate::of(is_set(3)?, is_set(4)?, is_set(5)?, why.is_some());
            let unhandled = is_set(4)? && !is_set(6)?;
            Ok(SentMail { to: row.get(0)?, subject: row.get(1)?, written_at: row.get(2)?, fate, why, unhandled })
        })
        .collect()
}
