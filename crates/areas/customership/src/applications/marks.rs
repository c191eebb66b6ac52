//! What two customers seldom have in common: by it an officer sees that one may have applied under two names, or taken
//! another's address.

use kit_core::Uuid;
use kit_db::{DbError, Read, Sql, Tx, values};
use serde_json::Value;

use super::{Application, ApplicationId};
use crate::sections::SectionKey;

const MARK: Sql = Sql("INSERT INTO submission_mark (application_id, customer_id, kind, value) VALUES ($1, $2, $3, $4)
     ON CONFLICT (application_id, kind) DO UPDATE SET value = $4");
const SAME: Sql = Sql("SELECT s.kind, s.value, a.id, a.case_number, c.name FROM submission_mark m
     JOIN submission_mark s ON s.kind = m.kind AND s.value = m.value AND s.customer_id <> m.customer_id
     JOIN application a ON a.id = s.application_id JOIN customer c ON c.id = s.customer_id
     WHERE m.application_id = $1 ORDER BY s.kind, s.value, s.application_id LIMIT 10");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The customer's own address of electronic mail.
    Email,
    /// OVT or IBAN.
    EInvoiceAddress,
}

impl MarkKind {
    pub const ALL: [Self; 2] = [Self::Email, Self::EInvoiceAddress];

    const fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::EInvoiceAddress => "e-invoice-address",
        }
    }

    fn of(self, sent: &Value) -> Option<String> {
        let value = match self {
            Self::Email => &sent["sections"][SectionKey::CustomerData.key()]["email"],
            Self::EInvoiceAddress => &sent["sections"][SectionKey::Billing.key()]["e_invoice"]["address"],
        };
        value.as_str().map(str::to_lowercase)
    }
}

/// Another customer's application with the same mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameMark {
    pub kind: MarkKind,
    pub value: String,
    pub application: ApplicationId,
    pub case_number: String,
    pub customer: String,
}

/// Notes the marks of what is sent.
/// `canonical`: what is sent.
pub async fn mark(tx: &Tx, application: &Application, canonical: &str) -> Result<(), DbError> {
    let sent: Value = serde_json::from_str(canonical).unwrap_or_default();
    for kind in MarkKind::ALL {
        if let Some(value) = kind.of(&sent) {
            tx.exec(MARK, &values![application.id.0, application.customer.id.0, kind.key(), value]).await?;
        }
    }
    Ok(())
}

/// Applications of other customers that have sent the same: ten at most.
pub async fn same_marks(read: &Read, id: ApplicationId) -> Result<Vec<SameMark>, DbError> {
    let rows = read.rows(SAME, &values![id.0]).await?;
    let mark = |row: &kit_db::Row| -> Result<Option<SameMark>, DbError> {
        let key: String = row.get(0)?;
        let Some(kind) = MarkKind::ALL.into_iter().find(|kind| kind.key() == key) else {
            return Ok(None);
        };
        let application = ApplicationId(row.get::<Uuid>(2)?);
        let case_number = row.get::<Option<String>>(3)?.unwrap_or_default();
        Ok(Some(SameMark { kind, value: row.get(1)?, application, case_number, customer: row.get(4)? }))
    };
    rows.iter().filter_map(|row| mark(row).transpose()).collect()
}
