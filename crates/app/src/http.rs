//! What is around all pages: headers, protection against forged requests, panics; and the routes that belong to no area.

use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use identity::{Access, Program, Route, Visit};
use kit_web::{PageError, assets};
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer};

pub fn routes() -> Vec<Route> {
    let files = assets::all().iter().map(|asset| Route::get(asset.path, Access::Anyone, move || async move { file(asset) }));
    let health = [Route::get("/health/live", Access::Anyone, || async { "alive" }), Route::get("/health/ready", Access::Anyone, ready)];
    files.chain(health).collect()
}

fn file(asset: &'static assets::Asset) -> Response {
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    ([(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)), (header::CACHE_CONTROL, for_ever)], asset.bytes).into_response()
}

/// Ready when the database answers.
async fn ready(visit: Visit) -> Result<&'static str, PageError> {
    let read = visit.world.db.read().await?;
    registers::organisations::is_register_oid(&read, "").await?;
    Ok("ready")
}

/// The whole program as one service. `form_targets` are origins to which a form may lead: the identity providers at logout.
pub fn service(program: &Program, form_targets: &[String]) -> Router {
    let https = program.world.settings.public_url.starts_with("https://");
    let headers = Arc::new(headers(form_targets, https));
    identity::access::router(program, crate::routes())
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(headers, add_headers))
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a page panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Palvelussa tapahtui virhe. Ett fel inträffade i tjänsten. Something went wrong in the service.")
        .into_response()
}

struct Headers {
    pages: HeaderMap,
    /// A browser's viewer of files has scripts and styles of its own.
    files: HeaderMap,
}

fn headers(form_targets: &[String], https: bool) -> Headers {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; \
         form-action 'self' {}; frame-ancestors 'none'; base-uri 'none'",
        form_targets.join(" ")
    );
    let mut common = HeaderMap::new();
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ];
    for (name, value) in fixed {
        common.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if https {
        common.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    let with = |policy: &str| {
        let mut headers = common.clone();
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_str(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'")),
        );
        headers
    };
    Headers { pages: with(&policy), files: with("frame-ancestors 'none'") }
}

async fn add_headers(axum::extract::State(headers): axum::extract::State<Arc<Headers>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_file = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/pdf");
    let add = if is_file { &headers.files } else { &headers.pages };
    for (name, value) in add {
        response.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    response
}
