//! Life after joining: data are kept true, a service ends, everything ends, and the clock does what falls due, once.

use customership::due;
use kit_db::{Sql, testing::TestDb};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: what_is_changed_is_in_force_at_once_and_told, the_last_holder_of_a_role_cannot_be_taken_away,
    a_technical_change_comes_into_force_on_its_day, one_service_ends_and_the_rest_goes_on, the_last_service_takes_the_customership_with_it,
    ten_days_of_standing_still_are_made_up_for_once, an_ending_can_be_taken_back_until_its_last_day, a_notice_needs_its_signature);

const DAY: i64 = 24 * 3600;
const CONTACT_IN_FORCE: Sql = Sql("SELECT COUNT(*) FROM contact_role r JOIN contact c ON c.customer_id = r.customer_id AND c.place = r.place
     WHERE c.name = 'Toinen Esimerkki' AND c.email = 'toinen@esimerkki.example' AND r.role = 'technical' AND r.service = ''");
const SERVICES_OF_CONTACTS: Sql = Sql("SELECT COUNT(DISTINCT service) FROM contact_role WHERE service <> ''");

pub async fn decide(officer: &mut Browser, id: &str) {
    officer.get(&format!("/office/applications/{id}?lang=fi")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve");
    officer.press("Tee päätös").await;
    officer.page.shows("Hyväksytty");
}

/// A clinic that uses these services.
pub async fn clinic_with(app: &TestApp, services: &[&str]) -> Browser {
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    for service in services {
        let mut joining = Joining::begin_for(&mut clinic, service).await;
        joining.fill_in().await.send().await;
        let id = joining.id.clone();
        decide(&mut officer, &id).await;
    }
    clinic
}

/// Begins the notice whose page this is.
pub async fn begin(clinic: &mut Browser, page: &str) -> String {
    clinic.get(&format!("{page}?lang=fi")).await;
    clinic.press("Aloita").await;
    clinic.page.path().split('/').nth(2).unwrap().to_owned()
}

/// All of a notice of termination but its signature.
pub async fn fill_in_ending(clinic: &mut Browser, last_day: &str) {
    clinic.fill("last_day", last_day).fill("reason", "Toiminta loppuu.");
    clinic.press("Tallenna ja jatka").await;
    assert_eq!(clinic.page.status, 200, "{:?}", clinic.page.errors());
    clinic.fill("first_name", "Lopetta").fill("last_name", "Jatkaja").fill("email", "loppu@esimerkki.example").fill("phone", "040 123 4567");
    clinic.press("Tallenna ja jatka").await;
    // Billing data are there already.
    clinic.press("Tallenna ja jatka").await;
    assert!(clinic.page.path().ends_with("/summary"), "{}", clinic.page.text());
}

pub async fn sign(clinic: &mut Browser) {
    clinic.follow("Seuraava").await;
    clinic.tick("signed", &["yes"]);
    clinic.press("Lähetä").await;
    clinic.page.shows("Irtisanomisilmoitus on vastaanotettu");
}

pub async fn run_due(app: &TestApp) -> usize {
    due::run(&app.running.program.world).await.unwrap()
}

pub async fn sent(app: &TestApp, kind: &str) -> Vec<(String, String)> {
    let mails = app.mails().await.into_iter().filter(|(sent, ..)| sent == kind).map(|(_, to, _, body)| (to, body));
    let mut mails: Vec<_> = mails.collect();
    mails.sort();
    mails
}

async fn what_is_changed_is_in_force_at_once_and_told(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    clinic.get("/services?lang=fi").await;
    clinic.follow("Katso ja päivitä tietoja").await;
    clinic.page.shows("Mallikatu 1").shows("Mallilinkki 1");
    clinic.get("/services/prescription/data/customer-data").await;
    clinic.page.shows("Muutos tulee voimaan heti").shows("Potilastietovaranto, Resepti");
    clinic.fill("street", "Uusikatu 2").fill("email", "uusi@esimerkki.example");
    clinic.press("Tallenna muutokset").await;
    clinic.page.shows("Uusikatu 2").shows("Muutettu: Asiakastiedot").shows("Nimenkirjoitusoikeus");
    let of_address = sent(&app, "data-changed").await.into_iter().filter(|(_, body)| body.contains("Mitä muutettiin: Asiakastiedot"));
    let told: Vec<String> = of_address.map(|(to, _)| to).collect();
    assert_eq!(told, ["klinikka@esimerkki.example", "uusi@esimerkki.example"], "the old address and the new one");
    // The other service shows it too, and a contact who is added is told.
    clinic.get("/services/patient-data/data").await;
    clinic.page.shows("Uusikatu 2");
    clinic.get("/services/patient-data/data/contacts").await;
    clinic.press("Lisää uusi yhteystieto").await;
    clinic.fill("contacts.1.first_name", "Toinen").fill("contacts.1.last_name", "Esimerkki").fill("contacts.1.phone", "040 765 4321");
    clinic.fill("contacts.1.email", "toinen@esimerkki.example").tick("contacts.1.roles", &["technical"]);
    clinic.press("Tallenna muutokset").await;
    clinic.page.shows("Toinen Esimerkki");
    assert!(sent(&app, "data-changed").await.iter().any(|(to, _)| to == "toinen@esimerkki.example"));
    // The contacts in force have rows of their own; those that came before the rows are made up for.
    assert_eq!((app.count(CONTACT_IN_FORCE).await, app.count(SERVICES_OF_CONTACTS).await), (1, 2));
    let db = &app.running.program.world.db;
    for remove in [Sql("DELETE FROM contact_role"), Sql("DELETE FROM contact")] {
        db.write(move |tx| async move { tx.exec(remove, &[]).await }).await.unwrap();
    }
    customership::contacts::catch_up(db).await.unwrap();
    assert_eq!((app.count(CONTACT_IN_FORCE).await, app.count(SERVICES_OF_CONTACTS).await), (1, 2));
    // Saved again as it is: nothing has changed, nobody is told.
    let (mails, changes) = (app.mails().await.len(), Sql("SELECT COUNT(*) FROM customer_change"));
    let before = app.count(changes).await;
    clinic.get("/services/patient-data/data/contacts").await;
    clinic.press("Tallenna muutokset").await;
    assert_eq!((app.mails().await.len(), app.count(changes).await), (mails, before));
}

async fn the_last_holder_of_a_role_cannot_be_taken_away(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    clinic.get("/services/prescription/data/contacts").await;
    clinic.fill("contacts.0.first_name", "Malla").tick("contacts.0.of-patient-data", &[]);
    clinic.press("Tallenna muutokset").await;
    assert_eq!(clinic.page.status, 422);
    clinic.page.shows("Palvelun Potilastietovaranto tiedoista puuttuu jotakin").shows("Valitse jollekin yhteyshenkilölle rooli Arkistonhoitaja");
    assert_eq!(clinic.page.errors(), [], "the role is not on this page: no link leads to it");
    let in_force = Sql("SELECT COUNT(*) FROM customer_section WHERE section = 'contacts' AND value LIKE '%archivist%'");
    assert_eq!(app.count(in_force).await, 1, "what is in force stays");
    clinic.get("/services/patient-data/data").await;
    clinic.page.shows("Muutos on kesken eikä ole vielä voimassa");
}

async fn a_technical_change_comes_into_force_on_its_day(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let id = begin(&mut clinic, "/services/patient-data/change").await;
    clinic.fill("from", "23.11.2026");
    clinic.press("Tallenna ja jatka").await;
    assert_eq!(clinic.page.errors(), [("from".to_owned(), "Päivä ei voi olla menneisyydessä".to_owned())]);
    clinic.fill("from", "1.12.2026");
    clinic.press("Tallenna ja jatka").await;
    clinic.page.shows("Muutospäivään on alle 21 päivää");
    clinic.press("Tallenna ja jatka").await;
    assert_eq!(clinic.page.value("points.0.oid").as_deref(), Some(Joining::ACCESS_POINT), "it begins with what is in force");
    clinic.fill("points.0.oid", "1.2.246.10.99016044.10.0.13.1").tick("points.0.systems", &["esimerkkihoito"]);
    clinic.press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await;
    clinic.page.shows("Muutosilmoitus on vastaanotettu");
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    decide(&mut officer, &id).await;
    assert_eq!(sent(&app, "change-approved").await.len(), 1);
    app.clock.advance(6 * DAY);
    assert_eq!(run_due(&app).await, 0, "the day before");
    clinic = app.log_in(persona::SIGNATORY).await;
    clinic.get("/services/patient-data/data").await;
    clinic.page.shows("Mallilinkki 1");
    app.clock.advance(DAY);
    assert_eq!((run_due(&app).await, run_due(&app).await), (1, 0));
    clinic = app.log_in(persona::SIGNATORY).await;
    clinic.get("/services/patient-data/data").await;
    clinic.page.shows("Esimerkkivälitys").lacks("Mallilinkki 1");
}

async fn one_service_ends_and_the_rest_goes_on(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    begin(&mut clinic, "/services/prescription/ending").await;
    clinic.fill("last_day", "23.11.2026").fill("reason", &"x".repeat(201));
    clinic.press("Tallenna ja jatka").await;
    let wrong: Vec<_> = clinic.page.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(wrong, ["last_day", "reason"]);
    fill_in_ending(&mut clinic, "24.11.2026").await;
    // Wednesday: the connections are closed on it at the earliest.
    clinic.page.shows("Palvelu päättyy 25.11.2026").shows("suljetaan aikaisintaan 25.11.2026");
    sign(&mut clinic).await;
    let received = sent(&app, "ending-received").await;
    assert_eq!(received.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["klinikka@esimerkki.example", "loppu@esimerkki.example"]);
    app.clock.advance(DAY);
    assert_eq!(run_due(&app).await, 1);
    clinic = app.log_in(persona::SIGNATORY).await;
    clinic.page.shows("Hyväksytty käyttöön");
    assert_eq!(clinic.get_once("/services/prescription/data/contacts").await.status, 404, "it is in use no more");
    assert_eq!(clinic.get_once("/services/patient-data/data").await.status, 200);
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL")).await, 1, "the customership goes on");
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM office_task WHERE kind = 'close-connections'")).await, 1);
    let ended = sent(&app, "ended").await;
    let to: Vec<&str> = ended.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["klinikka@esimerkki.example", "loppu@esimerkki.example", "malla@esimerkki.example"], "address, contact, administrative contact");
    assert!(ended[0].1.contains("Resepti") && ended[0].1.contains("24.11.2026") && ended[0].1.contains("25.11.2026"), "{}", ended[0].1);
}

async fn the_last_service_takes_the_customership_with_it(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    // An application that is open when everything ends.
    let mut joining = Joining::begin_for(&mut clinic, "prescription").await;
    joining.fill_in().await.send().await;
    let open = joining.id.clone();
    let draft = Joining::begin_for(&mut clinic, "imaging").await.id;
    clinic.get("/services/patient-data/ending").await.shows("Potilastietovaranto on asiakkaan ainoa käytössä oleva palvelu");
    begin(&mut clinic, "/services/patient-data/ending").await;
    clinic.page.shows("päättyy koko Kanta-palvelujen asiakkuus");
    fill_in_ending(&mut clinic, "30.11.2026").await;
    clinic
        .page
        .shows("Sitoumus ja kaikki palvelut päättyvät 1.12.2026")
        .shows("Keskeneräinen asia suljetaan: Liittyminen: Resepti (KE-2026-00002)")
        .shows("Luonnos poistetaan: Liittyminen: Kuva-aineistojen tietovaranto");
    sign(&mut clinic).await;
    clinic.get("/services").await;
    clinic.page.shows("Irtisanominen: Kanta-palvelujen asiakkuus");
    app.clock.advance(7 * DAY);
    assert_eq!(run_due(&app).await, 1);
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL")).await, 0);
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM customer_service WHERE ended_at IS NULL")).await, 0);
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    clinic.get(&format!("/applications/{open}")).await;
    clinic.page.shows("Suljettu").shows("Palvelu tai asiakkuus on päättynyt").lacks("Peruttu");
    assert_eq!(clinic.get_once(&format!("/applications/{draft}")).await.status, 404, "a draft goes away");
    assert_eq!(sent(&app, "matter-closed").await.len(), 2);
    // One may join again, and signs anew.
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await.send().await;
    clinic.page.shows("Hakemus on toimitettu Kelaan");
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL")).await, 1);
}

async fn ten_days_of_standing_still_are_made_up_for_once(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    begin(&mut clinic, "/services/prescription/ending").await;
    fill_in_ending(&mut clinic, "4.12.2026").await;
    sign(&mut clinic).await;
    begin(&mut clinic, "/services/patient-data/ending").await;
    fill_in_ending(&mut clinic, "7.12.2026").await;
    sign(&mut clinic).await;
    app.clock.advance(20 * DAY);
    // Two processes wake up at once.
    let (one, other) = tokio::join!(run_due(&app), run_due(&app));
    assert_eq!(one + other, 2, "each thing once");
    let ended = sent(&app, "ended").await;
    assert_eq!(ended.len(), 6, "three addresses, twice");
    // Friday 4.12.: ended on Saturday, connections on Monday the 7th. Monday the 7th: ended on Tuesday.
    assert!(ended.iter().any(|(_, body)| body.contains("Päättynyt: 5.12.2026") && body.contains("aikaisintaan: 7.12.2026")));
    assert!(ended.iter().any(|(_, body)| body.contains("Päättynyt: 8.12.2026") && body.contains("aikaisintaan: 8.12.2026")));
    assert_eq!(run_due(&app).await, 0);
}

async fn an_ending_can_be_taken_back_until_its_last_day(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let id = begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "24.11.2026").await;
    sign(&mut clinic).await;
    clinic.get("/services/patient-data/data").await;
    clinic.page.shows("viimeinen käyttöpäivä on 24.11.2026");
    clinic.get(&format!("/applications/{id}")).await;
    clinic.press("Peruuta irtisanominen").await;
    clinic.page.shows("Peruttu");
    let told: Vec<String> = sent(&app, "matter-withdrawn").await.into_iter().map(|(to, _)| to).collect();
    assert_eq!(told, ["klinikka@esimerkki.example", "loppu@esimerkki.example"]);
    app.clock.advance(3 * DAY);
    assert_eq!(run_due(&app).await, 0, "nothing ends");
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    clinic.get("/services/patient-data/data").await;
    clinic.page.lacks("viimeinen käyttöpäivä on");
    // Once it has come into force there is nothing to take back.
    let id = begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "27.11.2026").await;
    sign(&mut clinic).await;
    app.clock.advance(DAY);
    let mut late = app.log_in(persona::SIGNATORY).await;
    let token = late.token().await;
    late.post(&format!("/applications/{id}/withdrawal"), &[("csrf".to_owned(), token)]).await;
    assert_eq!(late.page.status, 409, "{}", late.page.text());
}

async fn a_notice_needs_its_signature(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let id = begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "31.12.2026").await;
    clinic.follow("Seuraava").await;
    let pdf = clinic.get_once(&format!("/applications/{id}/notice.pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    clinic.press("Lähetä").await;
    assert_eq!(clinic.page.errors(), [("signed".to_owned(), "Allekirjoita irtisanomisilmoitus rastittamalla, jotta voit lähettää sen".to_owned())]);
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM due")).await, 0);
    // Peruuta ilmoitus: the draft goes away.
    clinic.press("Peruuta ilmoitus").await;
    assert_eq!(clinic.get_once(&format!("/applications/{id}")).await.status, 404);
}
