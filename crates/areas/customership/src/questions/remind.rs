use std::collections::BTreeSet;

use kit_core::{Ids, Instant};
use kit_db::{MailId, Tx};

use super::open_request;
use crate::{
    applications::{self, ChangeError, State},
    due::Due,
    life,
    mails::Letter,
};

/// The day of a reminder has come: if the same round still waits, its customer is told. Reminders whose deadline has come
/// too are left to the one of the deadline.
pub(crate) async fn remind(tx: &Tx, due: &Due, now: Instant, ids: &Ids, (host, public_url): (&str, &str)) -> Result<(), ChangeError> {
    let (Some(application), Some(submission)) =
        (applications::load(tx, due.application).await?, applications::submission(tx, due.application).await?)
    else {
        return Ok(());
    };
    let request =
        open_request(tx, due.application).await?.filter(|request| super::reminders(due.day.plus_days(-1), request.deadline).contains(&due.day));
    let (State::InformationRequested(..), Some(request)) = (&application.state, request) else {
        return Ok(());
    };
    if due.day < request.deadline && now.day() >= request.deadline {
        return Ok(());
    }
    let in_force = life::customer_email(tx, application.customer.id).await?;
    let mut told: BTreeSet<String> =
        life::sent(&submission).map(|sent| life::administrative_contacts(&sent).into_iter().collect()).unwrap_or_default();
    told.extend(life::addresses(&submission, in_force).unwrap_or_default());
    let address = format!("{}/applications/{}", public_url, application.id);
    for to in told {
        let id = MailId(ids.next(now));
        let letter = Letter { id, application: &application, language: application.language, host, now };
        if due.day < request.deadline {
            letter.question_reminded(tx, to, request.deadline, &address).await?;
        } else {
            letter.question_overdue(tx, to, request.deadline, &address).await?;
        }
    }
    Ok(())
}
