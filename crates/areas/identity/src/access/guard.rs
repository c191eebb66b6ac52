//! The guard in front of each page: session, language, access; and the page for each error.

use std::sync::{Arc, OnceLock};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kit_core::{Digest, Language, Secret};
use kit_web::{Fields, PageError};

use super::{Access, Door, Identified, Officer, Program, Representative, Visit, chrome, form, parked, redirect, visit::VisitFacts};
use crate::session::{Cookies, LANGUAGE, Origin, PARKED, SESSION, Session, cookie, device, expired_cookie, has_shape};

/// Seconds for which a browser remembers the language: a year.
const LANGUAGE_KEPT: i64 = 365 * 24 * 3600;

pub(super) async fn guard(State((program, door)): State<(Program, Door)>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visit = match visit(&program, &parts, door.page).await {
        Ok(visit) => visit,
        Err(error) => return error.into_response(),
    };
    let chosen = chosen_language(parts.uri.query());
    let request = Request::from_parts(parts, body);
    let mut response = match entry(door.access, &visit) {
        Entry::Open => pass(&visit, request, next).await,
        Entry::Closed(error) => error.into_response(),
        Entry::Elsewhere(elsewhere) => send_to(elsewhere, door, &visit, request).await,
    };
    if let Some(error) = response.extensions().get::<PageError>().copied() {
        response = chrome::error_page(&visit, error);
    }
    if let Some((secret, origin)) = visit.kept.get() {
        // Of the same role: the page gives it back at once. Of another: the page of the error says where it waits.
        if *origin == Origin::Same {
            response = redirect(&visit.path);
        }
        set_cookie(&mut response, cookie(PARKED, secret.expose(), None, &program.world.settings));
    }
    if visit.form_sent && !visit.from.is_empty() {
        keep_from(&visit, &mut response);
    }
    if let Some(language) = chosen {
        set_cookie(&mut response, cookie(LANGUAGE, language.code(), Some(LANGUAGE_KEPT), &program.world.settings));
    }
    response
}

/// What happens to the visitor at this door.
enum Entry {
    Open,
    Closed(PageError),
    /// The address where one becomes the visitor that is wanted.
    Elsewhere(&'static str),
}

fn entry(access: Access, visit: &Visit) -> Entry {
    let officer = Officer::of(visit.clone());
    let person = Identified::of(visit.clone());
    match access {
        Access::Anyone => Entry::Open,
        Access::Identified if person.is_some() => Entry::Open,
        Access::Representative if Representative::of(visit.clone()).is_some() => Entry::Open,
        Access::Representative if person.is_some() => Entry::Elsewhere("/organisation"),
        Access::Officer(duty) if officer.as_ref().is_some_and(|officer| officer.may(duty)) => Entry::Open,
        Access::Officer(_) if officer.is_some() => Entry::Closed(PageError::Forbidden),
        // One is either a representative or an officer in a session: the other side does not exist.
        Access::Officer(_) if person.is_some() => Entry::Closed(PageError::NotFound),
        Access::Identified | Access::Representative if officer.is_some() => Entry::Closed(PageError::NotFound),
        Access::Identified | Access::Representative => Entry::Elsewhere("/login"),
        Access::Officer(_) => Entry::Elsewhere("/officers/login"),
    }
}

async fn visit(program: &Program, request: &Parts, page: Option<usize>) -> Result<Visit, PageError> {
    let world = &program.world;
    let now = world.clock.now();
    let cookies = Cookies::of(&request.headers, &world.settings);
    let secret = cookies.secret(SESSION);
    let mut session = None;
    if let Some(secret) = &secret {
        session = program.sessions.find(&world.db, Digest::of(secret.expose()), now, &world.settings).await?;
    }
    let chosen = chosen_language(request.uri.query());
    if let (Some(found), Some(language)) = (&session, chosen)
        && found.language != language
    {
        session = program.sessions.seen(&world.db, found, now, language).await?;
    }
    let language = chosen.unwrap_or_else(|| language(session.as_ref(), &cookies, &request.headers));
    let path = match page {
        Some(parts) => request.uri.path().split('/').take(parts).collect::<Vec<_>>().join("/"),
        None => without_language(request.uri.path(), request.uri.query()),
    };
    let form_sent = request.method == Method::POST;
    let from = if form_sent { from(page_before(&request.headers).as_deref()) } else { from(request.uri.query()) };
    let mut restored = None;
    if let (Some(key), Some(session), true) = (cookies.secret(PARKED), &session, request.method == Method::GET && page.is_none()) {
        restored = parked::take(&world.db, &key, request.uri.path(), &session.actor).await?;
    }
    let (world, sessions, looks) = (Arc::clone(world), Arc::clone(&program.sessions), Arc::clone(&program.looks));
    let secret = session.is_some().then_some(secret).flatten();
    let from_elsewhere = request.headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    let user_agent = request.headers.get(header::USER_AGENT).and_then(|name| name.to_str().ok()).unwrap_or_default();
    let (device, kept) = (device(user_agent), OnceLock::new());
    let parked = restored;
    Ok(Visit::new(VisitFacts { world, sessions, looks, session, secret, language, path, form_sent, from, now, parked, from_elsewhere, device, kept }))
}

async fn pass(visit: &Visit, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    if visit.parked.is_some() {
        set_cookie(&mut response, expired_cookie(PARKED, &visit.world.settings));
    }
    response
}

/// Sends the visitor to a door; what a form brought along is kept until they are back.
async fn send_to(elsewhere: &str, door: Door, visit: &Visit, request: Request) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let next = if method == Method::GET { visit.path.clone() } else { path.clone() };
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("next", &next).finish();
    let mut response = redirect(&format!("{elsewhere}?{query}"));
    // Kept where the page at the same address can give it back.
    if method == Method::POST && door.page.is_none() && form::is_form(request.headers()) {
        match park(visit, &path, request.into_body()).await {
            Ok(Some(secret)) => set_cookie(&mut response, cookie(PARKED, secret.expose(), None, &visit.world.settings)),
            Ok(None) => {}
            Err(error) => return error.into_response(),
        }
    }
    response
}

async fn park(visit: &Visit, path: &str, body: Body) -> Result<Option<Secret>, PageError> {
    let fields: Fields = form::read(body).await?;
    if !has_shape(fields.get("csrf")) {
        return Ok(None);
    }
    let secret = visit.world.ids.secret();
    parked::keep(&visit.world.db, &secret, path, &fields, visit.now).await?;
    Ok(Some(secret))
}

/// The page that a form stands on: its own address shows nothing.
pub(super) async fn page_of_form(visit: Visit) -> Response {
    redirect(&visit.path)
}

/// A path that no route has, or a method that a path has not.
pub(super) async fn no_such_page() -> PageError {
    PageError::NotFound
}

fn language(session: Option<&Arc<Session>>, cookies: &Cookies<'_>, headers: &HeaderMap) -> Language {
    let accepted = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(accepted_language);
    session.map(|s| s.language).or_else(|| cookies.get(LANGUAGE).and_then(Language::from_code)).or_else(accepted).unwrap_or_default()
}

/// The first of our languages in `Accept-Language`.
fn accepted_language(header: &str) -> Option<Language> {
    header.split(',').find_map(|part| Language::from_code(part.trim().get(..2)?))
}

fn chosen_language(query: Option<&str>) -> Option<Language> {
    form_urlencoded::parse(query?.as_bytes()).find(|(name, _)| name == "lang").and_then(|(_, code)| Language::from_code(&code))
}

fn without_language(path: &str, query: Option<&str>) -> String {
    let rest = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).filter(|(name, _)| name != "lang");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The query of the page that a form was sent from.
fn page_before(headers: &HeaderMap) -> Option<String> {
    let address = headers.get(header::REFERER)?.to_str().ok()?;
    Some(address.split_once('?')?.1.split('#').next().unwrap_or_default().to_owned())
}

fn from(query: Option<&str>) -> String {
    let mut pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    pairs.find(|(name, _)| name == "from").map(|(_, from)| from.into_owned()).unwrap_or_default()
}

/// What a form leads back to is still the page that was opened from a list.
fn keep_from(visit: &Visit, response: &mut Response) {
    let Some(location) = response.headers().get(header::LOCATION).and_then(|location| location.to_str().ok()) else { return };
    let (address, place) = location.split_once('#').map_or((location, String::new()), |(address, place)| (address, format!("#{place}")));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if path != visit.path {
        return;
    }
    let mut query = form_urlencoded::Serializer::new(query.to_owned());
    query.append_pair("from", &visit.from);
    if let Ok(kept) = HeaderValue::from_str(&format!("{path}?{}{place}", query.finish())) {
        response.headers_mut().insert(header::LOCATION, kept);
    }
}

pub(crate) fn set_cookie(response: &mut Response, value: HeaderValue) {
    response.headers_mut().append(header::SET_COOKIE, value);
}
