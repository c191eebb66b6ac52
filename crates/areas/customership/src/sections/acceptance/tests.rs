use kit_core::{Day, Language};
use kit_db::{Sql, testing::TestDb, values};

use crate::support::{Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: what_is_not_ticked_is_not_accepted, a_tick_holds_for_the_version_that_was_shown, the_texts_open_as_pdf);

async fn what_is_not_ticked_is_not_accepted(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await.customer_data().await.contacts().await.billing().await;
    browser.press("Tallenna ja jatka").await;
    assert_eq!(browser.page.errors(), [("accepted".to_owned(), "Hyväksy palvelukuvaus, jotta voit lähettää hakemuksen".to_owned())]);
    browser.follow("Jatka ja korjaa myöhemmin").await;
    browser.press("Tallenna ja jatka").await;
    browser.follow("Jatka ja korjaa myöhemmin").await;
    browser.page.shows("Lähettää ei voi vielä").shows("Allekirjoita sitoumus");
    assert!(browser.page.form("Lähetä").is_none());
}

async fn a_tick_holds_for_the_version_that_was_shown(database: TestDb) {
    const PUBLISH: Sql =
        Sql("INSERT INTO published_text (kind, version, language, effective, content, sha256) VALUES ('general-terms', '2.0', $1, $2, $3, $4)");
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.fill_in().await;
    // The reader changes to Swedish: what was ticked stays ticked.
    let summary = browser.page.path().to_owned();
    browser.get(&format!("{summary}?lang=sv")).await;
    assert!(browser.page.form("Sänd").is_some());
    browser.get(&format!("{summary}?lang=fi")).await;
    let today = Day::parse_iso("2026-11-24");
    for language in [Language::Fi, Language::Sv] {
        app.db
            .write(move |tx| async move { tx.exec(PUBLISH, &values![language, today, "{\"document\":\"x\"}", vec![0_u8; 32]]).await })
            .await
            .unwrap();
    }
    browser.get(&summary).await;
    browser.page.shows("Asiakirjasta on tullut voimaan uusi versio");
    assert!(browser.page.form("Lähetä").is_none());
}

async fn the_texts_open_as_pdf(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await.customer_data().await.contacts().await.billing().await;
    let description = browser.page.links_to("/texts/")[0].clone();
    let first = browser.get_once(&description).await;
    let again = browser.get_once(&description).await;
    assert_eq!((&first.bytes[..5], first.status), (&b"%PDF-"[..], 200));
    assert_eq!(first.bytes, again.bytes, "made once");
    browser.tick("accepted", &["yes"]);
    browser.press("Tallenna ja jatka").await;
    let commitment = browser.page.links_to("/applications/").into_iter().find(|link| link.ends_with("commitment.pdf")).unwrap();
    assert_eq!(&browser.get_once(&commitment).await.bytes[..5], b"%PDF-");
}
