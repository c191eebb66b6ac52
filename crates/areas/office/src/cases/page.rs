use std::borrow::Cow;

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{self, Application, ApplicationId, Event, SubmissionRow},
    documents::{self, DocumentRow},
    journeys::joining::{Whole, check_all, events_timeline, matter_title},
};
use identity::{Answer, Officer, access::log::looked};
use kit_core::{FieldErrors, Language, Uuid};
use kit_web::{
    Fields, FormView, PageError,
    components::{FileLink, Html, SidePanel, SummaryList, Tag, Timeline},
};

use super::{aside, rules::CaseError};
use crate::{T, words::state_tag};

/// A case with all that its page shows.
pub(super) struct Case {
    pub application: Application,
    pub submission: SubmissionRow,
    pub whole: Whole,
    pub events: Vec<Event>,
    pub documents: Vec<DocumentRow>,
}

impl Case {
    pub async fn find(officer: &Officer, id: &str) -> Result<Self, PageError> {
        let id: ApplicationId = id.parse().map_err(|()| PageError::NotFound)?;
        let read = officer.world.db.read().await?;
        let application = applications::load(&read, id).await?.ok_or(PageError::NotFound)?;
        let submission = applications::submission(&read, id).await?.ok_or(PageError::NotFound)?;
        let whole = check_all(&read, &officer.visit, &application, &submission.fields, officer.language).await?;
        let (events, documents) = (applications::events(&read, id).await?, documents::of_application(&read, id).await?);
        Ok(Self { application, submission, whole, events, documents })
    }
}

#[derive(Template)]
#[template(path = "cases/main.html")]
struct Main<'a> {
    case: &'a Case,
    officer: &'a Officer,
    view: &'a FormView<'a>,
    t: T,
}

impl Main<'_> {
    fn tag(&self) -> Tag<'static> {
        let application = &self.case.application;
        state_tag(application.purpose, application.state.key(), self.officer.language)
    }

    fn matter(&self) -> String {
        matter_title(self.case.application.service, self.case.application.purpose, self.officer.language)
    }

    fn sections(&self) -> Vec<SummaryList<'static>> {
        let whole = &self.case.whole;
        whole.sections.iter().map(|checked| checked.summary(&whole.facts, self.officer.language).foldable(true)).collect()
    }

    fn timeline(&self) -> Timeline<'_> {
        events_timeline(&self.case.events, self.officer.language)
    }

    fn files(&self) -> Vec<FileLink<'_>> {
        let file = |row: &'_ DocumentRow| {
            let address = format!("/office/applications/{}/documents/{}", self.case.application.id, row.id);
            FileLink::pdf(address, row.name.clone(), self.t.open_new_tab())
        };
        self.case.documents.iter().map(file).collect()
    }
}

pub(super) async fn show(officer: Officer, Path(id): Path<String>) -> Answer {
    let case = Case::find(&officer, &id).await?;
    looked(&officer.visit, &officer, "application", case.application.id.0).await?;
    page(&officer, &case, &Fields::default(), None)?.into()
}

pub(super) fn page<'v>(
    officer: &'v Officer,
    case: &Case,
    fields: &Fields,
    errors: Option<&FieldErrors<CaseError>>,
) -> Result<identity::access::PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf());
    let view = match errors {
        Some(errors) => view.errors(errors, |error| text(&t, *error, officer.language)),
        None => view,
    };
    let main = Html::rendered(Main { case, officer, view: &view, t }.render()?);
    let aside = aside::render(officer, case, &view)?;
    let number = case.application.state.case().map_or("", |case| case.number.as_str());
    let title = format!("{number} {}", case.application.customer.name);
    Ok(officer.visit.page(title, SidePanel::new(main, aside, t.aside_label())))
}

fn text(t: &T, error: CaseError, language: Language) -> Cow<'static, str> {
    match error {
        CaseError::QuestionMissing => t.question_missing().into(),
        CaseError::OutcomeMissing => t.outcome_missing().into(),
        CaseError::ReasonMissing => t.reason_missing().into(),
        CaseError::TooLong => t.too_long().into(),
        CaseError::NotYet(service) => t.approve_first(service.name(language)).into(),
    }
}

/// The case as the officer's page showed it: what has changed since must be looked at first.
pub(super) async fn as_shown(officer: &Officer, id: &str, fields: &Fields) -> Result<Case, PageError> {
    let case = Case::find(officer, id).await?;
    let shown: Option<i64> = fields.get("revision").parse().ok();
    if shown == Some(case.application.revision) { Ok(case) } else { Err(PageError::Stale) }
}

pub(super) async fn document(officer: Officer, Path((id, document)): Path<(String, String)>) -> Answer {
    let (id, document): (ApplicationId, Uuid) =
        (id.parse().map_err(|()| PageError::NotFound)?, Uuid::try_parse(&document).map_err(|_| PageError::NotFound)?);
    looked(&officer.visit, &officer, "document", document).await?;
    let read = officer.world.db.read().await?;
    let (name, pdf) = documents::file_of(&read, id, document).await?.ok_or(PageError::NotFound)?;
    Ok(documents::serve_pdf(&name, pdf))
}
