//! Takes down what mail servers tell of mails, for letters and for notices by role. Told twice, it is noted once.

use std::sync::Arc;

use customership::mails;
use kit_core::{Instant, Uuid};
use kit_db::{DbError, Outbox, Sql, Tx, values};
use ports::{Answer, MailKey, MailReport, MailReports, NotKept, World};

/// Of the very sending that came back: what was sent anew since then has another round. A mail that waits to be sent once more was
/// on its way before.
const BOUNCED: Sql = Sql("UPDATE bulletin_recipient SET state = 'bounced', last_error = $4, changed_at = $5, owner = NULL, leased_until = NULL
     WHERE bulletin_id = $1 AND place = $2 AND round = $3 AND channel = 'mail'
       AND state IN ('waiting', 'claimed', 'in-flight', 'sent', 'delivered', 'uncertain') RETURNING address");
const DELAYED: Sql = Sql("UPDATE bulletin_recipient SET last_error = $4, changed_at = $5
     WHERE bulletin_id = $1 AND place = $2 AND round = $3 AND channel = 'mail' AND state IN ('in-flight', 'sent', 'uncertain')");
const DELIVERED: Sql = Sql("UPDATE bulletin_recipient SET state = 'delivered', last_error = NULL, changed_at = $4, owner = NULL, leased_until = NULL
     WHERE bulletin_id = $1 AND place = $2 AND round = $3 AND channel = 'mail' AND state IN ('sent', 'uncertain')");

/// Keeps what is told in the database.
pub struct Reports {
    world: Arc<World>,
}

impl std::fmt::Debug for Reports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reports")
    }
}

impl Reports {
    pub const fn new(world: Arc<World>) -> Self {
        Self { world }
    }
}

impl MailReports for Reports {
    fn note<'a>(&'a self, key: MailKey, report: &'a MailReport) -> Answer<'a, Result<(), NotKept>> {
        let (now, report) = (self.world.clock.now(), report.clone());
        Box::pin(async move {
            let written = self.world.db.write(move |tx| async move { note(&tx, key, &report, now).await });
            written.await.map_err(|error| NotKept(error.to_string()))
        })
    }
}

async fn note(tx: &Tx, key: MailKey, report: &MailReport, now: Instant) -> Result<(), DbError> {
    let came_back = match key {
        MailKey::Letter(id) => match report {
            MailReport::Bounced(why) => Outbox::bounced(tx, id, now, why.as_deref().unwrap_or_default()).await?,
            MailReport::Delayed(why) => {
                Outbox::delayed(tx, id, why.as_deref().unwrap_or_default()).await?;
                None
            }
            MailReport::Delivered => None,
        },
        MailKey::Notice { notice, place, round } => of_notice(tx, (notice, place, round), report, now).await?,
    };
    match (came_back, report) {
        (Some(address), MailReport::Bounced(why)) => mails::came_back(tx, &address, now, why.as_deref().unwrap_or_default()).await,
        _ => Ok(()),
    }
}

/// The address, if it came back and that is new.
async fn of_notice(tx: &Tx, (notice, place, round): (Uuid, i64, i64), report: &MailReport, now: Instant) -> Result<Option<String>, DbError> {
    match report {
        MailReport::Bounced(why) => {
            let row = tx.first(BOUNCED, &values![notice, place, round, why.as_deref().unwrap_or_default(), now]).await?;
            row.map(|row| row.get(0)).transpose()
        }
        MailReport::Delayed(why) => {
            tx.exec(DELAYED, &values![notice, place, round, why.as_deref().unwrap_or_default(), now]).await?;
            Ok(None)
        }
        MailReport::Delivered => {
            tx.exec(DELIVERED, &values![notice, place, round, now]).await?;
            Ok(None)
        }
    }
}
