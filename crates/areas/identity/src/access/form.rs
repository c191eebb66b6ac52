use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, FromRequestParts, Request},
};
use kit_web::{Fields, PageError};

use super::Visit;

/// No form of ours is larger, in bytes.
pub(crate) const LARGEST_FORM: usize = 4 * 1024 * 1024;

/// A form that was sent with this session's token. It cannot come into being without.
#[derive(Clone, Debug)]
pub struct Form(pub Fields);

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let fields = read(body).await?;
        let token = fields.get("csrf");
        if token.is_empty() || token != visit.csrf() {
            return Err(PageError::Forged);
        }
        Ok(Self(fields))
    }
}

pub(crate) async fn read(body: Body) -> Result<Fields, PageError> {
    let bytes = to_bytes(body, LARGEST_FORM).await.map_err(|_| PageError::TooLarge)?;
    Ok(Fields::read(&bytes))
}
