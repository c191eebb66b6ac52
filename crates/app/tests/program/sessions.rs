//! Sessions end by idleness and by age, to the second, and nothing that was typed is lost.

use kit_db::testing::TestDb;

use crate::support::{Joining, TestApp, identify, migrated, persona};

kit_db::on_both_databases!(migrated: a_session_ends_to_the_second, typed_text_survives_a_new_login, what_an_officer_typed_survives_a_new_login, logging_out_ends_it_here_at_once, invented_sessions_are_nobody,
    a_form_that_was_open_lands_in_no_other_organisation, a_form_of_an_earlier_session_comes_back_filled_in, what_a_session_keeps_is_sealed);

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

async fn what_an_officer_typed_survives_a_new_login(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/bulletins/new").await;
    officer.fill("kind", "disruption").press("Kirjoita tiedote").await;
    let path = officer.page.path().to_owned();
    app.clock.advance(33 * 60);
    officer.fill("body.fi", "Pitkä tiedote");
    officer.press("Tallenna ja esikatsele").await;
    let login_page = officer.page.address.clone();
    assert!(login_page.contains("/officers"), "{login_page}");
    officer.choose(persona::HANDLER);
    officer.press("Kirjaudu").await;
    assert_eq!(officer.page.path(), path, "back on the same page");
    assert_eq!(officer.page.value("body.fi").as_deref(), Some("Pitkä tiedote"));
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

async fn a_form_that_was_open_lands_in_no_other_organisation(database: TestDb) {
    const STREETS: kit_db::Sql = kit_db::Sql("SELECT COUNT(*) FROM application_section WHERE fields LIKE '%Pitkä kirjoitus%'");
    const PARKED: kit_db::Sql = kit_db::Sql("SELECT COUNT(*) FROM parked_form");
    let app = TestApp::start(database).await;
    let mut tab = app.log_in_for(persona::ACCOUNTANT, "Esimerkkiklinikka Oy").await;
    let mut joining = Joining::begin(&mut tab).await;
    joining.access_points().await;
    let path = tab.page.path().to_owned();
    // Another tab of the same browser changes the organisation.
    let mut other_tab = tab.clone();
    let change = async |tab: &mut crate::support::Browser, organisation: &str| {
        tab.get("/organisation").await;
        tab.follow("Valitse organisaatio").await;
        app.choose_organisation(tab, Some(organisation)).await;
    };
    change(&mut other_tab, "Mallihammas Oy").await;
    tab.fill("street", "Pitkä kirjoitus 1").press("Tallenna ja jatka").await;
    assert_eq!(tab.page.status, 403);
    tab.page.shows("Vaihdoit organisaatiota").shows("Mitään ei tallennettu");
    assert_eq!((app.count(STREETS).await, app.count(PARKED).await), (0, 1));
    assert_eq!(tab.get(&path).await.status, 404, "the other organisation has no such page");
    assert_eq!(app.count(PARKED).await, 1, "and does not get what was typed");
    change(&mut other_tab, "Esimerkkiklinikka Oy").await;
    tab.get(&path).await;
    assert_eq!(tab.page.value("street").as_deref(), Some("Pitkä kirjoitus 1"), "it waited for its own organisation");
    assert_eq!(app.count(PARKED).await, 0);

    // An address that is the same for every organisation: kept when the session has ended, and given to nobody else.
    let token = tab.page.value("csrf").unwrap();
    app.clock.advance(33 * 60);
    let same_address = "/services/patient-data/data/contacts";
    let fields = [("csrf", token.as_str()), ("contacts.0.first_name", "Salainen")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    tab.post(same_address, &fields).await.shows("Tunnistaudu");
    assert_eq!(app.count(PARKED).await, 1);
    identify(&mut tab, persona::ACCOUNTANT).await;
    tab.follow("Valitse organisaatio").await;
    app.choose_organisation(&mut tab, Some("Mallihammas Oy")).await;
    assert!(!tab.get(same_address).await.html.contains("Salainen"));
    assert_eq!(app.count(PARKED).await, 1, "still kept for the other organisation");
}

async fn a_form_of_an_earlier_session_comes_back_filled_in(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut tab = app.log_in(persona::SIGNATORY).await;
    Joining::begin(&mut tab).await.access_points().await;
    let path = tab.page.path().to_owned();
    let mut other_tab = tab.clone();
    other_tab.get("/organisation").await;
    other_tab.follow("Valitse organisaatio").await;
    app.choose_organisation(&mut other_tab, None).await;
    tab.fill("street", "Pitkä kirjoitus 1").press("Tallenna ja jatka").await;
    assert_eq!((tab.page.status, tab.page.path()), (200, path.as_str()), "the page again, with a token of the new session");
    assert_eq!(tab.page.value("street").as_deref(), Some("Pitkä kirjoitus 1"));
    tab.fill("email", "a@b.fi").fill("phone", "0401234567").press("Tallenna ja jatka").await;
    assert_ne!(tab.page.path(), path, "{}", tab.page.text());
}

async fn what_a_session_keeps_is_sealed(database: TestDb) {
    const SEALED: kit_db::Sql = kit_db::Sql("SELECT sealed FROM session ORDER BY created_at, id");
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    Joining::begin(&mut browser).await.access_points().await;
    browser.fill("street", "Pitkä kirjoitus 1");
    app.log_in_officer(persona::HANDLER).await;
    for row in app.db.read().await.unwrap().rows(SEALED, &[]).await.unwrap() {
        let sealed: Vec<u8> = row.get(0).unwrap();
        assert!(sealed.len() > 60, "something is kept");
        let text = String::from_utf8_lossy(&sealed).into_owned();
        for canary in ["140371-901U", "140371", "identity_code", "subject", "eyJ"] {
            assert!(!text.contains(canary), "{canary} stands there in the clear");
        }
    }
    app.clock.advance(33 * 60);
    browser.press("Tallenna ja jatka").await;
    const FORM: kit_db::Sql = kit_db::Sql("SELECT sealed FROM parked_form");
    let sealed: Vec<u8> = app.db.read().await.unwrap().first(FORM, &[]).await.unwrap().unwrap().get(0).unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("kirjoitus"));
}
