//! Logging in: identification, then the choice of an organisation, then our judgement of the right.
//! Officers have a login of their own. (Finnish guide 2; domain notes 6.)

mod failure;
pub mod keying;
mod keys;
mod officer;
mod person;
mod rules;
mod store;

pub(crate) use rules::own_path;
pub(crate) use store::Kind;

use axum::extract::Query;
use kit_core::{Digest, Secret};
use kit_web::PageError;
use ports::{LoginAnswer, LoginRequest};
use serde::Deserialize;

use crate::{
    access::{Access, Route, Visit},
    session::{Cookies, LOGIN, cookie},
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/login", Access::Anyone, person::begin),
        Route::get("/login/return", Access::Anyone, person::come_back),
        Route::get("/login/failed", Access::Anyone, failure::of_persons),
        Route::get("/officers/login", Access::Anyone, officer::begin),
        Route::get("/officers/login/return", Access::Anyone, officer::come_back),
        Route::get("/officers/login/failed", Access::Anyone, failure::of_officers),
        Route::get("/.well-known/jwks.json", Access::Anyone, keys::show),
    ]
}

/// A person's login that wants a new identification has this in place of a choice.
const ANEW: &str = "anew";

/// Where to go after login.
#[derive(Debug, Default, Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

/// What an outside service sends the browser back with.
#[derive(Debug, Default, Deserialize)]
struct Return {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    /// Who answers (RFC 9207).
    iss: Option<String>,
}

impl Return {
    fn answer(&self) -> LoginAnswer {
        LoginAnswer { code: self.code.as_deref().map(Secret::new), error: self.error.clone(), issuer: self.iss.clone() }
    }
}

/// Notes that a login has begun, and ties it to this browser.
pub(crate) async fn begin(
    visit: &Visit,
    kind: Kind,
    next: &str,
    return_path: &str,
    choice: Option<String>,
) -> Result<(LoginRequest, axum::http::HeaderValue), PageError> {
    let ids = &visit.world.ids;
    let browser = ids.secret();
    let login = LoginRequest {
        state: ids.secret(),
        nonce: ids.secret(),
        verifier: ids.secret(),
        return_to: format!("{}{return_path}", visit.world.settings.public_url),
        language: visit.language,
        fresh: is_anew(kind, choice.as_deref()),
        begun_at: visit.now,
    };
    let attempt = store::Attempt {
        kind,
        browser: Digest::of(browser.expose()),
        nonce: login.nonce.clone(),
        verifier: login.verifier.clone(),
        next: own_path(next).to_owned(),
        language: login.language,
        choice,
        begun_at: login.begun_at,
    };
    store::begin(&visit.world.db, &login.state, attempt, visit.now).await?;
    Ok((login, cookie(LOGIN, browser.expose(), None, &visit.world.settings)))
}

impl store::Attempt {
    /// The request as it was begun, to be finished with the code that came back.
    fn request(&self, visit: &Visit, state: String, return_path: &str) -> LoginRequest {
        LoginRequest {
            state: Secret::new(state),
            nonce: self.nonce.clone(),
            verifier: self.verifier.clone(),
            return_to: format!("{}{return_path}", visit.world.settings.public_url),
            language: self.language,
            fresh: is_anew(self.kind, self.choice.as_deref()),
            begun_at: self.begun_at,
        }
    }
}

fn is_anew(kind: Kind, choice: Option<&str>) -> bool {
    kind == Kind::Person && choice == Some(ANEW)
}

/// The attempt that comes back with this state, if it began in this browser; once.
pub(crate) async fn take(
    visit: &Visit,
    headers: &axum::http::HeaderMap,
    kind: Kind,
    state: Option<&str>,
) -> Result<Option<store::Attempt>, PageError> {
    let (Some(state), Some(browser)) = (state, Cookies::of(headers, &visit.world.settings).secret(LOGIN)) else {
        return Ok(None);
    };
    let attempt = store::take(&visit.world.db, &Secret::new(state), visit.now).await?;
    Ok(attempt.filter(|attempt| attempt.kind == kind && attempt.browser == Digest::of(browser.expose())))
}

type Back = Query<Return>;
