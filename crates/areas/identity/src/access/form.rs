use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, header},
};
use kit_web::{Fields, PageError, upload::Upload};

use super::{Visit, parked};
use crate::session::{Origin, origin};

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
        // What pages of other sites can send without being asked is another kind of text.
        if !is_form(&parts.headers) {
            return Err(PageError::Forged);
        }
        let fields = read(body).await?;
        match has_token(&visit, &fields) {
            Ok(()) => Ok(Self(fields)),
            Err(error) => {
                keep(&visit, parts.uri.path(), &fields).await?;
                Err(error)
            }
        }
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

/// Does the body say that it is an ordinary form?
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// A form of the same person's earlier session, say of another tab: nothing of it is taken, and nothing of it is lost.
async fn keep(visit: &Visit, path: &str, fields: &Fields) -> Result<(), PageError> {
    let Some(session) = &visit.session else { return Ok(()) };
    let origin = origin(fields.get("csrf"), session.actor.id(), session.actor.organisation());
    if origin == Origin::Stranger || visit.path.split('?').next() != Some(path) {
        return Ok(());
    }
    let secret = visit.world.ids.secret();
    parked::keep(&visit.world.db, &secret, path, fields, visit.now).await?;
    let _ = visit.kept.set((secret, origin));
    Ok(())
}

pub(crate) async fn read(body: Body) -> Result<Fields, PageError> {
    let bytes = to_bytes(body, LARGEST_FORM).await.map_err(|_| PageError::TooLarge)?;
    Ok(Fields::read(&bytes))
}
