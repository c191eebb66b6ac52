use std::collections::HashMap;

use axum::extract::{Path, Query};
use kit_core::Uuid;
use kit_web::{
    PageError,
    components::{Notice, Tag, TagKind},
};

use crate::{
    T,
    access::{Answer, Form, Identified, Officer, Visit, redirect},
    session::{Ending, Own},
};

const PERSONS: &str = "/sessions";
const OFFICERS: &str = "/office/sessions";

#[derive(askama::Template)]
#[template(path = "own_sessions/page.html")]
struct SessionsPage<'a> {
    sessions: Vec<Own>,
    this: Uuid,
    /// The address that the forms go to.
    base: &'static str,
    hours: i64,
    minutes: i64,
    csrf: &'a str,
    t: T,
}

impl SessionsPage<'_> {
    fn device<'s>(&self, session: &'s Own) -> &'s str {
        if session.device.is_empty() { self.t.own_sessions_unknown_device() } else { &session.device }
    }

    fn moment(&self, at: &kit_core::Instant) -> String {
        self.t.own_sessions_at(at.day().finnish(), at.clock_time())
    }

    fn is_this(&self, session: &Own) -> bool {
        session.id == self.this
    }

    fn tag(&self) -> Tag<'_> {
        Tag::new(TagKind::Success, self.t.own_sessions_this())
    }
}

type Said = Query<HashMap<String, String>>;

pub(super) async fn of_person(person: Identified, said: Said) -> Answer {
    show(&person.visit, PERSONS, said).await
}

pub(super) async fn of_officer(officer: Officer, said: Said) -> Answer {
    show(&officer.visit, OFFICERS, said).await
}

async fn show(visit: &Visit, base: &'static str, Query(said): Said) -> Answer {
    let session = visit.session.as_ref().ok_or(PageError::LoginNeeded)?;
    let settings = &visit.world.settings;
    let mut sessions = visit.sessions.own(&visit.world.db, session, visit.now, settings).await?;
    sessions.sort_by_key(|own| own.id != session.id);
    let t = T::of(visit.language);
    let (hours, minutes) = (settings.longest_session_seconds / 3600, settings.idle_seconds / 60);
    let page = SessionsPage { sessions, this: session.id, base, hours, minutes, csrf: visit.csrf(), t };
    let page = visit.page(page.t.own_sessions(), page);
    let t = T::of(visit.language);
    match said.get("said").map(String::as_str) {
        Some("ended") => page.notice(Notice::success(t.own_sessions_ended()).announced()).into(),
        Some("gone") => page.notice(Notice::info(t.own_sessions_gone()).announced()).into(),
        _ => page.into(),
    }
}

pub(super) async fn end_of_person(person: Identified, Path(id): Path<String>, _: Form) -> Answer {
    end(&person.visit, PERSONS, one(&id)?).await
}

pub(super) async fn end_others_of_person(person: Identified, _: Form) -> Answer {
    end(&person.visit, PERSONS, Ending::Others).await
}

pub(super) async fn end_of_officer(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    end(&officer.visit, OFFICERS, one(&id)?).await
}

pub(super) async fn end_others_of_officer(officer: Officer, _: Form) -> Answer {
    end(&officer.visit, OFFICERS, Ending::Others).await
}

fn one(id: &str) -> Result<Ending, PageError> {
    Uuid::try_parse(id).map(Ending::One).map_err(|_| PageError::NotFound)
}

async fn end(visit: &Visit, base: &str, ending: Ending) -> Answer {
    let session = visit.session.as_ref().ok_or(PageError::LoginNeeded)?;
    // This one ends by logging out, which ends it at the provider too.
    if matches!(ending, Ending::One(id) if id == session.id) {
        return Err(PageError::NotFound);
    }
    let ended = visit.sessions.log_out(&visit.world, session, ending, visit.now).await?;
    Ok(redirect(&format!("{base}?said={}", if ended > 0 { "ended" } else { "gone" })))
}
