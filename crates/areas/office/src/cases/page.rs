use std::borrow::Cow;

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{self, Application, ApplicationId, Event, Purpose, State, SubmissionRow},
    decisions::{self, Act, Grounds, Possible},
    documents::{self, DocumentRow, PublishedText},
    journeys::joining::{Whole, check_all, events_timeline, matter_title},
    life,
};
use identity::{
    Answer, Form, Officer,
    access::{log::looked, redirect},
};
use kit_core::{Day, FieldErrors, Language, Uuid};
use kit_web::{
    Fields, FormView, PageError,
    components::{DescriptionRows, FileLink, Html, SidePanel, SummaryList, Tag, Textarea, Timeline},
};

use super::{
    deciding::Deciding,
    ending::Ending,
    rules::{self, CaseError, LONGEST},
};
use crate::{T, words::state_tag};

/// A case with all that its page shows.
pub(super) struct Case {
    pub application: Application,
    submission: SubmissionRow,
    /// What a decision stands on.
    pub grounds: Grounds,
    /// Templates of reasons, in the customer's language, if there is something to decide.
    pub reasons: Vec<PublishedText>,
    whole: Whole,
    events: Vec<Event>,
    documents: Vec<DocumentRow>,
}

impl Case {
    async fn find(officer: &Officer, id: &str) -> Result<Self, PageError> {
        let id: ApplicationId = id.parse().map_err(|()| PageError::NotFound)?;
        let read = officer.world.db.read().await?;
        let grounds = Grounds::gather(&read, id, officer.world.settings.four_eyes, officer.now).await?;
        let (application, submission) = (grounds.application.clone(), grounds.submission.clone());
        let whole = check_all(&read, &officer.visit, &application, &submission.fields, officer.language).await?;
        let (events, documents) = (applications::events(&read, id).await?, documents::of_application(&read, id).await?);
        let decides = grounds.possible(officer).decide;
        let reasons = if decides { documents::reasons_in_force(&read, application.language, officer.now.day()).await? } else { Vec::new() };
        Ok(Self { application, submission, grounds, reasons, whole, events, documents })
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

#[derive(Template)]
#[template(path = "cases/aside.html")]
struct Aside<'a> {
    case: &'a Case,
    language: Language,
    today: Day,
    ending: Option<Html<'static>>,
    change_day: Option<Day>,
    possible: Possible,
    deciding: Html<'static>,
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

impl Aside<'_> {
    fn register(&self) -> DescriptionRows<'_> {
        let (o, t) = (&self.case.whole.facts.organisation, &self.t);
        DescriptionRows::new()
            .row(t.register_name(), &o.name)
            .row(t.register_business_id(), o.business_id.as_str())
            .row(t.register_oid(), &o.oid)
            .row(t.register_address(), format!("{}, {} {}", o.street, o.postal_code, o.town))
    }

    /// What was typed as access points, beside what is known of them.
    fn access_points(&self) -> DescriptionRows<'_> {
        let t = &self.t;
        let known = |facts: &customership::sections::PointFacts| match &facts.point {
            Some(point) => format!("{}, {}", point.name, point.manager_name),
            None => t.access_point_not_known().to_owned(),
        };
        self.case.whole.facts.points.iter().fold(DescriptionRows::new(), |rows, (oid, facts)| rows.row(oid.as_str(), known(facts)))
    }

    fn question(&self) -> Textarea<'_> {
        self.view.area("question", self.t.question_label()).hint(self.t.question_hint()).count(LONGEST, self.t.left(), self.t.over()).required()
    }

    /// From which day a change will hold, or holds.
    fn change(&self) -> Option<String> {
        let (t, day) = (&self.t, self.change_day?);
        match &self.case.application.state {
            State::Draft | State::Returned(_) | State::Rejected(..) | State::Withdrawn(..) => None,
            State::Approved(..) => Some(t.change_holds(day.finnish())),
            State::Received(..) | State::InProcessing(..) | State::InformationRequested(..) if day > self.today => {
                Some(t.change_will_hold(day.finnish()))
            }
            State::Received(..) | State::InProcessing(..) | State::InformationRequested(..) => Some(t.change_holds_at_once(day.finnish())),
        }
    }

    fn right(&self) -> &'static str {
        customership::acting_right(&self.case.submission.right, self.language)
    }

    fn handler(&self) -> Option<&str> {
        self.case.application.state.handler().map(|handler| handler.name.as_str())
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
    let possible = case.grounds.possible(officer);
    let (language, today, sent) = (officer.language, officer.now.day(), life::sent(&case.submission)?);
    let ending = Ending::of(&case.application, &sent, language).map(|ending| ending.render()).transpose()?.map(Html::rendered);
    let change_day = life::change_day(&sent).filter(|_| case.application.purpose == Purpose::TechnicalChange);
    let main = Html::rendered(Main { case, officer, view: &view, t }.render()?);
    let deciding = Html::rendered(Deciding { case, possible, view: &view, t }.render()?);
    let aside = Html::rendered(Aside { case, language, today, ending, change_day, possible, deciding, view: &view, t }.render()?);
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
        CaseError::WhatToDoMissing => t.deciding_what_to_do_missing().into(),
        CaseError::RequestMissing => t.deciding_request_missing().into(),
        CaseError::TemplateMissing => t.deciding_template_missing().into(),
        CaseError::NeededBy(service) => t.deciding_needed_by(service.name(language)).into(),
        CaseError::NotYet(service) => t.approve_first(service.name(language)).into(),
    }
}

/// The case as the officer's page showed it: what has changed since must be looked at first.
pub(super) async fn as_shown(officer: &Officer, id: &str, fields: &Fields) -> Result<Case, PageError> {
    let case = Case::find(officer, id).await?;
    let shown: Option<i64> = fields.get("revision").parse().ok();
    if shown == Some(case.application.revision) { Ok(case) } else { Err(PageError::Stale) }
}

pub(super) async fn take(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = as_shown(&officer, &id, &fields).await?;
    decisions::perform(&officer, case.application.id, case.application.revision, Act::Take).await.map_err(PageError::from)?;
    Ok(redirect(&format!("/office/applications/{id}")))
}

pub(super) async fn ask(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = as_shown(&officer, &id, &fields).await?;
    match rules::question(fields.get("question")) {
        Ok(question) => {
            let act = Act::Ask { question };
            decisions::perform(&officer, case.application.id, case.application.revision, act).await.map_err(PageError::from)?;
            Ok(redirect(&format!("/office/applications/{id}")))
        }
        Err(errors) => page(&officer, &case, &fields, Some(&errors))?.with_errors().into(),
    }
}

pub(super) async fn document(officer: Officer, Path((id, document)): Path<(String, String)>) -> Answer {
    let (id, document): (ApplicationId, Uuid) =
        (id.parse().map_err(|()| PageError::NotFound)?, Uuid::try_parse(&document).map_err(|_| PageError::NotFound)?);
    looked(&officer.visit, &officer, "document", document).await?;
    let read = officer.world.db.read().await?;
    let (name, pdf) = documents::file_of(&read, id, document).await?.ok_or(PageError::NotFound)?;
    Ok(documents::serve_pdf(&name, pdf))
}
