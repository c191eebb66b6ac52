//! What became of the mails that were written in a month. Other ways of delivery are counted here as they come.

use futures_util::future::try_join_all;
use kit_db::{DbError, Read, Sql, values};

use super::{rules::Month, store::number};

const MAILS: Sql = Sql("SELECT CAST(SUM(CASE WHEN sent_at IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN failed_at IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT), COUNT(*) FROM mail WHERE created_at >= $1 AND created_at < $2");

/// Letters of a month by their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    pub delivered: u64,
    pub waiting: u64,
    /// Given up after the last try.
    pub failed: u64,
}

pub async fn mails(read: &Read, months: &[Month]) -> Result<Vec<Delivery>, DbError> {
    let month = async |month: &Month| {
        let (begins, ends) = month.bounds();
        let Some(row) = read.first(MAILS, &values![begins, ends]).await? else { return Ok(Delivery::default()) };
        let sum = |place: usize| row.get::<Option<i64>>(place).map(|sum| number(sum.unwrap_or(0)));
        let (delivered, failed, all) = (sum(0)?, sum(1)?, sum(2)?);
        Ok(Delivery { delivered, failed, waiting: all.saturating_sub(delivered + failed) })
    };
    try_join_all(months.iter().map(month)).await
}
