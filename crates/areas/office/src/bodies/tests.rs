use kit_db::{Sql, testing::TestDb};

use crate::support::{TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: a_body_is_added_changed_and_ended_with_its_contacts, two_officers_do_not_overwrite_each_other);

const ROLES: Sql = Sql("SELECT COUNT(*) FROM contact_role r JOIN contact c ON c.customer_id = r.customer_id AND c.place = r.place
     WHERE r.role = 'disruptions' AND r.service = '' AND c.email = 'paivystys@esimerkki.example'");
const CHANGES: Sql = Sql("SELECT COUNT(*) FROM customer_change WHERE section = 'body'");

async fn a_body_is_added_changed_and_ended_with_its_contacts(database: TestDb) {
    const LOG: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE action IN ('add', 'save', 'end') AND customer = object_id");
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/customers").await;
    officer.follow("Lisää taho, joka ei hae asiakkaaksi").await;
    officer.tick("kind", &["supplier"]).fill("name", "Malli Systems Oy").press("Tallenna").await;
    assert_eq!(officer.page.status, 422);
    let wrong: Vec<String> = officer.page.errors().into_iter().map(|(field, _)| field).collect();
    assert!(wrong.contains(&"business_id".to_owned()) && wrong.iter().any(|field| field.starts_with("contacts.0")), "{wrong:?}");
    assert_eq!(officer.page.value("name").as_deref(), Some("Malli Systems Oy"), "what was typed stays");
    officer.fill("business_id", "99001002").fill("contacts.0.organisation_name", "Mallin päivystys");
    officer.fill("contacts.0.phone", "040 123 4567").fill("contacts.0.email", "paivystys@esimerkki.example");
    officer.tick("contacts.0.roles", &["disruptions"]).press("Tallenna").await;
    officer.page.shows("Malli Systems Oy").shows("9900100-2").shows("Järjestelmätoimittaja").shows("Häiriötiedotteen vastaanottaja");
    assert_eq!((app.count(ROLES).await, app.count(CHANGES).await), (1, 1), "notices by role reach it");
    officer.follow("Muuta tietoja").await;
    officer.fill("name", "Malli Järjestelmät Oy").press("Tallenna").await.shows("Malli Järjestelmät Oy").shows("Tietojen muutokset");
    officer.get("/office/customers?q=jarjestelmat&kind=supplier").await.shows("Malli Järjestelmät Oy").shows("Käytössä");
    officer.follow("Malli Järjestelmät Oy").await;
    officer.follow("Muuta tietoja").await;
    officer.press("Päätä taho").await.shows("Päättynyt").shows("Voimassa olevia yhteyshenkilöitä ei ole.").lacks("Muuta tietoja");
    assert_eq!((app.count(ROLES).await, app.count(CHANGES).await, app.count(LOG).await), (0, 3, 3));
    officer.get("/office/customers?q=systems").await.lacks("Malli");
}

async fn two_officers_do_not_overwrite_each_other(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut kaisa = app.log_in_officer(persona::HANDLER).await;
    kaisa.get("/office/bodies/new").await;
    kaisa.tick("kind", &["recipient"]).fill("name", "Esimerkin tilannekeskus").fill("oid", "1.2.246.10.99001002.77");
    kaisa.fill("contacts.0.organisation_name", "Keskus").fill("contacts.0.phone", "040 123 4567");
    kaisa.fill("contacts.0.email", "keskus@esimerkki.example").tick("contacts.0.roles", &["disruptions"]);
    let again = kaisa.form("Tallenna");
    kaisa.submit(&again).await;
    kaisa.follow("Muuta tietoja").await;
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get(kaisa.page.path()).await;
    kaisa.fill("name", "Esimerkin keskus").press("Tallenna").await.shows("Esimerkin keskus");
    henrik.fill("name", "Henrikin keskus").press("Tallenna").await;
    assert_eq!(henrik.page.status, 409);
    kaisa.submit(&again).await;
    assert_eq!((kaisa.page.status, kaisa.page.errors()[0].0.as_str()), (422, "oid"), "an OID is one's alone");
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    assert_eq!(auditor.get("/office/bodies/new").await.status, 403);
}
