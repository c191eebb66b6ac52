use std::collections::BTreeSet;

use kit_core::{Ids, Instant};
use kit_db::{DbError, Tx};
use ports::World;

use super::{Due, DueKind, take, waiting};
use crate::{applications::ChangeError, life, questions};

/// Does everything whose day has come; how many things this process did. What fails is logged and stays for the next
/// time, and with it what would come after it for the same customer.
pub async fn run(world: &World) -> Result<usize, DbError> {
    let all = waiting(&world.db.read().await?, world.clock.today()).await?;
    let (mut done, mut held) = (0, BTreeSet::new());
    for due in all {
        let (id, day, customer) = (due.id, due.day, due.customer);
        if held.contains(&customer) {
            continue;
        }
        match once(world, due).await {
            Ok(by_us) => done += usize::from(by_us),
            Err(ChangeError::Db(error @ DbError::Unavailable(_))) => return Err(error),
            Err(error) => {
                tracing::error!(%id, day = day.iso(), ?error, "what has fallen due was not done");
                held.insert(customer);
            }
        }
    }
    Ok(done)
}

/// Takes it and does it, in one transaction: after a kill it is either done or waits.
async fn once(world: &World, due: Due) -> Result<bool, ChangeError> {
    let (now, ids) = (world.clock.now(), world.ids.clone());
    let (host, public_url) = (world.settings.host().to_owned(), world.settings.public_url.clone());
    let work = move |tx: Tx| async move {
        let ours = take(&tx, due.id, now).await?;
        if ours {
            carry_out(&tx, &due, now, &ids, (&host, &public_url)).await?;
        }
        Ok(ours)
    };
    world.db.write(work).await
}

/// `now` is when it is written; what it says is as of `due.day`.
async fn carry_out(tx: &Tx, due: &Due, now: Instant, ids: &Ids, (host, public_url): (&str, &str)) -> Result<(), ChangeError> {
    match due.kind {
        DueKind::EndServices => life::end_services(tx, due.application, now, ids, host).await,
        DueKind::ChangeData => life::change_data(tx, due.application, ids.next(now), now).await,
        DueKind::RemindOfQuestions => questions::remind(tx, due, now, ids, (host, public_url)).await,
    }
}
