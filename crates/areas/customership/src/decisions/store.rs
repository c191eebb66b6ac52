use std::collections::BTreeSet;

use kit_core::Uuid;
use kit_db::{DbError, Read, Row, Sql, Tx, values};

use super::{Proposal, Proposed};
use crate::{
    applications::{self, Application, ApplicationId, ChangeError, Handler},
    due::DueKind,
    queue,
};

const PROPOSAL: Sql = Sql("SELECT outcome, reason, officer, officer_name, proposed_at FROM decision_proposal WHERE application_id = $1");
const PROPOSE: Sql =
    Sql("INSERT INTO decision_proposal (application_id, outcome, reason, officer, officer_name, proposed_at) VALUES ($1, $2, $3, $4, $5, $6)");
/// The revision rises: who looked before looks again.
const TOUCH: Sql = Sql("UPDATE application SET revision = revision + 1 WHERE id = $1 AND revision = $2");
/// Sending back and handing over are not work on the matter; all else that an officer does to a matter is work. Who has
/// only keyed in a section of a paper, and not sent it, stands in the log alone.
const WORKED: Sql = Sql(
    "SELECT actor FROM application_event WHERE application_id = $1 AND actor_kind = 'officer' AND actor IS NOT NULL AND kind NOT IN ('proposal-sent-back', 'handed-over')
     UNION SELECT sent_by FROM submission WHERE application_id = $1
     UNION SELECT actor FROM access_log WHERE object_id = $1 AND object = 'application' AND actor_kind = 'officer' AND action = 'save'",
);
const IN_USE_BY: Sql = Sql("SELECT COUNT(*) FROM customer_service WHERE application_id = $1 AND ended_at IS NULL");

const CHANGE_WAITS: Sql = Sql("SELECT COUNT(*) FROM due d JOIN application a ON a.id = d.application_id
     WHERE a.customer_id = $1 AND a.service = $2 AND d.kind = $3 AND d.done_at IS NULL AND d.cancelled_at IS NULL");

impl Proposed {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Undo => "undo",
        }
    }

    fn find(key: &str) -> Option<Self> {
        [Self::Approve, Self::Reject, Self::Undo].into_iter().find(|outcome| outcome.key() == key)
    }
}

pub(super) async fn proposal(read: &Read, application: ApplicationId) -> Result<Option<Proposal>, DbError> {
    read.first(PROPOSAL, &values![application.0]).await?.map(|row| read_proposal(&row)).transpose()
}

fn read_proposal(row: &Row) -> Result<Proposal, DbError> {
    let outcome: String = row.get(0)?;
    let outcome = Proposed::find(&outcome).ok_or_else(|| DbError::Fault(format!("no proposal {outcome}")))?;
    let officer = Handler { id: row.get(2)?, name: row.get(3)? };
    Ok(Proposal { outcome, reason: row.get(1)?, officer, at: row.get(4)? })
}

pub(super) async fn propose(tx: &Tx, application: ApplicationId, proposal: &Proposal) -> Result<(), DbError> {
    let officer = &proposal.officer;
    let row = values![application.0, proposal.outcome.key(), proposal.reason.as_deref(), officer.id, &officer.name, proposal.at];
    tx.exec(PROPOSE, &row).await?;
    queue::refresh(tx, application).await
}

pub(super) async fn forget(tx: &Tx, application: ApplicationId) -> Result<(), DbError> {
    applications::forget_proposal(tx, application).await?;
    queue::refresh(tx, application).await
}

pub(super) async fn touch(tx: &Tx, application: &Application) -> Result<(), ChangeError> {
    if tx.exec(TOUCH, &values![application.id.0, application.revision]).await? == 0 { Err(ChangeError::Stale) } else { Ok(()) }
}

/// Everybody who has worked on the matter, or sent it: the officers who have keyed it in among them.
pub(super) async fn worked(read: &Read, application: ApplicationId) -> Result<BTreeSet<Uuid>, DbError> {
    read.rows(WORKED, &values![application.0]).await?.iter().map(|row| row.get(0)).collect()
}

/// Is a service in use because of this application?
pub(super) async fn is_in_use_by(read: &Read, application: ApplicationId) -> Result<bool, DbError> {
    let row = read.first(IN_USE_BY, &values![application.0]).await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>(0))? > 0)
}

/// Does an approved change of the application's service wait for its day?
pub(super) async fn change_waits(read: &Read, application: &Application) -> Result<bool, DbError> {
    let of_service = values![application.customer.id.0, application.service.key, DueKind::ChangeData.key()];
    let row = read.first(CHANGE_WAITS, &of_service).await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>(0))? > 0)
}
