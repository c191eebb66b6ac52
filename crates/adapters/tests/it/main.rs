//! The adapters against the stand-ins, over HTTP; a plain HTTP client plays the person's browser.
#![allow(clippy::unwrap_used, reason = "tests")]

mod browser;
mod forgery;
mod identification;
mod mandate_faults;
mod mandates;

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use adapters::identification::{Oidc, OidcSettings, OwnKeys};
use kit_core::{Clock, Ids, Instant, Language, Secret};
use ports::{LoginAnswer, LoginRequest};
use standins::StandIns;
use tokio::net::TcpListener;

/// 2026-11-21T07:05:07Z.
const NOW: Instant = Instant::from_micros(1_795_244_707_000_000);

/// Stand-ins on a port of their own, with a clock that stands still.
async fn stand_ins() -> StandIns {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let config = StandIns::new(base_url, "http://ekstranet.test", Clock::fixed(NOW), Ids::random());
    tokio::spawn(standins::serve(listener, config.clone()));
    config
}

fn login(return_to: String) -> LoginRequest {
    let ids = Ids::random();
    LoginRequest { state: ids.secret(), nonce: ids.secret(), verifier: ids.secret(), return_to, language: Language::Fi, fresh: false, begun_at: NOW }
}

fn answer(code: &str) -> LoginAnswer {
    LoginAnswer { code: Some(Secret::new(code)), ..LoginAnswer::default() }
}

/// A client of ours, with keys that are made once.
fn client_of(settings: OidcSettings, clock: Clock) -> Oidc {
    static KEYS: OnceLock<Arc<OwnKeys>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        Arc::new(OwnKeys::open_or_make(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("identification-keys"), Clock::system()).unwrap())
    });
    Oidc::new(settings, Arc::clone(keys), clock, Ids::random()).unwrap()
}

/// An address on which nobody answers.
async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn other(secret: &Secret) -> Secret {
    Secret::new(format!("{}0", &secret.expose()[1..]))
}
