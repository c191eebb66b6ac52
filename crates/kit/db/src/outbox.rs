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
    /// Of a mail that goes to many, who share its id: which of them it goes to, and how often it was sent anew to them.
    pub copy: Option<(i64, i64)>,
}

/// Mails that have not arrived; of those that will not, the ones that nobody has seen to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailCounts {
    pub waiting: i64,
    pub given_up: i64,
    pub bounced: i64,
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
// Of a mail on its way only what is told of this very way stands: a server may tell before we have noted that it took the mail.
const CLAIM: Sql = Sql("UPDATE mail SET locked_until = $2, attempts = attempts + 1, last_error = NULL
     WHERE id = (SELECT id FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND next_try_at <= $1
                 AND (locked_until IS NULL OR locked_until <= $1) ORDER BY next_try_at, id LIMIT 1)
       AND sent_at IS NULL AND failed_at IS NULL AND next_try_at <= $1 AND (locked_until IS NULL OR locked_until <= $1)
     RETURNING id, message_id, recipient, subject, body, attempts, created_at");
const ATTACHMENTS: Sql =
    Sql("SELECT a.name, f.content FROM mail_attachment a JOIN stored_file f ON f.sha256 = a.sha256 WHERE a.mail_id = $1 ORDER BY a.place");
const SENT: Sql = Sql("UPDATE mail SET sent_at = $2, locked_until = NULL WHERE id = $1 AND sent_at IS NULL");
const TRY_LATER: Sql = Sql("UPDATE mail SET next_try_at = $2, locked_until = NULL, last_error = $3 WHERE id = $1 AND sent_at IS NULL");
const GIVEN_UP: Sql = Sql("UPDATE mail SET failed_at = $2, locked_until = NULL, last_error = $3 WHERE id = $1 AND sent_at IS NULL");

const WAITING: Sql = Sql("SELECT COUNT(*) FROM mail WHERE sent_at IS NULL AND failed_at IS NULL");
const FAILED: Sql = Sql("SELECT CAST(SUM(CASE WHEN bounced_at IS NULL THEN 1 ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN bounced_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) FROM mail WHERE failed_at IS NOT NULL AND handled_at IS NULL");
/// That it came back proves that it left, whatever became of our own note of it.
const BOUNCED: Sql =
    Sql("UPDATE mail SET sent_at = COALESCE(sent_at, $2), failed_at = $2, bounced_at = $2, last_error = $3, locked_until = NULL, handled_at = NULL
     WHERE id = $1 AND bounced_at IS NULL RETURNING recipient");
const DELAYED: Sql = Sql("UPDATE mail SET last_error = $2 WHERE id = $1 AND failed_at IS NULL");
const HANDLED: Sql = Sql("UPDATE mail SET handled_at = $2, handled_by = $3 WHERE id = $1 AND failed_at IS NOT NULL AND handled_at IS NULL
     RETURNING recipient");
const COPY: Sql = Sql("INSERT INTO mail (id, message_id, kind, about, recipient, subject, body, created_at, next_try_at, attempts)
     SELECT $2, $3, kind, about, $4, subject, body, $5, $5, 0 FROM mail WHERE id = $1");
const COPY_ATTACHMENTS: Sql =
    Sql("INSERT INTO mail_attachment (mail_id, place, name, sha256) SELECT $2, place, name, sha256 FROM mail_attachment WHERE mail_id = $1");

impl Outbox {
    pub async fn counts(read: &Read) -> Result<MailCounts, DbError> {
        let (waiting, failed) = (read.first(WAITING, &values![]).await?, read.first(FAILED, &values![]).await?);
        let count = |place| failed.as_ref().map_or(Ok(None), |row| row.get::<Option<i64>>(place)).map(Option::unwrap_or_default);
        Ok(MailCounts { waiting: waiting.map_or(Ok(0), |row| row.get(0))?, given_up: count(0)?, bounced: count(1)? })
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
            copy: None,
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

    /// It came back after the mail server had taken it. Its address; none if that was known already, or there is no such mail.
    pub async fn bounced(tx: &Tx, id: MailId, now: Instant, why: &str) -> Result<Option<String>, DbError> {
        tx.first(BOUNCED, &values![id.0, now, why]).await?.map(|row| row.get(0)).transpose()
    }

    /// It was taken, and others still try to deliver it.
    pub async fn delayed(tx: &Tx, id: MailId, why: &str) -> Result<(), DbError> {
        tx.exec(DELAYED, &values![id.0, why]).await.map(drop)
    }

    /// Somebody has seen to a mail that did not arrive. Its address; none if it was seen to already.
    pub async fn handled(tx: &Tx, id: MailId, by: &str, now: Instant) -> Result<Option<String>, DbError> {
        tx.first(HANDLED, &values![id.0, now, by]).await?.map(|row| row.get(0)).transpose()
    }

    /// The same once more, as a mail of its own.
    pub async fn copy(tx: &Tx, id: MailId, as_mail: MailId, to: &str, host: &str, now: Instant) -> Result<(), DbError> {
        tx.exec(COPY, &values![id.0, as_mail.0, format!("<{as_mail}@{host}>"), to, now]).await?;
        tx.exec(COPY_ATTACHMENTS, &values![id.0, as_mail.0]).await.map(drop)
    }
}
