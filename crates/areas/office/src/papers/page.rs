use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use customership::{
    applications::{Customer, CustomerId},
    papers,
};
use identity::{
    Answer, Form, Officer, UploadForm,
    access::log::{LogRow, looked},
    keying,
};
use kit_core::{FieldErrors, Uuid};
use kit_web::{
    Fields, FormView, PageError,
    components::{DateInput, FileInput, Notice, Radios, TextInput},
    upload::serve_file,
};
use registers::{Organisation, organisations};

use super::rules::{PaperError, check};
use crate::T;

#[derive(Template)]
#[template(path = "papers/new.html")]
struct NewPage<'a> {
    organisation: Option<&'a Organisation>,
    /// Whose paper it would be, and who is in the register no more.
    gone: Option<Notice<'static>>,
    view: &'a FormView<'a>,
    largest_mb: i64,
    t: T,
}

impl NewPage<'_> {
    fn oid(&self) -> TextInput<'_> {
        self.view.text("oid", self.t.papers_oid()).hint(self.t.papers_oid_hint()).required()
    }

    fn arrived(&self) -> DateInput<'_> {
        self.view.date("arrived", self.t.papers_arrived()).required()
    }

    fn signed_by(&self) -> TextInput<'_> {
        self.view.text("signed_by", self.t.papers_signed_by()).required()
    }

    fn language(&self) -> Radios<'_> {
        self.view
            .radios("language", self.t.papers_language(), &[("fi", self.t.papers_finnish()), ("sv", self.t.papers_swedish())])
            .inline()
            .required()
    }

    fn file(&self) -> FileInput<'_> {
        self.view.file("file", self.t.papers_file()).hint(self.t.papers_file_hint(self.largest_mb)).required()
    }
}

/// The form; for a customer of the register it knows whose paper it is.
pub(super) async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let customer = query.get("customer").and_then(|id| id.parse::<CustomerId>().ok());
    let read = officer.world.db.read().await?;
    let oid = match customer {
        Some(id) => papers::oid_of(&read, id).await?.unwrap_or_default(),
        None => String::new(),
    };
    page(&officer, &Fields::from_pairs([("oid", oid), ("fixed", customer.map(|id| id.to_string()).unwrap_or_default())]), None).await
}

async fn page(officer: &Officer, fields: &Fields, errors: Option<&FieldErrors<PaperError>>) -> Answer {
    let t = T::of(officer.language);
    let read = officer.world.db.read().await?;
    let organisation = match fields.get("fixed") {
        "" => None,
        _ => organisations::find_by_oid(&read, fields.get("oid"), officer.now.day()).await?,
    };
    let gone = !fields.get("fixed").is_empty() && organisation.is_none();
    let gone = gone.then(|| Notice::warning(t.papers_gone()).line(t.papers_gone_text()));
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf());
    let view = match errors {
        Some(errors) => view.errors(errors, |error| text(&t, *error)),
        None => view,
    };
    let largest_mb = i64::try_from(officer.world.settings.largest_file / (1024 * 1024)).unwrap_or(i64::MAX);
    let body = NewPage { organisation: organisation.as_ref(), gone, view: &view, largest_mb, t };
    let page = officer.visit.page(t.papers_new(), body.render()?);
    if errors.is_some() { page.with_errors().into() } else { page.into() }
}

fn text(t: &T, error: PaperError) -> &'static str {
    match error {
        PaperError::OidMissing => t.papers_oid_missing(),
        PaperError::NotInRegister => t.papers_not_in_register(),
        PaperError::DayMissing => t.papers_day_missing(),
        PaperError::NoSuchDay => t.papers_no_such_day(),
        PaperError::Future => t.papers_future(),
        PaperError::SignerMissing => t.papers_signer_missing(),
        PaperError::LanguageMissing => t.papers_language_missing(),
        PaperError::FileMissing => t.papers_file_missing(),
        PaperError::FileTooLarge => t.papers_file_too_large(),
        PaperError::FileKind => t.papers_file_kind(),
    }
}

/// The paper is filed; from here the officer goes on with it on the customer's pages.
pub(super) async fn file(officer: Officer, UploadForm(upload): UploadForm) -> Answer {
    let paper = match check(&upload, officer.now.day(), officer.world.settings.largest_file) {
        Ok(paper) => paper,
        Err(errors) => return page(&officer, &upload.fields, Some(&errors)).await,
    };
    let read = officer.world.db.read().await?;
    let Some(organisation) = organisations::find_by_oid(&read, &paper.oid, officer.now.day()).await? else {
        let mut errors = FieldErrors::default();
        errors.add("oid", PaperError::NotInRegister);
        return page(&officer, &upload.fields, Some(&errors)).await;
    };
    let (ids, now) = (&officer.world.ids, officer.now);
    let customer = Customer {
        id: CustomerId(ids.next(now)),
        oid: organisation.oid.clone(),
        business_id: organisation.business_id.to_string(),
        name: organisation.name.clone(),
        kind: organisation.kind.key().to_owned(),
    };
    let row = papers::Paper {
        id: ids.next(now),
        customer: customer.id,
        arrived: paper.arrived,
        signed_by: paper.signed_by,
        language: paper.language,
        file_name: paper.file.name.clone(),
        keyed_by_name: officer.name.clone(),
        keyed_at: now,
    };
    let (id, by, content) = (row.id, officer.clone(), paper.file);
    let written = officer.world.db.write(move |tx| async move {
        let customer = papers::add(&tx, &row, by.id, &customer, &content).await?;
        LogRow::new(&by.visit, &by, "file", customer.about_its("paper", id)).write(&tx).await
    });
    written.await?;
    keying::begin(&officer, &organisation, id, "/office/papers/current").await
}

#[derive(Template)]
#[template(path = "papers/current.html")]
struct CurrentPage<'a> {
    customer: &'a str,
    paper: papers::Paper,
    origin: String,
    /// What the officer wanted to begin, the customer has begun.
    open_draft: Option<Notice<'static>>,
    csrf: &'a str,
    t: T,
}

/// Where an officer who keys in chooses what the paper is about, and stops.
pub(super) async fn current(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let t = T::of(officer.language);
    let Some(keying) = keying::current(&officer) else {
        return Ok(identity::access::redirect("/office/customers"));
    };
    let paper = papers::find(&officer.world.db.read().await?, keying.paper).await?.ok_or(PageError::NotFound)?;
    let body = CurrentPage {
        customer: &keying.acting.name,
        origin: papers::origin(&paper, officer.language),
        paper,
        open_draft: query.contains_key("draft").then(|| Notice::warning(t.papers_open_draft()).line(t.papers_open_draft_text()).announced()),
        csrf: officer.visit.csrf(),
        t,
    };
    officer.visit.page(t.papers_current(), body.render()?).into()
}

pub(super) async fn end(officer: Officer, _: Form) -> Answer {
    let customer = match keying::current(&officer) {
        Some(keying) => papers::find(&officer.world.db.read().await?, keying.paper).await?.map(|paper| paper.customer),
        None => None,
    };
    let next = customer.map_or_else(|| "/office/customers".to_owned(), |customer| format!("/office/customers/{customer}"));
    keying::end(&officer, &next).await
}

/// The paper as it came: to be saved, never shown by the browser as ours.
pub(super) async fn content(officer: Officer, Path(id): Path<String>) -> Answer {
    let id = Uuid::try_parse(&id).map_err(|_| PageError::NotFound)?;
    let read = officer.world.db.read().await?;
    let paper = papers::find(&read, id).await?.ok_or(PageError::NotFound)?;
    looked(&officer.visit, &officer, paper.customer.about_its("paper", id)).await?;
    let (name, kind, bytes) = papers::file(&read, id).await?.ok_or(PageError::NotFound)?;
    Ok(serve_file(&name, &kind, bytes))
}
