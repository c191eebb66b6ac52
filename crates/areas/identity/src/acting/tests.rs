use kit_db::{Sql, testing::TestDb, values};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: an_old_right_is_checked_again_before_anything_is_sent, another_organisation_at_the_check_sends_nothing,
    a_right_that_was_lost_meanwhile_sends_nothing, one_of_several_is_chosen_here, who_acts_for_whom_is_in_the_log_with_each_request,
    a_page_of_return_that_is_loaded_again_goes_on, settings_say_which_rights_are_enough, each_odd_answer_ends_where_it_should);

const SENT: Sql = Sql("SELECT COUNT(*) FROM submission");

/// A right that was checked 62 minutes ago, in a session that is alive.
async fn an_hour_later(app: &TestApp, browser: &mut Browser) {
    let page = browser.page.path().to_owned();
    for _ in 0..2 {
        app.clock.advance(31 * 60);
        browser.get(&page).await;
    }
}

async fn an_old_right_is_checked_again_before_anything_is_sent(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.fill_in().await;
    let summary = joining.browser.page.path().to_owned();
    an_hour_later(&app, &mut browser).await;
    browser.press("Lähetä").await;
    browser.page.shows("Oikeutesi tarkistetaan ennen lähettämistä").shows("Esimerkkiklinikka Oy");
    assert_eq!(app.count(SENT).await, 0, "nothing is sent by an old right");
    browser.follow("Tarkista oikeus").await;
    app.choose_organisation(&mut browser, None).await;
    assert_eq!(browser.page.path(), summary, "straight back to where one was");
    browser.press("Lähetä").await;
    assert!(browser.page.path().ends_with("/thanks"), "{}", browser.page.text());
    assert_eq!(app.count(SENT).await, 1);
}

async fn another_organisation_at_the_check_sends_nothing(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in_for(persona::ACCOUNTANT, "Esimerkkiklinikka Oy").await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.fill_in().await;
    let summary = joining.browser.page.path().to_owned();
    an_hour_later(&app, &mut browser).await;
    browser.press("Lähetä").await;
    browser.follow("Tarkista oikeus").await;
    app.choose_organisation(&mut browser, Some("Mallihammas Oy")).await;
    browser.page.shows("Valitsit toisen organisaation").shows("Mallihammas Oy");
    assert_eq!(app.count(SENT).await, 0);
    browser.follow("Valitse organisaatio uudelleen").await;
    app.choose_organisation(&mut browser, Some("Esimerkkiklinikka Oy")).await;
    assert_eq!(browser.page.path(), summary);
}

async fn a_right_that_was_lost_meanwhile_sends_nothing(database: TestDb) {
    const GONE: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE action = 'act-no-more' AND on_behalf_of = '9901009-9' AND acting_right = 'TJ'");
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::ROLE_LOST).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.fill_in().await;
    an_hour_later(&app, &mut browser).await;
    browser.press("Lähetä").await;
    browser.follow("Tarkista oikeus").await;
    app.choose_organisation(&mut browser, None).await;
    browser.page.shows("Oikeus puuttuu").shows("Sinulla ei ole nimenkirjoitusoikeutta").shows("Mallihammas Oy");
    assert_eq!((app.count(SENT).await, app.count(GONE).await), (0, 1));
    assert!(browser.get("/services").await.path().starts_with("/organisation"), "the role is gone with the right");
}

async fn each_odd_answer_ends_where_it_should(database: TestDb) {
    const RESTARTED: Sql = Sql("SELECT COUNT(*) FROM rights_log WHERE outcome = 'over'");
    let app = TestApp::start(database).await;
    // An unknown code beside a good one, unknown members, a register that was silent: a sufficient right is sufficient.
    for person in [persona::UNKNOWN_ROLE, persona::PARTLY_CHECKED, persona::EMPLOYEE, persona::MANDATE_HOLDER] {
        assert!(app.log_in(person).await.page.path().starts_with("/services"), "{person}");
    }
    // An empty list: nothing was found, though an organisation was chosen.
    let mut empty = app.identified(persona::EMPTY_ANSWER).await;
    empty.follow("Valitse organisaatio").await;
    app.choose_organisation(&mut empty, None).await;
    empty.page.shows("Suomi.fi-valtuuksista ei löytynyt organisaatiota");
    // The mandate service does not take the person: no choice at all.
    let mut dead = app.identified(persona::DEAD).await;
    dead.follow("Valitse organisaatio").await;
    assert_eq!(dead.page.status, 403);
    dead.page.shows("ei hyväksynyt henkilöä").lacks("010439-924R");
    // The mandate service's session is over: begun again by itself, once.
    let mut expired = app.identified(persona::EXPIRED).await;
    expired.follow("Valitse organisaatio").await;
    app.choose_organisation(&mut expired, None).await;
    assert!(expired.page.address.contains("/mandates/"), "begun again: {}", expired.page.address);
    app.choose_organisation(&mut expired, None).await;
    expired.page.shows("Valinta vanheni");
    assert_eq!(app.count(RESTARTED).await, 2);
}

async fn one_of_several_is_chosen_here(database: TestDb) {
    const KEY: Sql = Sql("SELECT key_hash FROM session");
    const ADD: Sql = Sql("INSERT INTO rights_found (session_key, found, answered_at) VALUES ($1, $2, $3)");
    let app = TestApp::start(database).await;
    let mut browser = app.identified(persona::SIGNATORY).await;
    let theme = standins::personas::THEME;
    let now = app.clock.now();
    let answer = format!(
        r#"{{"organisations":[{{"business_id":"9900100-2","name":"Esimerkkiklinikka Oy","complete":true,"rights":["NIMKO"]}},
        {{"business_id":"9900605-7","name":"Mallisäätiö sr","complete":true,"rights":["NIMKO"]}},
        {{"business_id":"9900403-5","name":"Esimerkkilän hyvinvointialue","complete":true,"rights":["{theme}"]}}],
        "next":"/billing","asked_at":{at},"answered_at":{at},"request_ids":[]}}"#,
        at = now.micros()
    );
    app.db
        .write(move |tx| async move {
            let key: Vec<u8> = tx.first(KEY, &[]).await?.unwrap().get(0)?;
            tx.exec(ADD, &values![key, answer, now]).await
        })
        .await
        .unwrap();
    browser.get("/organisation/several").await.shows("useasta organisaatiosta");
    assert_eq!(browser.page.choices("organisation"), ["9900100-2", "9900403-5"], "those for which the right is enough");
    browser.press("Valitse ja jatka").await;
    assert_eq!((browser.page.status, browser.page.errors().len()), (422, 1), "none was chosen");
    browser.clone().get("/organisation/missing?of=9900605-7").await.shows("Säätiön puolesta");
    let token = browser.page.value("csrf").unwrap();
    let forged = browser.post_once("/organisation/several", &[("csrf".to_owned(), token), ("organisation".to_owned(), "9900605-7".to_owned())]).await;
    assert!(forged.headers["location"].to_str().unwrap().starts_with("/organisation/missing"), "the answer is judged again");
    browser.choose("Esimerkkilän hyvinvointialue").press("Valitse ja jatka").await;
    assert_eq!(browser.page.path(), "/billing");
    assert!(browser.page.html.contains("Esimerkkilän hyvinvointialue"));
}

async fn who_acts_for_whom_is_in_the_log_with_each_request(database: TestDb) {
    const ROW: Sql = Sql("SELECT outcome, business_id, roles, complete, acting_right, request_ids FROM rights_log");
    const ACTS: Sql = Sql("SELECT COUNT(*) FROM access_log l JOIN rights_log r ON r.id = l.object_id AND r.person = l.actor
         WHERE l.action = 'act-for' AND l.on_behalf_of = '9900100-2' AND l.acting_right = 'NIMKO'");
    const UNNAMED: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE actor_kind = 'representative' AND action IN ('begin', 'save', 'send', 'read')
         AND (on_behalf_of IS NULL OR acting_right IS NULL)");
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let row = app.db.read().await.unwrap().first(ROW, &[]).await.unwrap().unwrap();
    let texts: Vec<String> = [0, 1, 2, 4].map(|at| row.get(at).unwrap()).to_vec();
    assert_eq!(texts, ["accepted", "9900100-2", "NIMKO", "NIMKO"]);
    assert!(row.get::<bool>(3).unwrap());
    let ids: String = row.get(5).unwrap();
    let mut ids: Vec<&str> = ids.split(' ').collect();
    ids.dedup();
    assert_eq!(ids.len(), 3, "register, choice and roles each have an id of their own");
    assert!(ids.iter().all(|id| kit_core::Uuid::try_parse(id).is_ok()));
    assert_eq!(app.count(ACTS).await, 1);
    Joining::begin(&mut browser).await.access_points().await;
    assert_eq!(app.count(UNNAMED).await, 0, "each row says for whom and by which right");
    for path in ["/services", "/billing", "/organisation", "/help", "/sessions", "/access-log"] {
        assert!(browser.get(path).await.html.contains("Esimerkkiklinikka Oy"), "{path} does not say for whom one acts");
    }
}

async fn a_page_of_return_that_is_loaded_again_goes_on(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.identified(persona::SIGNATORY).await;
    browser.follow("Valitse organisaatio").await;
    browser.choose("Esimerkkiklinikka Oy");
    let form = browser.form("Valitse ja siirry");
    let action = reqwest::Url::parse(&browser.page.address).unwrap().join(&form.action).unwrap().to_string();
    let back = browser.post_once(&action, &form.fields).await.headers["location"].to_str().unwrap().to_owned();
    assert!(browser.clone().get(&back).await.path().starts_with("/services"));
    assert!(browser.clone().get(&back).await.path().starts_with("/services"), "loaded again: the role is there");
    // Neither a code nor an error: a fault, and the way to try again.
    browser.get("/login/organisation").await;
    let state = reqwest::Url::parse(&browser.page.address).unwrap().query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let page = browser.get_once(&format!("/login/organisation/return?state={state}")).await;
    assert_eq!(page.status, 503);
    page.shows("ei hyväksynyt pyyntöä");
    browser.get("/services").await.shows("Esimerkkiklinikka Oy");
}

async fn settings_say_which_rights_are_enough(database: TestDb) {
    let app = TestApp::start_with(database, &["--acting-roles=J=a trial of ours", "--rights-valid-minutes=5"]).await;
    app.log_in(persona::BOARD_MEMBER).await;
    let mut signatory = app.identified(persona::SIGNATORY).await;
    signatory.follow("Valitse organisaatio").await;
    app.choose_organisation(&mut signatory, None).await;
    signatory.page.shows("Oikeus puuttuu").shows("Nimenkirjoitusoikeus (NIMKO)");
}
