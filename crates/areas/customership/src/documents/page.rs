use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use identity::{Access, Answer, Route, Visit, access::redirect};
use kit_core::Language;
use kit_db::Outbox;
use kit_web::PageError;
use ports::{Document, Template, World};
use serde_json::Value;

use super::{PublishedText, TextKind, address, commitment, store};
use std::sync::Arc;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/texts/{kind}/{language}", Access::Anyone, text_in_force),
        Route::get("/texts/{kind}/{version}/{language}", Access::Anyone, published_text),
    ]
}

/// A published text as a pdf: anyone may read what customers accept.
async fn published_text(visit: Visit, Path((kind, version, language)): Path<(String, String, String)>) -> Answer {
    let (kind, language) = readable(&kind, &language)?;
    let text = store::version(&visit.world.db.read().await?, kind, language, &version).await?.ok_or(PageError::NotFound)?;
    Ok(serve_pdf(&format!("{}.pdf", kind.key()), pdf(&visit, text).await?))
}

/// An address that outlives versions: leads to the one in force.
async fn text_in_force(visit: Visit, Path((kind, language)): Path<(String, String)>) -> Answer {
    let (kind, language) = readable(&kind, &language)?;
    let text = store::in_force(&visit.world.db.read().await?, kind, language.of_documents(), visit.now.day()).await?;
    Ok(redirect(&address(&text.ok_or(PageError::NotFound)?)))
}

fn readable(kind: &str, language: &str) -> Result<(TextKind, Language), PageError> {
    // The commitment is shown with a customer's data only.
    let kind = TextKind::find(kind).filter(|kind| *kind != TextKind::Commitment);
    kind.zip(Language::from_code(language)).ok_or(PageError::NotFound)
}

/// Made at the first look, the same ever after.
async fn pdf(visit: &Visit, text: PublishedText) -> Result<Vec<u8>, PageError> {
    if let Some(pdf) = store::pdf(&visit.world.db.read().await?, &text).await? {
        return Ok(pdf);
    }
    let template = template(text.kind);
    let title = text.title(text.language).to_owned();
    let document = Document { template, language: text.language, title, made_at: visit.now, data: text.content.clone() };
    let pdf = render(&visit.world, document).await?;
    let (content, now) = (pdf.clone(), visit.now);
    let kept = visit.world.db.write(move |tx| async move {
        let digest = Outbox::keep_file(&tx, "application/pdf", &content, now).await?;
        store::set_pdf(&tx, &text, digest).await
    });
    kept.await?;
    Ok(pdf)
}

fn template(kind: TextKind) -> Template {
    match kind {
        TextKind::Commitment => Template::Commitment,
        kind if kind.is_form() => Template::Form,
        _ => Template::Articles,
    }
}

/// A text in the making as the pdf that it will be. A commitment stands before its signing, for a customer that is invented.
pub async fn render_preview(visit: &Visit, kind: TextKind, language: Language, content: Value) -> Result<Vec<u8>, PageError> {
    let mut data = content;
    if kind == TextKind::Commitment {
        data = commitment::for_nobody(data, language);
    }
    let title = data["document"].as_str().unwrap_or_default().to_owned();
    render(&visit.world, Document { template: template(kind), language, title, made_at: visit.now, data }).await
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
