//! What was typed, section by section. The sections that are common to all services of a customer have one draft for
//! all its applications; an application then notes only that it has come past the section, and at which revision.

use std::collections::BTreeMap;

use identity::access::log::LogRow;
use kit_core::Instant;
use kit_db::{DbError, Read, Row, Sql, Tx, Value, values};
use kit_web::Fields;

use super::{ApplicationId, ChangeError, CustomerId, Draft};
use crate::sections::SectionKey;

const OWN: Sql = Sql("SELECT section, fields, complete, revision, saved_at, saved_by FROM application_section WHERE application_id = $1");
const COMMON: Sql = Sql("SELECT d.section, d.fields, FALSE, d.revision, d.saved_at, d.saved_by FROM customer_draft d
     JOIN application a ON a.customer_id = d.customer_id WHERE a.id = $1");
/// A notice of change begins with what is in force for the service.
const IN_FORCE: Sql = Sql("SELECT s.section, s.fields, FALSE, CAST(0 AS BIGINT), s.changed_at, '' FROM service_section s
     JOIN application a ON a.customer_id = s.customer_id AND a.service = s.service WHERE a.id = $1 AND a.purpose = 'technical-change'");
pub(super) const TOUCH: Sql =
    Sql("UPDATE application SET changed_at = $2, revision = revision + 1 WHERE id = $1 AND state IN ('draft', 'information-requested')");
const SAVE: Sql = Sql(
    "INSERT INTO application_section (application_id, section, fields, complete, revision, saved_at, saved_by) VALUES ($1, $2, $3, $4, 1, $5, $6)
     ON CONFLICT (application_id, section) DO UPDATE SET fields = $3, complete = $4, revision = application_section.revision + 1, saved_at = $5, saved_by = $6
     WHERE application_section.revision = $7",
);
const SAVE_COMMON: Sql = Sql("INSERT INTO customer_draft (customer_id, section, fields, revision, saved_at, saved_by) VALUES ($1, $2, $3, 1, $4, $5)
     ON CONFLICT (customer_id, section) DO UPDATE SET fields = $3, revision = customer_draft.revision + 1, saved_at = $4, saved_by = $5
     WHERE customer_draft.revision = $6");
/// The same texts again: whoever else looks at them need not look anew.
const CONFIRM_COMMON: Sql = Sql("UPDATE customer_draft SET saved_at = saved_at WHERE customer_id = $1 AND section = $2 AND revision = $3");
const PASSED: Sql = Sql(
    "INSERT INTO application_section (application_id, section, fields, complete, revision, saved_at, saved_by) VALUES ($1, $2, '[]', $3, $4, $5, $6)
     ON CONFLICT (application_id, section) DO UPDATE SET complete = $3, revision = $4, saved_at = $5, saved_by = $6",
);

/// The drafts of an application.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    /// The sections that have been saved in this application.
    pub saved: BTreeMap<SectionKey, Draft>,
    /// Common data that were given in another application, and have not been gone through in this one.
    pub prefilled: BTreeMap<SectionKey, Draft>,
}

impl Drafts {
    pub(super) async fn load(read: &Read, id: ApplicationId) -> Result<Self, DbError> {
        let of_id = values![id.0];
        let (own, common, in_force) = tokio::try_join!(read.rows(OWN, &of_id), read.rows(COMMON, &of_id), read.rows(IN_FORCE, &of_id))?;
        let parse = |rows: Vec<Row>| rows.iter().filter_map(|row| draft(row).transpose()).collect::<Result<BTreeMap<_, _>, _>>();
        let mut drafts = Self { saved: parse(own)?, prefilled: parse(common)? };
        let in_force = parse(in_force)?;
        drafts.prefilled.extend(in_force.into_iter().filter(|(section, _)| !drafts.saved.contains_key(section)));
        for (section, passed) in &mut drafts.saved {
            if let Some(common) = drafts.prefilled.remove(section) {
                let complete = passed.complete && passed.revision == common.revision;
                *passed = Draft { complete, ..common };
            }
        }
        Ok(drafts)
    }
}

fn draft(row: &Row) -> Result<Option<(SectionKey, Draft)>, DbError> {
    let section: String = row.get(0)?;
    let Some(section) = SectionKey::find(&section) else {
        return Ok(None);
    };
    let fields = Fields::from_json(&row.get::<String>(1)?);
    Ok(Some((section, Draft { fields, complete: row.get(2)?, revision: row.get(3)?, saved_at: row.get(4)?, saved_by: row.get(5)? })))
}

/// A section to be saved over the revision that the page showed (0: none).
#[derive(Clone, Debug)]
pub struct SectionSave {
    pub application: ApplicationId,
    pub customer: CustomerId,
    pub section: SectionKey,
    pub fields: Fields,
    pub complete: bool,
    pub over_revision: i64,
    /// The texts are those of that revision.
    pub unchanged: bool,
    pub saved_by: String,
    pub at: Instant,
    pub log: LogRow,
}

impl SectionSave {
    /// The revision that the draft has after saving.
    pub const fn revision(&self) -> i64 {
        if self.unchanged && self.section.is_common() { self.over_revision } else { self.over_revision + 1 }
    }
}

impl SectionSave {
    fn common(&self) -> CommonSave {
        let (fields, saved_by) = (self.fields.clone(), self.saved_by.clone());
        let (over_revision, unchanged) = (self.over_revision, self.unchanged);
        CommonSave { customer: self.customer, section: self.section, fields, over_revision, unchanged, saved_by, at: self.at }
    }
}

/// A common section, saved apart from any application.
#[derive(Clone, Debug)]
pub struct CommonSave {
    pub customer: CustomerId,
    pub section: SectionKey,
    pub fields: Fields,
    pub over_revision: i64,
    /// The texts are those of that revision.
    pub unchanged: bool,
    pub saved_by: String,
    pub at: Instant,
}

impl CommonSave {
    /// The revision that the draft has after saving.
    pub const fn revision(&self) -> i64 {
        if self.unchanged { self.over_revision } else { self.over_revision + 1 }
    }

    fn statement(&self) -> (Sql, Vec<Value>) {
        let (customer, section) = (self.customer.0, self.section.key());
        if self.unchanged {
            return (CONFIRM_COMMON, values![customer, section, self.over_revision].to_vec());
        }
        (SAVE_COMMON, values![customer, section, self.fields.to_json(), self.at, &self.saved_by, self.over_revision].to_vec())
    }

    pub async fn write(&self, tx: &Tx) -> Result<(), ChangeError> {
        let (sql, row) = self.statement();
        if tx.exec(sql, &row).await? == 0 { Err(ChangeError::Stale) } else { Ok(()) }
    }
}

/// Saves what was typed.
pub async fn save_section(tx: &Tx, save: &SectionSave) -> Result<(), ChangeError> {
    let touch = values![save.application.0, save.at];
    let log = save.log.values();
    let section = save.section.key();
    let saved = if save.section.is_common() {
        let (sql, row) = save.common().statement();
        let passed = values![save.application.0, section, save.complete, save.revision(), save.at, &save.saved_by];
        tx.batch(&[(TOUCH, &touch), (sql, &row), (PASSED, &passed), (LogRow::SQL, &log)]).await?
    } else {
        let row = values![save.application.0, section, save.fields.to_json(), save.complete, save.at, &save.saved_by, save.over_revision];
        tx.batch(&[(TOUCH, &touch), (SAVE, &row), (LogRow::SQL, &log)]).await?
    };
    match saved.as_slice() {
        [0, ..] => Err(ChangeError::Closed),
        [_, 0, ..] => Err(ChangeError::Stale),
        _ => Ok(()),
    }
}
