//! What all pages of the stand-ins share: the frame with its banner, the stylesheet, the headers.

use askama::Template;
use axum::{
    Router,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use kit_core::Language;

/// `form-action` is left out on purpose: browsers would also block the way back to the program after a POST.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

pub fn routes() -> Router {
    Router::new().route("/style.css", get(async || ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"))))
}

pub fn render(status: StatusCode, page: &impl Template) -> Response {
    render_by(status, page, POLICY)
}

/// A page that opens these addresses in frames.
pub fn render_framing<'a>(page: &impl Template, frames: impl Iterator<Item = &'a str>) -> Response {
    let addresses: String = frames.flat_map(|frame| [" ", frame.split('?').next().unwrap_or_default()]).collect();
    let policy = if addresses.is_empty() { POLICY.to_owned() } else { format!("{POLICY}; frame-src{addresses}") };
    render_by(StatusCode::OK, page, &policy)
}

fn render_by(status: StatusCode, page: &impl Template, policy: &str) -> Response {
    match page.render() {
        Ok(html) => (status, [(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "no-store")], Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a stand-in page could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A message and no way on: the request cannot even be answered to the program that sent the browser here.
pub fn refused(reason: &'static str) -> Response {
    #[derive(Template)]
    #[template(path = "refused.html")]
    struct Refused {
        language: Language,
        reason: &'static str,
    }
    render(StatusCode::BAD_REQUEST, &Refused { language: Language::En, reason })
}

/// A text in the three languages.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    pub fi: &'static str,
    pub sv: &'static str,
    pub en: &'static str,
}

impl Said {
    pub const fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::Fi => self.fi,
            Language::Sv => self.sv,
            Language::En => self.en,
        }
    }
}

/// The first of the wanted languages (`sv fi`, as OpenID Connect lists them) that the pages know.
pub fn language(wanted: &str) -> Language {
    wanted.split(' ').find_map(Language::from_code).unwrap_or_default()
}
