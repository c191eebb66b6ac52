use kit_db::{Sql, testing::TestDb};

use crate::support::{TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: who_has_services_reads_which_ones_would_end, who_has_nothing_in_use_is_only_told, all_three_languages_tell_the_same);

async fn who_has_services_reads_which_ones_would_end(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut browser, id) = sent_application(&app).await;
    browser.follow("Kanta-palveluiden irtisanominen").await;
    browser.page.shows("ei ole Ekstranetin kautta käyttöön otettuja palveluja");
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    browser.get("/termination").await.shows("Potilastietovaranto (24.11.2026 alkaen)");
    let mut other = app.log_in(persona::SWEDISH).await;
    other.get("/termination").await.shows("ei ole Ekstranetin kautta käyttöön otettuja palveluja");
    assert_eq!(app.browser().get_once("/termination").await.status, 303, "one logs in first");
}

async fn who_has_nothing_in_use_is_only_told(database: TestDb) {
    const IN_FORCE: Sql = Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL");
    let app = TestApp::start(database).await;
    let (mut browser, _) = sent_application(&app).await;
    browser.get("/termination").await.shows("seuraavana kalenteripäivänä").shows("seuraavana arkipäivänä");
    assert_eq!(browser.page.texts("main form").len(), 0, "nothing is in use: there is nothing to end");
    assert_eq!(browser.page.links_to("/texts/"), ["/texts/form-termination-of-customership/fi", "/texts/form-termination-of-customership/sv"]);
    assert_eq!(app.count(IN_FORCE).await, 1);
}

async fn all_three_languages_tell_the_same(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SWEDISH).await;
    for (language, told, first) in
        [("sv", "vardagen efter", "sv"), ("en", "at the earliest on the working day after", "fi"), ("fi", "aikaisintaan", "fi")]
    {
        browser.get(&format!("/termination?lang={language}")).await.shows(told);
        assert_eq!(browser.page.links_to("/texts/")[0], format!("/texts/form-termination-of-customership/{first}"));
        assert_eq!(browser.page.texts("main ol > li").len(), 5);
    }
}
