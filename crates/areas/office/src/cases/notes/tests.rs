use kit_db::{Sql, testing::TestDb};

use crate::support::{Joining, TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: an_internal_note_is_never_shown_to_the_customer, a_note_on_a_check_stays_with_who_and_when,
    messages_go_both_ways_and_their_mails_say_only_that_they_wait, who_only_looks_writes_nothing, the_registers_have_changed_since_it_was_sent,
    a_case_is_read_and_decided_on_when_its_organisation_has_left_the_register, the_checks_of_a_case_say_what_was_compared,
    all_that_has_happened_is_in_one_line);

const CANARY: &str = "canary-note-5c1f";

async fn an_internal_note_is_never_shown_to_the_customer(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let case = format!("/office/applications/{id}");
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&case).await;
    officer.fill("note", CANARY).press("Tallenna muistiinpano").await;
    officer.page.shows(CANARY).shows("Kaisa Käsittelijä, 24.11.2026");
    officer.fill("note.billing", &format!("{CANARY}-check")).press("Tallenna huomio : Laskutustiedot").await;
    officer.page.shows(&format!("{CANARY}-check"));
    officer.press("Ota käsittelyyn").await;
    officer.fill("question", "Onko osoite oikea?").press("Pyydä lisätietoja").await;
    let links = clinic.get(&format!("/applications/{id}")).await.links_to("/");
    let own =
        ["", "/answer", "/summary", "/messages", "/thanks", "/steps/billing", "/steps/contacts"].map(|part| format!("/applications/{id}{part}"));
    for address in links.iter().chain(&own).filter(|address| !address.contains("logout")) {
        assert!(!clinic.get_once(address).await.html.contains("canary-note"), "{address} shows the note");
    }
    assert!(app.mails().await.iter().all(|mail| !mail.3.contains("canary-note")));
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM access_log WHERE action = 'note'")).await, 2);
}

async fn a_note_on_a_check_stays_with_who_and_when(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let case = format!("/office/applications/{id}");
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&case).await;
    officer.press("Tallenna huomio : Laskutustiedot").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "note.billing"));
    officer.fill("note.billing", "Katsottu, kunnossa.").press("Tallenna huomio : Laskutustiedot").await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("question", "Onko osoite oikea?").press("Pyydä lisätietoja").await;
    clinic.get(&format!("/applications/{id}/answer")).await;
    clinic.fill("answer", "On.").press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await;
    app.clock.advance(24 * 3600);
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get(&case).await;
    henrik.page.shows("Katsottu, kunnossa.").shows("Kaisa Käsittelijä, 24.11.2026").shows("lähetyskerrasta 1");
}

async fn messages_go_both_ways_and_their_mails_say_only_that_they_wait(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    let case = format!("/office/applications/{id}");
    clinic.get(&format!("/applications/{id}")).await;
    clinic.press("Lähetä viesti").await;
    assert_eq!((clinic.page.status, clinic.page.errors()[0].0.as_str()), (422, "message"));
    clinic.fill("message", "Milloin asia ratkaistaan?").press("Lähetä viesti").await;
    clinic.page.shows("Milloin asia ratkaistaan?");
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office").await.shows("1 lukematon viesti");
    officer.get("/office?state=unread").await.shows("Esimerkkiklinikka Oy");
    officer.get(&case).await;
    officer.page.shows("1 lukematon viesti").shows("Milloin asia ratkaistaan?").shows("lukematta");
    officer.press("Merkitse luetuksi").await;
    officer.page.lacks("lukematon viesti");
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get("/office?state=unread").await.lacks("Esimerkkiklinikka Oy");
    clinic.get(&format!("/applications/{id}")).await;
    clinic.fill("message", "Kiitos etukäteen.").press("Lähetä viesti").await;
    officer.get(&case).await;
    officer.fill("message", "Ensi viikolla, salaisuus 77.").press("Lähetä viesti").await;
    officer.page.lacks("lukematon viesti");
    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.shows("Ensi viikolla, salaisuus 77.").shows("Kaisa Käsittelijä");
    let mails = app.mails().await;
    let waiting: Vec<_> = mails.iter().filter(|mail| mail.0 == "message-waiting").collect();
    let mut told: Vec<&str> = waiting.iter().map(|mail| mail.1.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["klinikka@esimerkki.example", "malla@esimerkki.example"]);
    assert!(waiting.iter().all(|mail| !mail.3.contains("salaisuus") && mail.3.contains(&format!("/applications/{id}"))));
    let mut other = app.log_in(persona::SWEDISH).await;
    assert_eq!(other.get(&format!("/applications/{id}/messages")).await.status, 404);
}

async fn who_only_looks_writes_nothing(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get(&format!("/office/applications/{id}")).await;
    for button in ["Lähetä viesti", "Tallenna muistiinpano", "Tallenna huomio", "Lisää kysymys"] {
        assert!(auditor.page.form(button).is_none(), "{button}");
    }
}

async fn the_checks_of_a_case_say_what_was_compared(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.page.shows("Y-tunnus: 9900100-2, sama rekisterissä").shows("Nimenkirjoitusoikeus kaupparekisterin mukaan");
    officer.page.shows("ylläpitäjä Mallijärjestelmät Oy").shows("hyväksytty, mutta rekisteri ei tunne sitä").shows("Ei verkkolaskuosoitetta");
    officer.page.shows("Asiakkaalla ei ole tästä palvelusta muuta avointa asiaa").shows("Ei kunnossa: 0");
    officer.page.shows("katsottavaa: 1").shows("kunnossa: 8");
    // Every check says its outcome in a word beside its icon.
    let titles = officer.page.texts(".check__title");
    assert_eq!(titles.len(), 9, "{titles:?}");
    assert!(titles.iter().all(|title| ["Kunnossa", "Katsottava", "Ei kunnossa"].iter().any(|word| title.ends_with(word))), "{titles:?}");
}

async fn the_registers_have_changed_since_it_was_sent(database: TestDb) {
    const RENAME: Sql = Sql("UPDATE register_unit SET name = 'Esimerkkiklinikka Uusi Oy' WHERE name = 'Esimerkkiklinikka Oy'");
    const NO_SYSTEMS: Sql = Sql("DELETE FROM access_point_system");
    const NO_POINTS: Sql = Sql("DELETE FROM access_point");
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let mut other = app.log_in(persona::SWEDISH).await;
    let mut joining = Joining::begin(&mut other).await;
    joining.fill_in().await.send().await;
    app.db
        .write(|tx| async move {
            for sql in [RENAME, NO_SYSTEMS, NO_POINTS] {
                tx.exec(sql, &[]).await?;
            }
            Ok::<_, kit_db::DbError>(())
        })
        .await
        .unwrap();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    let titles = officer.page.texts(".check__title");
    for expected in ["Rekisteritiedot: Katsottava", "Liityntäpisteet: Ei kunnossa", "Asiakastiedot: Katsottava", "Toimiala: Kunnossa"] {
        assert!(titles.iter().any(|title| title == expected), "{expected} is not in {titles:?}");
    }
    officer.page.shows("Nimi: lähetetty Esimerkkiklinikka Oy, rekisterissä Esimerkkiklinikka Uusi Oy");
    officer.page.shows("1.2.246.10.99015033.10.0.13.1: ei tiedoissamme").shows("Sama sähköposti: ").shows("KE-2026-00002");
}

async fn a_case_is_read_and_decided_on_when_its_organisation_has_left_the_register(database: TestDb) {
    const ENDED: Sql = Sql("UPDATE register_unit SET ends = '2026-11-23' WHERE name = 'Esimerkkiklinikka Oy'");
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    app.db.write(|tx| async move { tx.exec(ENDED, &[]).await }).await.unwrap();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await.shows("Rekisteritiedot: Ei kunnossa");
    officer.page.shows("Organisaatiota ei ole rekisterissä 24.11.2026 alkaen").shows("Mallikatu 1");
    let place = officer.page.link("Ei kunnossa: 1").unwrap();
    assert!(place.starts_with("#check-") && officer.page.has_id(&place[1..]), "the count leads to the check: {place}");
    officer.page.shows("Näppäinoikotiet").shows("Oikotiet eivät toimi, kun kirjoitat kenttään.");
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    assert_eq!(officer.page.status, 422, "a failed check is not passed over unseen");
    officer.page.shows("ei ole kunnossa").shows("Rekisteritiedot");
    assert_eq!(officer.page.errors(), [("anyway".to_owned(), "Tarkista kohdat ja merkitse, että päätät silti".to_owned())]);
    officer.fill("anyway", "yes").press("Tee päätös").await.shows("Hyväksytty");
}

async fn all_that_has_happened_is_in_one_line(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    clinic.get(&format!("/applications/{id}")).await;
    clinic.fill("message", "Hei, onko kaikki kunnossa?").press("Lähetä viesti").await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    let titles = officer.page.texts("main > .case .timeline__title, main .timeline .timeline__title").join(" | ");
    for part in ["Viesti asiakkaalta", "Sähköposti, "] {
        assert!(titles.contains(part), "{part} is not in {titles}");
    }
}
