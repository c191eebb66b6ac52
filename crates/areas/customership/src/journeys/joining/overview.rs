//! What has become of an application: state, question, history, documents; and the thanks after sending.

use askama::Template;
use axum::extract::{Path, RawQuery};
use identity::{
    Answer, Representative,
    access::{log::looked, redirect},
};
use kit_core::{Language, Uuid};
use kit_web::{
    Fields, FormView, PageError,
    components::{BackLink, DescriptionRows, FileLink, Html, Notice, SummaryList, Tag, Timeline},
};
use serde_json::Value;

use super::{
    Journey, Step,
    asked::Asked,
    check_sent,
    days::days,
    events_timeline, own, state_tag_on,
    view::{address, goes_on, matter_title, stepper},
};
use crate::{
    T,
    applications::{self, Application, Event, OrganisationOid, Purpose, State, SubmissionRow},
    customers::Standing,
    documents::{self, DocumentRow, moment},
    life,
    messages::{self, Messages},
    papers,
};

#[derive(Template)]
#[template(path = "journeys/joining/overview.html")]
struct OverviewPage<'a> {
    application: &'a Application,
    tag: Tag<'static>,
    title: String,
    /// What it brings about and when.
    days: Option<DescriptionRows<'static>>,
    /// What taking it back is called, and until when it may be; if it may.
    withdrawal: Option<(&'static str, String)>,
    csrf: &'a str,
    submission: &'a SubmissionRow,
    asked: Asked,
    question_links: Vec<(String, String)>,
    /// The question about the whole has an answer that is not sent yet.
    answer_kept: bool,
    messages: Html<'static>,
    sections: Vec<SummaryList<'static>>,
    to_do: Vec<&'static str>,
    files: Vec<FileLink<'static>>,
    events: &'a [Event],
    /// What came on paper: address of the file, its name, where it came from.
    papers: Vec<(String, String, String)>,
    language: Language,
    t: T,
}

impl OverviewPage<'_> {
    fn back(&self) -> BackLink<'static> {
        BackLink::new("/services", self.t.services_title())
    }

    fn stamps(&self) -> DescriptionRows<'_> {
        stamps(&self.t, self.submission)
    }

    fn timeline(&self) -> Timeline<'_> {
        events_timeline(self.events, self.language)
    }

    fn question_notice(&self) -> Option<Notice<'_>> {
        if !matches!(self.application.state, State::InformationRequested(..)) {
            return None;
        }
        let mut notice = Notice::warning(self.t.question_title());
        if let Some(deadline) = self.asked.deadline() {
            notice = notice.line(self.t.questions_deadline(deadline.finnish()));
        }
        if let Some(question) = self.asked.question() {
            notice = notice.line(question).link(format!("/applications/{}/answer", self.application.id), self.t.question_answer());
        }
        if !self.question_links.is_empty() {
            notice = notice.line(self.t.questions_in_places());
        }
        let notice = self.question_links.iter().fold(notice, |notice, (address, title)| notice.link(address.as_str(), title.as_str()));
        let ready = self.answer_kept || (!self.asked.wants_answer() && self.asked.is_answered());
        let summary = if ready && self.asked.is_answered() { self.t.asked_send() } else { self.t.asked_to_summary() };
        Some(notice.link(address(self.application.id, Step::Summary), summary))
    }

    /// What to do with a matter that was given back.
    fn returned_notice(&self) -> Option<Notice<'_>> {
        let returned = self.events.last().filter(|_| matches!(self.application.state, State::Returned(..)))?;
        let address = address(self.application.id, Step::Summary);
        Some(Notice::warning(self.t.returned_title()).line(returned.note.as_deref().unwrap_or_default()).link(address, self.t.returned_go_on()))
    }

    fn decision_reason(&self) -> Option<&str> {
        let decided = matches!(self.application.state, State::Approved(..) | State::Rejected(..));
        self.events.last().filter(|_| decided).and_then(|event| event.note.as_deref())
    }
}

pub(super) async fn show(representative: Representative, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let application = own(&representative, &id).await?;
    if application.state == State::Draft {
        return Ok(redirect(&address(application.id, Journey::of(&application).resume())));
    }
    looked(&representative.visit, &representative, application.about()).await?;
    let read = representative.world.db.read().await?;
    let submission = applications::submission(&read, application.id).await?.ok_or_else(|| PageError::internal("what must be there is not"))?;
    let (mut events, rows) = (applications::events(&read, application.id).await?, documents::of_application(&read, application.id).await?);
    events.retain(|event| !event.kind.is_internal());
    let whole = check_sent(&read, &representative.visit, &application, &submission, representative.language).await?;
    let papers = papers::of_application(&read, application.id).await?;
    let language = representative.language;
    let t = T::of(language);
    let asked = Asked::of(&read, &application).await?;
    let answer_kept = !asked.answer(&read, &application).await?.trim().is_empty();
    let (no_fields, csrf) = (Fields::default(), representative.visit.csrf());
    let view = FormView::new(&no_fields, representative.visit.texts(), csrf);
    let messages = Messages::for_customer(&application, messages::of_application(&read, application.id).await?, &view, language);
    let folded = |checked: &super::Checked| checked.summary(&whole.facts, language).foldable(false);
    let sent = life::sent(&submission)?;
    // What has ended, or came to nothing, has nothing to be done for it.
    let standing = Standing::of(&read, OrganisationOid(&application.customer.oid)).await?;
    let approved = matches!(application.state, State::Approved(..));
    let still_to_do = application.state.is_open() || (approved && standing.uses(application.service.key).is_some());
    let may_withdraw = application.state.is_open() && !life::is_past(&application, &submission, representative.now.day());
    let page = OverviewPage {
        application: &application,
        tag: state_tag_on(&application, &sent, representative.now.day(), language),
        title: matter_title(application.service, application.purpose, language),
        days: days(&application, &sent, language).filter(|_| !application.state.is_unsent()),
        withdrawal: may_withdraw.then(|| withdrawal(&t, &application, &sent)),
        csrf: representative.visit.csrf(),
        submission: &submission,
        question_links: asked.links(&application, &whole, language)?,
        asked,
        answer_kept,
        messages: messages.render()?,
        sections: whole.sections.iter().map(folded).collect(),
        to_do: if still_to_do { whole.to_do(language) } else { Vec::new() },
        files: rows.iter().map(|row| file(&t, &application, row)).collect(),
        events: &events,
        papers: papers.iter().map(|paper| (format!("/papers/{}", paper.id), paper.file_name.clone(), papers::origin(paper, language))).collect(),
        language,
        t,
    };
    // Several matters of one kind are told apart by their numbers.
    let window = page.application.state.case().map_or_else(|| page.title.clone(), |case| format!("{}, {}", page.title, case.number));
    let shown = representative.visit.page(window, page.render()?);
    let said = Fields::read(query.unwrap_or_default().as_bytes());
    if !matches!(application.state, State::Withdrawn(..)) || said.get("said") != "withdrawn" {
        return shown.into();
    }
    let goes_on = goes_on(&life::go_on(&read, &application, &sent).await?, language);
    let title = if application.purpose == Purpose::Ending { t.withdrawn_ending() } else { t.withdrawn_matter() };
    let notice = Notice::success(title).announced();
    shown.notice(goes_on.into_iter().fold(notice, Notice::line)).into()
}

/// What taking a matter back is called, and until when it may be done.
fn withdrawal(t: &T, application: &Application, sent: &Value) -> (&'static str, String) {
    match life::last_day(sent).filter(|_| application.purpose == Purpose::Ending) {
        Some(day) => (t.withdraw_ending(), t.withdraw_ending_text(day.finnish())),
        None => (t.withdraw(), t.withdraw_text().to_owned()),
    }
}

pub(crate) fn file(t: &T, application: &Application, row: &DocumentRow) -> FileLink<'static> {
    let name = match row.kind.as_str() {
        "commitment" => t.commitment_pdf(),
        "notice" => t.notice_pdf(),
        "decision" => t.decision_pdf(),
        _ if application.purpose == Purpose::TechnicalChange => t.receipt_title_change(),
        _ => t.receipt_title(),
    };
    let label = t.document_of_day(row.created_at.day().finnish(), name);
    FileLink::pdf(format!("/applications/{}/documents/{}", application.id, row.id), label, t.open_new_tab())
}

#[derive(Template)]
#[template(path = "journeys/joining/thanks.html")]
struct ThanksPage<'a> {
    application: &'a Application,
    submission: &'a SubmissionRow,
    case_number: &'a str,
    days: Option<DescriptionRows<'static>>,
    /// Who is told.
    email: String,
    /// An officer has keyed it in.
    on_paper: bool,
    to_do: Vec<&'static str>,
    files: Vec<FileLink<'static>>,
    t: T,
}

impl ThanksPage<'_> {
    fn delivered(&self) -> &'static str {
        if self.on_paper {
            return self.t.thanks_paper();
        }
        match self.application.purpose {
            Purpose::Joining => self.t.thanks_delivered(),
            Purpose::TechnicalChange => self.t.thanks_change(),
            Purpose::Ending => self.t.thanks_ending(),
        }
    }

    fn stamps(&self) -> DescriptionRows<'_> {
        let number = DescriptionRows::new().row(self.t.case_number(), self.case_number);
        stamps(&self.t, self.submission).rows.into_iter().fold(number, |rows, (term, value)| rows.html(term, value))
    }
}

/// When it was sent and what: the proof.
fn stamps<'a>(t: &T, submission: &SubmissionRow) -> DescriptionRows<'a> {
    DescriptionRows::new()
        .row(t.accepted_at(), moment(t, submission.accepted_at))
        .row(t.arrived_at(), moment(t, submission.arrived_at))
        .row(t.submission_digest(), submission.sha256.groups())
}

/// Kiitos: the application is delivered, and this proves it.
pub(super) async fn thanks(representative: Representative, Path(id): Path<String>) -> Answer {
    let application = own(&representative, &id).await?;
    let Some(case) = application.state.case() else {
        return Ok(redirect(&address(application.id, Journey::of(&application).first_open())));
    };
    looked(&representative.visit, &representative, application.about()).await?;
    let read = representative.world.db.read().await?;
    let submission = applications::submission(&read, application.id).await?.ok_or_else(|| PageError::internal("what must be there is not"))?;
    let rows = documents::of_application(&read, application.id).await?;
    let t = T::of(representative.language);
    let whole = check_sent(&read, &representative.visit, &application, &submission, representative.language).await?;
    let told = life::addresses(&submission, life::customer_email(&read, application.customer.id).await?)?;
    let files = rows.iter().filter(|row| row.created_at >= submission.accepted_at).map(|row| file(&t, &application, row)).collect();
    let to_do = whole.to_do(representative.language);
    let (days, email) = (days(&application, &life::sent(&submission)?, representative.language), told.join(", "));
    let page = ThanksPage {
        application: &application,
        submission: &submission,
        case_number: &case.number,
        days,
        email,
        on_paper: representative.is_officer(),
        to_do,
        files,
        t,
    };
    let side = stepper(application.service, Some(application.id), &Journey::of(&application), Step::Thanks, representative.language);
    let window = format!("{} – {}", t.thanks(), matter_title(application.service, application.purpose, representative.language));
    representative.visit.page(window, page.render()?).sidebar(side).into()
}

/// A document of the visitor's own application.
pub(super) async fn document(representative: Representative, Path((id, document)): Path<(String, String)>) -> Answer {
    let application = own(&representative, &id).await?;
    let document = Uuid::try_parse(&document).map_err(|_| PageError::NotFound)?;
    looked(&representative.visit, &representative, application.customer.id.about_its("document", document)).await?;
    let read = representative.world.db.read().await?;
    let (name, pdf) = documents::file_of(&read, application.id, document).await?.ok_or(PageError::NotFound)?;
    Ok(documents::serve_pdf(&name, pdf))
}
