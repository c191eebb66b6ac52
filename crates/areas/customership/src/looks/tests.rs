use kit_db::{Sql, testing::TestDb};

use crate::support::{Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: a_customer_sees_who_has_seen_its_data_and_nobody_elses);

async fn a_customer_sees_who_has_seen_its_data_and_nobody_elses(database: TestDb) {
    const ITSELF: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE object = 'access-log' AND action = 'read'");
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    clinic.get("/data-protection").await;
    clinic
        .follow("Kuka on katsonut tietojamme")
        .await
        .shows("Kelan käsittelijä Kaisa Käsittelijä")
        .shows("Katsoi")
        .shows("Liittyminen: Potilastietovaranto, KE-");
    clinic.page.shows("Nimenkirjoitusoikeus").shows("Lähetti").shows("24.11.2026 klo");
    assert_eq!(app.count(ITSELF).await, 1, "looking at the log is a look");
    clinic.get("/access-log?from=25.11.2026").await.shows("Merkintöjä ei ole.");
    clinic.get("/access-log?from=&to=24.11.2026").await.shows("Kaisa Käsittelijä");
    clinic.get("/access-log?to=32.11.2026").await;
    assert_eq!((clinic.page.status, clinic.page.value("to").as_deref()), (422, Some("32.11.2026")));
    let mut other = app.log_in(persona::SWEDISH).await;
    other.get("/access-log").await.lacks("Kaisa Käsittelijä");
}
