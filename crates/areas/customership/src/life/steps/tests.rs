use kit_db::testing::TestDb;

use crate::{
    life::clinic_with,
    support::{Browser, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: a_service_comes_from_its_approval_to_its_use, what_is_wrong_with_a_report_is_said_and_the_rest_kept,
    a_test_that_failed_is_made_again, a_service_without_a_test_of_its_own_has_one_that_may_be_waived, a_step_is_done_once);

const REPORT: &[u8] = b"%PDF-1.7 report";

/// The first open step, on its page.
async fn step(app: &TestApp, who: &str) -> Browser {
    let mut officer = app.log_in_officer(who).await;
    officer.get("/office/tasks").await;
    officer.follow("Siirry vaiheeseen").await;
    officer
}

/// Saves the step as it was filled in, with a file or without.
async fn save(officer: &mut Browser, name: &str, file: &[u8]) {
    let form = officer.form("Tallenna vaihe");
    officer.submit_with_file(&form, "report", name, file).await;
}

async fn connections_opened(app: &TestApp) {
    let mut officer = step(app, persona::HANDLER).await;
    officer.fill("on", "24.11.2026");
    save(&mut officer, "", b"").await;
    assert_eq!(officer.page.path(), "/office/tasks", "{:?}", officer.page.errors());
}

async fn a_service_comes_from_its_approval_to_its_use(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    clinic.get("/services/patient-data/data").await.shows("Käyttöönoton vaiheet").shows("Teknisten yhteyksien avaaminen: Kesken");
    let mut officer = step(&app, persona::HANDLER).await;
    officer.page.shows("Esimerkkiklinikka Oy").shows("Potilastietovaranto").shows("KE-2026-00001");
    officer.page.shows("Liityntäpisteet ja järjestelmät").shows("malla@esimerkki.example");
    assert_eq!(officer.page.value("on").as_deref(), Some("24.11.2026"), "most steps are noted on their day");
    for (on, error) in [("31.2.2026", "Kirjoita päivä muodossa pp.kk.vvvv"), ("25.11.2026", "Kirjoita päivä, joka on tänään tai aikaisemmin")]
    {
        officer.fill("on", on);
        save(&mut officer, "", b"").await;
        assert_eq!((officer.page.status, officer.page.errors()), (422, vec![("on".to_owned(), error.to_owned())]));
        assert_eq!(officer.page.value("on").as_deref(), Some(on));
    }
    clinic.page.shows("Hyväksytty, käyttöönotto kesken").shows("Seuraavaksi: Teknisten yhteyksien avaaminen");
    clinic.get("/services").await.shows("Hyväksytty, käyttöönotto kesken").lacks("Käytössä");
    let approved = app.mails().await.into_iter().find(|(kind, ..)| kind == "application-approved").unwrap().3;
    assert!(approved.contains("Seuraavaksi avaamme tekniset yhteydet"), "{approved}");
    connections_opened(&app).await;
    clinic.get("/services/patient-data/data").await;
    clinic.page.shows("24.11.2026").shows("Teknisten yhteyksien avaaminen: tehty").shows("Käyttöönottokoe: Kesken");

    let mut officer = step(&app, persona::OTHER_HANDLER).await;
    let task = officer.page.path().to_owned();
    officer.fill("outcome", "passed").fill("on", "24.11.2026");
    save(&mut officer, "../Käyttöönotto koe.PDF", REPORT).await;
    officer.page.shows("Käyttöönottokoe: hyväksytty");
    assert!(officer.page.links_to("/office/tasks/").contains(&task), "a done step is found by its report");
    let file = officer.get_once(&format!("{task}/report")).await;
    assert_eq!((file.status, file.bytes.as_slice(), file.headers["content-type"].to_str().unwrap()), (200, REPORT, "application/pdf"));
    let disposition = file.headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment") && !disposition.contains('/'), "{disposition}");
    assert_eq!(file.headers["x-content-type-options"], "nosniff");
    assert_eq!(clinic.get_once(&format!("{task}/report")).await.status, 404, "the officers' file");

    let mut officer = step(&app, persona::HANDLER).await;
    officer.fill("on", "24.11.2026");
    save(&mut officer, "", b"").await;
    officer.page.shows("Avoimia tehtäviä ei ole.");
    clinic.get("/services/patient-data/data").await.shows("Käyttöönottokoe: hyväksytty").shows("Palvelun käytön aloitus: tehty").lacks("Kesken");
    clinic.get("/services").await.shows("Käytössä 24.11.2026 alkaen").lacks("käyttöönotto kesken");
    officer.get(&task).await.shows("Vaihe on tehty.").shows("Testiraportti").shows("Henrik Handläggare");
    assert!(officer.page.form("Tallenna vaihe").is_none());
    let steps = app.mails().await.into_iter().filter(|(kind, ..)| kind == "service-step").map(|mail| mail.2).collect::<Vec<_>>();
    assert_eq!(steps.len(), 3, "{steps:?}");
}

async fn what_is_wrong_with_a_report_is_said_and_the_rest_kept(database: TestDb) {
    let app = TestApp::start_with(database, &["--largest-file-mb=1"]).await;
    clinic_with(&app, &["patient-data"]).await;
    connections_opened(&app).await;
    let mut officer = step(&app, persona::HANDLER).await;
    let large = [b"%PDF-".as_slice(), &vec![b'x'; 1024 * 1024]].concat();
    for (name, bytes, error) in [
        ("", b"".as_slice(), "Valitse testiraportti"),
        ("raportti.pdf", b"MZ\x90\x00".as_slice(), "Valitse PDF-, PNG-, JPEG-, TXT- tai CSV-tiedosto"),
        ("raportti.html", b"<svg onload=alert(1)>\x00", "Valitse PDF-, PNG-, JPEG-, TXT- tai CSV-tiedosto"),
        ("raportti.pdf", &large, "Valitse tiedosto, jonka koko on enintään 1 Mt"),
    ] {
        officer.fill("outcome", "passed").fill("on", "23.11.2026").fill("reason", "Kaikki toimi.");
        save(&mut officer, name, bytes).await;
        assert_eq!((officer.page.status, officer.page.errors()), (422, vec![("report".to_owned(), error.to_owned())]), "{name}");
        let form = officer.page.form("Tallenna vaihe").unwrap();
        for (field, value) in [("outcome", "passed"), ("on", "23.11.2026"), ("reason", "Kaikki toimi.")] {
            assert!(form.fields.iter().any(|(name, kept)| name == field && kept.trim() == value), "{field} is kept: {:?}", form.fields);
        }
    }
    officer.fill("outcome", "");
    save(&mut officer, "raportti.pdf", REPORT).await;
    assert_eq!(officer.page.errors(), [("outcome".to_owned(), "Valitse kokeen tulos".to_owned())]);
    officer.fill("outcome", "waived").fill("reason", " ");
    save(&mut officer, "", b"").await;
    assert_eq!(officer.page.errors(), [("reason".to_owned(), "Kirjoita syy".to_owned())]);
}

async fn a_test_that_failed_is_made_again(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    connections_opened(&app).await;
    let mut officer = step(&app, persona::HANDLER).await;
    officer.fill("outcome", "failed").fill("on", "24.11.2026").fill("reason", "Yhteys katkesi.");
    save(&mut officer, "", b"").await;
    clinic.get("/services/patient-data/data").await;
    clinic.page.shows("Käyttöönottokoe: hylätty").shows("Yhteys katkesi.").shows("Käyttöönottokoe: Kesken");
    assert!(app.mails().await.iter().any(|(kind, .., body)| kind == "service-step" && body.contains("Yhteys katkesi.")));
    let mut officer = step(&app, persona::HANDLER).await;
    officer.page.shows("Yhteys katkesi.");
    officer.fill("outcome", "passed").fill("on", "24.11.2026");
    save(&mut officer, "tulos.csv", b"koe;ok\n").await;
    officer.follow("Siirry vaiheeseen").await.shows("Palvelun käytön aloitus");
}

async fn a_service_without_a_test_of_its_own_has_one_that_may_be_waived(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["prescription"]).await;
    connections_opened(&app).await;
    let mut officer = step(&app, persona::HANDLER).await;
    officer.fill("outcome", "waived").fill("reason", "Järjestelmä on jo käytössä.");
    save(&mut officer, "", b"").await;
    clinic.get("/services/prescription/data").await;
    clinic.page.shows("Käyttöönottokoe: ei tarvita").shows("Järjestelmä on jo käytössä.").shows("Palvelun käytön aloitus: Kesken");
}

async fn a_step_is_done_once(database: TestDb) {
    let app = TestApp::start(database).await;
    clinic_with(&app, &["patient-data"]).await;
    let (mut kaisa, mut henrik) = (step(&app, persona::HANDLER).await, step(&app, persona::OTHER_HANDLER).await);
    let task = kaisa.page.path().to_owned();
    kaisa.fill("on", "24.11.2026");
    save(&mut kaisa, "", b"").await;
    henrik.fill("on", "23.11.2026");
    save(&mut henrik, "", b"").await;
    assert_eq!(henrik.page.status, 409);
    assert_eq!(app.mails().await.iter().filter(|(kind, ..)| kind == "service-step").count(), 1);
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get("/office/tasks").await;
    assert_eq!(auditor.page.link("Teknisten yhteyksien avaaminen: tehty"), Some(task.clone()));
    auditor.get(&task).await.shows("Teknisten yhteyksien avaaminen: tehty").shows("Kaisa Käsittelijä");
    assert!(auditor.page.form("Tallenna vaihe").is_none());
}
