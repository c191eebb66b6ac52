use kit_db::testing::TestDb;

use crate::support::{TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: only_the_handler_of_a_case_decides, an_auditor_looks_and_touches_nothing, who_has_seen_what_is_in_the_log,
    the_officer_sees_what_was_sent_and_not_what_is_being_typed);

async fn only_the_handler_of_a_case_decides(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let (mut kaisa, mut henrik) = (app.log_in_officer(persona::HANDLER).await, app.log_in_officer(persona::OTHER_HANDLER).await);
    let case = format!("/office/applications/{id}");
    kaisa.get(&case).await;
    henrik.get(&case).await;
    let late = henrik.form("Ota käsittelyyn");
    kaisa.press("Ota käsittelyyn").await;
    henrik.submit(&late).await;
    assert_eq!(henrik.page.status, 409, "the case has changed since it was looked at");
    henrik.get(&case).await;
    henrik.page.shows("Kaisa Käsittelijä").shows("Asiaa käsittelee Kaisa Käsittelijä.");
    let mut decision = kaisa.form("Tee päätös");
    decision.fields.retain(|(name, _)| name != "csrf");
    let token = henrik.token().await;
    decision.fields.extend([("outcome".to_owned(), "approve".to_owned()), ("csrf".to_owned(), token)]);
    assert_eq!(henrik.post_once(&format!("{case}/decision"), &decision.fields).await.status, 403);
    kaisa.fill("outcome", "approve");
    kaisa.press("Tee päätös").await;
    let again = kaisa
        .post_once(
            &format!("{case}/decision"),
            &[
                ("csrf".to_owned(), kaisa.clone().token().await),
                ("revision".to_owned(), "99".to_owned()),
                ("outcome".to_owned(), "approve".to_owned()),
            ],
        )
        .await;
    assert_eq!(again.status, 409, "decided once");
    let approvals = app.mails().await.iter().filter(|(kind, ..)| kind == "application-approved").count();
    assert_eq!(approvals, 1);
}

async fn an_auditor_looks_and_touches_nothing(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get(&format!("/office/applications/{id}")).await;
    auditor.page.shows("Malla Mallikas").shows("Nimenkirjoitusoikeus kaupparekisterin mukaan");
    assert!(auditor.page.form("Ota käsittelyyn").is_none());
}

async fn who_has_seen_what_is_in_the_log(database: TestDb) {
    const LOOKS: kit_db::Sql =
        kit_db::Sql("SELECT COUNT(*) FROM access_log WHERE actor_kind = 'officer' AND action = 'read' AND object = 'application'");
    const CHANGES: kit_db::Sql = kit_db::Sql("SELECT COUNT(*) FROM access_log WHERE action IN ('begin', 'save', 'send', 'taken')");
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    for _ in 0..3 {
        officer.get(&format!("/office/applications/{id}")).await;
    }
    assert_eq!(app.count(LOOKS).await, 1, "one look within a quarter of an hour");
    app.clock.advance(16 * 60);
    officer.get(&format!("/office/applications/{id}")).await;
    assert_eq!(app.count(LOOKS).await, 2);
    officer.press("Ota käsittelyyn").await;
    assert_eq!(app.count(CHANGES).await, 1 + 6 + 1 + 1, "begun, six steps, sent, taken");
}

async fn the_officer_sees_what_was_sent_and_not_what_is_being_typed(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("question", "Mikä on oikea osoite?");
    officer.press("Pyydä lisätietoja").await;
    clinic.get(&format!("/applications/{id}/steps/customer-data?from=summary")).await;
    clinic.fill("street", "Uusi osoite 5");
    clinic.press("Tallenna ja jatka").await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.page.shows("Mallikatu 1");
    assert!(!officer.page.text().contains("Uusi osoite 5"));
    assert!(clinic.page.form("Lähetä").is_none(), "not without an answer");
    clinic.get(&format!("/applications/{id}/answer")).await;
    clinic.fill("answer", "Korjasin.");
    clinic.press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.page.shows("Uusi osoite 5").shows("Lähetyskerta: 2");
}
