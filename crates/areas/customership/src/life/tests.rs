//! Life after joining as its readers see it: what was sent stays as it was sent, words and days are the same everywhere.

use kit_db::{Sql, testing::TestDb};

use crate::{
    life::{begin, clinic_with, decide, fill_in_ending, run_due, sent, sign},
    support::{Browser, Joining, TestApp, migrated, persona},
};

kit_db::on_both_databases!(
    migrated:
    what_was_sent_stays_as_it_was_sent_and_the_earlier_day_holds,
    the_papers_of_what_has_ended_can_be_read,
    a_change_that_is_not_in_force_can_be_discarded,
    another_services_missing_role_is_mended_on_its_page,
    a_change_that_is_approved_late_holds_from_its_approval,
    who_cannot_be_reminded_of_a_draft_reads_it,
    a_state_has_one_word,
    a_notice_can_be_put_away_at_every_step,
    what_is_taken_back_goes_on_and_its_days_stand_on_top,
    a_notice_that_was_sent_is_not_begun_again,
    a_change_that_changes_nothing_or_comes_too_late_is_told,
    days_are_read_as_they_are_typed,
    without_a_fee_nothing_is_said_of_billing,
);

const DAY: i64 = 24 * 3600;

async fn anew(app: &TestApp) -> Browser {
    app.log_in(persona::SIGNATORY).await
}

async fn what_was_sent_stays_as_it_was_sent_and_the_earlier_day_holds(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    begin(&mut clinic, "/services/prescription/ending").await;
    fill_in_ending(&mut clinic, "26.11.2026").await;
    sign(&mut clinic).await;
    let whole = begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "30.11.2026").await;
    clinic.page.shows("Resepti päättyy jo 27.11.2026 (KE-2026-00003)");
    sign(&mut clinic).await;
    clinic.get("/services/prescription/data").await.shows("viimeinen käyttöpäivä on 26.11.2026");
    clinic.get("/services/patient-data/data").await.shows("viimeinen käyttöpäivä on 30.11.2026");
    app.clock.advance(3 * DAY);
    assert_eq!(run_due(&app).await, 1);
    let mut clinic = anew(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    for (browser, page) in [(&mut clinic, "/applications/"), (&mut officer, "/office/applications/")] {
        browser.get(&format!("{page}{whole}?lang=fi")).await;
        browser.page.shows("Resepti päättyy jo 27.11.2026 (KE-2026-00003)").shows("Sitoumus ja kaikki palvelut päättyvät 1.12.2026");
    }
    app.clock.advance(4 * DAY);
    assert_eq!(run_due(&app).await, 1);
    let mut clinic = anew(&app).await;
    clinic.get(&format!("/applications/{whole}")).await.shows("Resepti päättyy jo 27.11.2026");
    // Each task is about what its own notice ended.
    const TASKS: Sql = Sql("SELECT COUNT(*) FROM office_task WHERE services IN ('prescription', 'patient-data')");
    assert_eq!(app.count(TASKS).await, 2);
}

async fn the_papers_of_what_has_ended_can_be_read(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    begin(&mut clinic, "/services/prescription/ending").await;
    fill_in_ending(&mut clinic, "24.11.2026").await;
    sign(&mut clinic).await;
    app.clock.advance(DAY);
    run_due(&app).await;
    let mut clinic = anew(&app).await;
    clinic.get("/services").await.shows("Päättynyt: viimeinen käyttöpäivä oli 24.11.2026");
    clinic.follow("Katso asiakirjat ja historia").await;
    clinic.page.shows("Päättynyt: viimeinen käyttöpäivä oli 24.11.2026").shows("Irtisanomisilmoitus").lacks("Muokkaa").lacks("Irtisano palvelu");
    assert_eq!(clinic.get_once("/services/imaging/data").await.status, 404, "what was never used has none");
}

async fn a_change_that_is_not_in_force_can_be_discarded(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let page = "/services/patient-data/data/customer-data";
    clinic.get(page).await.lacks("keskeneräinen muutos");
    clinic.fill("street", "Uusikatu 2").fill("email", "ei ole");
    clinic.press("Tallenna muutokset").await;
    assert_eq!(clinic.page.status, 422);
    clinic.page.shows("Tässä on keskeneräinen muutos, joka ei ole vielä voimassa.");
    // Somebody saves meanwhile: theirs is not put away.
    let mut other = anew(&app).await;
    other.get(page).await;
    other.fill("street", "Kolmaskatu 3");
    other.press("Tallenna muutokset").await;
    assert_eq!(other.page.status, 422);
    clinic.press("Hylkää muutos").await;
    assert_eq!(clinic.page.status, 409);
    clinic.get(page).await.shows("keskeneräinen muutos");
    assert_eq!(clinic.page.value("street").as_deref(), Some("Kolmaskatu 3"));
    clinic.press("Hylkää muutos").await;
    clinic.page.shows("Muutos on hylätty.").shows("Mallikatu 1").lacks("Muutos on kesken");
    clinic.get(page).await.lacks("keskeneräinen muutos");
    assert_eq!(clinic.page.value("street").as_deref(), Some("Mallikatu 1"));
    // What is saved is told.
    clinic.press("Tallenna muutokset").await;
    clinic.page.shows("Mikään ei muuttunut.");
    clinic.get(page).await;
    clinic.fill("street", "Uusikatu 2");
    clinic.press("Tallenna muutokset").await;
    clinic.page.shows("Muutos on tallennettu ja voimassa.").shows("Uusikatu 2");
}

async fn another_services_missing_role_is_mended_on_its_page(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    clinic.get("/services/patient-data/data/contacts").await;
    clinic.fill("contacts.0.first_name", "Uusi").fill("contacts.0.email", "uusi@esimerkki.example").tick("contacts.0.of-prescription", &[]);
    clinic.press("Tallenna muutokset").await;
    assert_eq!(clinic.page.status, 422);
    clinic.page.shows("Palvelun Resepti tiedoista puuttuu jotakin").shows("Laskutuksen yhteyshenkilö");
    clinic.follow("Yhteyshenkilöt: täydennä palvelun Resepti tietoja").await;
    clinic.page.shows("keskeneräinen muutos");
    let roles = clinic.page.choices("contacts.0.of-prescription");
    clinic.tick("contacts.0.of-prescription", &roles.iter().map(String::as_str).collect::<Vec<_>>());
    clinic.press("Tallenna muutokset").await;
    clinic.page.shows("Muutos on tallennettu ja voimassa.").shows("Uusi Mallikas");
    let told = |kind: &'static str| sent(&app, kind);
    let bodies = told("data-changed").await;
    let body_to = |address: &str| bodies.iter().find(|(to, _)| to == address).map(|(_, body)| body.clone()).unwrap_or_default();
    assert!(body_to("uusi@esimerkki.example").contains("Sinut on lisätty"), "{bodies:?}");
    assert!(body_to("malla@esimerkki.example").contains("Sinut on poistettu"), "{bodies:?}");
}

async fn a_change_that_is_approved_late_holds_from_its_approval(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let id = change_of_access_point(&mut clinic, "1.12.2026").await;
    app.clock.advance(9 * DAY);
    decide(&mut app.log_in_officer(persona::HANDLER).await, &id).await;
    let mails = sent(&app, "change-approved").await;
    assert!(mails[0].1.contains("tulevat voimaan: 3.12.2026"), "{}", mails[0].1);
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}?lang=fi")).await.shows("voimassa 3.12.2026 alkaen");
    let mut clinic = anew(&app).await;
    clinic.get("/services/patient-data/data").await.shows("Uudet tekniset tiedot tulevat voimaan 3.12.2026").shows("Mallilinkki 1");
    assert_eq!(run_due(&app).await, 1);
    clinic.get("/services/patient-data/data").await.shows("Esimerkkivälitys").lacks("tulevat voimaan");
}

/// A notice of change of the access point, sent; its id.
async fn change_of_access_point(clinic: &mut Browser, from: &str) -> String {
    let id = begin(clinic, "/services/patient-data/change").await;
    clinic.fill("from", from);
    clinic.press("Tallenna ja jatka").await;
    if clinic.page.path().ends_with("/change-day") {
        clinic.press("Tallenna ja jatka").await;
    }
    clinic.fill("points.0.oid", "1.2.246.10.99016044.10.0.13.1").tick("points.0.systems", &["esimerkkihoito"]);
    clinic.press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await;
    clinic.page.shows("Muutosilmoitus on vastaanotettu");
    id
}

async fn who_cannot_be_reminded_of_a_draft_reads_it(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = anew(&app).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.access_points().await;
    joining.browser.get("/services").await.shows("Luonnoksesta ei voi muistuttaa, koska sähköpostiosoitetta ei ole annettu.");
    let id = joining.id.clone();
    Joining::go_on(&mut clinic, &id).await.customer_data().await;
    clinic.get("/services").await.shows("Luonnos säilytetään").lacks("ei voi muistuttaa");
}

async fn a_state_has_one_word(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let mut joining = Joining::begin_for(&mut clinic, "prescription").await;
    joining.fill_in().await.send().await;
    let closed = joining.id.clone();
    // A draft does not outlive the customership, and does not say so.
    Joining::begin_for(&mut clinic, "imaging").await;
    let withdrawn = begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "24.11.2026").await;
    sign(&mut clinic).await;
    clinic.get("/services").await.shows("Luonnos poistetaan 25.11.2026, kun asiakkuus päättyy.");
    clinic.get(&format!("/applications/{withdrawn}")).await;
    clinic.press("Peruuta irtisanominen").await;
    let carried_out = begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "24.11.2026").await;
    sign(&mut clinic).await;
    app.clock.advance(DAY);
    run_due(&app).await;
    let mut clinic = anew(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office?state=closed&lang=fi").await;
    let words = [(&closed, "Suljettu", "Stängd"), (&withdrawn, "Peruttu", "Återtagen"), (&carried_out, "Tullut voimaan", "Har trätt i kraft")];
    for (id, finnish, swedish) in words {
        officer.page.shows(finnish);
        for (language, word) in [("fi", finnish), ("sv", swedish)] {
            clinic.get(&format!("/applications/{id}?lang={language}")).await;
            let (tag, history) = (clinic.page.texts("main .tag"), clinic.page.texts("main .timeline"));
            assert_eq!(tag[0], word);
            assert!(history[0].contains(word), "{history:?}");
        }
    }
}

async fn a_notice_can_be_put_away_at_every_step(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    for last_day in [None, Some("30.11.2026")] {
        let id = begin(&mut clinic, "/termination").await;
        if let Some(last_day) = last_day {
            fill_in_ending(&mut clinic, last_day).await;
        }
        clinic.press("Peruuta ilmoitus").await;
        clinic.page.shows("Luonnos on poistettu.");
        assert_eq!(clinic.get_once(&format!("/applications/{id}")).await.status, 404);
    }
}

async fn what_is_taken_back_goes_on_and_its_days_stand_on_top(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    let id = begin(&mut clinic, "/services/prescription/ending").await;
    fill_in_ending(&mut clinic, "11.12.2026").await;
    clinic.follow("Seuraava").await;
    // A Friday: ended on Saturday, closed on Monday.
    let days = ["Palvelun viimeinen käyttöpäivä 11.12.2026", "Päättyy 12.12.2026", "suljetaan aikaisintaan 14.12.2026"];
    clinic.page.shows(days[0]).shows(days[1]).shows(days[2]);
    clinic.page.shows("Ilmoituksen voi peruuttaa 11.12.2026 asti.");
    clinic.tick("signed", &["yes"]);
    clinic.press("Lähetä").await;
    clinic.page.shows(days[0]).shows(days[1]).shows(days[2]);
    clinic.get(&format!("/applications/{id}")).await.shows(days[0]).shows(days[1]).shows(days[2]);
    assert!(sent(&app, "ending-received").await[0].1.contains("Mitä irtisanotaan: Resepti\n"));
    clinic.press("Peruuta irtisanominen").await;
    clinic.page.shows("Irtisanominen on peruttu.").shows("Palvelun Resepti käyttö jatkuu.").lacks("Päättyy 12.12.2026");
    assert!(sent(&app, "matter-withdrawn").await.iter().all(|(_, body)| body.contains("Palvelun Resepti käyttö jatkuu.")));
    clinic.get(&format!("/applications/{id}")).await.lacks("käyttö jatkuu");
}

async fn a_notice_that_was_sent_is_not_begun_again(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data", "prescription"]).await;
    change_of_access_point(&mut clinic, "1.1.2027").await;
    clinic.get("/services/patient-data/change").await.shows("Muutosilmoitus on lähetetty").lacks("Jatka siitä, mihin jäit");
    let whole = begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "31.12.2026").await;
    sign(&mut clinic).await;
    clinic.get("/termination").await;
    clinic.page.shows("Irtisanomisilmoitus on lähetetty").shows("Viimeinen voimassaolopäivä on 31.12.2026.").lacks("Jatka siitä, mihin jäit");
    clinic.follow("Katso ilmoitusta").await;
    assert!(clinic.page.path().ends_with(&whole));
    // One service may end sooner all the same.
    clinic.get("/services/prescription/ending").await.shows("Irtisanomisilmoitus on lähetetty");
    begin(&mut clinic, "/services/prescription/ending").await;
    fill_in_ending(&mut clinic, "30.11.2026").await;
    sign(&mut clinic).await;
    clinic.get("/services/prescription/ending").await.shows("Viimeinen voimassaolopäivä on 30.11.2026.");
    assert_eq!(clinic.page.texts("main form").len(), 0);
}

async fn a_change_that_changes_nothing_or_comes_too_late_is_told(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let id = begin(&mut clinic, "/services/patient-data/change").await;
    clinic.fill("from", "31.12.2026");
    clinic.press("Tallenna ja jatka").await;
    clinic.press("Tallenna ja jatka").await;
    clinic.page.shows("Ilmoituksessa ei ole muutoksia voimassa oleviin tietoihin.");
    clinic.get(&format!("/applications/{id}/steps/access-points")).await;
    clinic.fill("points.0.oid", "1.2.246.10.99016044.10.0.13.1").tick("points.0.systems", &["esimerkkihoito"]);
    clinic.press("Tallenna ja jatka").await;
    clinic.page.lacks("ei ole muutoksia");
    begin(&mut clinic, "/termination").await;
    fill_in_ending(&mut clinic, "18.12.2026").await;
    sign(&mut clinic).await;
    clinic.get(&format!("/applications/{id}/steps/change-day")).await;
    clinic.press("Tallenna ja jatka").await;
    let wrong = "Palvelun viimeinen käyttöpäivä on 18.12.2026. Muutospäivä voi olla viimeistään silloin.";
    assert_eq!(clinic.page.errors(), [("from".to_owned(), wrong.to_owned())]);
}

async fn days_are_read_as_they_are_typed(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    begin(&mut clinic, "/termination").await;
    clinic.fill("last_day", "11.12.26");
    clinic.press("Tallenna ja jatka").await;
    assert_eq!(clinic.page.errors()[0].1, "Kirjoita vuosi neljällä numerolla, esimerkiksi 11.12.2026");
    clinic.fill("last_day", "11.12.2062");
    clinic.press("Tallenna ja jatka").await;
    clinic.page.shows("Päivä on kaukana. Tarkista vuosi.");
    fill_in_ending(&mut clinic, "2026-12-14").await;
    clinic.page.shows("14.12.2026").lacks("2026-12-14").lacks("kaukana");
}

async fn without_a_fee_nothing_is_said_of_billing(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut social = app.log_in(persona::SOCIAL_CARE).await;
    let mut joining = Joining::begin_for(&mut social, "social-care").await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    decide(&mut app.log_in_officer(persona::HANDLER).await, &id).await;
    social.get("/services/social-care/ending").await.lacks("äyttömaksu");
    begin(&mut social, "/termination").await;
    social.fill("last_day", "24.11.2026");
    social.press("Tallenna ja jatka").await;
    social.fill("first_name", "Lopetta").fill("last_name", "Jatkaja").fill("email", "loppu@esimerkki.example").fill("phone", "040 123 4567");
    social.press("Tallenna ja jatka").await;
    assert!(social.page.path().ends_with("/summary"), "no billing data are asked: {}", social.page.path());
    social.page.lacks("Laskutustiedot").lacks("äyttömaksu");
    sign(&mut social).await;
    app.clock.advance(DAY);
    run_due(&app).await;
    assert!(sent(&app, "ended").await.iter().all(|(_, body)| !body.contains("äyttömaksu")));
}
