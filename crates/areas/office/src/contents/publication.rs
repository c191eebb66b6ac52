use askama::Template;
use axum::extract::Path;
use customership::documents::{self, PublishedText, TextKind};
use identity::{
    Answer, Form, Officer,
    access::{
        log::{About, LogRow},
        redirect,
    },
};
use kit_core::FieldErrors;
use kit_web::{Fields, FormView, PageError, components::DateInput};

use super::{
    draft::base,
    list::{kind_of, language_name, title_of},
    rules::{self, Before, PublicationError, Version},
    store::{self, Draft, DraftError, NewEvent},
    structure,
};
use crate::T;

#[derive(Template)]
#[template(path = "contents/publication.html")]
struct PublicationPage<'a> {
    view: FormView<'a>,
    kind: TextKind,
    title: String,
    draft: &'a Draft,
    t: T,
}

impl PublicationPage<'_> {
    /// Languages that cannot be published as they are: name and code.
    fn incomplete(&self) -> Vec<(&'static str, &'static str)> {
        let wrong = self.draft.parts().into_iter().filter(|part| structure::check(&part.fields).is_err());
        wrong.map(|part| (language_name(&self.t, part.language), part.language.code())).collect()
    }

    fn effective(&self) -> DateInput<'_> {
        self.view.date("effective", self.t.contents_field_effective()).hint(self.t.contents_effective_hint()).required()
    }
}

fn text(t: &T, error: PublicationError) -> &'static str {
    match error {
        PublicationError::Version => t.contents_error_version(),
        PublicationError::VersionNotHigher => t.contents_error_version_low(),
        PublicationError::Day => t.contents_error_day(),
        PublicationError::Past => t.contents_error_past(),
        PublicationError::BeforeAnother => t.contents_error_before_another(),
        PublicationError::NotConfirmed => t.contents_error_confirm(),
    }
}

/// What was published before this.
fn before(versions: &[PublishedText]) -> Option<Before> {
    let highest = versions.iter().filter_map(|text| Version::parse(&text.version)).max()?;
    Some(Before { highest, last: versions.iter().map(|text| text.effective).max()? })
}

async fn load(officer: &Officer, kind: TextKind) -> Result<(Draft, Vec<PublishedText>, Before), PageError> {
    let read = officer.world.db.read().await?;
    let draft = store::draft(&read, kind).await?.ok_or(PageError::NotFound)?;
    let versions = documents::versions(&read, kind).await?;
    let before = before(&versions).ok_or_else(|| PageError::internal("a text without a version that can be read"))?;
    Ok((draft, versions, before))
}

pub(super) async fn show(officer: Officer, Path(kind): Path<String>) -> Answer {
    let kind = kind_of(&kind)?;
    let (draft, versions, before) = load(&officer, kind).await?;
    let fields = Fields::from_pairs([("version", before.highest.next().to_string())]);
    page(&officer, kind, &versions, &draft, &fields, &FieldErrors::default())
}

fn page(
    officer: &Officer,
    kind: TextKind,
    versions: &[PublishedText],
    draft: &Draft,
    fields: &Fields,
    errors: &FieldErrors<PublicationError>,
) -> Answer {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf()).errors(errors, |error| text(&t, *error));
    let title = title_of(versions, officer.language, officer.now.day());
    let page = officer.visit.page(t.contents_publish_title(), PublicationPage { view, kind, title, draft, t }.render()?);
    if errors.is_empty() { page.into() } else { page.with_errors().into() }
}

/// Both languages at once, as they were looked at, for ever.
pub(super) async fn publish(officer: Officer, Path(kind): Path<String>, Form(form): Form) -> Answer {
    let kind = kind_of(&kind)?;
    let (mut draft, versions, before) = load(&officer, kind).await?;
    let publication = match rules::check(&form, before, officer.now.day()) {
        Ok(publication) => publication,
        Err(errors) => return page(&officer, kind, &versions, &draft, &form, &errors),
    };
    if draft.parts().into_iter().any(|part| structure::check(&part.fields).is_err()) {
        return page(&officer, kind, &versions, &draft, &form, &FieldErrors::default());
    }
    // What is published is what was seen: saved since, it is stale.
    draft.finnish.revision = form.get("revision_fi").parse().unwrap_or(0);
    draft.swedish.revision = form.get("revision_sv").parse().unwrap_or(0);
    let version = publication.version.to_string();
    let mut texts = Vec::new();
    for part in draft.parts() {
        let base = base(&versions, &draft.based_on, part.language).ok_or(PageError::Stale)?;
        let content = structure::dated(structure::content_of(&base.content, &part.fields), &version, publication.effective);
        texts.push((part.language, content.to_string()));
    }
    let mut event = NewEvent::new(&officer, kind, draft.id, "published");
    event.version = Some(version.clone());
    let log = LogRow::new(&officer.visit, &officer, "publish", About::nobodys("text", draft.id));
    let written = officer.world.db.write(move |tx| async move {
        store::remove(&tx, kind, &draft).await?;
        for (language, content) in texts {
            if !documents::publish(&tx, kind, &version, language, publication.effective, &content).await? {
                return Err(DraftError::Stale);
            }
        }
        event.write(&tx).await?;
        log.write(&tx).await.map_err(DraftError::from)
    });
    written.await?;
    Ok(redirect(&format!("/office/contents/{}", kind.key())))
}
