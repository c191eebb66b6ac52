use kit_db::{Sql, testing::TestDb};

use crate::support::{TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: one_sees_and_ends_ones_own_sessions_and_no_other, officers_have_the_same);

const SESSIONS: Sql = Sql("SELECT COUNT(*) FROM session");
const LOGGED: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE action = 'log-out' AND object = 'session'");

async fn one_sees_and_ends_ones_own_sessions_and_no_other(database: TestDb) {
    let app = TestApp::start(database).await;
    let other = app.log_in(persona::SWEDISH).await;
    let foreign = app.session_of("person").await;
    let left_open = app.log_in(persona::ACCOUNTANT).await;
    let mut browser = app.log_in_for(persona::ACCOUNTANT, "Mallihammas Oy").await;
    let third = app.identified(persona::ACCOUNTANT).await;
    browser.get("/sessions").await;
    browser.page.shows("Kirjautumiset").shows("Esimerkkiklinikka Oy").shows("Mallihammas Oy").shows("Tämä kirjautuminen").lacks("Exempelvård Ab");
    assert_eq!(browser.page.texts("main section.card").len(), 3);
    // Another's is not there to be ended.
    let token = browser.token().await;
    let fields = [("csrf".to_owned(), token)];
    let page = browser.post_once(&format!("/sessions/{foreign}/ending"), &fields).await;
    assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/sessions?said=gone"));
    assert_eq!(other.get_once("/services").await.status, 200, "it lives");
    browser.press("Päätä kirjautuminen").await;
    browser.page.shows("Kirjautuminen on päätetty");
    assert_eq!(browser.page.texts("main section.card").len(), 2);
    browser.press("Päätä kaikki muut").await;
    assert_eq!(browser.page.texts("main section.card").len(), 1);
    for ended in [left_open, third] {
        assert_eq!(ended.get_once("/sessions").await.status, 303, "ended at once");
    }
    assert_eq!(browser.get("/services").await.status, 200, "this one goes on");
    assert_eq!((app.count(SESSIONS).await, app.count(LOGGED).await), (2, 2));
}

async fn officers_have_the_same(database: TestDb) {
    let app = TestApp::start(database).await;
    let first = app.log_in_officer(persona::AUDITOR).await;
    let lead = app.log_in_officer(persona::LEAD).await;
    let mut second = app.log_in_officer(persona::AUDITOR).await;
    second.get("/office/sessions").await;
    assert_eq!(second.page.texts("main section.card").len(), 2);
    second.press("Päätä kaikki muut").await;
    second.page.shows("Kirjautuminen on päätetty");
    assert_eq!(first.get_once("/office").await.status, 303);
    assert_eq!(lead.get_once("/office").await.status, 200);
    assert_eq!(second.get_once("/sessions").await.status, 404, "the persons' page is not theirs");
}
