use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use identity::{Access, Answer, Route, Visit};
use kit_core::Language;
use kit_db::Outbox;
use kit_web::PageError;
use ports::{Document, Template, World};

use super::{PublishedText, TextKind, store};
use std::sync::Arc;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/texts/{kind}/{version}/{language}", Access::Anyone, published_text)]
}

/// A published text as a pdf: anyone may read what customers accept.
async fn published_text(visit: Visit, Path((kind, version, language)): Path<(String, String, String)>) -> Answer {
    let (kind, language) = (TextKind::find(&kind).ok_or(PageError::NotFound)?, Language::from_code(&language).ok_or(PageError::NotFound)?);
    if kind == TextKind::Commitment {
        // The commitment is shown with a customer's data only.
        return Err(PageError::NotFound);
    }
    let text = store::version(&visit.world.db.read().await?, kind, language, &version).await?.ok_or(PageError::NotFound)?;
    Ok(serve_pdf(&format!("{}.pdf", kind.key()), pdf(&visit, text).await?))
}

/// Made at the first look, the same ever after.
async fn pdf(visit: &Visit, text: PublishedText) -> Result<Vec<u8>, PageError> {
    if let Some(pdf) = store::pdf(&visit.world.db.read().await?, &text).await? {
        return Ok(pdf);
    }
    let title = text.content["document"].as_str().unwrap_or_default().to_owned();
    let document = Document { template: Template::Articles, language: text.language, title, made_at: visit.now, data: text.content.clone() };
    let pdf = render(&visit.world, document).await?;
    let (content, now) = (pdf.clone(), visit.now);
    let kept = visit.world.db.write(move |tx| async move {
        let digest = Outbox::keep_file(&tx, "application/pdf", &content, now).await?;
        store::set_pdf(&tx, &text, digest).await
    });
    kept.await?;
    Ok(pdf)
}

/// Makes a document off the request threads.
pub(crate) async fn render(world: &Arc<World>, document: Document) -> Result<Vec<u8>, PageError> {
    let documents = Arc::clone(&world.documents);
    let made = tokio::task::spawn_blocking(move || documents.render(&document)).await.map_err(PageError::internal)?;
    made.map_err(PageError::internal)
}

/// A pdf for the browser's own viewer. `name` is one of ours: letters, digits, hyphens, a dot.
pub fn serve_pdf(name: &str, pdf: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")).unwrap_or_else(|_| HeaderValue::from_static("inline"));
    let kind = HeaderValue::from_static("application/pdf");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], pdf).into_response()
}
