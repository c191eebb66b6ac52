use kit_db::testing::TestDb;

use crate::support::{TestApp, identify, migrated, persona};

kit_db::on_both_databases!(migrated: who_may_act_gets_in_and_who_may_not_is_told_why, an_organisation_is_changed_without_a_new_login,
    the_answer_of_a_login_is_taken_once_and_in_the_same_browser, an_officer_without_a_group_stays_outside, cancelling_is_no_error, the_identity_code_is_stored_nowhere);

async fn who_may_act_gets_in_and_who_may_not_is_told_why(database: TestDb) {
    let app = TestApp::start(database).await;
    for (person, organisation) in [
        (persona::SIGNATORY, "Esimerkkiklinikka Oy"),
        (persona::SWEDISH, "Exempelvård Ab"),
        (persona::COUNTY, "Esimerkkilän hyvinvointialue"),
        (persona::PRACTITIONER, "Mallivastaanotto"),
        (persona::SOCIAL_CARE, "Esimerkkihoiva Oy"),
    ] {
        let browser = app.log_in(person).await;
        assert!(browser.page.html.contains(organisation), "{person}");
    }
    for (person, told) in [
        (persona::BOARD_MEMBER, "Sinulla ei ole nimenkirjoitusoikeutta yksin"),
        (persona::WRONG_MANDATE, "se koskee muuta asiaa"),
        (persona::FOUNDATION, "vain valtuudella"),
        (persona::REGISTER_SILENT, "ei voitu tarkistaa"),
    ] {
        let mut browser = app.identified(person).await;
        browser.follow("Valitse organisaatio").await;
        app.choose_organisation(&mut browser, None).await;
        browser.page.shows(told);
        assert!(browser.get("/services").await.path().starts_with("/organisation"), "{person} is not in");
    }
}

async fn an_organisation_is_changed_without_a_new_login(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut accountant = app.log_in(persona::ACCOUNTANT).await;
    for organisation in ["Esimerkkiklinikka Oy", "Mallihammas Oy"] {
        accountant.get("/organisation").await;
        accountant.follow("Valitse organisaatio").await;
        app.choose_organisation(&mut accountant, Some(organisation)).await;
        accountant.get("/services").await;
        accountant.page.shows(organisation);
    }
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM session")).await, 1, "each change makes a new session and ends the old");
}

async fn the_answer_of_a_login_is_taken_once_and_in_the_same_browser(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.browser();
    browser.get("/login").await;
    browser.choose(persona::SIGNATORY);
    let form = browser.form("Tunnistaudu");
    let sent = browser.clone().post_once(&format!("{}/identification/authorize", app.running.stand_ins.as_deref().unwrap()), &form.fields).await;
    let answer = sent.headers["location"].to_str().unwrap().to_owned();
    let mut thief = app.browser();
    thief.get_once("/login").await;
    assert!(thief.get(&answer).await.html.contains("ei mennyt loppuun"), "an answer from another browser is not taken");
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM session")).await, 0);
    browser.get("/login").await;
    identify(&mut browser, persona::SIGNATORY).await;
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM session")).await, 1);
}

async fn an_officer_without_a_group_stays_outside(database: TestDb) {
    let app = TestApp::start(database).await;
    app.log_in_officer(persona::NO_GROUP).await.page.shows("Sinulla ei ole roolia");
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.page.shows("Työjono");
    assert_eq!(auditor.get("/services").await.status, 404, "the customers' side does not exist for officers");
}

async fn cancelling_is_no_error(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.browser();
    browser.get("/login").await;
    browser.press("Peruuta").await;
    assert_eq!(browser.page.status, 200);
    browser.page.shows("Tunnistautuminen keskeytettiin");
}

async fn the_identity_code_is_stored_nowhere(database: TestDb) {
    const ROWS: [kit_db::Sql; 4] = [
        kit_db::Sql("SELECT COUNT(*) FROM person WHERE name LIKE '%140371-901U%'"),
        kit_db::Sql("SELECT COUNT(*) FROM session WHERE csrf LIKE '%140371-901U%' OR name LIKE '%140371-901U%'"),
        kit_db::Sql("SELECT COUNT(*) FROM login_attempt WHERE nonce LIKE '%140371%' OR choice LIKE '%140371%'"),
        kit_db::Sql("SELECT COUNT(*) FROM rights_log WHERE roles LIKE '%140371%' OR request_ids LIKE '%140371%'"),
    ];
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    browser.page.lacks("140371-901U");
    for sql in ROWS {
        assert_eq!(app.count(sql).await, 0, "{sql:?}");
    }
    let again = app.log_in(persona::SIGNATORY).await;
    again.page.lacks("140371-901U");
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM person")).await, 1, "recognised by the keyed hash");
    assert_eq!(browser.get("/services").await.status, 200);
}
