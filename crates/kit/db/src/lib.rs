//! One small door to two databases.
//!
//! Business code writes one SQL text, in the subset that SQLite and PostgreSQL share, as a `const`
//! [`Sql`] with `$1`, `$2` … for values. A function that takes [`Read`] can only look, one that takes
//! [`Tx`] may change; a [`Tx`] can be used wherever a [`Read`] is wanted.
//!
//! [`Db::write`] runs a closure as one transaction: it is durable when the call returns `Ok`, and
//! nothing of it is left when it returns `Err`. A closure may await the database and nothing else.
//!
//! Times and ids are values like others: the database makes none of its own.

mod db;
mod error;
mod outbox;
mod pg;
mod row;
mod sqlite;
mod value;

#[cfg(feature = "testing")]
pub mod testing;

pub use db::{Db, Read, Sql, Tx};
pub use error::DbError;
pub use outbox::{Attachment, MailCounts, MailId, Outbox, OutgoingMail, WaitingMail};
pub use refinery;
pub use row::{Column, Row};
pub use value::Value;
