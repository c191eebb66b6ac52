use kit_core::Instant;
use kit_db::{DbError, Read, Sql, Tx, values};
use kit_web::Fields;
use serde_json::Value;

use crate::{
    applications::{self, Application, ApplicationId, ChangeError, OrganisationOid},
    sections::SectionKey,
    values::Email,
};

const IDLE: Sql = Sql("SELECT a.id, a.reminded_at, c.oid, d.fields, s.value FROM application a JOIN customer c ON c.id = a.customer_id
     LEFT JOIN customer_draft d ON d.customer_id = a.customer_id AND d.section = $2
     LEFT JOIN customer_section s ON s.customer_id = a.customer_id AND s.section = $2
     WHERE a.state = 'draft' AND a.received_at IS NULL AND a.changed_at < $1 ORDER BY a.changed_at, a.id");
const ADDRESS: Sql = Sql("SELECT d.fields, s.value FROM customer c
     LEFT JOIN customer_draft d ON d.customer_id = c.id AND d.section = $2
     LEFT JOIN customer_section s ON s.customer_id = c.id AND s.section = $2
     WHERE c.oid = $1");
const REMIND: Sql = Sql("UPDATE application SET reminded_at = $3 WHERE id = $1 AND revision = $2 AND state = 'draft'
     AND (reminded_at IS NULL OR reminded_at < changed_at)");
/// Changes nothing: whoever saves at the same moment waits, and then finds nothing.
const HOLD: Sql = Sql("UPDATE application SET reminded_at = reminded_at WHERE id = $1 AND revision = $2 AND state = 'draft'");

/// An unsent application that has not been changed for a while.
#[derive(Debug)]
pub struct IdleDraft {
    pub application: Application,
    pub reminded_at: Option<Instant>,
    /// The customer's address: as it was typed last, or as it is in force.
    pub email: Option<Email>,
}

/// Drafts that were changed last before that moment.
pub async fn idle(read: &Read, before: Instant) -> Result<Vec<IdleDraft>, DbError> {
    let mut drafts = Vec::new();
    for row in read.rows(IDLE, &values![before, SectionKey::CustomerData.key()]).await? {
        let (id, oid): (_, String) = (row.get(0).map(ApplicationId)?, row.get(2)?);
        if let Some(application) = applications::find(read, id, OrganisationOid(&oid)).await? {
            drafts.push(IdleDraft { application, reminded_at: row.get(1)?, email: email(row.get(3)?, row.get(4)?) });
        }
    }
    Ok(drafts)
}

/// Is there an address to which a reminder of the organisation's drafts could go?
pub async fn has_address(read: &Read, organisation: OrganisationOid<'_>) -> Result<bool, DbError> {
    let row = read.first(ADDRESS, &values![organisation.0, SectionKey::CustomerData.key()]).await?;
    row.map(|row| Ok(email(row.get(0)?, row.get(1)?).is_some())).transpose().map(Option::unwrap_or_default)
}

fn email(typed: Option<String>, in_force: Option<String>) -> Option<Email> {
    let typed = typed.and_then(|fields| Email::parse(Fields::from_json(&fields).get("email")));
    let in_force = in_force.and_then(|value| serde_json::from_str::<Value>(&value).ok()).and_then(|value| Email::parse(value["email"].as_str()?));
    typed.or(in_force)
}

/// False: it was changed, or somebody else has reminded of it.
pub async fn remind(tx: &Tx, draft: &Application, now: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(REMIND, &values![draft.id.0, draft.revision, now]).await? > 0)
}

/// False: it was changed, or somebody else has removed it.
pub async fn remove(tx: &Tx, draft: &Application) -> Result<bool, ChangeError> {
    let unchanged = tx.exec(HOLD, &values![draft.id.0, draft.revision]).await? > 0;
    if unchanged {
        applications::remove_draft(tx, draft.id).await?;
    }
    Ok(unchanged)
}
