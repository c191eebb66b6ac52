use kit_core::{Day, Ids, Instant, Uuid};
use kit_db::Tx;
use serde_json::Value;

use super::{TaskKind, change_day, sent, store::put_service_section, tasks};
use crate::{
    applications::{self, Application, ApplicationId, ChangeError, Event, EventKind},
    due::{self, DueKind},
    sections::SectionKey,
};

/// The first day of a technical change that is approved on `approved`: its own day, if that is not past.
pub fn change_holds_from(sent: &Value, approved: Day) -> Option<Day> {
    change_day(sent).map(|day| day.max(approved))
}

/// An officer has approved a technical change: it waits for its day, and with it the connections. Gives the day.
pub async fn approve_change(tx: &Tx, application: &Application, sent: &Value, ids: &Ids, now: Instant) -> Result<Option<Day>, ChangeError> {
    let Some(day) = change_holds_from(sent, now.day()) else {
        return Ok(None);
    };
    due::schedule(tx, ids.next(now), DueKind::ChangeData, application.id, day).await?;
    tasks::add(tx, ids.next(now), TaskKind::UpdateConnections, application, &[], day, now).await?;
    Ok(Some(day))
}

/// The day has come: the new data are in force.
pub async fn change_data(tx: &Tx, application: ApplicationId, event_id: Uuid, now: Instant) -> Result<(), ChangeError> {
    let (Some(application), Some(submission)) = (applications::load(tx, application).await?, applications::submission(tx, application).await?) else {
        return Err(ChangeError::Closed);
    };
    let sent = sent(&submission).map_err(|_| ChangeError::Closed)?;
    for section in application.sections_asked().iter().map(|section| section.key()).filter(|key| *key != SectionKey::ChangeDay) {
        let value = &sent["sections"][section.key()];
        if !value.is_null() {
            put_service_section(tx, &application, section, &submission, value, now).await?;
        }
    }
    let event = Event {
        id: event_id,
        at: now,
        kind: EventKind::CarriedOut,
        by_officer: true,
        actor: None,
        actor_name: applications::PROGRAM.to_owned(),
        note: None,
    };
    Ok(event.write(tx, application.id).await?)
}
