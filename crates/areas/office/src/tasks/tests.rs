use customership::due;
use kit_db::{Sql, testing::TestDb};

use crate::{
    life::clinic_with,
    support::{Browser, Joining, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: connections_are_closed_by_a_task_once_services_have_ended, an_ending_is_read_and_not_decided_on,
    a_change_says_from_which_day_it_will_hold, the_queue_says_what_each_matter_is);

/// The clinic ends everything; the notice's id.
async fn ends(clinic: &mut Browser, last_day: &str) -> String {
    clinic.get("/termination").await;
    clinic.press("Aloita").await;
    let id = clinic.page.path().split('/').nth(2).unwrap().to_owned();
    clinic.fill("last_day", last_day).press("Tallenna ja jatka").await;
    clinic.fill("first_name", "Malla").fill("last_name", "Mallikas").fill("email", "malla@esimerkki.example").fill("phone", "040 123 4567");
    clinic.press("Tallenna ja jatka").await;
    Joining::go_on(clinic, &id).await;
    clinic.get(&format!("/applications/{id}/steps/billing")).await;
    clinic.press("Tallenna ja jatka").await;
    clinic.get(&format!("/applications/{id}/confirmation")).await;
    clinic.tick("signed", &["yes"]).press("Lähetä").await;
    clinic.page.shows("Kiitos");
    id
}

async fn connections_are_closed_by_a_task_once_services_have_ended(database: TestDb) {
    const DONE: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE actor_kind = 'officer' AND action = 'done' AND object = 'task'");
    let app = TestApp::start(database).await;
    let id = ends(&mut clinic_with(&app, &["patient-data"]).await, "27.11.2026").await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.follow("Tehtävät").await;
    officer.page.shows("Avaa tekniset yhteydet").lacks("Sulje tekniset yhteydet");
    // Saturday: the services end, and the connections are closed on Monday at the earliest.
    app.clock.advance(4 * 24 * 3600);
    due::run(&app.running.program.world).await.unwrap();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/tasks").await;
    assert_eq!(officer.page.texts("#tasks tbody tr").len(), 1, "what was to be opened is not opened any more");
    officer
        .page
        .shows("Teknisten yhteyksien avaaminen: peruttu")
        .shows("Sulje tekniset yhteydet")
        .shows("Esimerkkiklinikka Oy")
        .shows("Potilastietovaranto")
        .shows("27.11.2026")
        .shows("30.11.2026");
    officer.page.lacks("tänään").lacks("odottaa tekijää");
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get("/office/tasks").await.shows("Sulje tekniset yhteydet");
    assert!(auditor.page.form("Merkitse tehdyksi").is_none());
    app.clock.advance(2 * 24 * 3600);
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/tasks").await.shows("30.11.2026 tänään");
    app.clock.advance(24 * 3600);
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/tasks").await.shows("30.11.2026 odottaa tekijää");
    assert_eq!(officer.page.links_to("/office/applications/")[0], format!("/office/applications/{id}"));
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get("/office/tasks").await;
    let late = henrik.form("Merkitse tehdyksi");
    officer.press("Merkitse tehdyksi").await;
    officer.page.shows("Avoimia tehtäviä ei ole.").shows("Viimeksi tehdyt").shows("1.12.2026").shows("Kaisa Käsittelijä");
    henrik.submit(&late).await;
    assert_eq!(henrik.page.status, 200);
    henrik.page.shows("Kaisa Käsittelijä");
    assert_eq!(app.count(DONE).await, 1, "done once");
    let token = henrik.token().await;
    let unknown = henrik.post_once("/office/tasks/00000000-0000-0000-0000-000000000000/done", &[("csrf".to_owned(), token)]).await;
    assert_eq!(unknown.status, 404);
}

async fn an_ending_is_read_and_not_decided_on(database: TestDb) {
    let app = TestApp::start(database).await;
    let id = ends(&mut clinic_with(&app, &["patient-data"]).await, "27.11.2026").await;
    let case = format!("/office/applications/{id}");
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&case).await;
    officer.page.shows("eikä siitä tehdä päätöstä").shows("27.11.2026").shows("28.11.2026").shows("30.11.2026").shows("sen mukana sitoumus");
    officer.press("Ota käsittelyyn").await;
    for button in ["Tee päätös", "Pyydä lisätietoja"] {
        assert!(officer.page.form(button).is_none(), "{button}");
    }
    let (token, revision) = (officer.token().await, app.state_of(&id).await[0].split(' ').nth(1).unwrap().to_owned());
    for (verb, field) in [("decision", ("outcome", "reject")), ("question", ("question", "Miksi?"))] {
        let fields = [("csrf", token.as_str()), ("revision", revision.as_str()), ("reason", "Ei."), field];
        let refused = officer.post_once(&format!("{case}/{verb}"), &fields.map(|(name, value)| (name.to_owned(), value.to_owned()))).await;
        assert_eq!(refused.status, 409, "{verb}");
    }
    app.clock.advance(4 * 24 * 3600);
    due::run(&app.running.program.world).await.unwrap();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&case).await;
    officer.page.shows("Irtisanominen on tullut voimaan").shows("Potilastietovaranto");
    assert_eq!(officer.page.texts(".case__main > p .tag")[0], "Tullut voimaan", "not approved by anybody");
    officer.follow("Tehtäviin").await.shows("Sulje tekniset yhteydet");
}

async fn a_change_says_from_which_day_it_will_hold(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    clinic.get("/services/patient-data/change").await;
    clinic.press("Aloita").await;
    let id = clinic.page.path().split('/').nth(2).unwrap().to_owned();
    clinic.fill("from", "21.1.2027").fill("reason", "Järjestelmä vaihtuu.").press("Tallenna ja jatka").await;
    clinic.get(&format!("/applications/{id}/steps/access-points")).await;
    clinic.press("Tallenna ja jatka").await;
    clinic.get(&format!("/applications/{id}/summary")).await;
    clinic.press("Lähetä").await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.page.shows("uudet tiedot tulevat voimaan 21.1.2027");
    officer.choose("Hyväksy muutos").press("Tee päätös").await;
    officer.page.shows("Uudet tiedot ovat voimassa 21.1.2027 alkaen.");
}

async fn the_queue_says_what_each_matter_is(database: TestDb) {
    let app = TestApp::start(database).await;
    ends(&mut clinic_with(&app, &["patient-data"]).await, "31.12.2026").await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer
        .get("/office")
        .await
        .shows("Irtisanominen: Kanta-palvelujen asiakkuus")
        .shows("Tehtävä: Avaa tekniset yhteydet, Liittyminen: Potilastietovaranto");
    officer.press("Ota seuraava").await.shows("Teknisten yhteyksien avaaminen");
    officer.get("/office").await;
    officer.press("Ota seuraava").await.shows("Tällä rajauksella ei ole asiaa, joka odottaisi käsittelijää");
    officer.get("/office?kind=ending").await;
    assert!(officer.page.form("Ota seuraava").is_none(), "nothing is decided on an ending");
    officer.follow("Liittymiset").await.shows("Avoimia asioita tai tehtäviä ei ole.");
    officer.follow("Irtisanomiset").await.shows("Irtisanominen: Kanta-palvelujen asiakkuus").shows("1.1.2027");
    officer.follow("Muutokset").await.lacks("Irtisanominen: ");
    officer.get("/office?kind=other").await.shows("Irtisanominen: ");
    officer.get("/office?state=closed").await.shows("Liittyminen: Potilastietovaranto").lacks("Irtisanominen: ");
}
