use std::borrow::Cow;

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{ChangeError, CustomerId},
    bodies::{self, Body, BodyChange, BodyError, BodyKind, BodyRow, Change},
    sections::{Problems, Rules, Section, contacts::OF_BODIES},
};
use identity::{
    Answer, Form, Officer,
    access::{
        log::{LogRow, looked},
        redirect,
    },
};
use kit_core::Language;
use kit_db::DbError;
use kit_web::{
    Fields, FormView, PageError,
    components::{Html, Radios, TextInput},
};
use serde_json::Value;

use crate::{T, customers::kind_name};

const OWN_FIELDS: [&str; 5] = ["kind", "name", "business_id", "oid", "language"];

/// A body's form: a new one's, or over what was shown.
struct Shown<'a> {
    id: Option<CustomerId>,
    revision: i64,
    fields: &'a Fields,
}

#[derive(Template)]
#[template(path = "bodies/page.html")]
struct BodyPage<'a> {
    id: Option<CustomerId>,
    revision: i64,
    title: &'static str,
    contacts: Html<'a>,
    view: &'a FormView<'a>,
    language: Language,
    t: T,
}

impl BodyPage<'_> {
    fn action(&self) -> String {
        self.id.map_or_else(|| "/office/bodies/new".to_owned(), |id| format!("/office/bodies/{id}"))
    }

    fn kind(&self) -> Radios<'_> {
        self.view.radios("kind", self.t.customers_kind(), &BodyKind::ALL.map(|kind| (kind.key(), kind_name(kind.key(), self.language)))).required()
    }

    fn text<'s>(&'s self, name: &'s str, label: &'s str) -> TextInput<'s> {
        self.view.text(name, label)
    }

    fn written_in(&self) -> Radios<'_> {
        let options = [("fi", self.t.papers_finnish()), ("sv", self.t.papers_swedish())];
        self.view.radios("language", self.t.customers_language(), &options).inline().required()
    }
}

fn page<'v>(officer: &'v Officer, shown: &Shown<'_>, problems: &Problems) -> Result<identity::access::PageParts<'v>, PageError> {
    let (t, language) = (T::of(officer.language), officer.language);
    let view = FormView::new(shown.fields, officer.visit.texts(), officer.visit.csrf()).errors(problems, Clone::clone);
    let contacts = Html::rendered(OF_BODIES.form_alone(&view, Rules::default(), language)?);
    let title = if shown.id.is_some() { t.bodies_change() } else { t.bodies_add() };
    let body = BodyPage { id: shown.id, revision: shown.revision, title, contacts, view: &view, language, t };
    Ok(officer.visit.page(title, body.render()?))
}

pub(super) async fn begin(officer: Officer) -> Answer {
    let fields = Fields::from_pairs([("contacts.0.kind", "organisation"), ("language", "fi")]);
    page(&officer, &Shown { id: None, revision: 0, fields: &fields }, &Problems::default())?.into()
}

/// The body, if it may still be changed.
async fn present(officer: &Officer, id: &str) -> Result<(CustomerId, BodyRow), PageError> {
    let id = id.parse().map_err(|()| PageError::NotFound)?;
    let row = bodies::find(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)?;
    if row.ended_at.is_some() { Err(PageError::Closed) } else { Ok((id, row)) }
}

pub(super) async fn show(officer: Officer, Path(id): Path<String>) -> Answer {
    let (id, row) = present(&officer, &id).await?;
    looked(&officer.visit, &officer, id.about()).await?;
    page(&officer, &Shown { id: Some(id), revision: row.revision, fields: &row.fields }, &Problems::default())?.into()
}

/// What was typed, and the form anew if a button only added or took away a row.
fn typed(sent: &Fields) -> (Fields, bool) {
    let typed = sent.only(|name| OWN_FIELDS.contains(&name) || OF_BODIES.keeps(name));
    let pressed =
        ["add", "remove"].into_iter().find_map(|button| sent.value_if_sent(button).and_then(|value| OF_BODIES.press(&typed, button, value)));
    pressed.map_or((typed, false), |(fields, _)| (fields, true))
}

fn checked(fields: &Fields, language: Language) -> Result<(Body, Value), Problems> {
    let t = T::of(language);
    let body = bodies::check(fields).map_err(|errors| errors.map(|error| text(&t, error).into()));
    let contacts = OF_BODIES.value(fields, Rules::default(), language);
    match (body, contacts) {
        (Ok(body), Ok(contacts)) => Ok((body, contacts)),
        (body, contacts) => {
            let mut problems: Problems = body.err().unwrap_or_default();
            for problem in contacts.err().unwrap_or_default().iter() {
                problems.add(problem.field.clone(), problem.error.clone());
            }
            Err(problems)
        }
    }
}

fn text(t: &T, error: BodyError) -> &'static str {
    match error {
        BodyError::KindMissing => t.bodies_kind_missing(),
        BodyError::NameMissing => t.bodies_name_missing(),
        BodyError::BusinessIdMissing => t.bodies_business_id_missing(),
        BodyError::BusinessId => t.bodies_business_id_wrong(),
        BodyError::Oid => t.bodies_oid_wrong(),
        BodyError::LanguageMissing => t.bodies_language_missing(),
    }
}

pub(super) async fn add(officer: Officer, Form(sent): Form) -> Answer {
    let id = CustomerId(officer.world.ids.next(officer.now));
    let (fields, pressed) = typed(&sent);
    let shown = Shown { id: None, revision: 0, fields: &fields };
    if pressed {
        return page(&officer, &shown, &Problems::default())?.into();
    }
    match checked(&fields, officer.language) {
        Ok((body, contacts)) => write(&officer, id, &shown, Change::Add { fields: fields.clone(), body, contacts }, "add").await,
        Err(problems) => page(&officer, &shown, &problems)?.with_errors().into(),
    }
}

pub(super) async fn save(officer: Officer, Path(id): Path<String>, Form(sent): Form) -> Answer {
    let (id, before) = present(&officer, &id).await?;
    let (fields, pressed) = typed(&sent);
    let shown = Shown { id: Some(id), revision: sent.get("revision").parse().unwrap_or_default(), fields: &fields };
    if pressed {
        return page(&officer, &shown, &Problems::default())?.into();
    }
    if shown.revision != before.revision {
        return Err(PageError::Stale);
    }
    match checked(&fields, officer.language) {
        Ok((body, contacts)) => write(&officer, id, &shown, Change::Save { before, fields: fields.clone(), body, contacts }, "save").await,
        Err(problems) => page(&officer, &shown, &problems)?.with_errors().into(),
    }
}

pub(super) async fn end(officer: Officer, Path(id): Path<String>, Form(sent): Form) -> Answer {
    let (id, before) = present(&officer, &id).await?;
    if sent.get("revision") != before.revision.to_string() {
        return Err(PageError::Stale);
    }
    let shown = Shown { id: Some(id), revision: before.revision, fields: &before.fields.clone() };
    write(&officer, id, &shown, Change::End { before }, "end").await
}

/// The change, its row of the history and that of the log are one.
async fn write(officer: &Officer, id: CustomerId, shown: &Shown<'_>, change: Change, verb: &'static str) -> Answer {
    let (ids, at) = (&officer.world.ids, officer.now);
    let change = BodyChange { id, change, change_id: ids.next(at), officer: officer.id, officer_name: officer.name.clone(), at };
    let log = LogRow::new(&officer.visit, officer, verb, id.about());
    let written = officer.world.db.write(move |tx| async move {
        bodies::put(&tx, change).await?;
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    match written.await {
        Ok(()) => Ok(redirect(&format!("/office/customers/{id}"))),
        Err(ChangeError::Db(DbError::Taken(_))) => {
            let mut problems = Problems::default();
            problems.add("oid", Cow::Borrowed(T::of(officer.language).bodies_oid_taken()));
            page(officer, shown, &problems)?.with_errors().into()
        }
        Err(error) => Err(error.into()),
    }
}
