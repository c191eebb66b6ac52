use askama::Template;
use axum::extract::Path;
use customership::documents::{self, PublishedText, TextKind};
use identity::{Answer, Officer, access::redirect};
use kit_core::Language;
use kit_web::{PageError, components::FileLink};
use serde_json::Value;

use super::{
    compare::{Change, Place, compare},
    draft::{base, language_of},
    list::{kind_of, language_name},
    store, structure,
};
use crate::T;

#[derive(Template)]
#[template(path = "contents/shown.html")]
struct ShownPage {
    kind: TextKind,
    language: Language,
    content: Value,
    /// The version that it is compared with.
    previous: Option<String>,
    changes: Vec<Place>,
    pdf: Option<FileLink<'static>>,
    is_draft: bool,
    t: T,
}

/// An article as it is read.
struct Article<'a> {
    heading: &'a str,
    paragraphs: Vec<&'a str>,
    list: Vec<&'a str>,
    boxes: Vec<&'a str>,
}

impl ShownPage {
    fn text(&self, name: &str) -> &str {
        self.content[name].as_str().unwrap_or_default()
    }

    fn lead(&self) -> Vec<String> {
        structure::paragraphs(self.text("lead"))
    }

    fn articles(&self) -> Vec<Article<'_>> {
        fn texts<'a>(value: &'a Value, of: fn(&'a Value) -> Option<&'a str>) -> Vec<&'a str> {
            value.as_array().into_iter().flatten().filter_map(of).collect()
        }
        let articles = [&self.content["articles"], &self.content["parts"]].into_iter().filter_map(Value::as_array).flatten();
        let article = |article| {
            let field = |name: &str| -> &Value { Value::get(article, name).unwrap_or(&Value::Null) };
            Article {
                heading: field("heading").as_str().unwrap_or_default(),
                paragraphs: texts(field("paragraphs"), Value::as_str),
                list: texts(field("list"), Value::as_str),
                boxes: texts(field("fields"), |field| field["label"].as_str()),
            }
        };
        articles.map(article).collect()
    }

    fn language_name(&self) -> &'static str {
        language_name(&self.t, self.language)
    }
}

/// A published version as it is read, and what it changed.
pub(super) async fn version(officer: Officer, Path((kind, version, language)): Path<(String, String, String)>) -> Answer {
    let (kind, language) = (kind_of(&kind)?, language_of(&language)?);
    let mut versions = documents::versions(&officer.world.db.read().await?, kind).await?;
    versions.retain(|text| text.language == language);
    let place = versions.iter().position(|text| text.version == version).ok_or(PageError::NotFound)?;
    let t = T::of(officer.language);
    let (text, previous) = (&versions[place], versions.get(place + 1));
    let pdf = (kind != TextKind::Commitment).then(|| FileLink::pdf(documents::address(text), t.contents_pdf().to_owned(), t.contents_new_tab()));
    let changes = previous.map(|previous| compare(&previous.content, &text.content)).unwrap_or_default();
    let previous = previous.map(|previous| previous.version.clone());
    let title = format!("{} {}", text.title(officer.language), text.version);
    let content = text.content.clone();
    officer.visit.page(title, ShownPage { kind, language, content, previous, changes, pdf, is_draft: false, t }).into()
}

/// The draft as it would be published, and the version it was copied from.
async fn drafted(officer: &Officer, kind: TextKind, language: Language) -> Result<(Value, PublishedText), PageError> {
    let read = officer.world.db.read().await?;
    let draft = store::draft(&read, kind).await?.ok_or(PageError::NotFound)?;
    let versions = documents::versions(&read, kind).await?;
    let base = base(&versions, &draft.based_on, language).ok_or(PageError::NotFound)?;
    Ok((structure::content_of(&base.content, &draft.part(language).fields), base.clone()))
}

pub(super) async fn preview(officer: Officer, Path((kind, language)): Path<(String, String)>) -> Answer {
    let (kind, language) = (kind_of(&kind)?, language_of(&language)?);
    let (content, base) = drafted(&officer, kind, language).await?;
    let t = T::of(officer.language);
    let address = format!("/office/contents/{}/preview/{}/pdf", kind.key(), language.code());
    let pdf = Some(FileLink::pdf(address, t.contents_pdf().to_owned(), t.contents_new_tab()));
    let (changes, title) = (compare(&base.content, &content), t.contents_preview_title(language_name(&t, language)));
    officer.visit.page(title, ShownPage { kind, language, content, previous: Some(base.version), changes, pdf, is_draft: true, t }).into()
}

/// The draft as a pdf, marked as a draft. What still lacks something cannot be laid out: back to the form.
pub(super) async fn pdf(officer: Officer, Path((kind, language)): Path<(String, String)>) -> Answer {
    let (kind, language) = (kind_of(&kind)?, language_of(&language)?);
    let draft = store::draft(&officer.world.db.read().await?, kind).await?.ok_or(PageError::NotFound)?;
    if structure::check(&draft.part(language).fields).is_err() {
        return Ok(redirect(&format!("/office/contents/{}/draft/{}", kind.key(), language.code())));
    }
    let (mut content, _) = drafted(&officer, kind, language).await?;
    if let Some(object) = content.as_object_mut() {
        // A draft has neither number nor day.
        object.remove("version");
        object.remove("effective");
        object.insert("status_note".to_owned(), T::of(language).contents_draft_mark().into());
    }
    let pdf = documents::render_preview(&officer.visit, kind, language, content).await?;
    Ok(documents::serve_pdf(&format!("{}-draft.pdf", kind.key()), pdf))
}
