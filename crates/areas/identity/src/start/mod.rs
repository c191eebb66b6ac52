//! The public pages: what the extranet is for, who gets in and with what, where to get help
//! (Finnish guide 1 and 6, Swedish guide 1 and 5).

use askama::Template;

use crate::{
    T,
    access::{Access, Answer, Representative, Route, Visit, redirect},
    session::Actor,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", Access::Anyone, start),
        Route::get("/help", Access::Anyone, help),
        Route::get("/data-protection", Access::Anyone, data_protection),
        Route::get("/accessibility", Access::Anyone, accessibility),
    ]
}

#[derive(Template)]
#[template(path = "start/start.html")]
struct Start<'a> {
    stand_ins: Option<&'a str>,
    t: T,
}

async fn start(visit: Visit) -> Answer {
    match visit.session.as_ref().map(|session| &session.actor) {
        Some(Actor::Person { acting: Some(_), .. }) => return Ok(redirect("/services")),
        Some(Actor::Person { acting: None, .. }) => return Ok(redirect("/organisation")),
        Some(Actor::Officer { .. }) => return Ok(redirect("/office")),
        None => {}
    }
    let t = T::of(visit.language);
    visit.page(t.start_title(), Start { stand_ins: visit.world.settings.stand_ins.as_deref(), t }).into()
}

macro_rules! information_page {
    ($handler:ident, $page:ident, $path:literal, $title:ident) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $page {
            t: T,
        }

        async fn $handler(visit: Visit) -> Answer {
            let t = T::of(visit.language);
            visit.page(t.$title(), $page { t }).into()
        }
    };
}

information_page!(help, HelpPage, "start/help.html", help_and_contact);
information_page!(accessibility, AccessibilityPage, "start/accessibility.html", accessibility);

/// What the customer register holds of whom, and why (GDPR articles 13 and 14; domain notes 11.2–11.5).
#[derive(Template)]
#[template(path = "start/data_protection.html")]
struct DataProtectionPage {
    /// For a customer, who may see its part of the access log.
    acts: bool,
    idle_minutes: i64,
    longest_hours: i64,
    t: T,
}

async fn data_protection(visit: Visit) -> Answer {
    let settings = &visit.world.settings;
    // Rounded up: nothing is kept longer than the page says.
    let up = |seconds: i64, unit: i64| (seconds + unit - 1) / unit;
    let (idle_minutes, longest_hours) = (up(settings.idle_seconds, 60), up(settings.longest_session_seconds, 3600));
    let (t, acts) = (T::of(visit.language), Representative::of_visit(&visit).is_some());
    visit.page(t.data_protection(), DataProtectionPage { acts, idle_minutes, longest_hours, t }).into()
}
