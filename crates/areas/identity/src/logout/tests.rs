use identity::session::ProviderKeys;
use kit_db::{Sql, testing::TestDb, values};
use reqwest::Method;

use crate::support::{Browser, Joining, TestApp, identify, migrated, persona};

kit_db::on_both_databases!(migrated: the_session_here_is_dead_before_the_provider_is_asked, a_forged_logout_token_ends_nothing,
    the_front_channel_ends_a_session_without_its_cookie_and_nothing_typed_is_lost, the_providers_back_channel_ends_a_persons_session,
    the_providers_frame_ends_an_officers_session, a_logout_token_is_taken_once);

const SESSIONS: Sql = Sql("SELECT COUNT(*) FROM session");

async fn the_session_here_is_dead_before_the_provider_is_asked(database: TestDb) {
    let app = TestApp::start(database).await;
    for mut browser in [app.log_in(persona::SIGNATORY).await, app.log_in_officer(persona::HANDLER).await] {
        let (page, stolen) = (browser.page.path().to_owned(), browser.clone());
        let form = browser.form("Kirjaudu ulos");
        // The answer names the provider's address; nobody goes there, as if it never answered.
        let answer = browser.post_once("/logout", &form.fields).await;
        let there = answer.headers["location"].to_str().unwrap().to_owned();
        assert!(answer.status == 303 && there.starts_with(app.running.stand_ins.as_deref().unwrap()), "{there}");
        assert!(there.contains("post_logout_redirect_uri="));
        assert_eq!(app.count(SESSIONS).await, if page.starts_with("/office") { 0 } else { 1 }, "it was ended here first");
        assert_eq!(stolen.get_once(&page).await.status, 303);
        assert!(answer.headers.get_all("set-cookie").iter().any(|cookie| cookie.to_str().unwrap().contains("Max-Age=0")));
    }
}

async fn a_forged_logout_token_ends_nothing(database: TestDb) {
    let app = TestApp::start(database).await;
    let browser = app.log_in(persona::SIGNATORY).await;
    let outside = app.browser();
    let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwianRpIjoieCIsImV2ZW50cyI6e319.";
    for path in ["/logout/back-channel", "/officers/logout/back-channel"] {
        for token in ["", "x", unsigned, "a.b.c"] {
            let answer = outside.once(outside.request(Method::POST, path).form(&[("logout_token", token)])).await;
            assert_eq!(answer.status, 400, "{path} {token}");
            assert_eq!(answer.headers["cache-control"], "no-store");
            assert!(answer.html.contains("invalid_request"));
        }
        let json = outside.request(Method::POST, path).header("content-type", "application/json").body("{}");
        assert_eq!(outside.once(json).await.status, 400);
    }
    assert_eq!(browser.get_once("/services").await.status, 200);
}

/// The session's sid is known to the provider alone: the test gives it one.
async fn give_sid(app: &TestApp, sid: &str) {
    const GIVE: Sql = Sql("UPDATE session SET provider_sid = $1");
    let key = ProviderKeys::sid(app.running.program.world.identification.issuer(), sid).bytes().to_vec();
    app.db.write(move |tx| async move { tx.exec(GIVE, &values![key]).await }).await.unwrap();
}

async fn the_front_channel_ends_a_session_without_its_cookie_and_nothing_typed_is_lost(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await;
    let path = browser.page.path().to_owned();
    give_sid(&app, "the-sid").await;
    let (issuer, frame) = (app.running.program.world.identification.issuer().to_owned(), app.browser());
    let address = |iss: &str, sid: &str| {
        let query: String = form_urlencoded(&[("iss", iss), ("sid", sid)]);
        format!("/logout/front-channel?{query}")
    };
    for (iss, sid, status) in
        [("https://evil.example", "the-sid", 400), ("", "the-sid", 400), (issuer.as_str(), "", 400), (issuer.as_str(), "another", 200)]
    {
        assert_eq!(frame.get_once(&address(iss, sid)).await.status, status, "{iss} {sid}");
        assert_eq!(app.count(SESSIONS).await, 1);
    }
    let answer = frame.get_once(&address(&issuer, "the-sid")).await;
    assert_eq!((answer.status, app.count(SESSIONS).await), (200, 0));
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    let provider = app.running.stand_ins.as_deref().unwrap();
    assert!(policy.contains(&format!("frame-ancestors {provider}")), "{policy}");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(!answer.headers.contains_key("set-cookie"));
    assert!(frame.get_once("/").await.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"), "this page alone");

    // The other tab, whose form was being filled in.
    browser.fill("street", "Pitkä kirjoitus 1").fill("email", "a@b.fi");
    browser.press("Tallenna ja jatka").await;
    browser.page.shows("Tunnistaudu");
    come_back(&app, &mut browser).await;
    assert_eq!(browser.page.path(), path);
    assert_eq!(browser.page.value("street").as_deref(), Some("Pitkä kirjoitus 1"));
}

async fn come_back(app: &TestApp, browser: &mut Browser) {
    identify(browser, persona::SIGNATORY).await;
    browser.follow("Valitse organisaatio").await;
    app.choose_organisation(browser, None).await;
}

fn form_urlencoded(pairs: &[(&str, &str)]) -> String {
    let mut url = reqwest::Url::parse("http://x").unwrap();
    url.query_pairs_mut().extend_pairs(pairs);
    url.query().unwrap_or_default().to_owned()
}

/// At the provider's own page, as if from another service.
async fn log_out_everywhere(browser: &Browser, app: &TestApp, provider: &str) -> crate::support::Page {
    let address = format!("{}/{provider}/session", app.running.stand_ins.as_deref().unwrap());
    browser.post_once(&address, &[]).await
}

async fn the_providers_back_channel_ends_a_persons_session(database: TestDb) {
    const LOGGED: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE action = 'log-out' AND actor_kind = 'representative'");
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let other = app.log_in(persona::SWEDISH).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await;
    let path = browser.page.path().to_owned();
    let told = log_out_everywhere(&browser, &app, "identification").await;
    assert!(told.html.contains("200"), "the provider was answered 200: {}", told.text());
    assert_eq!((app.count(SESSIONS).await, app.count(LOGGED).await), (1, 1));
    assert_eq!(other.get_once("/services").await.status, 200, "another person's session lives");
    browser.fill("street", "Pitkä kirjoitus 1").press("Tallenna ja jatka").await;
    browser.page.shows("Tunnistaudu");
    come_back(&app, &mut browser).await;
    assert_eq!((browser.page.path(), browser.page.value("street").as_deref()), (path.as_str(), Some("Pitkä kirjoitus 1")));
}

async fn the_providers_frame_ends_an_officers_session(database: TestDb) {
    let app = TestApp::start(database).await;
    let officer = app.log_in_officer(persona::HANDLER).await;
    let told = log_out_everywhere(&officer, &app, "officers").await;
    let frame = told.html.split("<iframe").nth(1).and_then(|rest| rest.split("src=\"").nth(1)?.split('"').next()).unwrap();
    let address = frame.replace("&#38;", "&").replace("&amp;", "&");
    assert!(address.contains("/logout/front-channel?iss="), "{address}");
    assert_eq!(officer.get_once("/office").await.status, 200);
    // The frame has no cookies of ours.
    assert_eq!(app.browser().get_once(&address).await.status, 200);
    assert_eq!(officer.get_once("/office").await.status, 303);
}

async fn a_logout_token_is_taken_once(database: TestDb) {
    use identity::session::ProviderEnding;
    let app = TestApp::start(database).await;
    let browser = app.log_in(persona::SIGNATORY).await;
    give_sid(&app, "one").await;
    let (program, token) = (&app.running.program, Some(kit_core::Digest::of("token")));
    let world = &program.world;
    let sid = |sid: &str| ProviderEnding::Sid(ProviderKeys::sid(world.identification.issuer(), sid));
    let end = async |ending| program.sessions.log_out_by_provider(world, ending, token, app.clock.now()).await.unwrap();
    assert_eq!(end(sid("another")).await, Some(0));
    assert_eq!(end(sid("one")).await, None, "the same token again");
    assert_eq!(browser.get_once("/services").await.status, 200);
}
