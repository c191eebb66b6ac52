use kit_db::testing::TestDb;

use crate::support::{TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: the_menu_holds_what_a_customer_has_here_in_order, who_acts_for_nobody_has_no_menu, the_privacy_notice_says_what_the_law_asks);

const MENU: [&str; 6] =
    ["Palvelut ja asiakastiedot", "Ohjeet ja lomakkeet", "Laskutus", "Kanta-palveluiden irtisanominen", "Tietosuoja", "Vaihda organisaatio"];

async fn the_menu_holds_what_a_customer_has_here_in_order(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    for (place, name) in MENU.iter().enumerate() {
        assert_eq!(browser.page.texts("nav.nav a"), MENU);
        browser.follow(name).await;
        let here = browser.page.texts("nav.nav a[aria-current=page]");
        assert_eq!(here, [MENU[place]], "the menu says where one is");
    }
    for (language, last) in [("sv", "Byt organisation"), ("en", "Change organisation")] {
        let menu = browser.get(&format!("/billing?lang={language}")).await.texts("nav.nav a");
        assert_eq!((menu.len(), menu[5].as_str()), (6, last));
    }
}

async fn who_acts_for_nobody_has_no_menu(database: TestDb) {
    const OFFICE: &[&str] = &["Työjono", "Tehtävät", "Asiakkaat", "Tiedotteet", "Rekisterit", "Tunnusluvut", "Käyttöloki"];
    let app = TestApp::start(database).await;
    let identified = app.identified(persona::SIGNATORY).await;
    let auditor = app.log_in_officer(persona::AUDITOR).await;
    for (mut browser, menu) in [(app.browser(), &[][..]), (identified, &[][..]), (auditor, OFFICE)] {
        assert_eq!(browser.get("/instructions?lang=fi").await.texts("nav.nav a"), menu);
        browser.follow("Tietosuoja").await;
        assert_eq!(browser.page.heading(), "Tietosuoja");
    }
}

async fn the_privacy_notice_says_what_the_law_asks(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut nobody = app.browser();
    nobody.get("/data-protection?lang=fi").await;
    for told in [
        "Kansaneläkelaitos (Kela)",
        "vaihtaa tälle sivulle omat tietonsa",
        "6 artiklan 1 kohdan c alakohta",
        "Jos sinut on nimetty yhteyshenkilöksi",
        "32 minuuttiin, kuitenkin viimeistään 8 tunnin",
        "eivät ole laissa säädettyjä säilytysaikoja",
        "tietosuojavaltuutetulle",
    ] {
        nobody.page.shows(told);
    }
    let titles = nobody.page.texts("main h2").len();
    for (language, told) in [("sv", "dataombudsmannen"), ("en", "Data Protection Ombudsman")] {
        nobody.get(&format!("/data-protection?lang={language}")).await.shows(told);
        assert_eq!(nobody.page.texts("main h2").len(), titles);
    }
}
