use customership::{applications::ApplicationId, drafts};
use kit_core::Language;
use kit_db::{Sql, on_both_databases, testing::TestDb, values};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

on_both_databases!(
    migrated:
    a_draft_is_reminded_of_once_and_then_removed_and_the_common_data_stay,
    a_change_begins_the_time_anew_and_without_an_address_nothing_is_mailed,
    the_mails_are_in_the_language_of_the_draft_and_what_was_sent_is_left_alone,
);

const DAY: i64 = 24 * 3600;
const DRAFTS: Sql = Sql("SELECT COUNT(*) FROM application WHERE state = 'draft'");
const TYPED: Sql = Sql("SELECT COUNT(*) FROM application_section");
const COMMON: Sql = Sql("SELECT COUNT(*) FROM customer_draft");
const LOG: Sql = Sql("SELECT action FROM access_log WHERE object_id = $1 AND actor_kind = 'program' ORDER BY at, id");
const REMINDED: Sql = Sql("SELECT COUNT(*) FROM application WHERE reminded_at IS NOT NULL");

/// Days go by; two processes look each time.
async fn after(app: &TestApp, days: i64) -> Vec<String> {
    app.clock.advance(days * DAY);
    let world = &app.running.program.world;
    let (one, other) = tokio::join!(drafts::run(world), drafts::run(world));
    one.and(other).unwrap();
    app.mails().await.into_iter().map(|(kind, ..)| kind).collect()
}

async fn begun<'a>(browser: &'a mut Browser, language: Language) -> Joining<'a> {
    let mut joining = Joining::begin_in(browser, "patient-data", language).await;
    joining.access_points().await.customer_data().await;
    joining
}

async fn log(app: &TestApp, id: &str) -> Vec<String> {
    let ApplicationId(id) = id.parse().unwrap();
    let rows = app.db.read().await.unwrap().rows(LOG, &values![id]).await.unwrap();
    rows.iter().map(|row| row.get(0).unwrap()).collect()
}

async fn a_draft_is_reminded_of_once_and_then_removed_and_the_common_data_stay(db: TestDb) {
    let app = TestApp::start(db).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let id = begun(&mut browser, Language::Fi).await.id;
    browser.get("/services").await.shows("Luonnos säilytetään vähintään 22.5.2027 asti.");

    assert!(after(&app, 59).await.is_empty());
    assert_eq!(after(&app, 1).await, ["draft-reminder"]);
    let (_, to, subject, body) = app.mails().await.remove(0);
    assert_eq!((to.as_str(), subject.as_str()), ("klinikka@esimerkki.example", "Lähettämätön luonnos: Liittyminen: Potilastietovaranto"));
    assert!(body.contains("poistetaan 23.5.2027") && body.contains(&format!("/applications/{id}")) && body.contains("Viimeksi muutettu: 24.11.2026"));
    // It can be gone on with as before.
    app.log_in(persona::SIGNATORY).await.get(&format!("/applications/{id}")).await.shows("Yhteyshenkilöt");

    assert_eq!(after(&app, 119).await, ["draft-reminder"]);
    assert_eq!(after(&app, 1).await, ["draft-reminder", "draft-removed"]);
    let (_, to, subject, body) = app.mails().await.remove(1);
    assert_eq!((to.as_str(), subject.as_str()), ("klinikka@esimerkki.example", "Luonnos on poistettu: Liittyminen: Potilastietovaranto"));
    assert!(body.contains("Viimeksi muutettu: 24.11.2026"));
    assert_eq!((app.count(DRAFTS).await, app.count(TYPED).await, app.count(COMMON).await), (0, 0, 1));
    assert_eq!(log(&app, &id).await, ["remind", "remove"]);

    assert_eq!(after(&app, 400).await.len(), 2);
    let mut browser = app.log_in(persona::SIGNATORY).await;
    assert_eq!(browser.get(&format!("/applications/{id}")).await.status, 404);
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await;
    assert_eq!(joining.browser.page.value("email").as_deref(), Some("klinikka@esimerkki.example"));
}

async fn a_change_begins_the_time_anew_and_without_an_address_nothing_is_mailed(db: TestDb) {
    let app = TestApp::start(db).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let id = {
        let mut joining = Joining::begin(&mut browser).await;
        joining.access_points().await;
        joining.id.clone()
    };
    assert!(after(&app, 200).await.is_empty());
    assert_eq!((app.count(REMINDED).await, app.count(DRAFTS).await), (1, 1), "no address: only the mark");
    assert!(after(&app, 13).await.is_empty());
    assert_eq!(app.count(DRAFTS).await, 1, "not sooner than 14 days after the reminder");

    // Gone on with at the last moment, and left again: now there is an address.
    let mut browser = app.log_in(persona::SIGNATORY).await;
    Joining::go_on(&mut browser, &id).await.customer_data().await;
    assert!(after(&app, 59).await.is_empty());
    assert_eq!(after(&app, 1).await, ["draft-reminder"]);
    assert_eq!(after(&app, 119).await, ["draft-reminder"]);
    assert_eq!(after(&app, 1).await, ["draft-reminder", "draft-removed"]);
    assert_eq!((app.count(DRAFTS).await, log(&app, &id).await), (0, ["remind", "remind", "remove"].map(str::to_owned).to_vec()));
}

async fn the_mails_are_in_the_language_of_the_draft_and_what_was_sent_is_left_alone(db: TestDb) {
    let app = TestApp::start(db).await;
    crate::support::sent_application(&app).await;
    for (person, language) in [(persona::SWEDISH, Language::Sv), (persona::PRACTITIONER, Language::En)] {
        begun(&mut app.log_in(person).await, language).await;
    }
    assert_eq!(after(&app, 60).await, ["application-received", "draft-reminder", "draft-reminder"]);
    assert_eq!(after(&app, 120).await.len(), 5);
    let mut subjects: Vec<String> = app.mails().await.into_iter().skip(1).map(|(_, _, subject, _)| subject).collect();
    subjects.sort();
    let wanted = [
        "Draft not sent: Joining: Patient Data Repository",
        "Draft removed: Joining: Patient Data Repository",
        "Osänt utkast: Anslutning: Patientdatalagret",
        "Utkastet har raderats: Anslutning: Patientdatalagret",
    ];
    assert_eq!(subjects, wanted);
    assert!(app.mails().await.iter().all(|(_, _, _, body)| !body.contains('{')));
    assert_eq!(after(&app, 1000).await.len(), 5, "what was sent stays as it is");
}
