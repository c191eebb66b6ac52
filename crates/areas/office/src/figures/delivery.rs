//! What became of the mails that were written in a month, and of the notices by role that were sent in it.

use futures_util::future::try_join_all;
use kit_db::{DbError, Read, Sql, values};

use super::{rules::Month, store::number};

const MAILS: Sql = Sql("SELECT CAST(SUM(CASE WHEN sent_at IS NOT NULL AND failed_at IS NULL THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN failed_at IS NOT NULL AND bounced_at IS NULL THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN bounced_at IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT), COUNT(*) FROM mail WHERE created_at >= $1 AND created_at < $2");
/// By mail and text message. What an officer cancelled is not counted; what is uncertain waits for an officer.
const NOTICES: Sql = Sql("SELECT CAST(SUM(CASE WHEN r.state IN ('sent', 'delivered') THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN r.state = 'failed' THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN r.state = 'bounced' THEN 1 ELSE 0 END) AS BIGINT), COUNT(*)
     FROM bulletin b JOIN bulletin_recipient r ON r.bulletin_id = b.id WHERE b.sent_at >= $1 AND b.sent_at < $2 AND r.state <> 'cancelled'");

/// Messages of a month by their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    pub delivered: u64,
    pub waiting: u64,
    /// Refused, or given up after the last try.
    pub failed: u64,
    /// Taken by the mail server, and come back.
    pub bounced: u64,
}

pub async fn mails(read: &Read, months: &[Month]) -> Result<Vec<Delivery>, DbError> {
    each(read, MAILS, months).await
}

pub async fn notices(read: &Read, months: &[Month]) -> Result<Vec<Delivery>, DbError> {
    each(read, NOTICES, months).await
}

async fn each(read: &Read, statement: Sql, months: &[Month]) -> Result<Vec<Delivery>, DbError> {
    let month = async |month: &Month| {
        let (begins, ends) = month.bounds();
        let Some(row) = read.first(statement, &values![begins, ends]).await? else { return Ok(Delivery::default()) };
        let sum = |place: usize| row.get::<Option<i64>>(place).map(|sum| number(sum.unwrap_or(0)));
        let (delivered, failed, bounced, all) = (sum(0)?, sum(1)?, sum(2)?, sum(3)?);
        Ok(Delivery { delivered, failed, bounced, waiting: all.saturating_sub(delivered + failed + bounced) })
    };
    try_join_all(months.iter().map(month)).await
}
