//! The whole journey: a clinic joins Potilastietovaranto, an officer asks and decides, both are told.

use customership::documents::TextKind;
use kit_db::testing::TestDb;

use crate::support::{Joining, TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: a_clinic_joins_and_is_approved, one_who_is_rejected_may_apply_again, sending_twice_is_sending_once,
    a_second_application_cannot_be_begun_beside_the_first, what_changed_since_the_summary_is_not_sent);

async fn a_clinic_joins_and_is_approved(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    clinic.page.shows("Hakemus on toimitettu Kelaan").shows("KE-2026-00001").shows("klinikka@esimerkki.example");
    let pdfs = clinic.page.links_to(&format!("/applications/{id}/documents/"));
    assert_eq!(pdfs.len(), 2, "the commitment and the receipt");
    keep_for_validation(&mut clinic, &pdfs).await;
    let pdf = clinic.get(&pdfs[0]).await.clone();
    assert_eq!((pdf.status, pdf.headers["content-type"].to_str().unwrap(), &pdf.bytes[..5]), (200, "application/pdf", &b"%PDF-"[..]));

    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.page.shows("KE-2026-00001").shows("Esimerkkiklinikka Oy (9900100-2)").shows("Vastaanotettu");
    officer.follow("KE-2026-00001").await;
    officer.page.shows("Mallilinkki 1, Mallijärjestelmät Oy").shows("Malla Mallikas");
    officer.press("Ota käsittelyyn").await;
    officer.fill("question", "Onko liityntäpiste oikea?");
    officer.press("Pyydä lisätietoja").await;
    officer.page.shows("Lisätietoja pyydetty");

    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.shows("Onko liityntäpiste oikea?");
    clinic.follow("Vastaa lisätietopyyntöön").await;
    clinic.press("Tallenna ja jatka").await;
    assert_eq!(
        (clinic.page.status, clinic.page.errors()),
        (422, vec![("answer".to_owned(), "Kirjoita vastaus käsittelijän kysymykseen".to_owned())])
    );
    clinic.fill("answer", "Kyllä on.");
    clinic.press("Tallenna ja jatka").await;
    clinic.page.shows("Kyllä on.");
    clinic.press("Lähetä").await;
    clinic.page.shows("Hakemus on toimitettu Kelaan");

    officer.get(&format!("/office/applications/{id}")).await;
    officer.page.shows("Kyllä on.").shows("Käsittelyssä");
    officer.fill("outcome", "approve");
    officer.press("Tee päätös").await;
    officer.page.shows("Hyväksytty");
    clinic.get("/services").await;
    clinic.page.shows("Hyväksytty käyttöön 24.11.2026");

    let mails = app.mails().await;
    let sent: Vec<(&str, &str)> = mails.iter().map(|(kind, to, ..)| (kind.as_str(), to.as_str())).collect();
    let expected = [
        ("application-received", "klinikka@esimerkki.example"),
        ("information-requested", "malla@esimerkki.example"),
        ("answer-received", "klinikka@esimerkki.example"),
        ("application-approved", "klinikka@esimerkki.example"),
        ("archivist-interface", "malla@esimerkki.example"),
    ];
    for mail in expected {
        assert!(sent.contains(&mail), "{mail:?} is missing in {sent:?}");
    }
    assert_eq!(sent.len(), expected.len());
    assert!(mails.iter().any(|(kind, .., body)| kind == "information-requested" && body.contains("Onko liityntäpiste oikea?")));
}

/// The documents as the program really makes them, for the check of PDF/UA-1 and PDF/A-2a.
async fn keep_for_validation(clinic: &mut crate::support::Browser, pdfs: &[String]) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/tmp/pdf");
    std::fs::create_dir_all(folder).unwrap();
    let kinds = TextKind::ALL.into_iter().filter(|kind| *kind != TextKind::Commitment);
    let texts = kinds.flat_map(|kind| ["fi", "sv"].map(|language| format!("/texts/{}/1.0/{language}", kind.key())));
    for (place, address) in pdfs.iter().cloned().chain(texts).enumerate() {
        let file = clinic.get_once(&address).await;
        assert!(file.bytes.starts_with(b"%PDF-"), "{address}");
        std::fs::write(format!("{folder}/journey-{place}.pdf"), &file.bytes).unwrap();
    }
}

async fn one_who_is_rejected_may_apply_again(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "reject");
    officer.press("Tee päätös").await;
    assert_eq!((officer.page.status, officer.page.errors().len()), (422, 1), "a rejection needs a reason");
    officer.fill("outcome", "reject").fill("reason", "Liityntäpistettä ei ole.");
    officer.press("Tee päätös").await;
    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.shows("Hylätty").shows("Liityntäpistettä ei ole.");
    assert!(app.mails().await.iter().any(|(kind, .., body)| kind == "application-rejected" && body.contains("Liityntäpistettä ei ole.")));

    // The commitment of a rejected application binds nobody: it is signed anew.
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await.send().await;
    clinic.page.shows("KE-2026-00002");
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL")).await, 1);
}

async fn sending_twice_is_sending_once(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await;
    let form = clinic.form("Lähetä");
    let answers = futures_util::future::join_all((0..3).map(|_| {
        let (clinic, form) = (clinic.clone(), form.clone());
        async move { clinic.post_once(&form.action, &form.fields).await }
    }));
    for answer in answers.await {
        assert_eq!(answer.status, 303, "{}", answer.html);
        assert!(answer.headers["location"].to_str().unwrap().ends_with("/thanks"));
    }
    for (what, sql) in [
        ("submission", kit_db::Sql("SELECT COUNT(*) FROM submission")),
        ("commitment", kit_db::Sql("SELECT COUNT(*) FROM commitment")),
        ("mail", kit_db::Sql("SELECT COUNT(*) FROM mail")),
        ("case number", kit_db::Sql("SELECT COUNT(*) FROM application WHERE case_number IS NOT NULL")),
    ] {
        assert_eq!(app.count(sql).await, 1, "{what}");
    }
}

async fn a_second_application_cannot_be_begun_beside_the_first(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    clinic.get("/services/patient-data").await;
    let form = clinic.form("Aloita");
    let first = clinic.post_once(&form.action, &form.fields).await;
    let second = clinic.post_once(&form.action, &form.fields).await;
    assert_eq!(first.headers["location"], second.headers["location"], "the open one is gone on with");
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM application")).await, 1);
}

async fn what_changed_since_the_summary_is_not_sent(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await;
    let id = joining.id.clone();
    let old = clinic.form("Lähetä");
    clinic.get(&format!("/applications/{id}/steps/customer-data?from=summary")).await;
    clinic.fill("email", "toinen@esimerkki.example");
    clinic.press("Tallenna ja jatka").await;
    assert!(clinic.page.path().ends_with("/summary"), "back where one came from");
    clinic.submit(&old).await;
    assert_eq!(clinic.page.status, 409);
    clinic.page.shows("Tiedot ovat muuttuneet").shows("toinen@esimerkki.example");
    assert!(app.mails().await.is_empty());
}
