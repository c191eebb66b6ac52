use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, FromRequestParts, Request},
    http::header,
};
use kit_web::{Fields, PageError, upload::Upload};

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
        has_token(&visit, &fields)?;
        Ok(Self(fields))
    }
}

/// The same of a form with files.
#[derive(Clone, Debug)]
pub struct UploadForm(pub Upload);

impl<S: Sync> FromRequest<S> for UploadForm {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        // A file that is a little too large is named on its page; what is far too large is not even read.
        upload(request, state, |visit| LARGEST_FORM + 2 * visit.world.settings.largest_file).await.map(Self)
    }
}

/// The same with a file as large as a national register.
#[derive(Clone, Debug)]
pub struct RegisterForm(pub Upload);

impl RegisterForm {
    /// The largest file of a register, in bytes.
    pub const LARGEST: usize = 64 * 1024 * 1024;
}

impl<S: Sync> FromRequest<S> for RegisterForm {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        upload(request, state, |_| LARGEST_FORM + RegisterForm::LARGEST).await.map(Self)
    }
}

async fn upload<S: Sync>(request: Request, state: &S, largest: impl Fn(&Visit) -> usize) -> Result<Upload, PageError> {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, state).await?;
    let bytes = to_bytes(body, largest(&visit)).await.map_err(|_| PageError::TooLarge)?;
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let upload = Upload::read(kind, &bytes).ok_or(PageError::Forged)?;
    has_token(&visit, &upload.fields)?;
    Ok(upload)
}

fn has_token(visit: &Visit, fields: &Fields) -> Result<(), PageError> {
    let token = fields.get("csrf");
    if token.is_empty() || token != visit.csrf() { Err(PageError::Forged) } else { Ok(()) }
}

pub(crate) async fn read(body: Body) -> Result<Fields, PageError> {
    let bytes = to_bytes(body, LARGEST_FORM).await.map_err(|_| PageError::TooLarge)?;
    Ok(Fields::read(&bytes))
}
