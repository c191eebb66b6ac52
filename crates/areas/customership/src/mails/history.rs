use kit_core::Instant;
use kit_db::{DbError, Read, Sql, values};

use crate::applications::ApplicationId;

const OF_APPLICATION: Sql = Sql("SELECT recipient, subject, created_at, sent_at, failed_at FROM mail WHERE about = $1 ORDER BY created_at, id");

/// A mail about an application, as its history tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMail {
    pub to: String,
    pub subject: String,
    pub written_at: Instant,
    /// Handed to the mail server.
    pub sent_at: Option<Instant>,
    /// Given up.
    pub failed_at: Option<Instant>,
}

/// All mails about an application, the oldest first.
pub async fn of_application(read: &Read, id: ApplicationId) -> Result<Vec<SentMail>, DbError> {
    let rows = read.rows(OF_APPLICATION, &values![id.0]).await?;
    rows.iter()
        .map(|row| Ok(SentMail { to: row.get(0)?, subject: row.get(1)?, written_at: row.get(2)?, sent_at: row.get(3)?, failed_at: row.get(4)? }))
        .collect()
}
