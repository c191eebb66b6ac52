//! What becomes of customers in the national registers: a new name comes into force, officers get a task, the customer is
//! told. What was signed stays as it was.

use std::collections::BTreeSet;

use identity::access::log::{LogActor, LogRow};
use kit_core::{Ids, Instant, Language, Uuid};
use kit_db::{DbError, MailId, Read, Row, Sql, Tx, values};
use ports::World;
use registers::import::runs::ChangeKind;
use serde_json::{Value, json};

use super::{
    TaskKind,
    end::customer_addresses,
    tasks::{self},
};
use crate::{
    applications::{self, ApplicationId, CustomerId, Event, EventKind, OrganisationOid},
    customer_names,
    mails::Letter,
    queue,
};

// Who is no customer hears nothing.
const OF_OTHERS: Sql = Sql("UPDATE register_change SET seen_at = $1 WHERE seen_at IS NULL AND oid NOT IN (SELECT c.oid FROM customer c)");
const WAITING: Sql = Sql("SELECT x.id, x.kind, x.after, c.id, c.name, c.language FROM register_change x
     JOIN customer c ON c.oid = x.oid WHERE x.seen_at IS NULL ORDER BY x.id LIMIT 200");
const SEEN: Sql = Sql("UPDATE register_change SET seen_at = $2 WHERE id = $1 AND seen_at IS NULL");
// The newest matter of who uses a service or has something with the officers.
const MATTER: Sql = Sql("SELECT a.id FROM application a WHERE a.customer_id = $1 AND a.received_at IS NOT NULL
     AND (EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = $1 AND s.ended_at IS NULL)
         OR EXISTS (SELECT 1 FROM application o WHERE o.customer_id = $1 AND o.state IN ('received', 'in-processing', 'information-requested')))
     ORDER BY a.received_at DESC, a.id DESC LIMIT 1");
const RENAME: Sql = Sql("UPDATE customer SET name = $2, revision = revision + 1 WHERE id = $1 AND name <> $2");
const CHANGED: Sql = Sql("INSERT INTO customer_change (id, customer_id, at, section, actor, actor_name, acting_right, before, after)
     VALUES ($1, $2, $3, 'register', $4, $5, '', $6, $7)");

// The last new name, before and after.
const RENAMED: Sql = Sql("SELECT h.before, h.after FROM customer_change h JOIN customer c ON c.id = h.customer_id
     WHERE c.oid = $1 AND h.section = 'register' AND h.at >= $2 ORDER BY h.at DESC, h.id DESC LIMIT 1");

/// A change in the register that concerns a customer.
#[derive(Clone, Debug)]
struct Waiting {
    id: Uuid,
    kind: ChangeKind,
    /// The name as it is now; empty for who has left.
    after: String,
    customer: CustomerId,
    /// The name by which we know the customer.
    known_as: String,
    language: Language,
}

/// Does all that follows from the imports so far, each thing in a transaction of its own; how many concerned customers.
pub async fn follow_registers(world: &World) -> Result<usize, DbError> {
    let now = world.clock.now();
    let all = world.db.read().await?.rows(WAITING, &values![]).await?;
    if all.is_empty() {
        world.db.write(move |tx| async move { tx.exec(OF_OTHERS, &values![now]).await }).await?;
        return Ok(0);
    }
    let (ids, host, mut done) = (&world.ids, world.settings.host(), 0);
    for row in &all {
        let (change, ids, host) = (waiting(row)?, ids.clone(), host.to_owned());
        done += usize::from(world.db.write(move |tx| async move { follow(&tx, &change, now, &ids, &host).await }).await?);
    }
    Ok(done)
}

fn waiting(row: &Row) -> Result<Waiting, DbError> {
    let kind: String = row.get(1)?;
    let kind = ChangeKind::from_key(&kind).ok_or_else(|| DbError::Fault(format!("no change {kind} of a register")))?;
    Ok(Waiting { id: row.get(0)?, kind, after: row.get(2)?, customer: CustomerId(row.get(3)?), known_as: row.get(4)?, language: row.get(5)? })
}

/// The customer's name before and after its last change in the register since then.
pub async fn renamed_since(read: &Read, oid: OrganisationOid<'_>, since: Instant) -> Result<Option<(String, String)>, DbError> {
    let Some(row) = read.first(RENAMED, &values![oid.0, since]).await? else { return Ok(None) };
    let name = |text: String| serde_json::from_str::<Value>(&text).ok().and_then(|value| Some(value["name"].as_str()?.to_owned()));
    let (before, after): (Option<String>, String) = (row.get(0)?, row.get(1)?);
    Ok(before.and_then(name).zip(name(after)))
}

/// False: somebody was faster.
async fn follow(tx: &Tx, change: &Waiting, now: Instant, ids: &Ids, host: &str) -> Result<bool, DbError> {
    if tx.exec(SEEN, &values![change.id, now]).await? == 0 {
        return Ok(false);
    }
    let renamed = change.kind != ChangeKind::Left && rename(tx, change, ids.next(now), now).await?;
    let (event, task) = match change.kind {
        ChangeKind::Renamed => (EventKind::RegisterRenamed, TaskKind::RegisterRenamed),
        ChangeKind::Left => (EventKind::RegisterLeft, TaskKind::RegisterLeft),
        ChangeKind::Returned => (EventKind::RegisterReturned, TaskKind::RegisterReturned),
    };
    // A name that we have already is no news.
    if change.kind != ChangeKind::Renamed || renamed {
        tell(tx, change, (event, task), now, ids, host).await?;
    }
    let log = LogRow { id: ids.next(now), at: now, actor: LogActor::program(), action: event.key(), about: change.customer.about() };
    log.write(tx).await?;
    Ok(true)
}

/// The name as the register has it, with all by which the customer is found. False: it was that before.
async fn rename(tx: &Tx, change: &Waiting, id: Uuid, now: Instant) -> Result<bool, DbError> {
    if tx.exec(RENAME, &values![change.customer.0, &change.after]).await? == 0 {
        return Ok(false);
    }
    customer_names::put(tx, change.customer, &change.after).await?;
    queue::words(tx, change.customer).await?;
    let name = |name: &str| applications::canonical(&json!({ "name": name }));
    let row = values![id, change.customer.0, now, Uuid::nil(), applications::PROGRAM, name(&change.known_as), name(&change.after)];
    tx.exec(CHANGED, &row).await?;
    Ok(true)
}

/// The event and the officers' task on the customer's newest matter, and a mail to its addresses.
async fn tell(tx: &Tx, change: &Waiting, (event, task): (EventKind, TaskKind), now: Instant, ids: &Ids, host: &str) -> Result<(), DbError> {
    let Some(matter) = matter_of(tx, change.customer).await? else { return Ok(()) };
    let Some(application) = applications::load(tx, matter).await? else { return Ok(()) };
    let note = (change.kind == ChangeKind::Renamed).then(|| format!("{} → {}", change.known_as, change.after));
    let actor_name = applications::PROGRAM.to_owned();
    Event { id: ids.next(now), at: now, kind: event, by_officer: true, actor: None, actor_name, note }.write(tx, matter).await?;
    tasks::add(tx, ids.next(now), task, &application, &[], now.day(), now).await?;
    let told: BTreeSet<String> = customer_addresses(tx, &application).await?.into_iter().collect();
    for to in told {
        let letter = Letter { id: MailId(ids.next(now)), application: &application, language: change.language, host, now };
        match change.kind {
            ChangeKind::Renamed => letter.register_renamed(tx, to, (&change.known_as, &change.after)).await?,
            ChangeKind::Left => letter.register_left(tx, to).await?,
            ChangeKind::Returned => letter.register_returned(tx, to).await?,
        }
    }
    Ok(())
}

async fn matter_of(read: &Read, customer: CustomerId) -> Result<Option<ApplicationId>, DbError> {
    read.first(MATTER, &values![customer.0]).await?.map(|row| row.get(0).map(ApplicationId)).transpose()
}
