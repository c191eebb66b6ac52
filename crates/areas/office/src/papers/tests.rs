use customership::due;
use kit_db::{Sql, testing::TestDb};

use crate::{
    life::clinic_with,
    support::{Browser, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: an_ending_on_paper_is_keyed_in_to_its_end, a_technical_change_on_paper_waits_for_its_decision,
    a_customers_unsent_draft_is_not_the_officers, for_who_has_left_the_register_nothing_is_keyed_in_and_it_says_why);

/// The signatory's clinic uses Potilastietovaranto; a handler.
async fn clinic(app: &TestApp) -> (Browser, Browser) {
    (clinic_with(app, &["patient-data"]).await, app.log_in_officer(persona::HANDLER).await)
}

/// The officer has a paper of the clinic in hand.
async fn files(officer: &mut Browser, file: &[u8]) {
    officer.get("/office/customers").await;
    officer.follow("Esimerkkiklinikka Oy").await;
    officer.follow("Kirjaa paperilla saapunut").await.shows("Esimerkkiklinikka Oy");
    officer.fill("arrived", "20.11.2026").fill("signed_by", "Malla Mallikas").tick("language", &["sv"]);
    let form = officer.form("Tallenna paperi ja jatka");
    officer.submit_with_file(&form, "file", "irtisanominen.pdf", file).await;
}

async fn an_ending_on_paper_is_keyed_in_to_its_end(database: TestDb) {
    const MAILS: Sql = Sql("SELECT COUNT(*) FROM mail WHERE kind LIKE 'ending-received%'");
    const KEYED: Sql =
        Sql("SELECT COUNT(*) FROM access_log WHERE actor_kind = 'officer' AND acting_right = 'PAPER' AND action IN ('begin', 'save', 'send')");
    let app = TestApp::start(database).await;
    let (mut clinic, mut officer) = clinic(&app).await;
    assert_eq!(officer.get_once("/services").await.status, 404, "without a paper the customer's pages do not exist");
    files(&mut officer, b"MZ\x90\x00 not a paper").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "file"));
    assert_eq!(officer.page.value("signed_by").as_deref(), Some("Malla Mallikas"));
    files(&mut officer, b"%PDF-1.7 a paper").await;
    officer.page.shows("Saapunut paperilla 20.11.2026, kirjannut Kaisa Käsittelijä");
    officer.follow("Koko asiakkuuden irtisanominen").await.shows("Kirjaat paperilla saapunutta: Esimerkkiklinikka Oy");
    officer.press("Aloita").await;
    let id = officer.page.path().split('/').nth(2).unwrap().to_owned();
    officer.fill("last_day", "20.11.2026").press("Tallenna ja jatka").await;
    assert_eq!(officer.page.status, 422, "the same rules and errors as for the customer");
    officer.fill("last_day", "27.11.2026").press("Tallenna ja jatka").await;
    officer.fill("first_name", "Malla").fill("last_name", "Mallikas").fill("email", "malla@esimerkki.example").fill("phone", "040 123 4567");
    officer.press("Tallenna ja jatka").await;
    officer.get(&format!("/applications/{id}/steps/billing")).await;
    officer.press("Tallenna ja jatka").await;
    officer.get(&format!("/applications/{id}/confirmation")).await.shows("allekirjoitettu paperilla");
    assert!(officer.page.choices("signed").is_empty(), "no tick signs what is signed on paper");
    officer.page.shows("Tarkista, että ilmoitus vastaa paperia.").lacks("rastittamalla");
    officer.press("Lähetä").await.shows("Asiakas saa vahvistuksen sähköpostiin.").shows("20.11.2026").lacks("Saat sähköpostin");
    officer.get("/office/papers/current").await;
    officer.press("Lopeta kirjaaminen").await.shows("irtisanominen.pdf");
    assert_eq!(officer.get_once("/services").await.status, 404, "the customer's pages are closed again");
    assert!(app.count(MAILS).await >= 1 && app.count(KEYED).await >= 5, "the same receipts; each step is logged with the paper");

    clinic.get(&format!("/applications/{id}")).await.shows("Saapunut paperilla 20.11.2026, kirjannut Kaisa Käsittelijä");
    let link = clinic.page.links_to("/papers/")[0].clone();
    let file = clinic.get_once(&link).await;
    assert_eq!(file.bytes, b"%PDF-1.7 a paper");
    assert_eq!(file.headers["x-content-type-options"], "nosniff");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let other = app.log_in(persona::SWEDISH).await;
    assert_eq!(other.get_once(&link).await.status, 404);
    officer.get(&format!("/office/applications/{id}")).await.shows("Malla Mallikas").shows("Allekirjoitus paperilla");
    let paper = officer.page.links_to("/office/papers/").remove(0);
    assert_eq!(officer.get_once(&paper).await.bytes, b"%PDF-1.7 a paper", "the paper stands with the case");

    app.clock.advance(4 * 24 * 3600);
    due::run(&app.running.program.world).await.unwrap();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/customers?standing=ended").await.shows("Esimerkkiklinikka Oy");
    officer.get("/office/tasks").await.shows("Sulje tekniset yhteydet");
    // The program did it: nobody handled it.
    officer.get(&format!("/office/applications/{id}")).await.lacks("Käsittelijä: Kanta Ekstranet");
    officer.get("/office?state=closed&kind=ending").await;
    let cells = officer.page.texts("#queue td");
    assert!(!cells.is_empty() && cells.iter().all(|cell| !cell.contains("Kanta Ekstranet")), "{cells:?}");
}

async fn for_who_has_left_the_register_nothing_is_keyed_in_and_it_says_why(database: TestDb) {
    const LEFT: Sql = Sql("UPDATE register_unit SET ends = '2026-11-23' WHERE name = 'Esimerkkiklinikka Oy'");
    let app = TestApp::start(database).await;
    let (_, mut officer) = clinic(&app).await;
    officer.get("/office/customers").await;
    officer.follow("Esimerkkiklinikka Oy").await;
    let new = officer.page.link("Kirjaa paperilla saapunut").unwrap();
    app.db.write(|tx| async move { tx.exec(LEFT, &[]).await }).await.unwrap();
    officer.get(&new).await.shows("Asiakasta ei ole enää rekisterissä").shows("Jos asiakas jatkaa toisena organisaationa");
    assert!(officer.page.form("Tallenna paperi ja jatka").is_none());
    assert_eq!(officer.page.status, 200);
}

async fn a_technical_change_on_paper_waits_for_its_decision(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, mut officer) = clinic(&app).await;
    files(&mut officer, b"%PDF-1.7 a paper").await;
    officer.get("/services/patient-data/change").await;
    officer.press("Aloita").await;
    let id = officer.page.path().split('/').nth(2).unwrap().to_owned();
    officer.fill("from", "21.1.2027").fill("reason", "Järjestelmä vaihtuu.").press("Tallenna ja jatka").await;
    officer.get(&format!("/applications/{id}/steps/access-points")).await;
    officer.press("Tallenna ja jatka").await;
    officer.get(&format!("/applications/{id}/summary")).await;
    officer.press("Lähetä").await.shows("Kiitos");
    clinic.get(&format!("/applications/{id}")).await.shows("Saapunut paperilla 20.11.2026, kirjannut Kaisa Käsittelijä");
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get(&format!("/office/applications/{id}")).await;
    henrik.press("Ota käsittelyyn").await;
    henrik.choose("Hyväksy muutos").press("Tee päätös").await;
    clinic.get(&format!("/applications/{id}")).await.shows("Hyväksytty");
    // A change of data in force, from the same paper.
    officer.get("/services/patient-data/data/customer-data").await;
    officer.fill("street", "Paperikatu 3").press("Tallenna").await;
    clinic.get("/services/patient-data/data").await.shows("Paperikatu 3").shows("Kaisa Käsittelijä (Allekirjoitus paperilla)");
}

async fn a_customers_unsent_draft_is_not_the_officers(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, mut officer) = clinic(&app).await;
    clinic.get("/services/patient-data/change").await;
    clinic.press("Aloita").await;
    let id = clinic.page.path().split('/').nth(2).unwrap().to_owned();
    clinic.fill("from", "21.1.2027").fill("reason", "Keskeneräinen.").press("Tallenna ja jatka").await;
    files(&mut officer, b"%PDF-1.7 a paper").await;
    assert_eq!(officer.get_once(&format!("/applications/{id}/steps/change-day")).await.status, 404);
    officer.get("/services/patient-data/change").await;
    officer.press("Aloita").await.shows("Asiakkaalla on samasta asiasta keskeneräinen luonnos");
}
