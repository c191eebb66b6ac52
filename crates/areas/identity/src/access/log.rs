//! The access log (act 906/2019 § 17): who has seen or changed whose data, for whom, by which right.
//! Rows are written in the transaction of the change, or before what was read is shown.

use std::{collections::HashMap, sync::Mutex, sync::PoisonError};

use kit_core::{Instant, Uuid};
use kit_db::{DbError, Sql, Tx, values};
use kit_web::PageError;

use super::{Officer, Representative, Visit};
use crate::session::Acting;

const INSERT: Sql = Sql(
    "INSERT INTO access_log (id, at, actor_kind, actor, on_behalf_of, acting_right, action, object, object_id, customer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);

/// Looking at the same thing again within so many seconds in one session is one look.
const ONE_LOOK: i64 = 15 * 60;

/// Who acts, as the log names them.
#[derive(Clone, Debug)]
pub struct LogActor {
    kind: &'static str,
    id: Uuid,
    on_behalf_of: Option<String>,
    right: Option<String>,
}

impl From<&Representative> for LogActor {
    fn from(r: &Representative) -> Self {
        let kind = if r.is_officer() { "officer" } else { "representative" };
        Self { kind, id: r.id, on_behalf_of: Some(r.acting.business_id.clone()), right: Some(r.acting.right.clone()) }
    }
}

impl From<&Officer> for LogActor {
    fn from(officer: &Officer) -> Self {
        Self { kind: "officer", id: officer.id, on_behalf_of: None, right: None }
    }
}

impl LogActor {
    /// A person who has identified themselves, with the organisation and the right that it is about, if any.
    pub fn person(id: Uuid, acting: Option<&Acting>) -> Self {
        Self { kind: "representative", id, on_behalf_of: acting.map(|a| a.business_id.clone()), right: acting.map(|a| a.right.clone()) }
    }

    pub const fn officer(id: Uuid) -> Self {
        Self { kind: "officer", id, on_behalf_of: None, right: None }
    }

    /// The program itself, when something falls due.
    pub const fn program() -> Self {
        Self { kind: "program", id: Uuid::nil(), on_behalf_of: None, right: None }
    }

    /// Somebody who did not get in: nobody knows who it is.
    pub const fn visitor() -> Self {
        Self { kind: "visitor", id: Uuid::nil(), on_behalf_of: None, right: None }
    }
}

/// What a row is about, and whose data it is: without saying which customer, or that there is none, there is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    customer: Option<Uuid>,
    object: &'static str,
    object_id: Uuid,
}

impl About {
    /// A thing of a customer, who will see the row. `customer` is its id in the table `customer`.
    pub const fn customers(customer: Uuid, object: &'static str, object_id: Uuid) -> Self {
        Self { customer: Some(customer), object, object_id }
    }

    /// A thing that is no customer's: a published text, a list of many.
    pub const fn nobodys(object: &'static str, object_id: Uuid) -> Self {
        Self { customer: None, object, object_id }
    }
}

/// One row of the log, to be written with what it tells of.
#[derive(Clone, Debug)]
pub struct LogRow {
    pub id: Uuid,
    pub at: Instant,
    pub actor: LogActor,
    /// What was done: `read`, or a verb of the field such as `save`, `send`, `approve`.
    pub action: &'static str,
    pub about: About,
}

impl LogRow {
    pub fn new(visit: &Visit, actor: impl Into<LogActor>, action: &'static str, about: About) -> Self {
        Self { id: visit.world.ids.next(visit.now), at: visit.now, actor: actor.into(), action, about }
    }

    pub async fn write(&self, tx: &Tx) -> Result<(), DbError> {
        tx.exec(INSERT, &self.values()).await.map(drop)
    }

    /// The statement, for those who send several at once.
    pub const SQL: Sql = INSERT;

    pub fn values(&self) -> [kit_db::Value; 10] {
        let (a, about) = (&self.actor, self.about);
        let (behalf, right) = (a.on_behalf_of.as_deref(), a.right.as_deref());
        values![self.id, self.at, a.kind, a.id, behalf, right, self.action, about.object, about.object_id, about.customer]
    }
}

/// Notes a look at somebody's data; without the row nothing is shown.
pub async fn looked(visit: &Visit, actor: impl Into<LogActor>, about: About) -> Result<(), PageError> {
    let actor = actor.into();
    if !visit.looks.is_new(&actor, about, visit.now) {
        return Ok(());
    }
    let row = LogRow::new(visit, actor.clone(), "read", about);
    visit.world.db.write(move |tx| async move { row.write(&tx).await }).await?;
    visit.looks.remember(actor, about, visit.now);
    Ok(())
}

type Look = (Uuid, Option<String>, &'static str, Uuid);

/// The looks of the last minutes, so that reloading a page is not a hundred rows.
#[derive(Debug, Default)]
pub struct Looks(Mutex<HashMap<Look, Instant>>);

impl Looks {
    const MOST: usize = 50_000;

    fn is_new(&self, actor: &LogActor, about: About, now: Instant) -> bool {
        let looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (actor.id, actor.on_behalf_of.clone(), about.object, about.object_id);
        looks.get(&key).is_none_or(|at| now.seconds_since(*at) >= ONE_LOOK || now < *at)
    }

    fn remember(&self, actor: LogActor, about: About, now: Instant) {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= Self::MOST {
            map.retain(|_, at| now.seconds_since(*at) < ONE_LOOK);
        }
        map.insert((actor.id, actor.on_behalf_of, about.object, about.object_id), now);
    }
}
