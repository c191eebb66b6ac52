//! Mails as rows: written in the transaction that causes them, delivered later, at least once.
//!
//! One row is one mail to one address. Its Message-ID is fixed when the row is made, so that a mail
//! that had to be sent twice can be recognised. Files are kept once, by their SHA-256.

use kit_core::{Digest, Instant, Uuid, id_type};

use crate::{DbError, Read, Sql, Tx, values};

id_type!(
    /// One mail to one address.
    MailId
);

/// A mail as the transaction that causes it writes it.
#[derive(Clone, Debug)]
pub struct OutgoingMail {
    pub id: MailId,
    /// What kind of message this is, e.g. `application-received`; for the history and for tests.
    pub kind: &'static str,
    /// What the mail is about, e.g. an application's id.
    pub about: Uuid,
    pub to: String,
    pub subject: String,
    /// Plain text, complete by itself.
    pub body: String,
    pub attachments: Vec<Attachment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub file: Digest,
}

/// A mail whose turn it is to be sent.
#[derive(Clone, Debug)]
pub struct WaitingMail {
    pub id: MailId,
    pub message_id: String,
    pub to: String,
    pub subject: String,
    pub body: String,
    pub attempts: i64,
    pub created_at: Instant,
    /// Name and content of each attachment.
    pub attachments: Vec<(String, Vec<u8>)>,
}

/// The outgoing mails of the program.
#[derive(Debug)]
pub struct Outbox;

const KEEP_FILE: Sql =
    Sql("INSERT INTO stored_file (sha256, media_type, content, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (sha256) DO NOTHING");
const FILE: Sql = Sql("SELECT content FROM stored_file WHERE sha256 = $1");
const ADD: Sql = Sql(
    "INSERT INTO mail (id, message_id, kind, about, recipient, subject, body, created_at, next_try_at, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0)",
);
const ADD_ATTACHMENT: Sql = Sql("INSERT INTO mail_attachment (mail_id, place, name, sha256) VALUES ($1, $2, $3, $4)");
const CLAIM: Sql = Sql("UPDATE mail SET locked_until = $2, attempts = attempts + 1
     WHERE id = (SELECT id FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND next_try_at <= $1
                 AND (locked_until IS NULL OR locked_until <= $1) ORDER BY next_try_at, id LIMIT 1)
       AND sent_at IS NULL AND failed_at IS NULL AND next_try_at <= $1 AND (locked_until IS NULL OR locked_until <= $1)
     RETURNING id, message_id, recipient, subject, body, attempts, created_at");
const ATTACHMENTS: Sql =
    Sql("SELECT a.name, f.content FROM mail_attachment a JOIN stored_file f ON f.sha256 = a.sha256 WHERE a.mail_id = $1 ORDER BY a.place");
const SENT: Sql = Sql("UPDATE mail SET sent_at = $2, locked_until = NULL, last_error = NULL WHERE id = $1 AND sent_at IS NULL");
const TRY_LATER: Sql = Sql("UPDATE mail SET next_try_at = $2, locked_until = NULL, last_error = $3 WHERE id = $1 AND sent_at IS NULL");
const GIVEN_UP: Sql = Sql("UPDATE mail SET failed_at = $2, locked_until = NULL, last_error = $3 WHERE id = $1 AND sent_at IS NULL");

const COUNTS: Sql = Sql("SELECT CAST(SUM(CASE WHEN sent_at IS NULL AND failed_at IS NULL THEN 1 ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN failed_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) FROM mail");

impl Outbox {
    /// How many mails wait, and how many were given up.
    pub async fn counts(read: &Read) -> Result<(i64, i64), DbError> {
        let row = read.first(COUNTS, &values![]).await?;
        let count = |place| row.as_ref().map_or(Ok(None), |row| row.get::<Option<i64>>(place)).map(Option::unwrap_or_default);
        Ok((count(0)?, count(1)?))
    }

    /// Keeps a file; the same content is kept once.
    pub async fn keep_file(tx: &Tx, media_type: &str, content: &[u8], now: Instant) -> Result<Digest, DbError> {
        let digest = Digest::of(content);
        tx.exec(KEEP_FILE, &values![digest.bytes().as_slice(), media_type, content, now]).await?;
        Ok(digest)
    }

    pub async fn file(read: &Read, sha256: &[u8]) -> Result<Option<Vec<u8>>, DbError> {
        read.first(FILE, &values![sha256]).await?.map(|row| row.get(0)).transpose()
    }

    /// Adds a mail to those that wait. `host` is the right side of its Message-ID.
    pub async fn add(tx: &Tx, mail: &OutgoingMail, host: &str, now: Instant) -> Result<(), DbError> {
        let message_id = format!("<{}@{host}>", mail.id);
        let add = values![mail.id.0, message_id, mail.kind, mail.about, &mail.to, &mail.subject, &mail.body, now];
        tx.exec(ADD, &add).await?;
        for (place, attachment) in (0..).zip(&mail.attachments) {
            let add = values![mail.id.0, place, &attachment.name, attachment.file.bytes().as_slice()];
            tx.exec(ADD_ATTACHMENT, &add).await?;
        }
        Ok(())
    }

    /// Takes the next mail whose time has come, for `seconds`; others leave it alone until then.
    pub async fn claim(tx: &Tx, now: Instant, seconds: i64) -> Result<Option<WaitingMail>, DbError> {
        let Some(row) = tx.first(CLAIM, &values![now, now.plus_seconds(seconds)]).await? else {
            return Ok(None);
        };
        let id: Uuid = row.get(0)?;
        let attachments = tx.rows(ATTACHMENTS, &values![id]).await?;
        Ok(Some(WaitingMail {
            id: MailId(id),
            message_id: row.get(1)?,
            to: row.get(2)?,
            subject: row.get(3)?,
            body: row.get(4)?,
            attempts: row.get(5)?,
            created_at: row.get(6)?,
            attachments: attachments.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, DbError>>()?,
        }))
    }

    pub async fn sent(tx: &Tx, id: MailId, now: Instant) -> Result<(), DbError> {
        tx.exec(SENT, &values![id.0, now]).await.map(drop)
    }

    pub async fn try_later(tx: &Tx, id: MailId, at: Instant, why: &str) -> Result<(), DbError> {
        tx.exec(TRY_LATER, &values![id.0, at, why]).await.map(drop)
    }

    pub async fn give_up(tx: &Tx, id: MailId, now: Instant, why: &str) -> Result<(), DbError> {
        tx.exec(GIVEN_UP, &values![id.0, now, why]).await.map(drop)
    }
}
