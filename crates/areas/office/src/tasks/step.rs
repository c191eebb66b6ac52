//! A step from an approval to use: what has been done, and the form to do it.

use std::borrow::Cow;

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{self, Application, ChangeError},
    journeys::joining::check_sent,
    life::{self, TaskKind, TaskOutcome, TaskRow},
    sections::SectionKey,
};
use identity::{
    Answer, Form, Officer, UploadForm,
    access::{
        PageParts,
        log::{LogRow, looked},
        redirect,
    },
    session::Duty,
};
use kit_core::{FieldErrors, Language, Uuid};
use kit_db::Read;
use kit_web::{
    Fields, FormView, PageError,
    components::{DateInput, FileInput, Radios, SummaryList, Textarea, Timeline},
    upload::serve_file,
};

use super::rules::{self, LONGEST, StepError};
use crate::{T, queue::back_to, words::task_event};

#[derive(Template)]
#[template(path = "tasks/step.html")]
struct StepPage<'a> {
    task: &'a TaskRow,
    /// The steps of the service so far, this one among them.
    steps: &'a [TaskRow],
    /// What one needs to open connections: access points, systems, contacts.
    technical: Vec<SummaryList<'static>>,
    may_do: bool,
    may_take_back: bool,
    from: &'a str,
    language: Language,
    largest_mb: String,
    view: &'a FormView<'a>,
    t: T,
}

impl StepPage<'_> {
    fn name(&self) -> &'static str {
        self.task.kind.name(self.language)
    }

    /// To the list that it was opened from.
    fn back(&self) -> (String, &'static str) {
        if self.from.is_empty() {
            ("/office/tasks".to_owned(), self.t.step_back())
        } else {
            (back_to(self.from, self.task.id), self.t.back_to_queue())
        }
    }

    fn service(&self) -> &'static str {
        self.task.service.name(self.language)
    }

    fn steps(&self) -> Timeline<'_> {
        Timeline::new(self.steps.iter().map(|step| task_event(&self.t, step, self.language)).collect())
    }

    fn outcome(&self) -> Radios<'_> {
        let t = &self.t;
        let options = [("passed", t.step_outcome_passed()), ("failed", t.step_outcome_failed()), ("waived", t.step_outcome_waived())];
        self.view.radios("outcome", t.step_outcome(), &options).required()
    }

    fn on(&self) -> DateInput<'_> {
        let t = &self.t;
        let (label, hint) = match self.task.kind {
            TaskKind::OpenConnections | TaskKind::CloseConnections | TaskKind::UpdateConnections => (t.step_on_opened(), t.step_on_hint()),
            TaskKind::CommissioningTest => (t.step_on_tested(), t.step_on_test_hint()),
            TaskKind::BeginUse | TaskKind::RegisterRenamed | TaskKind::RegisterLeft | TaskKind::RegisterReturned => {
                (t.step_on_used(), t.step_on_hint())
            }
        };
        self.view.date("on", label).hint(hint).required_if(self.task.kind != TaskKind::CommissioningTest)
    }

    fn report_input(&self) -> FileInput<'_> {
        self.view.file("report", self.t.step_report()).hint(self.t.step_report_hint(self.largest_mb.as_str()))
    }

    fn back_reason(&self) -> Textarea<'_> {
        self.view.area("back_reason", self.t.step_back_reason()).rows(3).count(LONGEST, self.t.left(), self.t.over()).required()
    }

    fn reason(&self) -> Textarea<'_> {
        let t = &self.t;
        self.view.area("reason", t.step_reason()).hint(t.step_reason_hint()).count(LONGEST, t.left(), t.over())
    }
}

async fn find(officer: &Officer, task: &str) -> Result<TaskRow, PageError> {
    let id = Uuid::try_parse(task).map_err(|_| PageError::NotFound)?;
    life::find_task(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)
}

pub(super) async fn show(officer: Officer, Path(task): Path<String>) -> Answer {
    let task = find(&officer, &task).await?;
    if !task.kind.is_step() {
        return Ok(redirect("/office/tasks"));
    }
    looked(&officer.visit, &officer, task.about()).await?;
    // Most steps are noted on their day; when a test was made has to be said.
    let today = [("on", officer.now.day().finnish())];
    let fields = if task.kind == TaskKind::CommissioningTest { Fields::default() } else { Fields::from_pairs(today) };
    page(&officer, &task, &fields, None).await?.into()
}

async fn page<'v>(
    officer: &'v Officer,
    task: &TaskRow,
    fields: &Fields,
    errors: Option<&FieldErrors<StepError>>,
) -> Result<PageParts<'v>, PageError> {
    let (t, language) = (T::of(officer.language), officer.language);
    let read = officer.world.db.read().await?;
    let application = applications::load(&read, task.application).await?.ok_or(PageError::NotFound)?;
    let steps = life::steps_of_service(&read, application.customer.id, application.service).await?;
    let technical = technical(officer, &read, &application).await?;
    let largest_mb = (officer.world.settings.largest_file / 1024 / 1024).to_string();
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf());
    let view = match errors {
        Some(errors) => view.errors(errors, |error| text(&t, *error, &largest_mb)),
        None => view,
    };
    let may_do = officer.may(Duty::Handle);
    let may_take_back = may_do && life::may_take_back(task, &steps, officer.id, officer.may(Duty::Lead));
    let body = StepPage {
        task,
        steps: &steps,
        technical,
        may_do,
        may_take_back,
        from: &officer.visit.from,
        language,
        largest_mb: largest_mb.clone(),
        view: &view,
        t,
    }
    .render()?;
    Ok(officer.visit.page(format!("{} – {}", task.kind.name(language), task.customer), body))
}

/// As they were sent. Who has left the register has no connections to open: nothing is shown then.
async fn technical(officer: &Officer, read: &Read, application: &Application) -> Result<Vec<SummaryList<'static>>, PageError> {
    let Some(submission) = applications::submission(read, application.id).await? else { return Ok(Vec::new()) };
    let whole = match check_sent(read, &officer.visit, application, &submission, officer.language).await {
        Ok(whole) => whole,
        Err(PageError::Unavailable) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let wanted = [SectionKey::AccessPoints, SectionKey::Contacts];
    let sections = whole.sections.iter().filter(|checked| wanted.contains(&checked.section.key()));
    Ok(sections.map(|checked| checked.data(&whole.facts, officer.language).foldable(checked.section.key() == SectionKey::Contacts)).collect())
}

fn text(t: &T, error: StepError, largest_mb: &str) -> Cow<'static, str> {
    match error {
        StepError::Day => t.step_day_wrong().into(),
        StepError::DayToCome => t.step_day_to_come().into(),
        StepError::OutcomeMissing => t.step_outcome_missing().into(),
        StepError::ReasonMissing => t.step_reason_missing().into(),
        StepError::TooLong => t.step_too_long().into(),
        StepError::FileMissing => t.step_file_missing().into(),
        StepError::FileTooLarge => t.step_file_too_large(largest_mb).into(),
        StepError::FileKind => t.step_file_kind().into(),
    }
}

/// Does the step, once: who comes second is told that it is done.
pub(super) async fn save(officer: Officer, Path(task): Path<String>, UploadForm(sent): UploadForm) -> Answer {
    let task = find(&officer, &task).await?;
    if !task.kind.is_step() || task.done.is_some() {
        return Err(PageError::Closed);
    }
    let (world, now) = (&officer.world, officer.now);
    let done = match rules::step(task.kind, &sent.fields, || sent.file("report", world.settings.largest_file), now.day()) {
        Ok(done) => done,
        Err(errors) => return page(&officer, &task, &sent.fields, Some(&errors)).await?.with_errors().into(),
    };
    let application = applications::load(&world.db.read().await?, task.application).await?.ok_or(PageError::NotFound)?;
    let log = LogRow::new(&officer.visit, &officer, "done", task.about());
    let (me, name, ids, host) = (officer.id, officer.name.clone(), world.ids.clone(), world.settings.host().to_owned());
    let written = world.db.write(move |tx| async move {
        if !life::finish_step(&tx, (&task, &application), &done, (me, &name), (now, &ids, &host)).await? {
            return Err(ChangeError::Closed);
        }
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    written.await?;
    Ok(redirect("/office/tasks"))
}

/// What was said of a step was wrong: it is done anew.
pub(super) async fn take_back(officer: Officer, Path(task): Path<String>, Form(fields): Form) -> Answer {
    let task = find(&officer, &task).await?;
    let (world, now) = (&officer.world, officer.now);
    let read = world.db.read().await?;
    let application = applications::load(&read, task.application).await?.ok_or(PageError::NotFound)?;
    let steps = life::steps_of_service(&read, application.customer.id, application.service).await?;
    if !life::may_take_back(&task, &steps, officer.id, true) {
        return Err(PageError::Closed);
    }
    if !life::may_take_back(&task, &steps, officer.id, officer.may(Duty::Lead)) {
        return Err(PageError::Forbidden);
    }
    let reason = match rules::back_reason(&fields) {
        Ok(reason) => reason,
        Err(errors) => return page(&officer, &task, &fields, Some(&errors)).await?.with_errors().into(),
    };
    let log = LogRow::new(&officer.visit, &officer, "step-taken-back", task.about());
    let why = format!("{} {}: {reason}", now.day().finnish(), officer.name);
    let (name, ids, host) = (officer.name.clone(), world.ids.clone(), world.settings.host().to_owned());
    let written = world.db.write(move |tx| async move {
        if !life::take_back_step(&tx, (&task, &application), (&why, &name), (now, &ids, &host)).await? {
            return Err(ChangeError::Stale);
        }
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    written.await?;
    Ok(redirect("/office/tasks"))
}

/// The report, to be saved and not to be opened here.
pub(super) async fn report(officer: Officer, Path(task): Path<String>) -> Answer {
    let task = find(&officer, &task).await?;
    looked(&officer.visit, &officer, task.customer_id.about_its("report", task.id)).await?;
    let (name, kind, bytes) = life::report_of(&officer.world.db.read().await?, task.id).await?.ok_or(PageError::NotFound)?;
    Ok(serve_file(&name, &kind, bytes))
}
