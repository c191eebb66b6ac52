//! Invented data in any number, for looking and measuring: the same seed writes the same customers.

mod make;
mod names;
mod rows;
mod steps;

use anyhow::ensure;
use customership::{
    applications::{ApplicationId, Handler},
    queue,
};
use kit_core::{Instant, Uuid};
use kit_db::{Db, DbError, Sql, Value, values};
use tokio::task::JoinSet;

use make::Customer;
use rows::{Line, Officer};

/// Customers that are written in one transaction. On SQLite each statement walks through what the transaction has changed
/// so far, so that ten times as many take a hundred times as long.
const GROUP: u32 = 100;
/// Transactions that are under way at once, where the database can do several.
const AT_ONCE: usize = 3;
/// So often it is told how far it has come.
const TOLD: usize = 5000;
/// Officers among whom the cases are divided.
const OFFICERS: usize = 12;

const THERE: Sql = Sql("SELECT COUNT(*) FROM customer WHERE oid = $1");

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    pub customers: usize,
    pub matters: usize,
    pub tasks: usize,
    pub contacts: usize,
}

/// Writes so many customers, each with a matter and ten contacts, their words and their entries in the queue.
pub async fn write(db: &Db, customers: u32, seed: u64, handling_days: i64, now: Instant) -> anyhow::Result<Made> {
    let first = make::customer(seed, 0, OFFICERS, now);
    let there = db.read().await?.first(THERE, &values![&first.oid]).await?;
    ensure!(there.is_none_or(|row| row.get::<i64>(0).is_ok_and(|count| count == 0)), "the database has invented customers already");
    queue::catch_up(db, handling_days).await?;
    let officers = officers(seed);
    let lines: Vec<Line> = officers.iter().map(|officer| rows::officer(officer, now)).collect();
    write_lines(db, lines, Vec::new()).await?;
    let (mut made, mut writing) = (Made::default(), JoinSet::new());
    for begin in (0..customers).step_by(GROUP as usize) {
        let group: Vec<Customer> = (begin..customers.min(begin + GROUP)).map(|number| make::customer(seed, number, OFFICERS, now)).collect();
        made.customers += group.len();
        made.matters += group.len();
        made.tasks += group.iter().map(|customer| customer.matter.tasks.len()).sum::<usize>();
        made.contacts += group.iter().map(|customer| customer.contacts.len()).sum::<usize>();
        let lines = group.iter().flat_map(|customer| rows::lines(customer, &officers, now)).chain(rows::words(&group)).collect();
        let entries = group.iter().map(|customer| entries(customer, &officers)).collect();
        if writing.len() >= AT_ONCE {
            writing.join_next().await.transpose()?.transpose()?;
        }
        let db = db.clone();
        writing.spawn(async move { write_lines(&db, lines, entries).await });
        if made.customers.is_multiple_of(TOLD) {
            tracing::info!(written = made.customers, of = customers, "invented customers");
        }
    }
    while let Some(written) = writing.join_next().await {
        written??;
    }
    Ok(made)
}

fn officers(seed: u64) -> Vec<Officer> {
    let name = |place: usize| format!("{} Esimerkki", names::FIRST[place]);
    (0..OFFICERS).map(|place| Officer { id: Uuid::from_u64_pair(0x0ff1_ce00_0000_0000 | seed, place as u64), name: name(place) }).collect()
}

/// What stands in the queue of a customer: its matter, its tasks, and who has taken which of them.
struct Entries {
    matter: ApplicationId,
    tasks: Vec<(Uuid, Option<Handler>)>,
}

fn entries(customer: &Customer, officers: &[Officer]) -> Entries {
    let open = |task: &steps::Task| task.taken && task.done.is_none();
    let of = |place: usize| officers.get(place % officers.len()).map(|officer| Handler { id: officer.id, name: officer.name.clone() });
    let handler = of(customer.contacts[0].name.len() + customer.name.len());
    let tasks = customer.matter.tasks.iter().map(|task| (task.id, handler.clone().filter(|_| open(task)))).collect();
    Entries { matter: ApplicationId(customer.matter.id), tasks }
}

/// One transaction: the rows, then the entries of the matters and of their tasks.
async fn write_lines(db: &Db, lines: Vec<Line>, entries: Vec<Entries>) -> Result<(), DbError> {
    db.write(move |tx| async move {
        let statements: Vec<(Sql, &[Value])> = lines.iter().map(|(sql, values)| (*sql, values.as_slice())).collect();
        tx.batch(&statements).await?;
        for Entries { matter, tasks } in entries {
            queue::refresh(&tx, matter).await?;
            for (task, handler) in tasks {
                queue::refresh_task(&tx, task).await?;
                if let Some(handler) = handler {
                    queue::claim_task(&tx, task, &handler).await?;
                }
            }
        }
        Ok(())
    })
    .await
}
