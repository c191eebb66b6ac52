use customership::due;
use kit_db::{Sql, testing::TestDb};

use crate::support::{Browser, TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: a_question_is_answered_at_its_field_and_the_difference_is_seen, an_answer_that_does_not_do_is_asked_about_again,
    reminders_come_by_the_clock_and_once, who_answers_in_time_is_not_reminded, only_the_handler_asks,
    what_is_wrong_with_a_question_is_said_and_kept, who_has_answered_is_led_to_the_sending, what_was_forgotten_is_said_before_approving,
    more_is_asked_while_the_customer_has_it, the_deadline_is_moved_while_the_customer_has_it);

/// Kaisa has the clinic's case.
async fn handled(app: &TestApp) -> (Browser, String, Browser) {
    let (clinic, id) = sent_application(app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Ota käsittelyyn").await;
    (clinic, id, officer)
}

/// Collects a question about a field of a section.
async fn collect(officer: &mut Browser, id: &str, section: &str, field: &str, text: &str) {
    officer.get(&format!("/office/applications/{id}")).await;
    let mut form = officer.form("Lisää kysymys");
    form.fields.retain(|(name, _)| name == "csrf");
    let more = [("section".to_owned(), section), (format!("field.{section}"), field), (format!("ask.{section}"), text)];
    form.fields.extend(more.map(|(name, value)| (name, value.to_owned())));
    officer.submit(&form).await;
    assert_eq!(officer.page.status, 200);
}

/// The name of the field for the answer to the only question of a step.
fn answer_field(clinic: &Browser) -> String {
    clinic.page.names("answer.").remove(0)
}

async fn a_question_is_answered_at_its_field_and_the_difference_is_seen(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id, mut officer) = handled(&app).await;
    collect(&mut officer, &id, "contacts", "contacts.0.phone", "Onko numero oikea?").await;
    officer.page.shows("Malla Mallikas: Puhelinnumero").shows("Ei vielä lähetetty").shows("Lisätietopyynnön mukana lähtevät");
    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.lacks("Onko numero oikea?");
    collect(&mut officer, &id, "customer-data", "", "Mikä on oikea osoite?").await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Pyydä lisätietoja").await;
    officer.page.shows("Lisätietoja pyydetty").shows("Odottaa vastausta");
    let mails = app.mails().await;
    let asked = mails.iter().find(|(kind, ..)| kind == "information-requested").unwrap();
    officer.page.shows("Vastaus viimeistään 8.12.2026").shows("määräpäivä 8.12.2026");
    assert!(asked.3.contains("Vastatkaa viimeistään 8.12.2026."), "{}", asked.3);
    assert!(asked.3.contains("Onko numero oikea?") && asked.3.contains("Yhteyshenkilöt") && asked.3.contains("Mikä on oikea osoite?"), "{}", asked.3);

    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.shows("Vastaa viimeistään 8.12.2026").lacks("Vastaa lisätietopyyntöön");
    let link = clinic.page.link("Malla Mallikas: Puhelinnumero").unwrap();
    assert!(link.starts_with(&format!("/applications/{id}/steps/contacts#answer.")), "{link}");
    clinic.get(&link).await;
    clinic.page.shows("Käsittelijä kysyy: Onko numero oikea?");
    clinic.get(&format!("/applications/{id}/summary")).await;
    clinic.page.shows("Vastaa käsittelijän kysymykseen");
    assert!(clinic.page.form("Lähetä").is_none(), "not without the answers");

    clinic.get(&format!("/applications/{id}/steps/contacts?from=summary")).await;
    let field = answer_field(&clinic);
    clinic.fill(&field, "Korjasin sen.").fill("contacts.0.phone", "040 765 4321").press("Tallenna ja jatka").await;
    assert!(clinic.page.form("Lähetä").is_none(), "one of two");
    clinic.get(&format!("/applications/{id}/steps/contacts")).await;
    assert_eq!(clinic.page.value(&field).as_deref().map(str::trim), Some("Korjasin sen."));
    clinic.get(&format!("/applications/{id}/steps/customer-data?from=summary")).await;
    let field = answer_field(&clinic);
    clinic.fill(&field, "Osoite on oikea.").press("Tallenna ja jatka").await;
    clinic.page.shows("Korjasin sen.").shows("Osoite on oikea.");
    clinic.press("Lähetä").await;
    clinic.page.shows("Hakemus on toimitettu Kelaan");

    officer.get(&format!("/office/applications/{id}")).await;
    officer.page.shows("Vastattu").shows("Korjasin sen.").shows("Muutoksia: 1 (lähetyskertaan 1 verrattuna)").shows("Ei muutoksia lähetyskertaan 1.");
    assert_eq!(officer.page.texts(".changes del"), ["040 123 4567"]);
    assert_eq!(officer.page.texts(".changes ins"), ["040 765 4321"]);
    officer.press("Hyväksy vastaus").await;
    officer.page.shows("Vastaus hyväksytty");
    officer.press("Hyväksy vastaus").await;
    assert!(officer.page.form("Hyväksy vastaus").is_none());
}

async fn an_answer_that_does_not_do_is_asked_about_again(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id, mut officer) = handled(&app).await;
    collect(&mut officer, &id, "billing", "address", "Onko laskutusosoite oikea?").await;
    officer.fill("deadline", "1.12.2026").press("Pyydä lisätietoja").await;
    let asked = officer.clone();
    clinic.get(&format!("/applications/{id}/steps/billing?from=summary")).await;
    let field = answer_field(&clinic);
    clinic.fill(&field, "Ehkä.").press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await;
    assert!(asked.page.form("Kysy uudelleen").is_none(), "not before the answer");
    officer.get(&format!("/office/applications/{id}")).await;
    let name = officer.page.names("again.").remove(0);
    officer.fill(&name, "Mikä se siis on?").press("Lisää uusi kysymys").await;
    officer.page.shows("Kysytty uudelleen").shows("Mikä se siis on?").shows("Ei vielä lähetetty");
    officer.fill("question", "Vielä yksi asia: onko muuta?").press("Pyydä lisätietoja").await;
    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.shows("Vielä yksi asia").shows("Vastaa lisätietopyyntöön");
    clinic.get(&format!("/applications/{id}/steps/billing?from=summary")).await;
    clinic.page.shows("Mikä se siis on?").lacks("Käsittelijä kysyy: Onko laskutusosoite oikea?");
}

async fn reminders_come_by_the_clock_and_once(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id, mut officer) = handled(&app).await;
    officer.fill("question", "Onko osoite oikea?").press("Pyydä lisätietoja").await;
    let world = &app.running.program.world;
    let reminders = || async { app.mails().await.into_iter().map(|mail| mail.0).filter(|kind| kind.starts_with("question-")).collect::<Vec<_>>() };
    app.clock.advance(10 * 24 * 3600);
    due::run(world).await.unwrap();
    assert!(reminders().await.is_empty(), "4.12.");
    app.clock.advance(24 * 3600);
    let (one, other) = tokio::join!(due::run(world), due::run(world));
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    assert_eq!(reminders().await, ["question-reminder", "question-reminder"], "to the customer's address and the administrative contact");
    due::run(world).await.unwrap();
    app.clock.advance(3 * 24 * 3600);
    due::run(world).await.unwrap();
    due::run(world).await.unwrap();
    assert_eq!(reminders().await.len(), 4);
    let mails = app.mails().await;
    let overdue: Vec<_> = mails.iter().filter(|mail| mail.0 == "question-overdue").collect();
    assert!(overdue.iter().all(|mail| mail.3.contains("8.12.2026") && mail.3.contains(&id) && !mail.3.contains("Onko osoite oikea?")));
}

async fn who_answers_in_time_is_not_reminded(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id, mut officer) = handled(&app).await;
    officer.fill("question", "Onko osoite oikea?").press("Pyydä lisätietoja").await;
    clinic.get(&format!("/applications/{id}/answer")).await;
    clinic.fill("answer", "On.").press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await;
    app.clock.advance(20 * 24 * 3600);
    due::run(&app.running.program.world).await.unwrap();
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM mail WHERE kind IN ('question-reminder', 'question-overdue')")).await, 0);
}

async fn only_the_handler_asks(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id, mut officer) = handled(&app).await;
    collect(&mut officer, &id, "billing", "address", "Onko oikea?").await;
    let remove = officer.page.form("Poista kysymys").unwrap();
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get(&format!("/office/applications/{id}")).await;
    assert!(henrik.page.form("Lisää kysymys").is_none() && henrik.page.form("Poista kysymys").is_none());
    let token = henrik.token().await;
    let fields = [("csrf", token.as_str()), ("section", "billing"), ("ask.billing", "Minäkin kysyn")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(henrik.post_once(&format!("/office/applications/{id}/questions"), &fields).await.status, 403);
    assert_eq!(henrik.post_once(&remove.action, &fields).await.status, 403);
    officer.submit(&remove).await;
    officer.page.lacks("Onko oikea?");
}

async fn what_is_wrong_with_a_question_is_said_and_kept(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id, mut officer) = handled(&app).await;
    officer.press("Pyydä lisätietoja").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "question"));
    officer.fill("question", "Onko?").fill("deadline", "1.1.2020").press("Pyydä lisätietoja").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "deadline"));
    assert_eq!(officer.page.value("question").as_deref().map(str::trim), Some("Onko?"));
    officer.get(&format!("/office/applications/{id}")).await;
    let mut form = officer.form("Lisää kysymys");
    form.fields.retain(|(name, _)| name == "csrf");
    form.fields.extend([("section".to_owned(), "contacts".to_owned()), ("ask.contacts".to_owned(), " ".to_owned())]);
    officer.submit(&form).await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "ask.contacts"));
}

async fn who_has_answered_is_led_to_the_sending(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id, mut officer) = handled(&app).await;
    collect(&mut officer, &id, "contacts", "contacts.0.phone", "Onko numero oikea?").await;
    officer.press("Pyydä lisätietoja").await;
    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.shows("Katso yhteenveto").lacks("(vastattu)");
    clinic.get(&format!("/applications/{id}/steps/contacts")).await;
    let answer = answer_field(&clinic);
    clinic.fill(&answer, "On.").press("Tallenna ja jatka").await;
    assert!(clinic.page.path().ends_with("/summary"), "{}", clinic.page.address);
    clinic.get(&format!("/applications/{id}")).await;
    clinic.page.shows("Malla Mallikas: Puhelinnumero (vastattu)");
    clinic.follow("Yhteenveto ja lähetys").await;
    clinic.press("Lähetä").await;
    officer.get(&format!("/office/applications/{id}")).await;
    assert!(officer.page.link("Vastattu: Yhteyshenkilöt").is_some());
}

async fn what_was_forgotten_is_said_before_approving(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id, mut officer) = handled(&app).await;
    officer.page.lacks("Päätän silti");
    collect(&mut officer, &id, "access-points", "points.0.systems", "Onko järjestelmä oikea?").await;
    officer.page.shows("Kysymystä ei ole lähetetty asiakkaalle: Onko järjestelmä oikea?");
    assert!(officer.page.texts("option").iter().any(|place| place.contains("Valitse ne järjestelmät")), "the systems can be asked about");
    officer.fill("outcome", "approve").press("Tee päätös").await;
    assert_eq!((officer.page.status, officer.page.errors().len()), (422, 1), "{:?}", officer.page.errors());
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Pyydä lisätietoja").await.shows("Asiakas ei ole vastannut lisätietopyyntöön");
    officer.fill("outcome", "approve").press("Tee päätös").await;
    assert_eq!(officer.page.status, 422);
    officer.fill("anyway", "yes").press("Tee päätös").await.shows("Hyväksytty");
}

async fn more_is_asked_while_the_customer_has_it(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id, mut officer) = handled(&app).await;
    officer.fill("question", "Onko osoite oikea?").fill("deadline", "1.12.2026").press("Pyydä lisätietoja").await;
    clinic.get(&format!("/applications/{id}/answer")).await;
    clinic.fill("answer", "On.").press("Tallenna ja jatka").await;
    let before = clinic.clone();
    app.clock.advance(60);
    collect(&mut officer, &id, "contacts", "contacts.0.phone", "Onko numero oikea?").await;
    officer.page.shows("Täydennä lisätietopyyntöä").shows("Lisätietopyynnön mukana lähtevät");
    assert_eq!(officer.page.value("deadline").as_deref(), Some("1.12.2026"), "what was promised stays");
    officer.fill("question", "Entä toimipaikka?").press("Lähetä täydennys").await.shows("Lisätietoja pyydetty");
    let asked: Vec<_> = app.mails().await.into_iter().filter(|(kind, ..)| kind == "information-requested").collect();
    let new = &asked.last().unwrap().3;
    assert!(asked.len() == 2 && new.contains("Entä toimipaikka?") && new.contains("Onko numero oikea?") && new.contains("1.12.2026"), "{new}");
    assert!(!new.contains("Onko osoite oikea?"), "only what is new: {new}");

    let mut late = before;
    late.press("Lähetä").await;
    assert!(late.page.path().ends_with("/answer"), "sent from the page of before: there is more to be answered, {}", late.page.address);
    late.page.shows("Onko osoite oikea?").shows("Entä toimipaikka?");
    assert_eq!(late.page.value("answer").as_deref().map(str::trim), Some("On."), "what was typed is kept");
    clinic.get(&format!("/applications/{id}")).await.shows("Onko osoite oikea?").shows("Entä toimipaikka?");
    clinic.get(&format!("/applications/{id}/steps/contacts?from=summary")).await.shows("Käsittelijä kysyy: Onko numero oikea?");
    let field = answer_field(&clinic);
    clinic.fill(&field, "Numero on oikea.").press("Tallenna ja jatka").await;
    assert!(clinic.page.form("Lähetä").is_none(), "the second question waits");
    clinic.get(&format!("/applications/{id}/answer")).await;
    clinic.fill("answer", "Osoite ja toimipaikka ovat oikein.").press("Tallenna ja jatka").await;
    clinic.press("Lähetä").await.shows("Hakemus on toimitettu Kelaan");
    officer.get(&format!("/office/applications/{id}")).await;
    officer.page.shows("Osoite ja toimipaikka ovat oikein.").shows("Numero on oikea.").lacks("Täydennä lisätietopyyntöä");
}

async fn the_deadline_is_moved_while_the_customer_has_it(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id, mut officer) = handled(&app).await;
    collect(&mut officer, &id, "contacts", "contacts.0.phone", "Onko numero oikea?").await;
    officer.fill("deadline", "1.12.2026").press("Pyydä lisätietoja").await;
    app.clock.advance(60);
    officer.press("Lähetä täydennys").await;
    assert_eq!(officer.page.errors()[0].1, "Kirjoita, mitä tietoja tarvitaan vielä, tai muuta vastausaikaa");
    officer.fill("deadline", "15.12.2026").press("Lähetä täydennys").await;
    officer.page.shows("Vastausaikaa muutettu").shows("määräpäivä 15.12.2026").shows("Odottaa vastausta");
    let mails = app.mails().await;
    let told = mails.iter().rev().find(|(kind, ..)| kind == "information-requested").unwrap();
    assert!(told.3.contains("viimeistään 15.12.2026") && !told.3.contains("Onko numero oikea?"), "{}", told.3);
    clinic.get(&format!("/applications/{id}")).await.shows("Vastaa viimeistään 15.12.2026").shows("Vastausaikaa muutettu");
    let world = &app.running.program.world;
    app.clock.advance(8 * 24 * 3600);
    due::run(world).await.unwrap();
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM mail WHERE kind LIKE 'question-%'")).await, 0, "reminded of the new day alone");
    app.clock.advance(10 * 24 * 3600);
    due::run(world).await.unwrap();
    assert_eq!(app.count(Sql("SELECT COUNT(*) FROM mail WHERE kind = 'question-reminder'")).await, 2, "12.12., once for each address");
}
