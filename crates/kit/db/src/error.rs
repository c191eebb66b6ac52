use std::error::Error as _;

use thiserror::Error;

use crate::pg::WrongType;

/// What a database can answer instead of rows. Texts for people are made by the page.
#[derive(Debug, Error)]
pub enum DbError {
    /// A unique index or primary key refused: somebody was there first.
    #[error("a unique index refused: {0}")]
    Taken(String),
    /// A foreign key or CHECK refused.
    #[error("a constraint refused: {0}")]
    Refused(String),
    /// The database cannot be reached, is locked or full: try again later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A statement, column or type is wrong: a fault of the program.
    #[error("database: {0}")]
    Fault(String),
}

impl DbError {
    pub(crate) fn wrong_values() -> Self {
        Self::Fault("a statement wants $1, $2 … and exactly one value for each".to_owned())
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        let text = error.to_string();
        match error.sqlite_error() {
            Some(e) if e.code == C::ConstraintViolation => {
                if e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE || e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY {
                    Self::Taken(text)
                } else {
                    Self::Refused(text)
                }
            }
            Some(e) if matches!(e.code, C::DatabaseBusy | C::DatabaseLocked | C::DiskFull | C::CannotOpen | C::SystemIoFailure | C::ReadOnly) => {
                Self::Unavailable(text)
            }
            Some(_) | None => Self::Fault(text),
        }
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState as S;
        let text = match error.as_db_error() {
            Some(db) => format!("{}: {} {}", db.code().code(), db.message(), db.constraint().unwrap_or_default()),
            None => format!("{error:?}"),
        };
        match error.code() {
            Some(code) if *code == S::UNIQUE_VIOLATION => Self::Taken(text),
            Some(code) if code.code().starts_with("23") => Self::Refused(text),
            Some(code) if ["08", "40", "53", "55", "57"].contains(&&code.code()[..2]) => Self::Unavailable(text),
            Some(_) => Self::Fault(text),
            None if error.source().is_some_and(|cause| cause.is::<WrongType>()) => Self::Fault(text),
            None => Self::Unavailable(text),
        }
    }
}

impl From<deadpool_postgres::PoolError> for DbError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        Self::Unavailable(format!("{error:?}"))
    }
}
