use std::collections::BTreeSet;

use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, Value, values};

use super::{Entry, Kind, rules};
use crate::{
    applications::{ApplicationId, CustomerId, Handler, Purpose},
    life::TaskKind,
    sections::SectionKey,
    services::Service,
};

/// Days in which a matter is decided, until the program has said another number.
const USUAL_DAYS: i64 = 21;
/// The state of a matter whose decision waits for a second officer.
const PROPOSED: &str = "proposed";

/// What was given back is a draft that has arrived once: it is not in the officers' hands, and is found like what is closed.
const MATTER: Sql = Sql("SELECT a.purpose, a.customer_id, c.kind, a.service, a.case_number,
     CASE WHEN a.state = 'draft' THEN 'returned' ELSE a.state END, a.received_at, a.officer, a.officer_name,
     CASE WHEN a.state = 'draft' THEN a.changed_at ELSE a.decided_at END,
     (SELECT COUNT(*) FROM submission s WHERE s.application_id = a.id), (SELECT n.value FROM counter n WHERE n.name = 'handling-days'),
     (SELECT MAX(r.deadline) FROM information_request r WHERE r.application_id = a.id AND r.answered_at IS NULL),
     (SELECT MIN(d.day) FROM due d WHERE d.application_id = a.id AND d.kind = 'end-services' AND d.cancelled_at IS NULL),
     (SELECT COUNT(*) FROM decision_proposal p WHERE p.application_id = a.id)
     FROM application a JOIN customer c ON c.id = a.customer_id WHERE a.id = $1 AND (a.state <> 'draft' OR a.received_at IS NOT NULL)");
const TASK: Sql = Sql("SELECT t.kind, t.application_id, t.customer_id, c.kind, a.service, a.case_number, t.created_at, t.day, t.done_at, t.outcome,
     (SELECT n.value FROM counter n WHERE n.name = 'handling-days')
     FROM office_task t JOIN application a ON a.id = t.application_id JOIN customer c ON c.id = t.customer_id WHERE t.id = $1");
/// The officer of a task stands here alone, and stays.
const PUT: Sql = Sql("INSERT INTO queue_entry (id, kind, task, application_id, customer_id, customer_kind, service, case_number, case_key, state, open,
     answered, arrived_at, handling_days, question_due, deadline, officer, officer_name, closed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     ON CONFLICT (id) DO UPDATE SET customer_kind = excluded.customer_kind, case_number = excluded.case_number, case_key = excluded.case_key,
     state = excluded.state, open = excluded.open, answered = excluded.answered, arrived_at = excluded.arrived_at, handling_days = excluded.handling_days,
     question_due = excluded.question_due, deadline = excluded.deadline, closed_at = excluded.closed_at,
     officer = CASE WHEN queue_entry.kind = 'task' THEN queue_entry.officer ELSE excluded.officer END,
     officer_name = CASE WHEN queue_entry.kind = 'task' THEN queue_entry.officer_name ELSE excluded.officer_name END");
const FIND: Sql =
    Sql("SELECT e.id, e.kind, e.task, e.application_id, a.purpose, e.service, e.case_number, c.name, c.business_id, e.state, e.open, e.answered,
     e.arrived_at, e.deadline, e.officer, e.officer_name, e.closed_at,
     (SELECT COUNT(*) FROM message m WHERE m.application_id = e.id AND m.by_officer = FALSE AND m.read_at IS NULL)
     FROM queue_entry e JOIN application a ON a.id = e.application_id JOIN customer c ON c.id = e.customer_id WHERE e.id = $1");
const CLAIM_TASK: Sql =
    Sql("UPDATE queue_entry SET officer = $2, officer_name = $3 WHERE id = $1 AND kind = 'task' AND open = TRUE AND officer IS NULL");
const HAND_OVER_TASK: Sql = Sql("UPDATE queue_entry SET officer = $2, officer_name = $3 WHERE id = $1 AND kind = 'task' AND open = TRUE");
const RELEASE_TASK: Sql =
    Sql("UPDATE queue_entry SET officer = NULL, officer_name = NULL WHERE id = $1 AND kind = 'task' AND open = TRUE AND officer = $2");
const OFFICERS: Sql = Sql("SELECT id, name FROM officer WHERE handles = TRUE ORDER BY name, id LIMIT 100");

const CUSTOMER: Sql = Sql("SELECT name, business_id, oid FROM customer WHERE id = $1");
const CONTACTS: Sql = Sql("SELECT name, email, phone FROM contact WHERE customer_id = $1");
const SENT: Sql = Sql("SELECT s.canonical FROM application a JOIN submission s ON s.application_id = a.id
     WHERE a.customer_id = $1 AND a.state IN ('received', 'in-processing', 'information-requested')
     AND s.number = (SELECT MAX(n.number) FROM submission n WHERE n.application_id = a.id)");
const DEADLINE: Sql = Sql("SELECT deadline FROM queue_entry WHERE id = $1 AND open = TRUE");
const WORDS: Sql = Sql("SELECT word FROM queue_word WHERE customer_id = $1");
const ADD_WORD: Sql = Sql("INSERT INTO queue_word (word, customer_id) VALUES ($1, $2) ON CONFLICT (word, customer_id) DO NOTHING");
const REMOVE_WORD: Sql = Sql("DELETE FROM queue_word WHERE word = $1 AND customer_id = $2");

/// By which day something is to happen with a matter, while it is open.
pub async fn deadline_of(read: &Read, id: ApplicationId) -> Result<Option<Day>, DbError> {
    read.first(DEADLINE, &values![id.0]).await?.map(|row| row.get(0)).transpose()
}

/// Brings the entry of a matter up to date with the application. A draft that was never sent has none.
pub async fn refresh(tx: &Tx, id: ApplicationId) -> Result<(), DbError> {
    let Some(row) = tx.first(MATTER, &values![id.0]).await? else {
        return Ok(());
    };
    let (purpose, state, number): (String, String, String) = (row.get(0)?, row.get(5)?, row.get(4)?);
    let (arrived_at, closed_at): (Instant, Option<Instant>) = (row.get(6)?, row.get(9)?);
    let days = row.get::<Option<i64>>(11)?.unwrap_or(USUAL_DAYS);
    let question_due = row.get::<Option<Day>>(12)?.filter(|_| state == "information-requested");
    let ends = row.get::<Option<Day>>(13)?.filter(|_| purpose == Purpose::Ending.key());
    let deadline = question_due.or(ends).unwrap_or_else(|| rules::deadline(arrived_at, days));
    // What waits for a second officer is open, also if it is the undoing of what was decided.
    let proposed = row.get::<i64>(14)? > 0;
    let answered = !proposed && state == "in-processing" && row.get::<i64>(10)? > 1;
    let (customer, kind, service): (Uuid, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
    let key = rules::fold(&number).into_bytes();
    let (officer, name): (Option<Uuid>, Option<String>) = (row.get(7)?, row.get(8)?);
    let what = values![
        id.0,
        purpose,
        "",
        id.0,
        customer,
        kind,
        service,
        number,
        key,
        if proposed { PROPOSED.to_owned() } else { state },
        proposed || closed_at.is_none(),
        answered
    ];
    tx.exec(PUT, &[&what[..], &values![arrived_at, days, question_due, deadline, officer, name, closed_at]].concat()).await.map(drop)
}

/// Brings the entry of a task up to date. Who has taken it stays. A step after an approval has as many days as a matter: its
/// own day is only the first on which it can be done.
pub async fn refresh_task(tx: &Tx, id: Uuid) -> Result<(), DbError> {
    let Some(row) = tx.first(TASK, &values![id]).await? else {
        return Ok(());
    };
    let (task, application, customer): (String, Uuid, Uuid) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let (kind, service, number): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
    let (arrived_at, day, done_at): (Instant, Day, Option<Instant>) = (row.get(6)?, row.get(7)?, row.get(8)?);
    let handling = row.get::<Option<i64>>(10)?.unwrap_or(USUAL_DAYS);
    let (days, deadline) = match TaskKind::find(&task) {
        Some(kind) if kind.is_step() => (handling, rules::deadline(arrived_at, handling)),
        _ => (0, day),
    };
    let state = match (done_at, row.get::<Option<String>>(9)?.as_deref()) {
        (None, _) => "to-do",
        (Some(_), Some("cancelled" | "taken-back")) => "cancelled",
        (Some(_), _) => "done",
    };
    let key = rules::fold(&number).into_bytes();
    let what = values![id, Kind::Task.key(), task, application, customer, kind, service, number, key, state, done_at.is_none(), false];
    let rest = values![arrived_at, days, None::<Day>, deadline, None::<Uuid>, None::<String>, done_at];
    tx.exec(PUT, &[&what[..], &rest].concat()).await.map(drop)
}

/// Brings the words of a customer up to date: name, identifiers, contacts in force and those of what it has sent.
pub async fn words(tx: &Tx, customer: CustomerId) -> Result<(), DbError> {
    let of_customer = values![customer.0];
    let Some(row) = tx.first(CUSTOMER, &of_customer).await? else {
        return Ok(());
    };
    let (name, business_id, oid): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let mut contacts: Vec<Contact> = Vec::new();
    for row in tx.rows(CONTACTS, &of_customer).await? {
        contacts.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    for row in tx.rows(SENT, &of_customer).await? {
        contacts.extend(contacts_sent(&row.get::<String>(0)?));
    }
    let pairs = contacts.iter().map(|(name, email, phone)| (name.as_str(), email.as_str(), phone.as_str()));
    let wanted: BTreeSet<Vec<u8>> = rules::customer_words((&name, &business_id, &oid), pairs).into_iter().map(String::into_bytes).collect();
    let mut had = BTreeSet::new();
    for row in tx.rows(WORDS, &of_customer).await? {
        had.insert(row.get::<Vec<u8>>(0)?);
    }
    let line = |word: &Vec<u8>| values![word.clone(), customer.0];
    let changes: Vec<(Sql, [Value; 2])> =
        had.difference(&wanted).map(|word| (REMOVE_WORD, line(word))).chain(wanted.difference(&had).map(|word| (ADD_WORD, line(word)))).collect();
    let changes: Vec<(Sql, &[Value])> = changes.iter().map(|(sql, values)| (*sql, &values[..])).collect();
    tx.batch(&changes).await.map(drop)
}

/// Name, e-mail address and phone number.
type Contact = (String, String, String);

fn contacts_sent(canonical: &str) -> Vec<Contact> {
    let sent: serde_json::Value = serde_json::from_str(canonical).unwrap_or_default();
    let contacts = sent["sections"][SectionKey::Contacts.key()].as_array().cloned().unwrap_or_default();
    let name = |contact: &serde_json::Value| ["first_name", "last_name", "name"].map(|part| contact[part].as_str().unwrap_or_default()).join(" ");
    let value = |contact: &serde_json::Value, key: &str| contact[key].as_str().unwrap_or_default().to_owned();
    contacts.iter().map(|contact| (name(contact), value(contact, "email"), value(contact, "phone"))).collect()
}

pub async fn find(read: &Read, id: Uuid) -> Result<Option<Entry>, DbError> {
    read.first(FIND, &values![id]).await?.map(|row| entry(&row)).transpose()
}

pub(super) fn entry(row: &Row) -> Result<Entry, DbError> {
    let (kind, task, purpose, service): (String, String, String, String) = (row.get(1)?, row.get(2)?, row.get(4)?, row.get(5)?);
    let unknown = |what: &str| DbError::Fault(format!("no {what} in the queue"));
    let (state, name): (String, Option<String>) = (row.get(9)?, row.get(15)?);
    // What the program closed is kept as withdrawn by the program.
    let state = if state == "withdrawn" && name.is_some() { "closed".to_owned() } else { state };
    let handler = row.get::<Option<Uuid>>(14)?.zip(name);
    Ok(Entry {
        id: row.get(0)?,
        kind: Kind::find(&kind).ok_or_else(|| unknown(&kind))?,
        task: TaskKind::find(&task),
        application: ApplicationId(row.get(3)?),
        purpose: Purpose::find(&purpose).ok_or_else(|| unknown(&purpose))?,
        service: Service::find(&service).ok_or_else(|| unknown(&service))?,
        case_number: row.get(6)?,
        customer: row.get(7)?,
        business_id: row.get(8)?,
        state,
        open: row.get(10)?,
        answered: row.get(11)?,
        unread: row.get(17)?,
        arrived_at: row.get(12)?,
        deadline: row.get(13)?,
        handler: handler.map(|(id, name)| Handler { id, name }),
        closed_at: row.get(16)?,
    })
}

/// Takes a task that nobody has. False: somebody has it, or it is done.
pub async fn claim_task(tx: &Tx, id: Uuid, officer: &Handler) -> Result<bool, DbError> {
    Ok(tx.exec(CLAIM_TASK, &values![id, officer.id, &officer.name]).await? > 0)
}

/// Gives a task to an officer, whoever has it.
pub async fn hand_over_task(tx: &Tx, id: Uuid, officer: &Handler) -> Result<bool, DbError> {
    Ok(tx.exec(HAND_OVER_TASK, &values![id, officer.id, &officer.name]).await? > 0)
}

/// Gives back a task that this officer has.
pub async fn release_task(tx: &Tx, id: Uuid, officer: Uuid) -> Result<bool, DbError> {
    Ok(tx.exec(RELEASE_TASK, &values![id, officer]).await? > 0)
}

/// Officers who have been here and may handle matters, by name.
pub async fn officers(read: &Read) -> Result<Vec<Handler>, DbError> {
    read.rows(OFFICERS, &values![]).await?.iter().map(|row| Ok(Handler { id: row.get(0)?, name: row.get(1)? })).collect()
}
