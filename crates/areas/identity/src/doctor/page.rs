use std::collections::HashMap;

use axum::{extract::Query, http::StatusCode};
use kit_web::components::DescriptionRows;
use ports::OrganisationRights;

use super::{
    rules::{Diagnosis, Finding, Registered, diagnose},
    texts,
};
use crate::{
    T,
    access::{Answer, Identified, redirect},
    acting::{begin_address, found, registered},
    session::Acting,
};

#[derive(askama::Template)]
#[template(path = "doctor/page.html")]
struct DoctorPage<'a> {
    title: &'a str,
    missing: String,
    found: Option<DescriptionRows<'a>>,
    helpers: Vec<&'static str>,
    /// Is it the mandate that is missing?
    mandate: bool,
    message: Option<String>,
    /// Rows of the message's field.
    lines: usize,
    begin: String,
    t: T,
}

pub(super) async fn show(person: Identified, Query(sent): Query<HashMap<String, String>>) -> Answer {
    let of = sent.get("of").map(String::as_str);
    let answer = found(&person).await?;
    // Without an answer the page tells in general how one gets a right.
    let (one, next) = match (of, answer.as_ref()) {
        (Some("none"), answer) => (None, answer.map_or("/", |answer| answer.next.as_str())),
        (_, None) => return Ok(redirect("/organisation")),
        (Some(of), Some(answer)) => (answer.organisations.iter().find(|one| one.business_id == of), answer.next.as_str()),
        (None, Some(answer)) => (answer.organisations.first(), answer.next.as_str()),
    };
    let in_register = match one {
        Some(one) => match registered(&person, one).await?.as_slice() {
            [] => Registered::Never,
            [organisation] => Registered::Once(organisation.kind),
            _ => Registered::Several,
        },
        None => Registered::Never,
    };
    let t = T::of(person.language);
    let diagnosis = diagnose(&person.world.settings.allowed_rights, one, in_register);
    let organisation = one.map_or_else(String::new, |one| t.doctor_organisation(&one.business_id, &one.name));
    let (title, missing) = texts::finding(&t, &diagnosis, &organisation);
    let message = texts::message(&t, &diagnosis, &organisation, &person.name);
    let page = DoctorPage {
        title,
        missing,
        found: one.map(|one| rows(&t, one, in_register)),
        helpers: diagnosis.helpers.iter().map(|helper| texts::helper(&t, *helper)).collect(),
        mandate: wants_mandate(&diagnosis),
        lines: message.as_ref().map_or(0, |message| message.lines().count() + message.len() / 60),
        message,
        begin: begin_address(next, false),
        t,
    };
    let status = match diagnosis.finding {
        Finding::NotChecked => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
    };
    person.visit.page(title, page).status(status).into()
}

const fn wants_mandate(diagnosis: &Diagnosis) -> bool {
    !matches!(diagnosis.finding, Finding::Enough | Finding::NotChecked | Finding::NotInRegister | Finding::SeveralInRegister)
}

/// What Suomi.fi said and what the register has.
fn rows<'a>(t: &T, found: &OrganisationRights, registered: Registered) -> DescriptionRows<'a> {
    let (mandates, roles): (Vec<&String>, Vec<&String>) = found.rights.iter().partition(|right| Acting::is_mandate(right));
    let roles: Vec<String> = roles.into_iter().map(|code| format!("{} ({code})", texts::role(t, code))).collect();
    let mandates: Vec<&str> = mandates.into_iter().map(|theme| theme.rsplit('/').next().unwrap_or(theme)).collect();
    let list = |words: String| if words.is_empty() { t.doctor_none().to_owned() } else { words };
    let in_register = match registered {
        Registered::Never => t.doctor_register_never(),
        Registered::Once(_) => t.doctor_register_once(),
        Registered::Several => t.doctor_register_several(),
    };
    DescriptionRows::new()
        .row(t.doctor_found_organisation(), t.doctor_organisation(&found.business_id, &found.name))
        .row(t.doctor_found_roles(), list(roles.join(", ")))
        .row(t.doctor_found_mandates(), list(mandates.join(", ")))
        .row(t.doctor_found_complete(), if found.complete { t.doctor_complete() } else { t.doctor_incomplete() })
        .row(t.doctor_found_register(), in_register)
}
