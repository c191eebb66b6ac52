//! Sessions end by idleness and by age, to the second, and nothing that was typed is lost.

use kit_db::testing::TestDb;

use crate::support::{Joining, TestApp, identify, migrated, persona};

kit_db::on_both_databases!(migrated: a_session_ends_to_the_second, typed_text_survives_a_new_login, logging_out_ends_it_here_at_once, invented_sessions_are_nobody);

async fn a_session_ends_to_the_second(database: TestDb) {
    let app = TestApp::start(database).await;
    let idle = app.running.program.world.settings.idle_seconds;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    app.clock.advance(idle - 1);
    assert_eq!(browser.get("/services").await.path(), "/services", "one second before");
    app.clock.advance(idle);
    assert_eq!(browser.get_once("/services").await.status, 303, "at the second");

    let mut busy = app.log_in(persona::SIGNATORY).await;
    for _ in 0..15 {
        app.clock.advance(30 * 60);
        busy.get("/services").await;
    }
    assert_eq!(busy.page.path(), "/services", "kept alive for seven and a half hours");
    app.clock.advance(30 * 60);
    assert_eq!(busy.get_once("/services").await.status, 303, "eight hours end it");
}

async fn typed_text_survives_a_new_login(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await;
    let path = format!("/applications/{}/steps/customer-data", joining.id);
    app.clock.advance(33 * 60);
    browser.fill("street", "Pitkä kirjoitus 1").fill("email", "a@b.fi");
    browser.press("Tallenna ja jatka").await;
    browser.page.shows("Tunnistaudu");
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM parked_form")).await, 1);
    identify(&mut browser, persona::SIGNATORY).await;
    browser.follow("Valitse organisaatio").await;
    app.choose_organisation(&mut browser, None).await;
    assert_eq!(browser.page.path(), path, "back on the same page");
    assert_eq!(browser.page.value("street").as_deref(), Some("Pitkä kirjoitus 1"));
    assert!(browser.page.html.contains("Kirjoittamasi tiedot palautettiin"));
    browser.fill("phone", "0401234567");
    browser.press("Tallenna ja jatka").await;
    assert_eq!(browser.page.status, 200);
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM parked_form")).await, 0);
}

async fn logging_out_ends_it_here_at_once(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let stolen = browser.clone();
    browser.press("Kirjaudu ulos").await;
    browser.page.shows("Olet kirjautunut ulos");
    assert_eq!(stolen.get_once("/services").await.status, 303);
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM session")).await, 0);
}

async fn invented_sessions_are_nobody(database: TestDb) {
    let app = TestApp::start(database).await;
    for invented in ["", "x", "'; DROP TABLE session; --", &"0".repeat(64), &"f".repeat(64), &"a".repeat(5000)] {
        let request = app.browser().request(reqwest::Method::GET, "/services").header("cookie", format!("ekstranet={invented}"));
        assert_eq!(request.send().await.unwrap().status(), 303, "{invented}");
    }
}
