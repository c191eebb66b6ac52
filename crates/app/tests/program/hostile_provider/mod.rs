//! An identity provider that is broken, or hostile: whatever it answers, nobody is logged in, and the log has one row of it.

mod cases;
mod logout;
mod scene;
mod server;
mod tokens;

use kit_db::{Sql, testing::TestDb};
use serde_json::Value;

use cases::{ANSWERS, CLAIMS, Case, FRESH, GOOD, KEYS, SLOW, TOKENS};
use scene::{begin, finish, good_keys, scene, verified};
use server::{Server, field};

use logout::no_forged_logout_ends_a_session;

use crate::support::{Browser, TestApp, migrated};

kit_db::on_both_databases!(migrated: no_broken_answer_logs_anybody_in, an_answer_counts_once_and_where_the_login_began, who_does_not_say_who_answers_is_refused,
    what_the_client_says_is_signed_and_for_once, no_forged_logout_ends_a_session);

const SESSIONS: Sql = Sql("SELECT COUNT(*) FROM session");
const ROWS: Sql = Sql("SELECT action, object, actor_kind FROM access_log ORDER BY action, object, actor_kind");

async fn start(database: TestDb, flags: &[&str]) -> (TestApp, Server) {
    cases::ready();
    let server = Server::start().await;
    server.publish(good_keys());
    let issuer = format!("--identification-issuer={}", server.issuer);
    let app = TestApp::start_with(database, &[&[issuer.as_str()], flags].concat()).await;
    (app, server)
}

type LogLine = (String, String, String);

/// Action, object and kind of actor of every row of the log.
async fn rows(app: &TestApp) -> Vec<LogLine> {
    let rows = app.db.read().await.unwrap().rows(ROWS, &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap())).collect()
}

/// The rows that were not there before.
async fn new_rows(app: &TestApp, before: &[LogLine]) -> Vec<LogLine> {
    let mut new = rows(app).await;
    for row in before {
        let known = new.iter().position(|one| one == row).expect("rows are only added");
        new.remove(known);
    }
    new
}

/// Nobody came in, and one row says why; the page is calm and says nothing of what came.
async fn refused(app: &TestApp, browser: &Browser, before: &[LogLine], name: &str, expected: &str) {
    assert_eq!(app.count(SESSIONS).await, 0, "{name}: a session");
    let row = ("login-failed".to_owned(), expected.to_owned(), "visitor".to_owned());
    assert_eq!(new_rows(app, before).await, [row], "{name}");
    let why = expected.strip_prefix("login-").unwrap();
    assert!(browser.page.address.ends_with(&format!("/login/failed?why={why}")), "{name}: {}", browser.page.address);
    for secret in ["<script>", "0600", scene::CODE, "eyJ"] {
        assert!(!browser.page.html.contains(secret), "{name}: «{secret}» is shown");
    }
    assert!(browser.page.html.contains("/login\""), "{name}: one can begin again");
}

async fn try_one(app: &TestApp, server: &Server, start: &str, (name, expected, change): Case) {
    let mut begun = begin(app, server, start).await;
    let mut scene = scene(app, server, &begun).await;
    change(&mut scene);
    let before = rows(app).await;
    finish(&scene, server, &mut begun.browser).await;
    refused(app, &begun.browser, &before, name, expected).await;
}

async fn no_broken_answer_logs_anybody_in(database: TestDb) {
    let (app, server) = start(database, &[]).await;
    let mut tried = 0;
    for case in [ANSWERS, TOKENS, CLAIMS].concat() {
        try_one(&app, &server, "/login", case).await;
        tried += 1;
    }
    for case in FRESH {
        try_one(&app, &server, "/login?fresh=yes", *case).await;
        tried += 1;
    }
    for (name, expected, change) in KEYS {
        // The keys that are known go stale, so that they are read again.
        app.clock.advance(31);
        let mut begun = begin(&app, &server, "/login").await;
        let mut scene = scene(&app, &server, &begun).await;
        scene.header("kid", "b");
        scene.signer = tokens::Signer::Rs256("b");
        change(&mut scene);
        let before = rows(&app).await;
        finish(&scene, &server, &mut begun.browser).await;
        refused(&app, &begun.browser, &before, name, expected).await;
        tried += 1;
    }
    for case in SLOW {
        app.clock.advance(31);
        try_one(&app, &server, "/login", *case).await;
        tried += 1;
    }
    let asked = server.asked();
    for never in ["/elsewhere", "/evil-keys", "/evil-certificate"] {
        assert!(asked.iter().all(|(path, _)| path != never), "{never} was asked");
    }
    println!("{tried} broken answers, no session, one row each");
    assert!(tried >= 60);
    for (name, change) in GOOD {
        app.clock.advance(31);
        server.publish(good_keys());
        let mut begun = begin(&app, &server, "/login").await;
        let mut scene = scene(&app, &server, &begun).await;
        change(&mut scene);
        let before = rows(&app).await;
        let address = finish(&scene, &server, &mut begun.browser).await;
        assert!(address.contains("/organisation"), "{name}: {address}");
        let row = ("login".to_owned(), "session".to_owned(), "representative".to_owned());
        assert_eq!((app.count(SESSIONS).await, new_rows(&app, &before).await), (1, vec![row]), "{name}");
        begun.browser.get("/organisation").await;
        begun.browser.press("Kirjaudu ulos").await;
        assert_eq!(app.count(SESSIONS).await, 0, "{name}");
    }
}

async fn an_answer_counts_once_and_where_the_login_began(database: TestDb) {
    let (app, server) = start(database, &[]).await;
    // In another browser.
    let begun = begin(&app, &server, "/login").await;
    let good = scene(&app, &server, &begun).await;
    let (mut thief, before) = (begin(&app, &server, "/login").await.browser, rows(&app).await);
    finish(&good, &server, &mut thief).await;
    refused(&app, &thief, &before, "in another browser", "login-lost").await;

    // A second time: the first answer was a cancelling, and then a good one comes.
    let mut begun = begin(&app, &server, "/login").await;
    let mut cancelled = scene(&app, &server, &begun).await;
    let state = cancelled.state.clone();
    cancelled.back(&[("error", "access_denied"), ("state", &state)]);
    finish(&cancelled, &server, &mut begun.browser).await;
    let (good, before) = (scene(&app, &server, &begun).await, rows(&app).await);
    finish(&good, &server, &mut begun.browser).await;
    refused(&app, &begun.browser, &before, "a second time", "login-lost").await;

    // Too late.
    let mut begun = begin(&app, &server, "/login").await;
    app.clock.advance(30 * 60);
    let (good, before) = (scene(&app, &server, &begun).await, rows(&app).await);
    finish(&good, &server, &mut begun.browser).await;
    refused(&app, &begun.browser, &before, "too late", "login-lost").await;

    // With the nonce of an earlier login: a code that was meant for somebody else's browser.
    let earlier = begin(&app, &server, "/login").await;
    let mut begun = begin(&app, &server, "/login").await;
    let mut injected = scene(&app, &server, &begun).await;
    injected.claim("nonce", earlier.asked["nonce"].clone());
    let before = rows(&app).await;
    finish(&injected, &server, &mut begun.browser).await;
    refused(&app, &begun.browser, &before, "an injected code", "login-untrusted").await;

    // At the officers' door.
    let mut begun = begin(&app, &server, "/login").await;
    let good = scene(&app, &server, &begun).await;
    let before = rows(&app).await;
    let query = reqwest::Url::parse_with_params("http://x/", &good.back).unwrap().query().unwrap().to_owned();
    begun.browser.get(&format!("/officers/login/return?{query}")).await;
    assert_eq!((app.count(SESSIONS).await, new_rows(&app, &before).await.len()), (0, 1));
    assert!(begun.browser.page.address.ends_with("/officers/login/failed?why=lost"));

    // The back button, with a session: one goes on, and there is no row.
    let mut begun = begin(&app, &server, "/login").await;
    let good = scene(&app, &server, &begun).await;
    finish(&good, &server, &mut begun.browser).await;
    let before = rows(&app).await;
    finish(&good, &server, &mut begun.browser).await;
    assert_eq!((app.count(SESSIONS).await, new_rows(&app, &before).await), (1, Vec::new()));
}

async fn who_does_not_say_who_answers_is_refused(database: TestDb) {
    let (app, server) = start(database, &["--identification-issuer-in-answer"]).await;
    try_one(&app, &server, "/login", ("nobody says who answers", "login-untrusted", |_| {})).await;
    let mut begun = begin(&app, &server, "/login").await;
    let mut good = scene(&app, &server, &begun).await;
    good.back.push(("iss".into(), server.issuer.clone()));
    finish(&good, &server, &mut begun.browser).await;
    assert_eq!(app.count(SESSIONS).await, 1);
}

async fn what_the_client_says_is_signed_and_for_once(database: TestDb) {
    let (app, server) = start(database, &["--identification-service-name=Mallipalvelu"]).await;
    let mut begun = begin(&app, &server, "/login?fresh=yes&lang=sv").await;
    let scene = scene(&app, &server, &begun).await;
    finish(&scene, &server, &mut begun.browser).await;
    let asked = &begun.asked;
    let text = |name: &str| asked[name].as_str().unwrap();
    assert_eq!((text("iss"), text("client_id"), text("aud")), ("ekstranet", "ekstranet", server.issuer.as_str()));
    assert_eq!((text("response_type"), text("scope"), text("ui_locales"), text("prompt")), ("code", "openid", "sv", "login"));
    assert_eq!((text("ftn_spname"), &asked["max_age"], asked["exp"].as_i64().unwrap() - scene.now), ("Mallipalvelu", &Value::from(0), 600));
    assert_eq!(text("acr_values"), "http://ftn.ficora.fi/2017/loa2 http://ftn.ficora.fi/2017/loa3");
    assert!(text("nonce").len() >= 32 && text("state").len() >= 32 && text("jti").len() >= 32);

    let (_, form) = server.asked().into_iter().find(|(path, _)| path == "/token").unwrap();
    let sent = |name: &str| field(&form, name).unwrap_or_default();
    let digest = kit_core::Digest::of(sent("code_verifier"));
    assert_eq!((text("code_challenge_method"), text("code_challenge")), ("S256", tokens::encoded(digest.bytes()).as_str()));
    assert_eq!((sent("grant_type").as_str(), sent("redirect_uri").as_str()), ("authorization_code", text("redirect_uri")));
    let assertion = verified(&sent("client_assertion"), "JWT", &scene.client);
    assert_eq!((assertion["iss"].as_str(), assertion["sub"].as_str()), (Some("ekstranet"), Some("ekstranet")));
    assert_eq!(assertion["aud"].as_str().unwrap(), format!("{}/token", server.issuer));
    assert_eq!(assertion["exp"].as_i64().unwrap() - scene.now, 60);
    assert_ne!(assertion["jti"], asked["jti"]);
    let keys = scene.client["keys"].as_array().unwrap();
    for key in keys {
        let text = |name: &str| key[name].as_str().unwrap();
        let canonical = format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, text("e"), text("n"));
        assert_eq!(text("kid"), tokens::encoded(kit_core::Digest::of(canonical).bytes()), "RFC 7638");
    }
    assert!(keys.iter().all(|key| ["d", "p", "q", "dp", "dq", "qi"].iter().all(|private| key.get(private).is_none())), "public halves alone");
}
