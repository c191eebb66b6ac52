use kit_db::testing::TestDb;

use crate::{
    life::clinic_with,
    support::{Joining, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: an_organisation_is_found_as_officers_type, an_organisation_is_shown_as_it_is_on_a_day);

async fn an_organisation_is_found_as_officers_type(database: TestDb) {
    let app = TestApp::start(database).await;
    clinic_with(&app, &["patient-data"]).await;
    let mut officer = app.log_in_officer(persona::AUDITOR).await;
    officer.get("/office/registers").await;
    officer.follow("Haku rekistereistä").await.lacks("Mitään ei löytynyt");
    officer.fill("q", "ESIMERKKIKLIN").press("Hae").await.shows("Esimerkkiklinikka Oy").shows("9900100-2").shows("Asiakas");
    assert_eq!(officer.page.links_to("/office/customers/").len(), 1, "it is a customer");
    // Folded letters; two words in any order; what has both of them only.
    officer
        .fill("q", "hyvinvointialue esimerkkilan")
        .press("Hae")
        .await
        .shows("Esimerkkilän hyvinvointialue")
        .shows("Julkinen")
        .lacks("Esimerkkiklinikka");
    officer.fill("q", "99001002").press("Hae").await.shows("Esimerkkiklinikka Oy").shows("Toimipaikka, Esimerkkiklinikka Oy");
    let names = officer.page.texts("#found td:first-child, #found th[scope=row]");
    assert!(names.is_empty() || names[0].starts_with("Esimerkkiklinikka Oy"), "the organisation comes first: {names:?}");
    let oid = registers::synthetic::oid_of("9900403-5");
    officer.fill("q", &oid).press("Hae").await.shows("Esimerkkilän hyvinvointialue").lacks("Esimerkkiklinikka");
    let of_point = oid.replace(".10.0", ".10.0.13.7");
    officer.fill("q", &of_point).press("Hae").await.shows("Esimerkkilän hyvinvointialue").lacks("Esimerkkiklinikka");
    officer.fill("q", Joining::ACCESS_POINT).press("Hae").await.shows("OID on liityntäpisteen: Mallilinkki 1").shows("Mallijärjestelmät Oy");
    officer.follow("Näytä liityntäpiste").await.shows("Mallipotilas").lacks("Tallenna");
    officer.get("/office/registers/search").await;
    officer.fill("q", "olematon").press("Hae").await.shows("Mitään ei löytynyt");
    officer.fill("q", "oy").press("Hae").await.shows("Mitään ei löytynyt");
    officer.get("/office/registers/search?q=m&lang=sv").await.shows("Sökning i registren");
}

async fn an_organisation_is_shown_as_it_is_on_a_day(database: TestDb) {
    let app = TestApp::start(database).await;
    clinic_with(&app, &["patient-data"]).await;
    let mut officer = app.log_in_officer(persona::AUDITOR).await;
    officer.get("/office/registers").await;
    officer.fill("q", "esimerkkiklinikka").press("Hae").await;
    officer.follow("Esimerkkiklinikka Oy").await.shows("Rekisterissä").shows("9900100-2").shows("Yksityinen");
    officer.page.shows("Potilastietovaranto").shows("Toimipaikka, Esimerkkiklinikka Oy");
    assert_eq!(officer.page.links_to("/office/customers/").len(), 1, "it is a customer");
    officer.follow("Toimipaikka, Esimerkkiklinikka Oy").await.shows("Yksikkö").shows("Ylempi organisaatio").lacks("Palvelut, joihin voi liittyä");
    officer.follow("Esimerkkiklinikka Oy").await;
    // On a day before it began, and on none.
    officer.fill("day", "1.1.1850").press("Näytä päivän tilanne").await.shows("Ei vielä voimassa").shows("Alla ei ole yksiköitä");
    officer.fill("day", "31.2.2026").press("Näytä päivän tilanne").await.shows("Kirjoita päivä").shows("Rekisterissä");
    // Who runs access points.
    let county = registers::synthetic::oid_of("9900403-5");
    officer.get(&format!("/office/registers/organisations/{county}?lang=sv")).await.shows("Hyvinvointialueen liityntäpiste").shows("I registret");
    assert_eq!(officer.get("/office/registers/organisations/1.2.3").await.status, 404);
}
