//! The steps from an approval to use: technical connections opened, commissioning test, in use since (domain notes 2.6).
//! Each is a task of the officers; doing one adds the next.

use kit_core::{Day, Ids, Instant, Language, Uuid};
use kit_db::{DbError, MailId, Outbox, Tx};
use kit_web::upload::CheckedFile;

use super::{
    TaskKind, TaskOutcome, TaskRow, store,
    tasks::{self, Finished},
};
use crate::{applications::Application, guidance::Afterwards, mails::Letter, services::Form};

/// What an officer says of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepDone {
    ConnectionsOpened { on: Day },
    TestPassed { on: Day, report: CheckedFile },
    TestFailed { on: Day, reason: String },
    TestWaived { reason: String },
    InUse { since: Day },
}

impl StepDone {
    /// The step that it is said of.
    pub const fn of(&self) -> TaskKind {
        match self {
            Self::ConnectionsOpened { .. } => TaskKind::OpenConnections,
            Self::TestPassed { .. } | Self::TestFailed { .. } | Self::TestWaived { .. } => TaskKind::CommissioningTest,
            Self::InUse { .. } => TaskKind::BeginUse,
        }
    }

    pub const fn outcome(&self) -> TaskOutcome {
        match self {
            Self::ConnectionsOpened { .. } | Self::InUse { .. } => TaskOutcome::Done,
            Self::TestPassed { .. } => TaskOutcome::Passed,
            Self::TestFailed { .. } => TaskOutcome::Failed,
            Self::TestWaived { .. } => TaskOutcome::Waived,
        }
    }

    const fn on(&self) -> Option<Day> {
        match self {
            Self::ConnectionsOpened { on } | Self::TestPassed { on, .. } | Self::TestFailed { on, .. } | Self::InUse { since: on } => Some(*on),
            Self::TestWaived { .. } => None,
        }
    }

    fn note(&self) -> Option<&str> {
        match self {
            Self::TestFailed { reason, .. } | Self::TestWaived { reason } => Some(reason),
            Self::ConnectionsOpened { .. } | Self::TestPassed { .. } | Self::InUse { .. } => None,
        }
    }
}

/// What comes after a step. A test that failed is made again; a form that knows no test has none.
pub fn next_step(kind: TaskKind, outcome: TaskOutcome, form: &Form) -> Option<TaskKind> {
    let tests = [Afterwards::CommissioningTest, Afterwards::TestAdvised, Afterwards::TestAskedOfSupplier];
    let has_test = form.afterwards.iter().any(|after| tests.contains(after));
    match (kind, outcome) {
        (_, TaskOutcome::Cancelled | TaskOutcome::TakenBack) | (TaskKind::CloseConnections | TaskKind::UpdateConnections | TaskKind::BeginUse, _) => {
            None
        }
        (TaskKind::RegisterRenamed | TaskKind::RegisterLeft | TaskKind::RegisterReturned, _) => None,
        (TaskKind::OpenConnections, _) if has_test => Some(TaskKind::CommissioningTest),
        (TaskKind::OpenConnections, _) => Some(TaskKind::BeginUse),
        (TaskKind::CommissioningTest, TaskOutcome::Failed) => Some(TaskKind::CommissioningTest),
        (TaskKind::CommissioningTest, TaskOutcome::Done | TaskOutcome::Passed | TaskOutcome::Waived) => Some(TaskKind::BeginUse),
    }
}

/// An application to join is approved: the first step.
pub async fn begin_steps(tx: &Tx, application: &Application, id: Uuid, now: Instant) -> Result<(), DbError> {
    tasks::add(tx, id, TaskKind::OpenConnections, application, &[], now.day(), now).await
}

/// Does a step, once: the report is filed, the next step added, the customer told. False: it was done before.
pub async fn finish_step(
    tx: &Tx,
    (task, application): (&TaskRow, &Application),
    done: &StepDone,
    by: (Uuid, &str),
    (now, ids, host): (Instant, &Ids, &str),
) -> Result<bool, DbError> {
    let report = match done {
        StepDone::TestPassed { report, .. } => {
            let kind = report.kind.media_type();
            Some((Outbox::keep_file(tx, kind, &report.bytes, now).await?, report.name.as_str(), kind))
        }
        _ => None,
    };
    let finished = Finished { outcome: Some(done.outcome()), on: done.on(), note: done.note(), report };
    if !tasks::finish(tx, task.id, by, finished, now).await? {
        return Ok(false);
    }
    if let Some(next) = next_step(task.kind, done.outcome(), application.form) {
        tasks::add(tx, ids.next(now), next, application, &[], done.on().unwrap_or_else(|| now.day()), now).await?;
    }
    if let Some(to) = store::customer_email(tx, application.customer.id).await? {
        let language: Language = application.language;
        let letter = Letter { id: MailId(ids.next(now)), application, language, host, now };
        letter.step(tx, to, (task.kind, done.outcome()), done.on(), done.note()).await?;
    }
    Ok(true)
}

/// May what was said of the last step that was done be taken back by this officer? `steps`: those of the service, in order.
/// Whoever said it may, and a lead; not once the next step is done too.
pub fn may_take_back(task: &TaskRow, steps: &[TaskRow], officer: Uuid, leads: bool) -> bool {
    let last = steps.iter().rev().find(|step| step.done.is_some());
    let own = leads || task.done_by == Some(officer);
    own && task.kind.is_step() && last.is_some_and(|last| last.id == task.id)
}

/// Takes back what was said of a step: it is to be done anew, the next one is taken off, the customer told. False: somebody was
/// faster. `why` says who took it back, when and why: it stays with the step.
pub async fn take_back_step(
    tx: &Tx,
    (task, application): (&TaskRow, &Application),
    (why, by): (&str, &str),
    (now, ids, host): (Instant, &Ids, &str),
) -> Result<bool, DbError> {
    if !tasks::take_back(tx, task.id, why).await? {
        return Ok(false);
    }
    tasks::cancel_steps(tx, application.id, by, now).await?;
    tasks::add(tx, ids.next(now), task.kind, application, &[], task.day, now).await?;
    if let Some(to) = store::customer_email(tx, application.customer.id).await? {
        let letter = Letter { id: MailId(ids.next(now)), application, language: application.language, host, now };
        letter.step(tx, to, (task.kind, TaskOutcome::TakenBack), Some(now.day()), Some(why)).await?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::ALL_SERVICES;

    #[test]
    fn each_form_comes_from_its_approval_to_its_use() {
        for form in ALL_SERVICES.iter().flat_map(|service| service.forms) {
            let (mut step, mut seen) = (Some(TaskKind::OpenConnections), Vec::new());
            while let Some(kind) = step {
                seen.push(kind);
                step = next_step(kind, TaskOutcome::Done, form);
            }
            assert_eq!((seen.first(), seen.last()), (Some(&TaskKind::OpenConnections), Some(&TaskKind::BeginUse)), "{form:?}");
            assert!(seen.len() <= 3, "{form:?}");
            assert_eq!(next_step(TaskKind::CommissioningTest, TaskOutcome::Failed, form), Some(TaskKind::CommissioningTest));
            assert_eq!(next_step(TaskKind::CommissioningTest, TaskOutcome::Waived, form), Some(TaskKind::BeginUse));
            assert_eq!(next_step(TaskKind::OpenConnections, TaskOutcome::Cancelled, form), None);
        }
    }
}
