//! The second and later applications of a customer: common data are given once and hold for all, the commitment is
//! signed once, and what one application brings stands or falls by itself.

use kit_db::{Sql, testing::TestDb};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: common_data_are_given_once_and_hold_for_all, an_older_sending_never_replaces_a_newer_one,
    the_commitment_stays_while_another_application_stands_on_it, images_are_approved_after_patient_data, what_is_odd_is_said_once_and_stays_visible);

async fn application(clinic: &mut Browser, service: &str) -> String {
    let mut joining = Joining::begin_for(clinic, service).await;
    joining.fill_in().await;
    joining.id.clone()
}

async fn send(clinic: &mut Browser, id: &str) {
    clinic.get(&format!("/applications/{id}/summary?lang=fi")).await;
    clinic.press("Lähetä").await;
    clinic.page.shows("Hakemus on toimitettu Kelaan");
}

async fn decide(officer: &mut Browser, id: &str, outcome: &str) {
    officer.get(&format!("/office/applications/{id}?lang=fi")).await;
    if officer.page.form("Ota käsittelyyn").is_some() {
        officer.press("Ota käsittelyyn").await;
    }
    officer.fill("outcome", outcome).fill("reason", "Peruste.");
    officer.press("Tee päätös").await;
}

async fn change_street(clinic: &mut Browser, id: &str, street: &str) {
    clinic.get(&format!("/applications/{id}/steps/customer-data?from=summary")).await;
    clinic.fill("street", street);
    clinic.press("Tallenna ja jatka").await;
    assert!(clinic.page.path().ends_with("/summary"), "{}", clinic.page.text());
}

async fn common_data_are_given_once_and_hold_for_all(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let first = application(&mut clinic, "patient-data").await;
    // The second one knows already what was given in the first, and says so.
    let mut joining = Joining::begin_for(&mut clinic, "prescription").await;
    joining.access_points().await;
    let second = joining.id.clone();
    clinic.page.shows("Tiedot ovat yhteiset kaikille palveluillenne").shows("Potilastietovaranto (hakemus)").shows("tallensi ne 24.11.2026");
    assert_eq!(clinic.page.value("street").as_deref(), Some("Mallikatu 1"));
    clinic.fill("street", "Uusikatu 2");
    clinic.press("Tallenna ja jatka").await;
    assert_eq!(clinic.page.value("contacts.0.last_name").as_deref(), Some("Mallikas"));
    assert!(clinic.page.choices("contacts.0.of-prescription").contains(&"billing".to_owned()));
    assert!(clinic.page.choices("contacts.0.of-patient-data").is_empty(), "the other service's roles are not asked here");
    Joining::go_on(&mut clinic, &second).await.fill_in().await;
    // The change holds for the first as well, which is told of it, and keeps its archivist.
    clinic.get(&format!("/applications/{first}/summary")).await;
    clinic.page.shows("Uusikatu 2").shows("Arkistonhoitaja");
    clinic.get(&format!("/applications/{first}/steps/access-points")).await;
    clinic.page.lacks("Mallikatu 1");
    send(&mut clinic, &first).await;
    send(&mut clinic, &second).await;
    // One commitment, signed at the first sending.
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM commitment")).await, 1);
    let attachments = Sql("SELECT COUNT(*) FROM mail_attachment");
    assert_eq!(app.count(attachments).await, 3, "commitment and receipt, then a receipt");
}

async fn an_older_sending_never_replaces_a_newer_one(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let (first, second) = (application(&mut clinic, "patient-data").await, application(&mut clinic, "prescription").await);
    change_street(&mut clinic, &first, "Vanhakatu 1").await;
    send(&mut clinic, &first).await;
    app.clock.advance(60);
    change_street(&mut clinic, &second, "Uusikatu 2").await;
    send(&mut clinic, &second).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    decide(&mut officer, &second, "approve").await;
    decide(&mut officer, &first, "approve").await;
    let in_force = Sql("SELECT COUNT(*) FROM customer_section WHERE section = 'customer-data' AND value LIKE '%Uusikatu 2%'");
    assert_eq!(app.count(in_force).await, 1, "what was sent last is in force");
}

async fn the_commitment_stays_while_another_application_stands_on_it(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let (first, second) = (application(&mut clinic, "patient-data").await, application(&mut clinic, "prescription").await);
    send(&mut clinic, &first).await;
    send(&mut clinic, &second).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    let in_force = Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL");
    decide(&mut officer, &first, "reject").await;
    assert_eq!(app.count(in_force).await, 1, "the other application stands on it");
    decide(&mut officer, &second, "reject").await;
    assert_eq!(app.count(in_force).await, 0, "nothing stands on it any more");
}

async fn images_are_approved_after_patient_data(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let (first, images) = (application(&mut clinic, "patient-data").await, application(&mut clinic, "imaging").await);
    send(&mut clinic, &first).await;
    send(&mut clinic, &images).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    decide(&mut officer, &images, "approve").await;
    assert_eq!(officer.page.status, 422);
    officer.page.shows("Palvelua Potilastietovaranto ei ole hyväksytty käyttöön");
    decide(&mut officer, &first, "approve").await;
    decide(&mut officer, &images, "approve").await;
    officer.page.shows("Hyväksytty");
}

async fn what_is_odd_is_said_once_and_stays_visible(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let joining = Joining::begin(&mut clinic).await;
    joining.browser.fill("points.0.oid", "1.2.246.10.555.10.0.13.9").tick("points.0.systems", &["mallipotilas"]);
    joining.browser.press("Tallenna ja jatka").await;
    let id = joining.id.clone();
    assert!(clinic.page.path().ends_with("/steps/access-points"), "said beside the field before going on");
    assert_eq!((clinic.page.status, clinic.page.errors().len()), (200, 0), "saved, and no error");
    clinic.page.shows("Tarkista vielä 1 kohta").shows("Tarkista: Tätä liityntäpistettä ei ole tiedoissamme");
    // Something else that is odd is said too, before one can go on.
    clinic.fill("points.0.other_system", "Oma järjestelmä");
    clinic.press("Tallenna ja jatka").await;
    clinic.page.shows("Tarkista vielä 2 kohtaa").shows("ei ole hyväksyttyjen luettelossa");
    clinic.press("Tallenna ja jatka").await;
    assert!(clinic.page.path().ends_with("/steps/customer-data"), "seen, and left as it is");
    // The town follows from the postal code; another town than the code's is odd.
    clinic
        .fill("street", "Mallikatu 1")
        .fill("email", "a@esimerkki.example")
        .fill("phone", "010020020")
        .fill("postal_code", "00100")
        .fill("town", "");
    clinic.press("Tallenna ja jatka").await;
    assert!(clinic.page.path().ends_with("/steps/contacts"), "{}", clinic.page.text());
    clinic.get(&format!("/applications/{id}/steps/customer-data")).await;
    assert_eq!(clinic.page.value("town").as_deref(), Some("Helsinki"));
    Joining::go_on(&mut clinic, &id).await.fill_in().await.send().await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}?lang=fi")).await;
    officer.page.shows("Liityntäpistettä ei ole tiedoissamme.").shows("Oma järjestelmä");
    officer.page.lacks("Voit jatkaa").lacks("Tarkista: ");
}
