//! A notice is begun and written.

use askama::Template;
use axum::extract::Path;
use customership::services::ALL_SERVICES;
use identity::{
    Answer, Form, Officer,
    access::{
        PageParts,
        log::{About, LogRow},
        redirect,
    },
};
use kit_core::{FieldErrors, Language};
use kit_db::DbError;
use kit_web::{
    Fields, FormView, PageError,
    components::{Checkboxes, Choice, Radios, TextInput, Textarea},
};

use super::{
    rules::{self, CUSTOMER, CUSTOMER_KINDS, Checked, FormError, Kind, LONGEST_BODY, LONGEST_SUBJECT, Words},
    state::State,
    store::{self, Bulletin, BulletinId, Draft},
    words,
};
use crate::T;

#[derive(Template)]
#[template(path = "bulletins/new.html")]
struct NewPage<'a> {
    view: &'a FormView<'a>,
    t: T,
}

impl NewPage<'_> {
    fn kinds(&self) -> Radios<'_> {
        let chosen = self.view.value("kind");
        let choice =
            |kind: Kind| Choice::new(kind.key(), words::kind(&self.t, kind)).hint(words::kind_help(&self.t, kind)).checked_if(kind.key() == chosen);
        let choices = Kind::ALL.map(choice).to_vec();
        Radios::new("kind", self.t.bulletins_kind(), choices).maybe_error(self.view.error_of("kind")).required()
    }
}

#[derive(Template)]
#[template(path = "bulletins/text.html")]
struct TextPage<'a> {
    bulletin: &'a Bulletin,
    view: &'a FormView<'a>,
    language: Language,
    t: T,
}

impl TextPage<'_> {
    fn kind(&self) -> &'static str {
        words::kind(&self.t, self.bulletin.kind)
    }

    fn services(&self) -> Checkboxes<'_> {
        let options = ALL_SERVICES.map(|service| (service.key, service.name(self.language)));
        self.view.boxes("services", self.t.bulletins_services(), &options).hint(self.t.bulletins_services_hint()).required()
    }

    fn roles(&self) -> Checkboxes<'_> {
        use customership::sections::contacts::Role;
        let keys = std::iter::once(CUSTOMER).chain(Role::ALL.map(Role::key));
        let options: Vec<_> = keys.map(|key| (key, words::role(&self.t, key, self.language))).collect();
        self.view.boxes("roles", self.t.bulletins_roles(), &options).required()
    }

    fn kinds(&self) -> Checkboxes<'_> {
        let options = CUSTOMER_KINDS.map(|key| (key, words::customer_kind(&self.t, key)));
        self.view.boxes("kinds", self.t.bulletins_customer_kinds(), &options).required()
    }

    fn of_languages(&self) -> Checkboxes<'_> {
        let options = Language::ALL.map(|language| (language.code(), words::in_the_language(&self.t, language)));
        self.view.boxes("languages", self.t.bulletins_languages(), &options).hint(self.t.bulletins_languages_help()).inline().required()
    }

    fn customers(&self) -> TextInput<'_> {
        let hint = if self.bulletin.kind.is_a_case() { self.t.bulletins_customers_case() } else { self.t.bulletins_customers_hint() };
        self.view.text("customers", self.t.bulletins_customers()).hint(hint).required_if(self.bulletin.kind.is_a_case())
    }

    fn channels(&self) -> Checkboxes<'_> {
        let options = [("mail", self.t.bulletins_mail()), ("text", self.t.bulletins_text_message())];
        self.view.boxes("channels", self.t.bulletins_channels(), &options).inline().required()
    }

    /// Language, its name, and whether its texts must be there.
    fn languages(&self) -> [(Language, &'static str, bool); 3] {
        Language::ALL.map(|language| (language, words::in_the_language(&self.t, language), rules::is_needed(self.view.fields(), language)))
    }

    fn subject(&self, language: &Language, required: &bool) -> TextInput<'_> {
        self.view.text(format!("subject.{}", language.code()), self.t.bulletins_subject()).maxlength(LONGEST_SUBJECT).required_if(*required)
    }

    fn body(&self, language: &Language, required: &bool) -> Textarea<'_> {
        let area = self.view.area(format!("body.{}", language.code()), self.t.bulletins_body()).rows(10);
        area.count(LONGEST_BODY, self.t.left(), self.t.over()).required_if(*required)
    }

    fn text(&self, language: &Language, required: &bool) -> Textarea<'_> {
        let field = format!("text.{}", language.code());
        let length = words::length(&self.t, self.view.value(&field));
        let hint = format!("{} {length}", self.t.bulletins_text_hint());
        self.view.area(field, self.t.bulletins_text_message()).rows(3).hint(hint).required_if(*required)
    }
}

pub(super) async fn choose(officer: Officer) -> Answer {
    new_page(&officer, &Fields::default(), None)?.into()
}

fn new_page<'v>(officer: &'v Officer, fields: &Fields, errors: Option<&FieldErrors<()>>) -> Result<PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf());
    let view = match errors {
        Some(errors) => view.errors(errors, |()| t.bulletins_choose_kind()),
        None => view,
    };
    Ok(officer.visit.page(t.bulletins_new(), NewPage { view: &view, t }.render()?))
}

/// A draft with what its kind usually is: to whom, and the first words in each language.
pub(super) async fn begin(officer: Officer, Form(fields): Form) -> Answer {
    let Some(kind) = Kind::find(fields.get("kind")) else {
        let mut errors = FieldErrors::default();
        errors.add("kind", ());
        return new_page(&officer, &fields, Some(&errors))?.with_errors().into();
    };
    let id = BulletinId(officer.world.ids.next(officer.now));
    add(&officer, id, kind, usual(kind), "begin").await?;
    Ok(redirect(&format!("/office/bulletins/{id}/text")))
}

fn usual(kind: Kind) -> Fields {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut all = |name: &str, values: &[&str]| pairs.extend(values.iter().map(|value| (name.to_owned(), (*value).to_owned())));
    all("services", &ALL_SERVICES.map(|service| service.key));
    all("roles", kind.roles());
    all("kinds", &CUSTOMER_KINDS);
    all("languages", &Language::ALL.map(Language::code));
    all("channels", if kind.is_urgent() { &["mail", "text"] } else { &["mail"] });
    for language in Language::ALL {
        let beginning = words::beginning(kind, language);
        // English may be left out, and half of it is wrong.
        if language == Language::En && beginning.subject.is_empty() {
            continue;
        }
        let in_language = [("subject", beginning.subject), ("body", beginning.body), ("text", beginning.text_message)];
        pairs.extend(in_language.into_iter().map(|(name, value)| (format!("{name}.{}", language.code()), value)));
    }
    Fields::from_pairs(pairs)
}

/// Adds a draft of what stands in `fields`.
pub(super) async fn add(officer: &Officer, id: BulletinId, kind: Kind, fields: Fields, verb: &'static str) -> Result<(), PageError> {
    let draft = draft(officer, kind, fields).0;
    let log = LogRow::new(&officer.visit, officer, verb, About::nobodys("bulletin", id.0));
    let written = officer.world.db.write(move |tx| async move {
        store::add(&tx, id, kind, &draft).await?;
        log.write(&tx).await
    });
    Ok(written.await?)
}

/// What was typed, with what is wrong with it.
fn draft(officer: &Officer, kind: Kind, fields: Fields) -> (Draft, Option<FieldErrors<FormError>>) {
    let checked = rules::check(kind, &fields).and_then(|checked| filled_in(kind, &fields, checked));
    let (checked, errors) = match checked {
        Ok(checked) => (Some(checked), None),
        Err(errors) => (None, Some(errors)),
    };
    let title = ["subject.fi", "text.fi", "subject.sv", "text.sv", "subject.en"]
        .into_iter()
        .map(|name| fields.get(name).trim())
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let title: String = title.chars().take(LONGEST_SUBJECT).collect();
    (Draft { title, fields, checked, written_by: officer.name.clone(), now: officer.now }, errors)
}

/// A message that is still as the program began it tells nothing. Where Finnish takes its place, English that nobody has
/// touched is left out.
fn filled_in(kind: Kind, fields: &Fields, mut checked: Checked) -> Result<Checked, FieldErrors<FormError>> {
    let mut errors = FieldErrors::default();
    checked.texts.retain(|text| rules::is_needed(fields, text.language) || !is_as_begun(kind, text));
    let begun = |text: &&Words| checked.by_mail && text.body.trim() == words::beginning(kind, text.language).body.trim();
    checked.texts.iter().filter(begun).for_each(|text| errors.add(format!("body.{}", text.language.code()), FormError::Unfilled(text.language)));
    errors.or(Some(checked))
}

fn is_as_begun(kind: Kind, text: &Words) -> bool {
    let begun = words::beginning(kind, text.language);
    let same = |typed: &str, begun: &str| typed.trim() == begun.trim();
    same(&text.subject, &begun.subject) && same(&text.body, &begun.body) && same(&text.text_message, &begun.text_message)
}

pub(super) async fn find(officer: &Officer, id: &str) -> Result<Bulletin, PageError> {
    let id = store::id(id).ok_or(PageError::NotFound)?;
    store::find(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)
}

pub(super) async fn show(officer: Officer, Path(id): Path<String>) -> Answer {
    let bulletin = find(&officer, &id).await?;
    if bulletin.state != State::Draft {
        return Ok(redirect(&format!("/office/bulletins/{id}")));
    }
    let fields = officer.visit.parked.clone().unwrap_or_else(|| bulletin.fields.clone());
    page(&officer, &bulletin, &fields, None)?.into()
}

fn page<'v>(officer: &'v Officer, bulletin: &Bulletin, fields: &Fields, errors: Option<&FieldErrors<FormError>>) -> Result<PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf());
    let view = match errors {
        Some(errors) => view.errors(errors, |error| words::error(&t, *error)),
        None => view,
    };
    let title = words::kind(&t, bulletin.kind);
    Ok(officer.visit.page(title, TextPage { bulletin, view: &view, language: officer.language, t }.render()?))
}

/// What was typed is kept, right or wrong; what is wrong is said, and cannot be sent.
pub(super) async fn save(officer: Officer, Path(id): Path<String>, Form(typed): Form) -> Answer {
    let mut bulletin = find(&officer, &id).await?;
    if bulletin.state != State::Draft {
        return Err(PageError::Closed);
    }
    let shown: Option<i64> = typed.get("revision").parse().ok();
    let revision = shown.filter(|revision| *revision == bulletin.revision).ok_or(PageError::Stale)?;
    let (draft, errors) = draft(&officer, bulletin.kind, typed.only(rules::is_field));
    let (fields, id) = (draft.fields.clone(), bulletin.id);
    let log = LogRow::new(&officer.visit, &officer, "save", About::nobodys("bulletin", id.0));
    let saved = officer.world.db.write(move |tx| async move {
        let saved = store::save(&tx, id, revision, &draft).await?;
        if saved {
            log.write(&tx).await?;
        }
        Ok::<_, DbError>(saved)
    });
    if !saved.await? {
        return Err(PageError::Stale);
    }
    match errors {
        None => Ok(redirect(&format!("/office/bulletins/{id}"))),
        Some(errors) => {
            bulletin.revision += 1;
            page(&officer, &bulletin, &fields, Some(&errors))?.with_errors().into()
        }
    }
}
