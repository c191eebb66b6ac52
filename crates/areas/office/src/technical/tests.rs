use kit_db::{Sql, testing::TestDb};

use crate::support::{Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: a_point_is_added_corrected_and_ended_and_two_do_not_overwrite_each_other,
    a_system_that_has_ended_is_not_offered_and_an_expired_certificate_warns, points_and_systems_come_from_files_with_columns_of_any_name);

const LOG: Sql = Sql("SELECT COUNT(*) FROM access_log l JOIN technical_change c ON c.id = l.object_id AND c.verb = l.action");

async fn a_point_is_added_corrected_and_ended_and_two_do_not_overwrite_each_other(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/registers").await;
    officer.follow("Liityntäpisteet").await.shows("Mallilinkki 1").shows("Mallipotilas");
    officer.follow("Lisää liityntäpiste").await;
    officer.fill("oid", "1.2").fill("name", "Uusi Mallilinkki").press("Tallenna").await;
    let wrong: Vec<String> = officer.page.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!((officer.page.status, wrong), (422, vec!["oid".to_owned(), "manager_name".to_owned()]));
    officer.fill("oid", Joining::ACCESS_POINT).fill("manager_name", "Malli Oy").press("Tallenna").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "oid"), "it is there already");
    officer.fill("oid", "1.2.246.10.99015033.10.0.13.9").tick("systems", &["mallipotilas"]).press("Tallenna").await;
    officer.page.shows("Uusi Mallilinkki");
    officer.follow("Uusi Mallilinkki").await.shows("Lisätty");
    let mut other = app.log_in_officer(persona::OTHER_HANDLER).await;
    other.get(officer.page.path()).await;
    officer.fill("name", "Korjattu Mallilinkki").press("Tallenna").await.shows("Korjattu Mallilinkki");
    other.fill("name", "Toinen nimi").press("Tallenna").await;
    assert_eq!(other.page.status, 409);
    officer.follow("Korjattu Mallilinkki").await;
    officer.press("Päätä liityntäpiste").await.shows("Päättynyt");
    assert_eq!(app.count(LOG).await, 3);
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get("/office/registers/points").await.shows("Korjattu Mallilinkki").lacks("Lisää liityntäpiste");
    auditor.follow("Korjattu Mallilinkki").await.shows("Päättynyt").shows("Merkitty päättyneeksi").lacks("Tallenna");
    auditor.get("/office/registers/points").await;
    auditor.fill("q", "mallilinkki 2").press("Hae").await.shows("Mallilinkki 2").lacks("Korjattu Mallilinkki");
    assert_eq!(auditor.get("/office/registers/points/new").await.status, 403);
}

async fn a_system_that_has_ended_is_not_offered_and_an_expired_certificate_warns(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/registers/systems").await;
    officer.follow("Mallipotilas").await;
    officer.tick("class", &["A2"]).fill("certified_until", "31.10.2026").press("Tallenna").await.shows("vanhentunut").shows("A2");
    // What it does in a service it does only where it is approved for it.
    officer.get("/office/registers/systems?service=patient-data").await.shows("Malliarkisto").lacks("Malliröntgen");
    officer.follow("Malliarkisto").await;
    officer.tick("renewals", &["prescription"]).press("Tallenna").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "services"));
    officer.get("/office/registers/systems").await;
    officer.follow("Malliarkisto").await;
    officer.press("Päätä järjestelmä").await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let joining = Joining::begin(&mut clinic).await;
    let offered = joining.browser.page.choices("points.0.systems");
    assert!(offered.contains(&"mallipotilas".to_owned()) && !offered.contains(&"malliarkisto".to_owned()), "{offered:?}");
    let path = joining.browser.page.path().to_owned();
    clinic.fill("points.0.oid", Joining::ACCESS_POINT).tick("points.0.systems", &["mallipotilas"]).press("Tallenna ja jatka").await;
    clinic.get(&path).await.shows("todistus on vanhentunut: Mallipotilas");
    officer.get("/office/registers/points").await;
    officer.follow("Mallilinkki 1").await;
    officer.press("Päätä liityntäpiste").await;
    clinic.get(&path).await.shows("Liityntäpiste ei ole enää käytössä");
}

async fn points_and_systems_come_from_files_with_columns_of_any_name(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/registers/systems").await;
    officer.follow("Tuo tiedostosta").await;
    let file = "Koodi;Nimi;Toimittaja;Luokka;Palvelut;Todistus\r\nuusi;Uusi Malli;Malli Oy;A2;Potilastietovaranto, prescription;31.12.2028\r\n\
        UUSI!;Huono;Malli Oy;A2;;\r\nhuono;Huono;Malli Oy;A9;;\r\nuusi;Sama;Malli Oy;;;\r\npaiva;Päivä;Malli Oy;;;31.2.2028\r\n";
    let form = officer.form("Tuo tiedostosta");
    officer.submit_with_file(&form, "file", "järjestelmät.csv", file.as_bytes()).await;
    assert_eq!(officer.page.status, 422);
    officer.page.shows("Tiedostossa on sarakkeet").shows("Toimittaja");
    officer.fill("code", "koodi").fill("manufacturer", "Toimittaja").fill("certified_until", "Todistus");
    let form = officer.form("Tuo tiedostosta");
    officer.submit_with_file(&form, "file", "järjestelmät.csv", file.as_bytes()).await;
    officer
        .page
        .shows("Valmis")
        .shows("Tunnus on väärän muotoinen")
        .shows("Arvo ei ole sallittujen joukossa")
        .shows("Päivää ei ole olemassa")
        .shows("toisella rivillä");
    officer.get("/office/registers/systems").await.shows("Uusi Malli").shows("31.12.2028").lacks("Huono");
    officer.get("/office/registers/points").await;
    officer.follow("Tuo tiedostosta").await;
    let form = officer.form("Tuo tiedostosta");
    let file = "OID;Nimi;Hallinnoija;Tila;Järjestelmät\r\n1.2.246.10.99015033.10.0.13.1;Mallilinkki 1;Toinen Oy;käytössä;mallipotilas, uusi\r\n\
        1.2.246.10.99015033.10.0.13.8;Tuleva;Malli Oy;suunniteltu;\r\n1.2.246.10.99015033.10.0.13.7;Outo;Malli Oy;käytössä;olematon\r\n";
    officer.submit_with_file(&form, "file", "pisteet.csv", file.as_bytes()).await;
    officer.page.shows("Valmis").shows("olematon");
    officer.get("/office/registers/points").await.shows("Toinen Oy").shows("Suunniteltu").lacks("Outo");
    officer.get("/office/registers").await.shows("järjestelmät.csv");
}
