use askama::Template;
use axum::{extract::Path, http::StatusCode};
use customership::documents::{self, PublishedText, TextKind};
use identity::{
    Answer, Form, Officer,
    access::{
        log::{About, LogRow},
        redirect,
    },
};
use kit_core::{FieldErrors, Language};
use kit_web::{
    Fields, FormView, PageError,
    components::{Button, Html, Notice, RepeatGroup, TextInput, Textarea},
};
use serde_json::Value;

use super::{
    list::{kind_of, language_name},
    rules::Version,
    store::{self, Draft, DraftError, NewEvent, Part},
    structure::{self, GROUP, StructureError},
};
use crate::T;

#[derive(Template)]
#[template(path = "contents/draft.html")]
struct DraftPage<'a> {
    view: FormView<'a>,
    kind: TextKind,
    language: Language,
    revision: i64,
    /// The version it was copied from.
    base: &'a Value,
    t: &'a T,
}

#[derive(Template)]
#[template(path = "contents/article.html")]
struct Article<'a> {
    page: &'a DraftPage<'a>,
    row: usize,
    place: usize,
}

impl DraftPage<'_> {
    fn articles(&self) -> Result<Vec<RepeatGroup<'_>>, askama::Error> {
        let article = |(place, row): (usize, usize)| {
            let heading = self.t.contents_article(i64::try_from(place + 1).unwrap_or_default());
            let remove = Button::danger(self.t.contents_remove()).sends("remove", row.to_string()).about(heading.clone());
            let content = Html::rendered(Article { page: self, row, place }.render()?);
            Ok(RepeatGroup::new(format!("{GROUP}.{row}"), heading, content).remove(remove))
        };
        self.view.rows(GROUP).into_iter().enumerate().map(article).collect()
    }

    fn language_name(&self) -> &'static str {
        language_name(self.t, self.language)
    }
}

impl Article<'_> {
    fn field(&self, name: &str) -> String {
        format!("{GROUP}.{}.{name}", self.row)
    }

    /// The boxes to write in that the part has; they go along as they are.
    fn boxes(&self) -> Vec<String> {
        structure::boxes_of(self.page.base, self.boxes_of())
    }

    fn boxes_of(&self) -> &str {
        self.page.view.value(&self.field("boxes"))
    }

    fn heading(&self) -> TextInput<'_> {
        self.page.view.text(self.field("heading"), self.page.t.contents_field_heading())
    }

    fn area<'s>(&'s self, name: &str, label: &'s str) -> Textarea<'s> {
        self.page.view.area(self.field(name), label)
    }
}

fn text(t: &T, error: StructureError) -> &'static str {
    match error {
        StructureError::NameMissing => t.contents_error_name(),
        StructureError::NoArticle => t.contents_error_no_article(),
        StructureError::HeadingMissing => t.contents_error_heading(),
        StructureError::Empty => t.contents_error_empty(),
        StructureError::TooLong => t.contents_error_long(),
    }
}

/// Finnish or Swedish: the languages that versions have.
pub(super) fn language_of(code: &str) -> Result<Language, PageError> {
    Language::from_code(code).filter(|language| language.of_documents() == *language).ok_or(PageError::NotFound)
}

/// The version that a draft was copied from, in one language.
pub(super) fn base<'a>(versions: &'a [PublishedText], version: &str, language: Language) -> Option<&'a PublishedText> {
    versions.iter().find(|text| text.version == version && text.language == language)
}

/// A new version begins as a copy of the highest one that both languages have.
pub(super) async fn begin(officer: Officer, Path(kind): Path<String>, _: Form) -> Answer {
    let kind = kind_of(&kind)?;
    let versions = documents::versions(&officer.world.db.read().await?, kind).await?;
    let finnish = versions.iter().filter(|text| text.language == Language::Fi);
    let whole = finnish.filter_map(|text| Some((text, base(&versions, &text.version, Language::Sv)?)));
    let (finnish, swedish) = whole.max_by_key(|(text, _)| Version::parse(&text.version)).ok_or(PageError::Closed)?;
    let part = |text: &PublishedText| Part {
        language: text.language,
        fields: structure::fields_of(&text.content),
        revision: 1,
        saved_at: officer.now,
        saved_by: officer.name.clone(),
    };
    let id = officer.world.ids.next(officer.now);
    let draft = Draft { id, based_on: finnish.version.clone(), finnish: part(finnish), swedish: part(swedish) };
    let mut event = NewEvent::new(&officer, kind, id, "begun");
    event.version = Some(draft.based_on.clone());
    let log = LogRow::new(&officer.visit, &officer, "begin", About::nobodys("text", id));
    let written = officer.world.db.write(move |tx| async move {
        if store::begin(&tx, kind, &draft).await? {
            event.write(&tx).await?;
            log.write(&tx).await?;
        }
        Ok::<_, kit_db::DbError>(())
    });
    written.await?;
    Ok(redirect(&format!("/office/contents/{}#draft", kind.key())))
}

/// What a page of the draft stands on: the draft and the version it was copied from.
async fn load(officer: &Officer, kind: TextKind, language: Language) -> Result<(Draft, Value), PageError> {
    let read = officer.world.db.read().await?;
    let draft = store::draft(&read, kind).await?.ok_or(PageError::NotFound)?;
    let versions = documents::versions(&read, kind).await?;
    let base = base(&versions, &draft.based_on, language).map(|text| text.content.clone()).unwrap_or_default();
    Ok((draft, base))
}

pub(super) async fn show(officer: Officer, Path((kind, language)): Path<(String, String)>) -> Answer {
    let (kind, language) = (kind_of(&kind)?, language_of(&language)?);
    let (draft, base) = load(&officer, kind, language).await?;
    let part = draft.part(language);
    let parked = officer.parked.clone();
    let fields = parked.as_ref().unwrap_or(&part.fields);
    page(&officer, (kind, language), fields, part.revision, &base, &FieldErrors::default(), None)
}

fn page(
    officer: &Officer,
    (kind, language): (TextKind, Language),
    fields: &Fields,
    revision: i64,
    base: &Value,
    errors: &FieldErrors<StructureError>,
    faster: Option<&Part>,
) -> Answer {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf()).errors(errors, |error| text(&t, *error));
    let title = t.contents_edit_title(language_name(&t, language));
    let page = officer.visit.page(title, DraftPage { view, kind, language, revision, base, t: &t }.render()?);
    match faster {
        Some(part) => {
            let at = part.saved_at;
            let notice =
                Notice::warning(t.contents_faster(at.day().finnish(), part.saved_by.as_str(), at.clock_time())).line(t.contents_faster_text());
            page.notice(notice.announced()).status(StatusCode::CONFLICT).into()
        }
        None if errors.is_empty() => page.into(),
        None => page.with_errors().into(),
    }
}

/// Keeps what was typed, errors and all; then goes on, or shows what is still wrong.
pub(super) async fn save(officer: Officer, Path((kind, language)): Path<(String, String)>, Form(form): Form) -> Answer {
    let (kind, language) = (kind_of(&kind)?, language_of(&language)?);
    let (draft, base) = load(&officer, kind, language).await?;
    let stored = draft.part(language);
    let typed = form.only(structure::keeps);
    let revision = form.get("revision").parse().unwrap_or(0);
    let pressed = ["add", "remove", "up"].into_iter().find_map(|button| structure::press(&typed, button, form.value_if_sent(button)?));
    let fields = pressed.as_ref().map_or(&typed, |(fields, _)| fields).numbered(GROUP);
    if form.get("draft") != draft.id.to_string() && !form.get("draft").is_empty() {
        return Err(PageError::Stale);
    }
    let part = Part { language, fields: fields.clone(), revision, saved_at: officer.now, saved_by: officer.name.clone() };
    let mut event = NewEvent::new(&officer, kind, draft.id, "saved");
    event.language = Some(language);
    let (id, log) = (draft.id, LogRow::new(&officer.visit, &officer, "save", About::nobodys("text", draft.id)));
    let saved = officer.world.db.write(move |tx| async move {
        store::save(&tx, kind, id, &part).await?;
        event.write(&tx).await?;
        log.write(&tx).await.map_err(DraftError::from)
    });
    match saved.await {
        Ok(()) => {}
        Err(DraftError::Stale) => return page(&officer, (kind, language), &fields, stored.revision, &base, &FieldErrors::default(), Some(stored)),
        Err(DraftError::Db(error)) => return Err(error.into()),
    }
    let here = format!("/office/contents/{}/draft/{}", kind.key(), language.code());
    if let Some((_, field)) = pressed {
        return Ok(redirect(&format!("{here}#{field}")));
    }
    match structure::check(&fields) {
        Ok(()) => Ok(redirect(&format!("/office/contents/{}/preview/{}", kind.key(), language.code()))),
        Err(errors) => page(&officer, (kind, language), &fields, revision + 1, &base, &errors, None),
    }
}

pub(super) async fn discard(officer: Officer, Path(kind): Path<String>, Form(form): Form) -> Answer {
    let kind = kind_of(&kind)?;
    let draft = store::draft(&officer.world.db.read().await?, kind).await?.ok_or(PageError::NotFound)?;
    if form.get("draft") != draft.id.to_string() {
        return Err(PageError::Stale);
    }
    let event = NewEvent::new(&officer, kind, draft.id, "discarded");
    let log = LogRow::new(&officer.visit, &officer, "discard", About::nobodys("text", draft.id));
    let written = officer.world.db.write(move |tx| async move {
        store::remove(&tx, kind, &draft).await?;
        event.write(&tx).await?;
        log.write(&tx).await.map_err(DraftError::from)
    });
    written.await?;
    Ok(redirect(&format!("/office/contents/{}", kind.key())))
}
