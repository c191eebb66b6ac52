//! What officers do with a case. Each verb is one transaction: the state over the revision that was looked at, the
//! event, the mails, the log row.

use customership::{
    applications::{self, Application, ChangeError, Event, EventKind, Handler, Purpose, Refusal, State, SubmissionRow},
    commitments, life,
    mails::Letter,
    sections::SectionKey,
};
use identity::{Officer, access::log::LogRow};
use kit_core::{Day, Instant, Uuid};
use kit_db::{MailId, Tx};
use kit_web::PageError;
use serde_json::Value;

use super::rules::{Decision, customer_address};

/// A change of a case, made ready before its transaction.
pub(super) struct Change {
    pub application: Application,
    to: State,
    pub event: Event,
    log: LogRow,
    pub now: Instant,
}

impl Change {
    pub fn new(
        officer: &Officer,
        application: Application,
        to: Result<State, Refusal>,
        kind: EventKind,
        note: Option<String>,
    ) -> Result<Self, PageError> {
        let to = to.map_err(|refusal| match refusal {
            Refusal::WrongState => PageError::Closed,
            Refusal::AnotherHandler => PageError::Forbidden,
        })?;
        let now = officer.now;
        let event = Event { id: officer.world.ids.next(now), at: now, kind, by_officer: true, actor_name: officer.name.clone(), note };
        let log = LogRow::new(&officer.visit, officer, kind.key(), application.about());
        Ok(Self { application, to, event, log, now })
    }

    pub async fn write(&self, tx: &Tx) -> Result<(), ChangeError> {
        applications::move_on(tx, &self.application, &self.to, self.now).await?;
        self.event.write(tx, self.application.id).await?;
        Ok(self.log.write(tx).await?)
    }

    pub fn letter<'a>(&'a self, id: MailId, host: &'a str) -> Letter<'a> {
        Letter { id, application: &self.application, language: self.application.language, host, now: self.now }
    }
}

pub async fn take(officer: &Officer, application: Application) -> Result<(), PageError> {
    let handler = Handler { id: officer.id, name: officer.name.clone() };
    let to = application.state.clone().take(handler);
    let change = Change::new(officer, application, to, EventKind::Taken, None)?;
    Ok(officer.world.db.write(move |tx| async move { change.write(&tx).await }).await?)
}

/// Approves or rejects. The only place that does.
/// `common`: the common data that are right for every service in use, and so may come into force.
pub async fn decide(
    officer: &Officer,
    application: Application,
    submission: &SubmissionRow,
    decision: Decision,
    common: Vec<SectionKey>,
) -> Result<(), PageError> {
    let (state, now) = (application.state.clone(), officer.now);
    let change = match &decision {
        Decision::Approve { note } => Change::new(officer, application, state.approve(officer.id, now), EventKind::Approved, note.clone()),
        Decision::Reject { reason } => Change::new(officer, application, state.reject(officer.id, now), EventKind::Rejected, Some(reason.clone())),
    }?;
    let (sent, world) = (sent(submission)?, &officer.world);
    let in_force = life::customer_email(&world.db.read().await?, change.application.customer.id).await?;
    let to = customer_address(&sent).or(in_force).ok_or_else(|| PageError::internal("a customer without an address"))?;
    let (submission, due) = (submission.clone(), world.ids.next(now));
    let (mail, host) = (MailId(world.ids.next(now)), world.settings.host().to_owned());
    let written = world.db.write(move |tx| async move {
        change.write(&tx).await?;
        match &decision {
            Decision::Approve { note } => match put_in_force(&tx, &change, (&submission, &sent), &common, due).await? {
                Some(day) => change.letter(mail, &host).change_approved(&tx, to, day).await?,
                None => change.letter(mail, &host).approved(&tx, to, note.as_deref()).await?,
            },
            Decision::Reject { reason } => {
                if change.application.purpose == Purpose::Joining {
                    commitments::void(&tx, change.application.customer.id, change.application.id, change.now).await?;
                }
                change.letter(mail, &host).rejected(&tx, to, reason).await?;
            }
        }
        Ok::<_, ChangeError>(())
    });
    Ok(written.await?)
}

/// What was asked for comes into force, at once or on its day.
async fn put_in_force(
    tx: &Tx,
    change: &Change,
    (submission, sent): (&SubmissionRow, &Value),
    common: &[SectionKey],
    due: Uuid,
) -> Result<Option<Day>, ChangeError> {
    let (application, now) = (&change.application, change.now);
    match application.purpose {
        Purpose::Joining => {
            commitments::begin_service(tx, application.customer.id, (application.service, application.form), application.id, now).await?;
            life::join_in_force(tx, application, (submission, sent), common, now).await?;
            Ok(None)
        }
        Purpose::TechnicalChange => life::approve_change(tx, application, sent, due, now).await,
        // An ending is a notice: nobody approves it.
        Purpose::Ending => Err(ChangeError::Closed),
    }
}

pub(super) fn sent(submission: &SubmissionRow) -> Result<Value, PageError> {
    serde_json::from_str(&submission.canonical).map_err(PageError::internal)
}
