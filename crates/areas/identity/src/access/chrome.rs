//! The page around a page: who is logged in, where one can go, in the reader's language.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kit_web::{
    PageError, Texts,
    components::{HiddenField, Html, Link, Notice},
    layout::{LayoutTexts, NavItem, Page, SessionWarning, User, Variant},
};

use super::Visit;
use crate::{
    T,
    session::{Actor, Duty},
};

/// What a handler answers.
pub type Answer = Result<Response, PageError>;

/// The parts of a page that the handler decides.
#[derive(Debug)]
pub struct PageParts<'a> {
    visit: &'a Visit,
    title: String,
    body: String,
    sidebar: Option<String>,
    notices: Vec<Notice<'a>>,
    status: StatusCode,
}

impl Visit {
    /// Puts the layout around a page's own part. `body` is HTML with the page's only `h1`.
    pub fn page(&self, title: impl Into<String>, body: impl ToString) -> PageParts<'_> {
        PageParts { visit: self, title: title.into(), body: body.to_string(), sidebar: None, notices: Vec::new(), status: StatusCode::OK }
    }

    pub fn texts(&self) -> Texts {
        Texts(self.language)
    }
}

impl<'a> PageParts<'a> {
    #[must_use]
    pub fn sidebar(mut self, html: impl ToString) -> Self {
        self.sidebar = Some(html.to_string());
        self
    }

    #[must_use]
    pub fn notice(mut self, notice: Notice<'a>) -> Self {
        self.notices.push(notice);
        self
    }

    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// A page that shows errors: 422, and its title begins with «Virhe».
    #[must_use]
    pub fn with_errors(mut self) -> Self {
        self.title = format!("{}: {}", self.visit.texts().error_word(), self.title);
        self.status(StatusCode::UNPROCESSABLE_ENTITY)
    }
}

impl From<PageParts<'_>> for Answer {
    fn from(parts: PageParts<'_>) -> Self {
        Ok(parts.into_response())
    }
}

impl IntoResponse for PageParts<'_> {
    fn into_response(self) -> Response {
        let visit = self.visit;
        let t = T::of(visit.language);
        let mut page = Page::new(variant(visit), visit.language, self.title, visit.path.as_str(), layout_texts(&t), Html::rendered(self.body));
        page = page.home(home(visit));
        page.sidebar = self.sidebar.map(Html::rendered);
        page.notices = self.notices;
        page.notices.extend(keying(visit, &t));
        page.stand_in_banner = visit.world.settings.stand_ins.as_ref().map(|_| t.stand_in_banner().into());
        page.navigation = navigation(visit, &t);
        page.user = user(visit, &t);
        page.session = session_warning(visit, &t);
        page.footer_links = vec![
            Link::new("/instructions", t.instructions_and_forms()),
            Link::new("/help", t.help_and_contact()),
            Link::new("/data-protection", t.data_protection()),
            Link::new("/accessibility", t.accessibility()),
        ];
        if let Some(session) = &visit.session {
            let own = if matches!(session.actor, Actor::Officer { .. }) { "/office/sessions" } else { "/sessions" };
            page.footer_links.push(Link::new(own, t.own_sessions()));
        }
        if page.user.is_none() {
            page.login = Some(Link::new("/login", t.log_in()));
        }
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        (self.status, [(header::CONTENT_TYPE, html)], page.to_string()).into_response()
    }
}

fn variant(visit: &Visit) -> Variant {
    match visit.session.as_ref().map(|session| &session.actor) {
        None => Variant::Public,
        Some(Actor::Person { .. }) => Variant::SignedIn,
        Some(Actor::Officer { .. }) => Variant::Officer,
    }
}

fn home(visit: &Visit) -> &'static str {
    if matches!(variant(visit), Variant::Officer) { "/office" } else { "/" }
}

fn navigation(visit: &Visit, t: &T) -> Vec<NavItem<'static>> {
    // The address, the label, and what else belongs to the place.
    let places: Vec<(&'static str, &'static str, &'static str)> = match visit.session.as_ref().map(|session| &session.actor) {
        Some(Actor::Person { acting: Some(_), .. }) => vec![
            ("/services", t.services_and_customer_data(), "/applications"),
            ("/instructions", t.instructions_and_forms(), "/texts"),
            ("/billing", t.billing_page(), "/billing"),
            ("/termination", t.termination_page(), "/termination"),
            ("/data-protection", t.data_protection(), "/data-protection"),
            ("/organisation", t.change_organisation(), "/organisation"),
        ],
        Some(Actor::Officer { duties, .. }) => {
            let may_open = office_places(t).into_iter().filter(|(duty, ..)| duties.contains(duty));
            may_open.map(|(_, href, label)| (href, label, href)).collect()
        }
        Some(Actor::Person { acting: None, .. }) | None => Vec::new(),
    };
    // Where one is: the place whose address says the most of it.
    let fits = |part: &str| if visit.path.starts_with(part) { part.len() } else { 0 };
    let fit = |(href, _, also): &(&str, &str, &str)| fits(href).max(fits(also));
    let best = places.iter().map(fit).max().unwrap_or(0);
    places.iter().map(|place| NavItem::new(place.0, place.1, best > 0 && fit(place) == best)).collect()
}

/// The officers' menu: who may open it, the address, the label.
fn office_places(t: &T) -> Vec<(Duty, &'static str, &'static str)> {
    vec![
        (Duty::Look, "/office", t.applications()),
        (Duty::Look, "/office/tasks", t.tasks()), //
        (Duty::Look, "/office/customers", t.customers()),
        (Duty::Look, "/office/bulletins", t.bulletins()),
        (Duty::Look, "/office/registers", t.menu_registers()),
        (Duty::Look, "/office/figures", t.menu_figures()),
        (Duty::Contents, "/office/contents", t.menu_contents()),
        (Duty::Audit, "/office/access-log", t.menu_access_log()),
    ]
}

/// On the customer's pages: that an officer is keying in a paper, and the ways there and out.
fn keying(visit: &Visit, t: &T) -> Option<Notice<'static>> {
    let Some(Actor::Officer { keying: Some(keying), .. }) = visit.session.as_ref().map(|session| &session.actor) else {
        return None;
    };
    let notice = Notice::warning(t.keying_title(&keying.acting.name)).line(t.keying_text());
    let notice = notice.link("/services", t.keying_services()).link("/termination", t.keying_termination());
    (!visit.path.starts_with("/office")).then(|| notice.link("/office/papers/current", t.keying_stop()))
}

fn user<'a>(visit: &'a Visit, t: &T) -> Option<User<'a>> {
    let session = visit.session.as_ref()?;
    let (organisation, role) = match &session.actor {
        Actor::Person { acting, .. } => (acting.as_ref().map(|a| a.name.as_str().into()), None),
        Actor::Officer { duties, .. } => (None, Some(duty_name(duties, t).into())),
    };
    let csrf = HiddenField::new("csrf", visit.csrf());
    Some(User { name: session.name().into(), organisation, role, log_out: "/logout".into(), csrf })
}

/// What an officer is, by the duty that gives most.
fn duty_name(duties: &[Duty], t: &T) -> &'static str {
    let names =
        [(Duty::Lead, t.officer_lead()), (Duty::Handle, t.officer()), (Duty::Contents, t.officer_contents()), (Duty::Audit, t.officer_auditor())];
    names.into_iter().find(|(duty, _)| duties.contains(duty)).map_or_else(|| t.officer_reader(), |(_, name)| name)
}

fn session_warning<'a>(visit: &'a Visit, t: &T) -> Option<SessionWarning<'a>> {
    visit.session.as_ref()?;
    Some(SessionWarning {
        idle_seconds: u32::try_from(visit.world.settings.idle_seconds).unwrap_or(u32::MAX),
        extend: "/session/extend".into(),
        csrf: HiddenField::new("csrf", visit.csrf()),
        title: t.session_ending().into(),
        minutes: t.session_minutes().into(),
        last_minute: t.session_last_minute().into(),
        ended: t.session_ended().into(),
        go_on: t.session_go_on().into(),
    })
}

fn layout_texts(t: &T) -> LayoutTexts<'static> {
    LayoutTexts {
        service_name: t.service_name(),
        service_note: t.service_note(),
        skip_to_content: t.skip_to_content(),
        language_menu: t.language_menu(),
        main_navigation: t.main_navigation(),
        menu: t.menu(),
        signed_in_as: t.signed_in_as(),
        acting_for: t.acting_for(),
        role: t.role(),
        log_out: t.log_out(),
        footer: t.footer(),
    }
}

/// 303: the answer to a form that was taken, so that reloading sends nothing again.
pub fn redirect(to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

#[derive(askama::Template)]
#[template(path = "access/error.html")]
struct ErrorPage<'a> {
    title: &'a str,
    text: &'a str,
    fault: Option<u64>,
    home: &'a str,
    /// The page that the form stands on.
    back: Option<&'a str>,
    t: T,
}

/// The page for each error, in the reader's language.
pub(super) fn error_page(visit: &Visit, error: PageError) -> Response {
    let t = T::of(visit.language);
    let switched = visit.kept.get().is_some();
    let (title, text) = match error {
        PageError::Forged if switched => (t.error_switched(), t.error_switched_text()),
        PageError::NotFound => (t.error_not_found(), t.error_not_found_text()),
        PageError::Forbidden => (t.error_forbidden(), t.error_forbidden_text()),
        PageError::Forged => (t.error_forged(), t.error_forged_text()),
        PageError::Stale => (t.error_stale(), t.error_stale_text()),
        PageError::LoginNeeded => (t.error_login(), t.error_login_text()),
        PageError::Closed => (t.error_closed(), t.error_closed_text()),
        PageError::TooLarge => (t.error_too_large(), t.error_too_large_text()),
        PageError::Unavailable => (t.error_unavailable(), t.error_unavailable_text()),
        PageError::Internal(_) => (t.error_internal(), t.error_internal_text()),
    };
    let fault = if let PageError::Internal(number) = error { Some(number) } else { None };
    let back = (visit.form_sent && !matches!(error, PageError::NotFound | PageError::Forbidden)).then_some(visit.path.as_str());
    let mut response = visit.page(title, ErrorPage { title, text, fault, home: home(visit), back, t }).status(error.status()).into_response();
    if error == PageError::Unavailable {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    response
}
