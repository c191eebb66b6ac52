use std::{borrow::Cow, collections::BTreeMap};

use axum::extract::{Path, RawQuery};
use customership::{
    applications::{self, Application, ApplicationId, Event, OrganisationOid, SameMark, State, SubmissionRow},
    decisions::{Grounds, Proposed},
    documents::{self, DocumentRow, PublishedText},
    journeys::joining::{Whole, check_sent},
    life::{self, TaskRow},
    mails::{self, SentMail},
    messages::{self, Message},
    papers::{self, Paper},
    questions::{self, Question, Request},
    queue,
    sections::SectionKey,
    service_data::typed_in_force,
};
use identity::{Answer, Officer, access::log::looked};
use kit_core::{Day, FieldErrors, Language, Uuid};
use kit_web::{Fields, FormView, PageError, components::SidePanel};

use super::{
    answer, aside,
    checks::{self, Check, Gathered},
    main::main,
    notes::{self, Note},
    rules::CaseError,
};
use crate::{
    T,
    presence::{self, Others},
};

/// A case with all that its page shows.
pub(super) struct Case {
    pub application: Application,
    pub submission: SubmissionRow,
    /// What a decision stands on.
    pub grounds: Grounds,
    /// Templates of reasons, in the customer's language, if there is something to decide.
    pub reasons: Vec<PublishedText>,
    pub whole: Whole,
    pub events: Vec<Event>,
    pub documents: Vec<DocumentRow>,
    /// What was sent the time before.
    pub before: Option<SubmissionRow>,
    /// What is in force for the customer and the service, as it was typed.
    pub in_force: BTreeMap<SectionKey, Fields>,
    /// The customer's other matters, those sent.
    pub others: Vec<Application>,
    pub same: Vec<SameMark>,
    pub questions: Vec<Question>,
    /// What the customer has been asked and not answered.
    pub request: Option<Request>,
    /// By which day something is to happen with it, while it is open.
    pub deadline: Option<Day>,
    pub notes: Vec<Note>,
    pub messages: Vec<Message>,
    pub mails: Vec<SentMail>,
    /// What officers have to do, or have done, because of it.
    pub tasks: Vec<TaskRow>,
    /// What came on paper, with its file.
    pub papers: Vec<Paper>,
    /// Officers who have the case open too.
    pub present: Others,
}

impl Case {
    pub async fn find(officer: &Officer, id: &str) -> Result<Self, PageError> {
        let id: ApplicationId = id.parse().map_err(|()| PageError::NotFound)?;
        let read = officer.world.db.read().await?;
        let grounds = Grounds::gather(&read, id, officer.world.settings.four_eyes, officer.now).await?;
        let (application, submission) = (grounds.application.clone(), grounds.submission.clone());
        let whole = check_sent(&read, &officer.visit, &application, &submission, officer.language).await?;
        let customer = OrganisationOid(&application.customer.oid);
        let (events, documents, before, in_force, mut others) = tokio::try_join!(
            applications::events(&read, id),
            documents::of_application(&read, id),
            applications::submission_before(&read, id, submission.number),
            typed_in_force(&read, customer, application.service.key),
            applications::of_customer(&read, customer),
        )?;
        others.retain(|other| other.id != id && other.state.case().is_some());
        let (request, deadline) = tokio::try_join!(questions::open_request(&read, id), queue::deadline_of(&read, id))?;
        let request = request.filter(|_| matches!(application.state, State::InformationRequested(..)));
        let (same, questions, notes, messages, mails, tasks) = tokio::try_join!(
            applications::same_marks(&read, id),
            questions::of_application(&read, id),
            notes::of_application(&read, id),
            messages::of_application(&read, id),
            mails::of_application(&read, id),
            life::tasks_of(&read, id),
        )?;
        let papers = papers::of_application(&read, id).await?;
        let present = presence::others(officer, id).await?;
        let decides = grounds.possible(officer).decide;
        let reasons = if decides { documents::reasons_in_force(&read, application.language, officer.now.day()).await? } else { Vec::new() };
        Ok(Self {
            application,
            submission,
            grounds,
            reasons,
            whole,
            events,
            documents,
            before,
            in_force,
            others,
            same,
            questions,
            request,
            deadline,
            notes,
            messages,
            mails,
            tasks,
            papers,
            present,
        })
    }

    /// Everything that the program checks of it.
    pub fn checks(&self, language: Language) -> Result<Vec<Check>, PageError> {
        let (application, submission, before, whole) = (&self.application, &self.submission, self.before.as_ref(), &self.whole);
        let (standing, others, same) = (&self.grounds.standing, self.others.as_slice(), self.same.as_slice());
        Ok(checks::of(&Gathered { application, submission, before, whole, standing, others, same }, &life::sent(submission)?, language))
    }

    /// An approval waits for a second officer.
    pub fn proposes_approval(&self) -> bool {
        self.grounds.facts.proposal.as_ref().is_some_and(|proposal| proposal.outcome == Proposed::Approve)
    }

    /// Is it still as the form of the officer's page showed it? What has changed since must be looked at first.
    pub fn is_as_shown(&self, fields: &Fields) -> bool {
        fields.get("revision").parse() == Ok(self.application.revision)
    }
}

pub(super) async fn show(officer: Officer, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let case = Case::find(&officer, &id).await?;
    looked(&officer.visit, &officer, case.application.about()).await?;
    let page = page(&officer, &case, &Fields::default(), None).await?;
    match answer::notice(&officer, &case, &query.unwrap_or_default()) {
        Some(notice) => page.notice(notice).into(),
        None => page.into(),
    }
}

/// The page again with what was typed and what is wrong with it.
pub(super) async fn page<'v>(
    officer: &'v Officer,
    case: &Case,
    fields: &Fields,
    errors: Option<&FieldErrors<CaseError>>,
) -> Result<identity::access::PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let mut worded = FieldErrors::default();
    for error in errors.into_iter().flat_map(FieldErrors::iter) {
        worded.add(error.field.clone(), text(&t, error.error, officer.language));
    }
    page_with(officer, case, fields, &worded).await
}

/// The same with errors in words.
pub(super) async fn page_with<'v>(
    officer: &'v Officer,
    case: &Case,
    fields: &Fields,
    errors: &FieldErrors<Cow<'static, str>>,
) -> Result<identity::access::PageParts<'v>, PageError> {
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf()).errors(errors, Clone::clone);
    let aside = aside::render(officer, case, &view)?;
    let main = main(officer, case, &view).await?;
    let number = case.application.state.case().map_or("", |case| case.number.as_str());
    let title = format!("{number} {}", case.application.customer.name);
    Ok(officer.visit.page(title, SidePanel::new(main, aside, T::of(officer.language).aside_label())))
}

fn text(t: &T, error: CaseError, language: Language) -> Cow<'static, str> {
    match error {
        CaseError::QuestionMissing => t.question_missing().into(),
        CaseError::NothingNew => t.question_nothing_new().into(),
        CaseError::Deadline => t.deadline_wrong().into(),
        CaseError::WhatToDoMissing => t.deciding_what_to_do_missing().into(),
        CaseError::RequestMissing => t.deciding_request_missing().into(),
        CaseError::TemplateMissing => t.deciding_template_missing().into(),
        CaseError::TemplateOfAnother => t.deciding_template_of_another().into(),
        CaseError::NeededBy(service) => t.deciding_needed_by(service.name(language)).into(),
        CaseError::SendBackReasonMissing => t.deciding_send_back_reason_missing().into(),
        CaseError::UndoReasonMissing => t.deciding_undo_reason_missing().into(),
        CaseError::ChangeWaits => t.deciding_change_waits().into(),
        CaseError::NotSeen => t.deciding_not_seen().into(),
        CaseError::OutcomeMissing => t.outcome_missing().into(),
        CaseError::ReasonMissing => t.reason_missing().into(),
        CaseError::TooLong => t.too_long().into(),
        CaseError::NotYet(service) => t.approve_first(service.name(language)).into(),
    }
}

pub(super) async fn document(officer: Officer, Path((id, document)): Path<(String, String)>) -> Answer {
    let (id, document): (ApplicationId, Uuid) =
        (id.parse().map_err(|()| PageError::NotFound)?, Uuid::try_parse(&document).map_err(|_| PageError::NotFound)?);
    let read = officer.world.db.read().await?;
    let application = applications::load(&read, id).await?.ok_or(PageError::NotFound)?;
    looked(&officer.visit, &officer, application.customer.id.about_its("document", document)).await?;
    let (name, pdf) = documents::file_of(&read, id, document).await?.ok_or(PageError::NotFound)?;
    Ok(documents::serve_pdf(&name, pdf))
}
