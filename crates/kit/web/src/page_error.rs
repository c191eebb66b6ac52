use std::sync::atomic::{AtomicU64, Ordering};

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kit_db::DbError;

/// Why a page cannot be shown. The access layer, which knows the reader's language, turns it into a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageError {
    /// There is no such thing, or it is not this reader's.
    NotFound,
    /// The reader may not do this.
    Forbidden,
    /// The form's token is missing or of another session: sent from elsewhere, or very old.
    Forged,
    /// Someone else was faster; the page has to be looked at again.
    Stale,
    /// One has to log in first.
    LoginNeeded,
    /// The thing is in a state that does not allow this any more.
    Closed,
    /// The body is larger than any form of ours.
    TooLarge,
    /// A service that we need does not answer; trying again helps.
    Unavailable,
    /// A fault of ours. It is in the log under the number that the page shows.
    Internal(u64),
}

impl PageError {
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Forged => StatusCode::FORBIDDEN,
            Self::Stale | Self::Closed => StatusCode::CONFLICT,
            Self::LoginNeeded => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A fault of ours: logged here, once, shown without detail but with the number that finds it in the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        static FAULTS: AtomicU64 = AtomicU64::new(1);
        let fault = FAULTS.fetch_add(1, Ordering::Relaxed);
        tracing::error!(fault, %cause, "a page failed");
        Self::Internal(fault)
    }
}

impl From<DbError> for PageError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(cause) => {
                tracing::warn!(%cause, "the database is not available");
                Self::Unavailable
            }
            DbError::Taken(_) => Self::Stale,
            DbError::Refused(_) | DbError::Fault(_) => Self::internal(error),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
