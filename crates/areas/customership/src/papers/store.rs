use identity::Representative;
use kit_core::{Day, Instant, Language, Uuid};
use kit_db::{DbError, Outbox, Read, Row, Sql, Tx, values};
use kit_web::{PageError, upload::CheckedFile};

use crate::applications::{Application, ApplicationId, Customer, CustomerId, State, note_customer};

const ADD: Sql = Sql("INSERT INTO paper (id, customer_id, arrived, signed_by, language, file_name, sha256, keyed_by, keyed_by_name, keyed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
const FIND: Sql = Sql("SELECT id, customer_id, arrived, signed_by, language, file_name, keyed_by_name, keyed_at FROM paper WHERE id = $1");
const OF_CUSTOMER: Sql = Sql("SELECT id, customer_id, arrived, signed_by, language, file_name, keyed_by_name, keyed_at FROM paper
     WHERE customer_id = $1 ORDER BY keyed_at DESC, id DESC LIMIT 100");
const OF_APPLICATION: Sql =
    Sql("SELECT p.id, p.customer_id, p.arrived, p.signed_by, p.language, p.file_name, p.keyed_by_name, p.keyed_at FROM paper p
     JOIN application_paper a ON a.paper_id = p.id WHERE a.application_id = $1 ORDER BY p.keyed_at, p.id");
const FILE: Sql = Sql("SELECT p.file_name, f.media_type, f.content FROM paper p JOIN stored_file f ON f.sha256 = p.sha256 WHERE p.id = $1");
const OID: Sql = Sql("SELECT oid FROM customer WHERE id = $1");
const LINK: Sql = Sql("INSERT INTO application_paper (application_id, paper_id) VALUES ($1, $2) ON CONFLICT (application_id, paper_id) DO NOTHING");

/// A paper without its file.
#[derive(Clone, Debug)]
pub struct Paper {
    pub id: Uuid,
    pub customer: CustomerId,
    /// The day on which it came to the agency.
    pub arrived: Day,
    /// Whose signature it bears.
    pub signed_by: String,
    /// In which it is written, and is answered.
    pub language: Language,
    pub file_name: String,
    pub keyed_by_name: String,
    pub keyed_at: Instant,
}

/// Files a paper; the customer is noted if it is new. Gives the customer.
pub async fn add(tx: &Tx, paper: &Paper, keyed_by: Uuid, customer: &Customer, file: &CheckedFile) -> Result<CustomerId, DbError> {
    let found = note_customer(tx, customer, paper.keyed_at).await?;
    let digest = Outbox::keep_file(tx, file.kind.media_type(), &file.bytes, paper.keyed_at).await?;
    let sha256 = digest.bytes().as_slice();
    let row = values![
        paper.id,
        found.0,
        paper.arrived,
        &paper.signed_by,
        paper.language,
        &paper.file_name,
        sha256,
        keyed_by,
        &paper.keyed_by_name,
        paper.keyed_at
    ];
    tx.exec(ADD, &row).await?;
    Ok(found)
}

/// The OID of a customer's organisation.
pub async fn oid_of(read: &Read, customer: CustomerId) -> Result<Option<String>, DbError> {
    read.first(OID, &values![customer.0]).await?.map(|row| row.get(0)).transpose()
}

pub async fn find(read: &Read, id: Uuid) -> Result<Option<Paper>, DbError> {
    read.first(FIND, &values![id]).await?.map(|row| paper(&row)).transpose()
}

/// The newest first.
pub async fn of_customer(read: &Read, customer: CustomerId) -> Result<Vec<Paper>, DbError> {
    read.rows(OF_CUSTOMER, &values![customer.0]).await?.iter().map(paper).collect()
}

pub async fn of_application(read: &Read, application: ApplicationId) -> Result<Vec<Paper>, DbError> {
    read.rows(OF_APPLICATION, &values![application.0]).await?.iter().map(paper).collect()
}

fn paper(row: &Row) -> Result<Paper, DbError> {
    Ok(Paper {
        id: row.get(0)?,
        customer: CustomerId(row.get(1)?),
        arrived: row.get(2)?,
        signed_by: row.get(3)?,
        language: row.get(4)?,
        file_name: row.get(5)?,
        keyed_by_name: row.get(6)?,
        keyed_at: row.get(7)?,
    })
}

/// Name, media type and content of the file.
pub async fn file(read: &Read, id: Uuid) -> Result<Option<(String, String, Vec<u8>)>, DbError> {
    read.first(FILE, &values![id]).await?.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
}

/// The matter is about what came on this paper.
pub async fn link(tx: &Tx, application: ApplicationId, paper: Option<Uuid>) -> Result<(), DbError> {
    match paper {
        Some(paper) => tx.exec(LINK, &values![application.0, paper]).await.map(drop),
        None => Ok(()),
    }
}

/// The paper that the visitor keys in; none for the customer's own representatives.
pub async fn keyed_in(read: &Read, representative: &Representative) -> Result<Option<Paper>, PageError> {
    match representative.paper {
        Some(id) => Ok(Some(find(read, id).await?.ok_or(PageError::NotFound)?)),
        None => Ok(None),
    }
}

/// May the visitor open it? What a customer has typed and not sent is not there for officers; what they have keyed in is.
pub(crate) async fn may_open(read: &Read, representative: &Representative, application: &Application) -> Result<bool, DbError> {
    if !representative.is_officer() || application.state != State::Draft {
        return Ok(true);
    }
    Ok(!of_application(read, application.id).await?.is_empty())
}

/// Where it came from: «Saapunut paperilla 2.3.2026, kirjannut …».
pub fn origin(paper: &Paper, language: Language) -> String {
    crate::T::of(language).paper_origin(paper.arrived.finnish(), paper.keyed_by_name.as_str())
}
