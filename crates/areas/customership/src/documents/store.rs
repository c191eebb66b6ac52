use kit_core::{Day, Digest, Instant, Language, Uuid};
use kit_db::{DbError, Outbox, Read, Row, Sql, Tx, values};

use super::{PublishedText, TextKind};
use crate::applications::ApplicationId;

const IN_FORCE: Sql = Sql("SELECT version, language, effective, sha256, content FROM published_text
     WHERE kind = $1 AND language = $2 AND effective <= $3 ORDER BY effective DESC, place DESC, version DESC LIMIT 1");
const VERSION: Sql =
    Sql("SELECT version, language, effective, sha256, content FROM published_text WHERE kind = $1 AND language = $2 AND version = $3");
const FORMS: Sql = Sql("SELECT version, language, effective, sha256, content, kind FROM published_text t
     WHERE kind LIKE 'form-%' AND language = $1 AND effective <= $2 AND NOT EXISTS (
         SELECT 1 FROM published_text n WHERE n.kind = t.kind AND n.language = t.language AND n.effective <= $2
         AND (n.effective > t.effective OR (n.effective = t.effective AND (n.place > t.place OR (n.place = t.place AND n.version > t.version)))))
     ORDER BY kind");
const VERSIONS: Sql = Sql("SELECT version, language, effective, sha256, content FROM published_text WHERE kind = $1
     ORDER BY effective DESC, place DESC, version DESC, language");
const PUBLISH: Sql = Sql("INSERT INTO published_text (kind, version, language, effective, content, sha256, place)
     VALUES ($1, $2, $3, $4, $5, $6, (SELECT COALESCE(MAX(place), 0) + 1 FROM published_text WHERE kind = $1 AND language = $3))
     ON CONFLICT (kind, version, language) DO NOTHING");
const PDF: Sql =
    Sql("SELECT f.content FROM published_text t JOIN stored_file f ON f.sha256 = t.pdf WHERE t.kind = $1 AND t.language = $2 AND t.version = $3");
const SET_PDF: Sql = Sql("UPDATE published_text SET pdf = $4 WHERE kind = $1 AND language = $2 AND version = $3 AND pdf IS NULL");
const ADD: Sql =
    Sql("INSERT INTO document (id, customer_id, application_id, kind, name, language, sha256, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
const OF_APPLICATION: Sql =
    Sql("SELECT id, kind, name, language, sha256, created_at FROM document WHERE application_id = $1 ORDER BY created_at, id");
const FILE: Sql = Sql("SELECT d.name, f.content FROM document d JOIN stored_file f ON f.sha256 = d.sha256 WHERE d.application_id = $1 AND d.id = $2");

/// A document of an application, without its content.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    pub id: Uuid,
    /// `commitment` or `receipt`.
    pub kind: String,
    pub name: String,
    pub language: Language,
    pub sha256: Vec<u8>,
    pub created_at: Instant,
}

/// The version in force on a day.
pub async fn in_force(read: &Read, kind: TextKind, language: Language, day: Day) -> Result<Option<PublishedText>, DbError> {
    read.first(IN_FORCE, &values![kind.key(), language, day]).await?.map(|row| text(kind, &row)).transpose()
}

/// The forms in force on a day, in Finnish or Swedish.
pub async fn forms_in_force(read: &Read, language: Language, day: Day) -> Result<Vec<PublishedText>, DbError> {
    let mut forms = Vec::new();
    for row in read.rows(FORMS, &values![language.of_documents(), day]).await? {
        if let Some(kind) = TextKind::find(&row.get::<String>(5)?) {
            forms.push(text(kind, &row)?);
        }
    }
    Ok(forms)
}

pub(super) async fn version(read: &Read, kind: TextKind, language: Language, version: &str) -> Result<Option<PublishedText>, DbError> {
    read.first(VERSION, &values![kind.key(), language, version]).await?.map(|row| text(kind, &row)).transpose()
}

fn text(kind: TextKind, row: &Row) -> Result<PublishedText, DbError> {
    let fault = |_| DbError::Fault("a published text cannot be read".to_owned());
    let content: String = row.get(4)?;
    let sha256 = Digest::from_bytes(&row.get::<Vec<u8>>(3)?).ok_or(()).map_err(fault)?;
    let content = serde_json::from_str(&content).map_err(|_| ()).map_err(fault)?;
    Ok(PublishedText { kind, version: row.get(0)?, language: row.get(1)?, effective: row.get(2)?, sha256, content })
}

/// All versions in both languages, the last to be in force first.
pub async fn versions(read: &Read, kind: TextKind) -> Result<Vec<PublishedText>, DbError> {
    read.rows(VERSIONS, &values![kind.key()]).await?.iter().map(|row| text(kind, row)).collect()
}

/// Publishes a version; one that is there already stays as it is, and the answer is no.
pub async fn publish(tx: &Tx, kind: TextKind, version: &str, language: Language, effective: Day, content: &str) -> Result<bool, DbError> {
    let sha256 = Digest::of(content);
    let touched = tx.exec(PUBLISH, &values![kind.key(), version, language, effective, content, sha256.bytes().as_slice()]).await?;
    Ok(touched == 1)
}

pub(super) async fn pdf(read: &Read, text: &PublishedText) -> Result<Option<Vec<u8>>, DbError> {
    read.first(PDF, &values![text.kind.key(), text.language, &text.version]).await?.map(|row| row.get(0)).transpose()
}

pub(super) async fn set_pdf(tx: &Tx, text: &PublishedText, pdf: Digest) -> Result<(), DbError> {
    tx.exec(SET_PDF, &values![text.kind.key(), text.language, &text.version, pdf.bytes().as_slice()]).await.map(drop)
}

/// Files a document of a customer.
pub async fn add(tx: &Tx, customer: Uuid, application: ApplicationId, document: &DocumentRow, content: &[u8]) -> Result<Digest, DbError> {
    let digest = Outbox::keep_file(tx, "application/pdf", content, document.created_at).await?;
    let row = values![
        document.id,
        customer,
        application.0,
        &document.kind,
        &document.name,
        document.language,
        digest.bytes().as_slice(),
        document.created_at
    ];
    tx.exec(ADD, &row).await?;
    Ok(digest)
}

pub async fn of_application(read: &Read, application: ApplicationId) -> Result<Vec<DocumentRow>, DbError> {
    let rows = read.rows(OF_APPLICATION, &values![application.0]).await?;
    rows.iter().map(document).collect()
}

fn document(row: &Row) -> Result<DocumentRow, DbError> {
    Ok(DocumentRow { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, language: row.get(3)?, sha256: row.get(4)?, created_at: row.get(5)? })
}

/// Name and content of a document of this application.
pub async fn file_of(read: &Read, application: ApplicationId, document: Uuid) -> Result<Option<(String, Vec<u8>)>, DbError> {
    let row = read.first(FILE, &values![application.0, document]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}
