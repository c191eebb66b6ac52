use customership::{
    applications::{self, ApplicationId},
    documents::{self, TextKind},
    due,
};
use kit_core::Language;
use kit_db::{Sql, testing::TestDb};

use crate::{
    life::{begin, clinic_with},
    support::{Browser, Joining, Page, TestApp, migrated, persona, sent_application},
};

kit_db::on_both_databases!(migrated: a_rejection_says_how_to_appeal_in_finnish, a_rejection_says_how_to_appeal_in_swedish,
    what_is_given_back_is_mended_and_sent_again_under_its_number, an_officer_takes_a_matter_back_as_the_customer_asked,
    a_lead_undoes_an_approval, a_service_that_others_stand_on_is_not_undone_first,
    a_change_that_waits_for_its_day_is_undone_before_its_service, a_second_officer_sends_back_and_confirms,
    a_rejection_names_both_officers, a_reason_begins_with_a_template,
    who_confirms_over_failed_checks_says_so_as_the_first_one_did, what_comes_back_when_its_officer_handles_no_more_is_for_anybody);

const UNDONE: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE action = 'undone' AND object = 'application' AND actor_kind = 'officer'");
const OPEN_STEPS: Sql = Sql("SELECT COUNT(*) FROM office_task WHERE done_at IS NULL");
const IN_FORCE: Sql = Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL");

async fn open(app: &TestApp, who: &str, id: &str) -> Browser {
    let mut officer = app.log_in_officer(who).await;
    officer.get(&format!("/office/applications/{id}?lang=fi")).await;
    officer
}

/// Kaisa has the case in processing.
async fn taken(app: &TestApp, id: &str) -> Browser {
    let mut officer = open(app, persona::HANDLER, id).await;
    officer.press("Ota käsittelyyn").await;
    officer
}

/// The document of the page with this word in its name.
async fn document(browser: &Browser, folder: &str, word: &str) -> Page {
    for link in browser.page.links_to(folder) {
        let pdf = browser.get_once(&link).await;
        if pdf.headers["content-disposition"].to_str().unwrap().contains(word) {
            return pdf;
        }
    }
    panic!("no {word} on {}", browser.page.address)
}

async fn a_rejection_says_how_to_appeal(database: TestDb, language: Language, words: [&str; 4]) {
    const REASON: &str = "Liityntäpistettä ei ole.\nSe on avattava ensin.";
    let [file, name, appeal, deadline] = words;
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin_in(&mut clinic, "patient-data", language).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    let mut officer = taken(&app, &id).await;
    officer.fill("outcome", "reject").fill("reason", &"x".repeat(4001)).press("Tee päätös").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "reason"));
    assert_eq!(officer.page.value("reason").unwrap().trim().len(), 4001, "what was typed is kept");
    officer.fill("outcome", "reject").fill("reason", REASON).press("Tee päätös").await.shows("Hylätty");

    clinic.get(&format!("/applications/{id}")).await.shows("Liityntäpistettä ei ole.").shows(name);
    let pdf = document(&clinic, &format!("/applications/{id}/documents/"), file).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/tmp/pdf");
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(format!("{folder}/decision-{}.pdf", language.code()), &pdf.bytes).unwrap();

    // What is in it: the same data make the same file.
    let read = app.db.read().await.unwrap();
    let application = applications::load(&read, id.parse::<ApplicationId>().unwrap()).await.unwrap().unwrap();
    let text = documents::in_force(&read, TextKind::Appeal, language, app.clock.now().day()).await.unwrap().unwrap();
    let decision = documents::decision(&application, (persona::HANDLER, None), REASON, &text, app.clock.now());
    let data = decision.data.to_string();
    for words in [appeal, deadline, "Liityntäpistettä ei ole.", "Se on avattava ensin.", "Kaisa Käsittelijä", "KE-2026-00001", "Esimerkkiklinikka Oy"]
    {
        assert!(data.contains(words), "«{words}» is not in the decision: {data}");
    }
    assert!(app.running.program.world.documents.render(&decision).unwrap() == pdf.bytes, "another decision than the one that was sent");
    officer.get(&format!("/office/applications/{id}")).await.shows(file);
}

async fn a_rejection_says_how_to_appeal_in_finnish(database: TestDb) {
    let words = ["paatos", "Päätös", "valittaa siitä hallinto-oikeuteen", "30 päivän kuluessa"];
    a_rejection_says_how_to_appeal(database, Language::Fi, words).await;
}

async fn a_rejection_says_how_to_appeal_in_swedish(database: TestDb) {
    let words = ["beslut", "Beslut", "överklaga det hos förvaltningsdomstolen", "inom 30 dagar"];
    a_rejection_says_how_to_appeal(database, Language::Sv, words).await;
}

async fn what_is_given_back_is_mended_and_sent_again_under_its_number(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let mut officer = taken(&app, &id).await;
    officer.fill("outcome", "return").press("Tee päätös").await;
    assert_eq!(officer.page.errors(), [("reason".to_owned(), "Kirjoita, mitä asiakkaan on tehtävä".to_owned())]);
    officer.choose("Palauta asiakkaalle täydennettäväksi").fill("reason", "Korjatkaa katuosoite.").press("Tee päätös").await;
    officer.page.shows("Palautettu täydennettäväksi");
    assert!(officer.page.form("Tee päätös").is_none() && officer.page.form("Ota käsittelyyn").is_none(), "it is the customer's now");
    officer.get("/office").await.lacks("KE-2026-00001");
    officer.get("/office?q=KE-2026-00001").await.shows("Palautettu täydennettäväksi");
    officer.get("/office?officer=me").await.lacks("KE-2026-00001");

    clinic.get("/services").await.shows("Palautettu täydennettäväksi");
    clinic.get(&format!("/applications/{id}")).await.shows("Asia on palautettu teille täydennettäväksi").shows("Korjatkaa katuosoite.");
    clinic.follow("Korjaa ja lähetä uudelleen").await;
    clinic.get(&format!("/applications/{id}/steps/customer-data?from=summary")).await;
    clinic.fill("street", "Uusi osoite 5").press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await.shows("Hakemus on toimitettu Kelaan").shows("KE-2026-00001").lacks("KE-2026-00002");
    assert_eq!(app.count(IN_FORCE).await, 1, "one commitment, signed once");

    officer.get("/office?officer=me").await.shows("KE-2026-00001").shows("vastaus saapunut");
    officer.get(&format!("/office/applications/{id}")).await.shows("Käsittelyssä").shows("Lähetyskerta: 2");
    officer.page.shows("Muutoksia: 1 (lähetyskertaan 1 verrattuna)").shows("Palautettu asia on taas käsittelijällään");
    assert!(officer.page.form("Tee päätös").is_some(), "Kaisa goes on where she was");
}

async fn what_comes_back_when_its_officer_handles_no_more_is_for_anybody(database: TestDb) {
    const NO_MORE: Sql = Sql("UPDATE officer SET handles = FALSE WHERE name = 'Kaisa Käsittelijä'");
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let mut officer = taken(&app, &id).await;
    officer.fill("outcome", "return").fill("reason", "Korjatkaa katuosoite.").press("Tee päätös").await;
    officer.page.shows("Kun asiakas lähettää sen uudelleen, se palaa virkailijalle Kaisa Käsittelijä");
    app.db.write(|tx| async move { tx.exec(NO_MORE, &[]).await }).await.unwrap();
    clinic.get(&format!("/applications/{id}")).await;
    clinic.follow("Korjaa ja lähetä uudelleen").await;
    clinic.press("Lähetä").await.shows("Hakemus on toimitettu Kelaan");
    let mut henrik = open(&app, persona::OTHER_HANDLER, &id).await;
    henrik.page.shows("Vastaanotettu").lacks("taas käsittelijällään");
    henrik.press("Ota käsittelyyn").await.shows("Henrik Handläggare");
}

async fn an_officer_takes_a_matter_back_as_the_customer_asked(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let mut officer = open(&app, persona::HANDLER, &id).await;
    officer.press("Peruuta asia").await;
    assert_eq!(officer.page.errors(), [("request".to_owned(), "Kirjoita, kuka peruutusta pyysi, milloin ja miten".to_owned())]);
    officer.fill("request", "Malla Mallikas soitti 24.11.2026.").press("Peruuta asia").await.shows("Peruttu");
    let mails = app.mails().await;
    let told = mails.iter().find(|(kind, ..)| kind == "matter-withdrawn-on-request").unwrap();
    assert!(told.3.contains("Malla Mallikas soitti 24.11.2026."), "{}", told.3);
    clinic.get(&format!("/applications/{id}")).await.shows("Peruttu").shows("Malla Mallikas soitti");
    Joining::begin(&mut clinic).await;
}

async fn a_lead_undoes_an_approval(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let mut kaisa = taken(&app, &id).await;
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    assert!(kaisa.page.form("Peru hyväksyminen").is_none(), "a handler is no lead");
    clinic.get("/services").await.shows("Hyväksytty käyttöön 24.11.2026");
    let mut lead = open(&app, persona::LEAD, &id).await;
    lead.press("Peru hyväksyminen").await;
    assert_eq!(lead.page.errors(), [("undo_reason".to_owned(), "Kirjoita, miksi hyväksyminen perutaan".to_owned())]);
    assert_eq!((app.count(UNDONE).await, app.count(OPEN_STEPS).await), (0, 1));
    lead.fill("undo_reason", "Väärä liityntäpiste.").press("Peru hyväksyminen").await;
    lead.page.shows("Käsittelyssä").shows("Johanna Johtava").shows("Hyväksyminen peruttu").shows("Väärä liityntäpiste.");
    assert_eq!((app.count(UNDONE).await, app.count(OPEN_STEPS).await, app.count(IN_FORCE).await), (1, 0, 1), "logged; the commitment stays");
    clinic.get("/services").await.lacks("Hyväksytty käyttöön").shows("Käsittelyssä");
    assert_eq!(clinic.get_once("/services/patient-data/data").await.status, 404);
    clinic.get(&format!("/applications/{id}")).await.shows("Hyväksyminen peruttu").shows("Väärä liityntäpiste.");
    lead.fill("outcome", "approve").press("Tee päätös").await;
    clinic.get("/services").await.shows("Hyväksytty käyttöön 24.11.2026");
    assert_eq!(app.count(OPEN_STEPS).await, 1, "the steps begin anew");
}

async fn a_service_that_others_stand_on_is_not_undone_first(database: TestDb) {
    let app = TestApp::start(database).await;
    let clinic = clinic_with(&app, &["patient-data", "imaging"]).await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    lead.get("/office?state=closed&service=patient-data").await;
    let case = lead.page.links_to("/office/applications/")[0].clone();
    lead.get(&case).await;
    lead.fill("undo_reason", "Väärin.").press("Peru hyväksyminen").await;
    assert_eq!(lead.page.status, 422);
    assert!(lead.page.errors()[0].1.contains("Peru ensin sen hyväksyminen"), "{:?}", lead.page.errors());
    assert_eq!(lead.page.value("undo_reason").unwrap().trim(), "Väärin.");
    assert_eq!(clinic.get_once("/services/patient-data/data").await.status, 200, "still in use");
}

async fn a_change_that_waits_for_its_day_is_undone_before_its_service(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let change = begin(&mut clinic, "/services/patient-data/change").await;
    clinic.fill("from", "1.12.2026").press("Tallenna ja jatka").await;
    clinic.get(&format!("/applications/{change}/steps/access-points")).await;
    clinic.press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await.shows("Muutosilmoitus on vastaanotettu");
    taken(&app, &change).await.fill("outcome", "approve").press("Tee päätös").await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    lead.get("/office?state=closed&kind=joining").await;
    let joining = lead.page.links_to("/office/applications/")[0].clone();
    lead.get(&joining).await;
    lead.fill("undo_reason", "Väärin.").press("Peru hyväksyminen").await;
    assert_eq!(lead.page.status, 422);
    assert!(lead.page.errors()[0].1.contains("hyväksytty muutos, joka odottaa"), "{:?}", lead.page.errors());
    lead.get(&format!("/office/applications/{change}")).await.shows("Muutos ei tule voimaan");
    lead.fill("undo_reason", "Väärin.").press("Peru hyväksyminen").await.shows("Käsittelyssä");
    app.clock.advance(7 * 24 * 3600);
    assert_eq!(due::run(&app.running.program.world).await.unwrap(), 0, "it does not come into force");
    let mut lead = open(&app, persona::LEAD, joining.rsplit('/').next().unwrap()).await;
    lead.fill("undo_reason", "Väärin.").press("Peru hyväksyminen").await.shows("Käsittelyssä");
}

async fn a_second_officer_sends_back_and_confirms(database: TestDb) {
    let app = TestApp::start_with(database, &["--four-eyes=approvals"]).await;
    let (mut clinic, id) = sent_application(&app).await;
    let mut kaisa = taken(&app, &id).await;
    kaisa.page.shows("Hyväksymisen vahvistaa toinen virkailija");
    kaisa.fill("outcome", "approve").fill("reason", "Tervetuloa.").press("Tee päätös").await;
    kaisa.page.shows("Päätösesitys").shows("Tervetuloa.").shows("Käsittelyssä").shows("Päätös odottaa toista virkailijaa");
    assert!(kaisa.page.form("Tee päätös").is_none() && kaisa.page.form("Vahvista päätös").is_none());
    clinic.get(&format!("/applications/{id}")).await.shows("Käsittelyssä").lacks("esitetty").lacks("Tervetuloa.");

    let mut henrik = open(&app, persona::OTHER_HANDLER, &id).await;
    henrik.page.shows("Hyväksy palvelun käyttäjäksi").shows("Kaisa Käsittelijä");
    henrik.press("Palauta esitys").await;
    assert_eq!(henrik.page.errors(), [("review_reason".to_owned(), "Kirjoita, miksi esitys palautetaan".to_owned())]);
    henrik.fill("review_reason", "Tarkista liityntäpiste.").press("Palauta esitys").await.shows("Päätösesitys palautettu");
    kaisa.get(&format!("/office/applications/{id}")).await.shows("Tarkista liityntäpiste.");
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    let (late, mut lead) = (henrik.clone(), open(&app, persona::LEAD, &id).await);
    lead.press("Vahvista päätös").await.shows("Hyväksytty").shows("Johanna Johtava");
    assert!(late.page.form("Vahvista päätös").is_none(), "he had sent it back and looks at that");
    clinic.get(&format!("/applications/{id}")).await.shows("Hyväksytty").lacks("esitetty").lacks("Päätösesitys").lacks("Tarkista liityntäpiste.");
    let approvals = app.mails().await.into_iter().filter(|(kind, ..)| kind == "application-approved").count();
    assert_eq!(approvals, 1);
}

async fn who_confirms_over_failed_checks_says_so_as_the_first_one_did(database: TestDb) {
    let app = TestApp::start_with(database, &["--four-eyes=approvals"]).await;
    let (_, id) = sent_application(&app).await;
    let mut kaisa = taken(&app, &id).await;
    kaisa.fill("question", "Onko osoite oikea?").press("Pyydä lisätietoja").await;
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    assert_eq!(kaisa.page.errors().len(), 1, "the customer has not answered");
    kaisa.fill("anyway", "yes").press("Tee päätös").await.shows("Päätösesitys");
    let mut lead = open(&app, persona::LEAD, &id).await;
    lead.page.shows("Asiakas ei ole vastannut lisätietopyyntöön");
    lead.press("Vahvista päätös").await;
    assert_eq!((lead.page.status, lead.page.errors()[0].0.as_str()), (422, "anyway"));
    lead.fill("anyway", "yes").press("Vahvista päätös").await.shows("Hyväksytty").shows("Johanna Johtava");
}

async fn a_rejection_names_both_officers(database: TestDb) {
    let app = TestApp::start_with(database, &["--four-eyes=all"]).await;
    let (_, id) = sent_application(&app).await;
    taken(&app, &id).await.fill("outcome", "reject").fill("reason", "Ei ole oikeutta.").press("Tee päätös").await.shows("Ei ole oikeutta.");
    let mut henrik = open(&app, persona::OTHER_HANDLER, &id).await;
    henrik.press("Vahvista päätös").await.shows("Hylätty");
    let pdf = document(&henrik, &format!("/office/applications/{id}/documents/"), "paatos").await;
    let read = app.db.read().await.unwrap();
    let application = applications::load(&read, id.parse::<ApplicationId>().unwrap()).await.unwrap().unwrap();
    let text = documents::in_force(&read, TextKind::Appeal, Language::Fi, app.clock.now().day()).await.unwrap().unwrap();
    let officers = (persona::OTHER_HANDLER, Some(persona::HANDLER));
    let decision = documents::decision(&application, officers, "Ei ole oikeutta.", &text, app.clock.now());
    assert!(app.running.program.world.documents.render(&decision).unwrap() == pdf.bytes, "decided by Henrik, proposed by Kaisa");
}

async fn a_reason_begins_with_a_template(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin_in(&mut clinic, "patient-data", Language::Sv).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    let mut officer = taken(&app, &id).await;
    officer.page.shows("Pohjat ovat asiakkaan kielellä: Svenska");
    officer.fill("outcome", "reject").fill("reason", "Först.").press("Lisää pohja perusteluun").await;
    assert_eq!(officer.page.errors(), [("template".to_owned(), "Valitse pohja, joka lisätään".to_owned())]);
    officer.fill("template", "reason-return-incomplete").press("Lisää pohja perusteluun").await;
    assert_eq!(officer.page.errors(), [("template".to_owned(), "Valitse pohja, joka on valitsemaasi ratkaisua varten".to_owned())]);
    assert!(
        officer.page.texts("option").iter().any(|title| title == "Avslag: Ofullständiga uppgifter" || title == "Hylkäys: Ofullständiga uppgifter")
    );
    officer.fill("template", "reason-incomplete").press("Lisää pohja perusteluun").await;
    let reason = officer.page.value("reason").unwrap();
    assert!(reason.trim().starts_with("Först.\n\n") && reason.len() > 50 && !reason.contains("Hakemuksesta"), "{reason}");
    officer.page.shows("Käsittelyssä");
    officer.press("Tee päätös").await.shows("Hylätty");
    let mails = app.mails().await;
    let told = mails.iter().find(|(kind, ..)| kind == "application-rejected").unwrap();
    assert!(told.3.contains(reason.trim().lines().last().unwrap()), "{}", told.3);
}
