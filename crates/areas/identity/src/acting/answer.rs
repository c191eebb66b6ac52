//! The person is back from the mandate service: what was found is judged, written down, and followed.

use axum::{extract::Query, http::HeaderMap};
use kit_core::{Instant, Uuid};
use ports::{Chosen, MandateError, OrganisationRights};
use registers::Organisation;

use super::{
    Asked, asked,
    choice::{Begun, RETURN, begin_address, failed_page},
    registered, role,
    rules::{NoRight, judge},
    store::{Found, RightsRow},
};
use crate::{
    access::{Answer, Identified, redirect},
    login::{Kind, take},
};

/// What an organisation in the answer is worth.
pub(super) enum Worth {
    Accepted(Box<Organisation>, String),
    NoRight(NoRight),
    NotInRegister,
    SeveralInRegister,
}

impl Worth {
    /// As the log of rights names it.
    const fn key(&self) -> &'static str {
        match self {
            Self::Accepted(..) => "accepted",
            Self::NoRight(NoRight::MandateNeeded) => "mandate-needed",
            Self::NoRight(NoRight::NoneFound) => "no-right",
            Self::NoRight(NoRight::NotAllAsked) => "not-checked",
            Self::NotInRegister => "not-in-register",
            Self::SeveralInRegister => "several-in-register",
        }
    }
}

pub(super) async fn worth(person: &Identified, found: &OrganisationRights) -> Result<Worth, kit_web::PageError> {
    let mut rows = registered(person, found).await?;
    let Some(organisation) = rows.pop() else { return Ok(Worth::NotInRegister) };
    if !rows.is_empty() {
        return Ok(Worth::SeveralInRegister);
    }
    Ok(match judge(&person.world.settings.allowed_rights, organisation.kind, found) {
        Ok(right) => Worth::Accepted(Box::new(organisation), right),
        Err(no_right) => Worth::NoRight(no_right),
    })
}

pub(super) async fn come_back(person: Identified, headers: HeaderMap, Query(back): Asked) -> Answer {
    let attempt = take(&person.visit, &headers, Kind::Organisation, back.get("state").map(String::as_str)).await?;
    let begun = attempt.as_ref().and_then(|attempt| serde_json::from_str::<Begun>(attempt.choice.as_deref()?).ok());
    let (Some(attempt), Some(begun)) = (attempt, begun) else {
        // Loaded again, or the back button: who acts for somebody goes on.
        return Ok(redirect(if person.acting.is_some() { "/" } else { "/organisation" }));
    };
    let choice = begun.choice();
    let return_to = format!("{}{RETURN}", person.world.settings.public_url);
    let chosen = match (asked(&back, "code"), asked(&back, "error")) {
        ("", "access_denied" | "cancel") => Chosen { found: Err(MandateError::Cancelled), request_ids: choice.request_ids.clone() },
        ("", error) => {
            let why = if error.is_empty() { "neither a code nor an error came back" } else { "an error came back" };
            Chosen { found: Err(MandateError::Refused(why.to_owned())), request_ids: choice.request_ids.clone() }
        }
        (code, _) => person.world.mandates.finish(&choice, code, &return_to).await,
    };
    person.world.mandates.end(&choice).await;
    let told = (begun.asked_at, chosen.request_ids);
    match chosen.found {
        Ok(found) => follow(&person, found, &attempt.next, told).await,
        // The mandate service's session is over: begun again by itself, once. A code that was used has done its work.
        Err(error @ (MandateError::Over | MandateError::CodeUsed)) => {
            write(&person, row(&person, "over", None, None, &told)).await?;
            Ok(match error {
                MandateError::CodeUsed if person.acting.is_some() => redirect(&attempt.next),
                _ if !begun.again => redirect(&begin_address(&attempt.next, true)),
                error => failed_page(&person, &error, &attempt.next),
            })
        }
        Err(error) => failed(&person, &error, &attempt.next, told).await,
    }
}

/// When the service was asked, and the ids of the requests.
type Told = (Instant, Vec<Uuid>);

/// Nothing was found out: a row in the log, and a page that says what one can do.
pub(super) async fn failed(person: &Identified, error: &MandateError, next: &str, told: Told) -> Answer {
    let outcome = match error {
        MandateError::Cancelled => "cancelled",
        MandateError::Over | MandateError::CodeUsed => "over",
        MandateError::PersonRefused => "person-refused",
        MandateError::Refused(_) => "refused",
        MandateError::Unavailable(_) => "unavailable",
    };
    if matches!(error, MandateError::PersonRefused | MandateError::Refused(_) | MandateError::Unavailable(_)) {
        tracing::warn!(%error, "the mandate service");
    }
    write(person, row(person, outcome, None, None, &told)).await?;
    Ok(failed_page(person, error, next))
}

async fn follow(person: &Identified, found: Vec<OrganisationRights>, next: &str, told: Told) -> Answer {
    let (asked_at, request_ids) = told.clone();
    let kept = Found { organisations: found, next: next.to_owned(), asked_at, answered_at: person.now, request_ids };
    match kept.organisations.as_slice() {
        [] => {
            role::keep(person, kept.clone(), vec![row(person, "nothing", None, None, &told)]).await?;
            Ok(redirect("/organisation/missing"))
        }
        [one] => {
            let worth = worth(person, one).await?;
            let key = worth.key();
            match worth {
                Worth::Accepted(organisation, right) => {
                    let row = row(person, key, Some(one), Some(&right), &told);
                    role::act_for(person, &organisation, right, kept.answered_at, next, row).await
                }
                Worth::NoRight(_) | Worth::NotInRegister | Worth::SeveralInRegister => {
                    let row = row(person, key, Some(one), None, &told);
                    let lost = !matches!(worth, Worth::NoRight(NoRight::NotAllAsked));
                    let acts = person.acting.as_ref().is_some_and(|acting| acting.business_id == one.business_id);
                    if lost && acts { role::act_for_nobody(person, kept.clone(), row).await } else { refuse(person, kept.clone(), row).await }
                }
            }
        }
        several => {
            let rows = several.iter().map(|one| row(person, "offered", Some(one), None, &told)).collect();
            role::keep(person, kept.clone(), rows).await?;
            Ok(redirect("/organisation/several"))
        }
    }
}

async fn refuse(person: &Identified, kept: Found, row: RightsRow) -> Answer {
    role::keep(person, kept, vec![row]).await?;
    Ok(redirect("/organisation/missing"))
}

pub(super) fn row(
    person: &Identified,
    outcome: &'static str,
    found: Option<&OrganisationRights>,
    right: Option<&str>,
    (asked_at, request_ids): &Told,
) -> RightsRow {
    RightsRow {
        id: person.world.ids.next(person.now),
        person: person.id,
        asked_at: *asked_at,
        at: person.now,
        outcome,
        found: found.cloned(),
        right: right.map(str::to_owned),
        request_ids: request_ids.clone(),
    }
}

async fn write(person: &Identified, row: RightsRow) -> Result<(), kit_web::PageError> {
    Ok(person.world.db.write(move |tx| async move { row.write(&tx).await }).await?)
}
