use customership::due;
use kit_db::{Sql, testing::TestDb};

use crate::{
    life::clinic_with,
    support::{Browser, Joining, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: connections_are_closed_by_a_task_once_services_have_ended, an_ending_is_read_and_not_decided_on,
    a_change_says_from_which_day_it_will_hold, the_queue_says_what_each_matter_is,
    a_step_that_was_said_wrongly_is_taken_back_by_who_said_it_or_a_lead);

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
    officer.get("/office?kind=task").await.shows("Muuta tekniset yhteydet muutosilmoituksen mukaisiksi").shows("aikaisintaan 21.1.2027");
    officer.get("/office/tasks").await.shows("Muuta tekniset yhteydet muutosilmoituksen mukaisiksi");
    officer.press("Merkitse tehdyksi").await.shows("Teknisten yhteyksien muuttaminen: tehty");
    officer.get(&format!("/office/applications/{id}")).await;
    let tag = |browser: &Browser| browser.page.texts("main .tag")[0].clone();
    assert_eq!(tag(&officer), "Hyväksytty");
    app.clock.advance(60 * 24 * 3600);
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    assert_eq!(tag(&officer), "Tullut voimaan");
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    clinic.get(&format!("/applications/{id}")).await;
    assert_eq!(tag(&clinic), "Tullut voimaan");
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

async fn a_step_that_was_said_wrongly_is_taken_back_by_who_said_it_or_a_lead(database: TestDb) {
    const LOGGED: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE actor_kind = 'officer' AND action = 'step-taken-back' AND object = 'task'");
    const OPEN: Sql = Sql("SELECT COUNT(*) FROM office_task WHERE done_at IS NULL AND kind = 'open-connections'");
    const OTHER: Sql = Sql("SELECT COUNT(*) FROM office_task WHERE done_at IS NULL AND kind <> 'open-connections'");
    let app = TestApp::start(database).await;
    let mut clinic = clinic_with(&app, &["patient-data"]).await;
    let mut kaisa = app.log_in_officer(persona::HANDLER).await;
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    for times in 1..=2 {
        kaisa.get("/office/tasks").await;
        let step = kaisa.page.links_to("/office/tasks/")[0].clone();
        kaisa.get(&step).await;
        assert!(kaisa.page.form("Peru vaiheen merkintä").is_none(), "nothing is said yet");
        let form = kaisa.fill("on", "24.11.2026").form("Tallenna vaihe");
        kaisa.submit_with_file(&form, "report", "", b"").await;
        assert_eq!((app.count(OPEN).await, app.count(OTHER).await), (0, 1));
        henrik.get(&step).await.shows("Vaihe on tehty.");
        assert!(henrik.page.form("Peru vaiheen merkintä").is_none(), "not his");
        let fields = [("csrf".to_owned(), henrik.token().await), ("back_reason".to_owned(), "Miksi ei?".to_owned())];
        assert_eq!(henrik.post_once(&format!("{step}/taking-back"), &fields).await.status, 403);
        let officer = if times == 1 { &mut kaisa } else { &mut lead };
        officer.get(&step).await;
        officer.press("Peru vaiheen merkintä").await;
        assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "back_reason"));
        officer.fill("back_reason", "Väärä asiakas.").press("Peru vaiheen merkintä").await;
        assert_eq!((app.count(OPEN).await, app.count(OTHER).await, app.count(LOGGED).await), (1, 0, times), "to be done anew, and logged");
        officer.get(&step).await.shows("Vaiheen merkintä on peruttu.");
        let again = [("csrf".to_owned(), officer.token().await), ("back_reason".to_owned(), "Toisen kerran.".to_owned())];
        assert_eq!(officer.post_once(&format!("{step}/taking-back"), &again).await.status, 409, "once");
    }
    let told = app.mails().await.into_iter().filter(|(kind, _, _, text)| kind == "service-step" && text.contains("merkintä peruttu")).count();
    assert_eq!(told, 2, "the customer had been told that it was done");
    clinic.get("/services").await.lacks("Yhteydet avattu");
}
