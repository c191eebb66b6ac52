use customership::{due, queue};
use kit_db::{Sql, testing::TestDb};

use crate::{
    life,
    support::{Browser, Joining, TestApp, migrated, persona, sent_application},
};

kit_db::on_both_databases!(migrated: a_matter_is_found_by_what_an_officer_has_in_hand, filters_leave_what_was_asked_for,
    a_case_is_taken_given_back_and_taken_again, two_who_press_at_once_get_different_cases, a_lead_hands_over_and_nobody_else_does,
    two_on_one_case_see_each_other, a_question_and_a_step_have_deadlines_of_their_own, tasks_stand_in_the_queue_and_can_be_taken,
    what_has_no_entry_gets_one_at_start, a_long_queue_has_pages_that_leave_nothing_out,
    a_case_leads_back_to_the_list_that_it_was_opened_from);

const EVENTS: Sql = Sql("SELECT COUNT(*) FROM application_event WHERE kind IN ('taken', 'released', 'handed-over')");
const LOGGED: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE actor_kind = 'officer' AND action IN ('taken', 'released', 'handed-over')");
const DAY: i64 = 24 * 3600;

/// The clinic's and the Swedish clinic's applications: ids.
async fn two_sent(app: &TestApp) -> [String; 2] {
    let (_, first) = sent_application(app).await;
    app.clock.advance(3600);
    let mut swedish = app.log_in(persona::SWEDISH).await;
    let mut joining = Joining::begin(&mut swedish).await;
    joining.fill_in().await.send().await;
    let second = joining.id.clone();
    [first, second]
}

/// The ids of the cases that the page lists.
fn listed(officer: &Browser) -> Vec<String> {
    let links = officer.page.links_to("/office/applications/");
    links.into_iter().map(|link| link.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned()).collect()
}

async fn a_case_leads_back_to_the_list_that_it_was_opened_from(database: TestDb) {
    let app = TestApp::start(database).await;
    let [clinic, _] = two_sent(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office?kind=joining&q=esimerkkikl").await;
    let number = officer.page.texts("#queue tbody th")[0].clone();
    let back = format!("/office?kind=joining&q=esimerkkikl#row-{clinic}");
    officer.follow(&number).await;
    assert_eq!(officer.page.link("Takaisin työjonoon").as_deref(), Some(back.as_str()));
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    assert_eq!(officer.page.link("Takaisin työjonoon").as_deref(), Some(back.as_str()), "after two acts");
    officer.follow("Takaisin työjonoon").await.shows("Esimerkkiklinikka Oy");
    officer.get("/office/customers?q=esimerkkikl&standing=beginning").await;
    officer.follow("Esimerkkiklinikka Oy").await;
    assert_eq!(officer.page.link("Takaisin asiakkaisiin").as_deref(), Some("/office/customers?q=esimerkkikl&standing=beginning"));
}

/// As the form of the filters sends it.
async fn search(officer: &mut Browser, typed: &str) {
    officer.get(&format!("/office?q={}", typed.replace('+', "%2B").replace(' ', "+"))).await;
}

async fn a_matter_is_found_by_what_an_officer_has_in_hand(database: TestDb) {
    let app = TestApp::start(database).await;
    let [clinic, swedish] = two_sent(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office").await.shows("Kaikki 2").shows("Liittymiset 2").shows("Tehtävät 0");
    let number = officer.page.texts("#queue tbody th")[0].clone();
    for (typed, found) in [
        ("esimerkkikl", vec![&clinic]),
        ("EXEMPELVARD", vec![&swedish]),
        ("exempelvård ab", vec![&swedish]),
        ("9900100-2", vec![&clinic]),
        ("99001002", vec![&clinic]),
        ("1.2.246.10.99001002.10.0", vec![&clinic]),
        (&number, vec![&clinic]),
        (&number.to_lowercase()[..7], vec![&clinic, &swedish]),
        ("malla@esimerkki.example", vec![&clinic, &swedish]),
        ("040 123 4567", vec![&clinic, &swedish]),
        ("+358 40 1234567", vec![&clinic, &swedish]),
        ("1", vec![&clinic]),
        ("00002", vec![&swedish]),
        ("mallik", vec![&clinic, &swedish]),
        ("malla mallikas exempel", vec![&swedish]),
        ("mallikas tuntematon", vec![]),
    ] {
        search(&mut officer, typed).await;
        assert_eq!(officer.page.status, 200);
        assert_eq!(listed(&officer).iter().collect::<Vec<_>>(), found, "{typed}");
        assert_eq!(officer.page.value("q").as_deref(), Some(typed));
    }
    officer.page.shows("Tällaisia asioita ei ole.");
    officer.follow("Poista rajaukset").await;
    assert_eq!(listed(&officer).len(), 2);
    // Decided ones are found too.
    officer.get(&format!("/office/applications/{clinic}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    officer.get("/office").await;
    assert_eq!(listed(&officer), [swedish.as_str()]);
    search(&mut officer, "esimerkkiklinikka").await;
    assert_eq!(listed(&officer), [clinic.as_str()]);
    // A contact in force who was added later.
    officer.get("/office?q=malla+esimerkkiklinikka").await;
    assert_eq!(listed(&officer), [clinic.as_str()]);
}

async fn filters_leave_what_was_asked_for(database: TestDb) {
    let app = TestApp::start(database).await;
    let [clinic, swedish] = two_sent(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    let only = [clinic.as_str()];
    let both = [clinic.as_str(), swedish.as_str()];
    officer.get(&format!("/office/applications/{clinic}")).await;
    officer.press("Ota käsittelyyn").await;
    for (query, found) in [
        ("service=patient-data", &both[..]),
        ("service=imaging", &[]),
        ("kind=joining&sort=deadline", &both),
        ("kind=task", &[]),
        ("state=in-processing", &only),
        ("state=received", &both[1..]),
        ("state=closed", &[]),
        ("officer=me", &only),
        ("officer=somebody", &only),
        ("officer=nobody", &both[1..]),
        ("due=overdue", &[]),
        ("due=soon", &[]),
        ("customer=private-health", &both),
        ("customer=foundation", &[]),
        ("customer=private-health&officer=me&q=esimerkki&service=patient-data&state=in-processing", &only),
        ("state=nonsense&officer=nonsense&due=nonsense&after=nonsense", &both),
    ] {
        officer.get(&format!("/office?{query}")).await;
        assert_eq!(listed(&officer), found, "{query}");
    }
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get("/office?officer=me").await.shows("Tällaisia asioita ei ole.");
    // Arrived on Tuesday 24.11., to be decided by Tuesday 15.12.
    officer.get("/office").await.shows("15.12.2026").shows("0 työpäivää").lacks("myöhässä");
    app.clock.advance(16 * DAY);
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office?due=soon").await.shows("pian").shows("12 työpäivää");
    assert_eq!(listed(&officer), both);
    app.clock.advance(6 * DAY);
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office?due=overdue&sort=deadline").await.shows("myöhässä");
    assert_eq!(listed(&officer), both);
}

async fn a_case_is_taken_given_back_and_taken_again(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let mut kaisa = app.log_in_officer(persona::HANDLER).await;
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    kaisa.get("/office?service=patient-data").await;
    henrik.get("/office").await;
    let late = henrik.form("Ota :");
    kaisa.press("Ota :").await;
    assert_eq!(kaisa.page.path(), "/office?service=patient-data", "back where it was pressed");
    kaisa.page.shows("Kaisa Käsittelijä").shows("Käsittelyssä");
    henrik.submit(&late).await;
    assert_eq!(henrik.page.status, 409, "somebody was faster");
    henrik.get("/office").await;
    assert!(henrik.page.form("Vapauta").is_none() && henrik.page.form("Ota :").is_none());
    let token = henrik.token().await;
    let foreign = henrik.post_once(&format!("/office/queue/{id}/release"), &[("csrf".to_owned(), token)]).await;
    assert_eq!(foreign.status, 409, "not theirs to give back");
    kaisa.press("Vapauta").await;
    kaisa.page.shows("Vastaanotettu").lacks("Vapauta");
    henrik.get("/office").await;
    henrik.press("Ota :").await;
    henrik.page.shows("Henrik Handläggare");
    assert_eq!((app.count(EVENTS).await, app.count(LOGGED).await), (3, 3));
    henrik.get(&format!("/office/applications/{id}")).await.shows("Palautettu käsittelyjonoon");
}

async fn two_who_press_at_once_get_different_cases(database: TestDb) {
    let app = TestApp::start(database).await;
    let [clinic, swedish] = two_sent(&app).await;
    let mut officers = [app.log_in_officer(persona::HANDLER).await, app.log_in_officer(persona::OTHER_HANDLER).await];
    for officer in &mut officers {
        officer.get("/office").await;
    }
    let [mut kaisa, mut henrik] = officers;
    let (first, second) = tokio::join!(kaisa.press("Ota seuraava"), henrik.press("Ota seuraava"));
    let mut taken = [first.path().to_owned(), second.path().to_owned()];
    taken.sort();
    let mut both = [clinic, swedish].map(|id| format!("/office/applications/{id}"));
    both.sort();
    assert_eq!(taken, both);
    kaisa.get("/office?service=patient-data").await;
    kaisa.press("Ota seuraava").await.shows("Tällä rajauksella ei ole asiaa, joka odottaisi käsittelijää");
    assert!(kaisa.page.path().starts_with("/office?service=patient-data"));
    assert_eq!((app.count(EVENTS).await, app.count(LOGGED).await), (2, 2));
}

async fn a_lead_hands_over_and_nobody_else_does(database: TestDb) {
    let app = TestApp::start(database).await;
    let [clinic, swedish] = two_sent(&app).await;
    let mut kaisa = app.log_in_officer(persona::HANDLER).await;
    kaisa.get("/office").await;
    kaisa.press("Ota :").await;
    assert!(kaisa.page.form("Siirrä valitut").is_none());
    app.log_in_officer(persona::OTHER_HANDLER).await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    lead.get("/office").await.shows("Siirrettävä");
    let officers = queue::officers(&app.db.read().await.unwrap()).await.unwrap();
    let henrik = officers.iter().find(|officer| officer.name == persona::OTHER_HANDLER).unwrap().id.to_string();
    let assignment = |token: String| {
        let entries = [&clinic, &swedish].map(|id| ("entry".to_owned(), id.clone()));
        [("csrf".to_owned(), token), ("to".to_owned(), henrik.clone()), ("filter".to_owned(), "sort=deadline".to_owned())]
            .into_iter()
            .chain(entries)
            .collect::<Vec<_>>()
    };
    let refused = assignment(kaisa.token().await);
    assert_eq!(kaisa.post_once("/office/queue/assignment", &refused).await.status, 403);
    let fields = assignment(lead.token().await);
    lead.post("/office/queue/assignment", &fields).await;
    lead.page.shows("Valitut asiat on siirretty");
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get("/office?officer=me").await;
    assert_eq!(listed(&henrik), [clinic.as_str(), swedish.as_str()]);
    henrik.get(&format!("/office/applications/{clinic}")).await.shows("Käsittelijä vaihtunut").shows("Johanna Johtava");
    assert_eq!((app.count(EVENTS).await, app.count(LOGGED).await), (3, 3));
}

async fn two_on_one_case_see_each_other(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let case = format!("/office/applications/{id}");
    let (mut kaisa, mut auditor) = (app.log_in_officer(persona::HANDLER).await, app.log_in_officer(persona::AUDITOR).await);
    kaisa.get(&case).await.lacks("katsoo tätä");
    let since = app.clock.now().clock_time();
    auditor.get(&case).await.shows(&format!("Myös Kaisa Käsittelijä (klo {since} alkaen) katsoo tätä"));
    let ping = [("csrf".to_owned(), kaisa.token().await)];
    let here = kaisa.post_once(&format!("{case}/presence"), &ping).await;
    assert_eq!((here.status, here.html.as_str()), (200, format!("Myös Liisa Lukija (klo {since} alkaen) katsoo tätä").as_str()));
    kaisa.get(&case).await;
    kaisa.press("Ota käsittelyyn").await;
    auditor.get(&case).await.shows("Asia on käsittelijällä Kaisa Käsittelijä. Myös Kaisa Käsittelijä");
    kaisa.get(&case).await.shows("Myös Liisa Lukija");
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik
        .get(&format!("{case}?lang=sv"))
        .await
        .shows(&format!("Även Kaisa Käsittelijä (sedan kl. {since}) och Liisa Lukija (sedan kl. {since}) ser på det här"));
    // Henrik leaves; what an older page of his says of its leaving is too late.
    let henriks = henrik.page.html.split("data-seen=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let leave = |token: String, seen: String| [("csrf".to_owned(), token), ("seen".to_owned(), seen)];
    let old = leave(henrik.token().await, (henriks.parse::<i64>().unwrap() - 1).to_string());
    assert_eq!(henrik.post_once(&format!("{case}/presence/end"), &old).await.status, 200);
    kaisa.get(&case).await.shows("Henrik Handläggare (klo");
    let gone = leave(henrik.token().await, henriks);
    assert_eq!(henrik.post_once(&format!("{case}/presence/end"), &gone).await.status, 200);
    kaisa.get(&case).await.lacks("Henrik Handläggare (klo").shows("Liisa Lukija (klo");
    app.clock.advance(61);
    let alone = kaisa.post_once(&format!("{case}/presence"), &ping).await;
    assert_eq!((alone.status, alone.html.as_str()), (200, ""));
    let nowhere = kaisa.post_once("/office/applications/00000000-0000-0000-0000-000000000000/presence", &ping).await;
    assert_eq!(nowhere.status, 404);
}

async fn a_question_and_a_step_have_deadlines_of_their_own(database: TestDb) {
    let app = TestApp::start(database).await;
    let [clinic, swedish] = two_sent(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{clinic}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("question", "Onko osoite oikea?").fill("deadline", "1.12.2026").press("Pyydä lisätietoja").await;
    officer.get("/office?officer=me").await.shows("1.12.2026").lacks("15.12.2026");
    officer.get(&format!("/office/applications/{swedish}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    officer.get("/office?kind=task").await.shows("Avaa tekniset yhteydet").shows("15.12.2026").lacks("tänään");
}

async fn tasks_stand_in_the_queue_and_can_be_taken(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = life::clinic_with(&app, &["patient-data"]).await;
    life::begin(&mut clinic, "/termination").await;
    life::fill_in_ending(&mut clinic, "30.11.2026").await;
    life::sign(&mut clinic).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office").await.shows("Irtisanomiset 1").shows("Tehtävät 1").shows("1.12.2026");
    app.clock.advance(7 * DAY);
    due::run(&app.running.program.world).await.unwrap();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office").await.shows("Irtisanomiset 0").shows("Tehtävät 1").shows("Tehtävä: Sulje tekniset yhteydet").shows("tänään");
    officer.follow("Tehtävät").await;
    officer.get("/office?kind=task").await;
    officer.press("Ota :").await.shows("Kaisa Käsittelijä");
    officer.press("Vapauta").await;
    officer.press("Ota seuraava").await;
    assert_eq!(officer.page.path(), "/office/tasks?from=kind%3Dtask", "and from there back to the filter");
    officer.press("Merkitse tehdyksi").await;
    officer.get("/office?kind=task").await.shows("Avoimia asioita tai tehtäviä ei ole.");
    officer.get("/office?kind=task&state=closed").await.shows("Tehty").shows("Kaisa Käsittelijä");
    assert_eq!(app.count(LOGGED).await, 1 + 3, "the application, then three times the task");
}

async fn what_has_no_entry_gets_one_at_start(database: TestDb) {
    const FORGET: Sql = Sql("DELETE FROM queue_entry WHERE kind <> 'x'");
    const FORGET_WORDS: Sql = Sql("DELETE FROM queue_word WHERE customer_id IS NOT NULL");
    const OVERDUE: Sql = Sql("SELECT COUNT(*) FROM queue_entry WHERE deadline = '2026-11-25'");
    let app = TestApp::start(database).await;
    let [clinic, _] = two_sent(&app).await;
    app.task_of(&clinic).await;
    let forgotten = app.db.write(|tx| async move {
        tx.exec(FORGET, &[]).await?;
        tx.exec(FORGET_WORDS, &[]).await
    });
    forgotten.await.unwrap();
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office").await.shows("Avoimia asioita tai tehtäviä ei ole.");
    assert_eq!(queue::catch_up(&app.db, 21).await.unwrap(), 2 + 1 + 2);
    officer.get("/office?q=mallikas").await.shows("Liittymiset 2").shows("Tehtävät 1").shows("15.12.2026");
    assert_eq!(queue::catch_up(&app.db, 21).await.unwrap(), 0, "once");
    // Another number of days is another deadline.
    assert_eq!(queue::catch_up(&app.db, 1).await.unwrap(), 2);
    assert_eq!(app.count(OVERDUE).await, 2);
}

async fn a_long_queue_has_pages_that_leave_nothing_out(database: TestDb) {
    let app = TestApp::start(database).await;
    let made = app::demo::write(&app.db, 150, 7, 21, app.clock.now()).await.unwrap();
    assert_eq!((made.customers, made.matters, made.contacts), (150, 150, 1500));
    assert!(app::demo::write(&app.db, 150, 7, 21, app.clock.now()).await.is_err(), "not twice");
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    for query in ["", "sort=deadline", "state=closed", "q=asiakas", "q=malli&state=open&sort=deadline"] {
        officer.get(&format!("/office?{query}")).await;
        let all = officer.page.texts(".tabs__link")[0].rsplit(' ').next().unwrap().parse::<usize>().ok();
        assert_eq!(all.is_none(), query == "state=closed", "closed ones are not counted");
        let mut seen = Vec::new();
        loop {
            seen.extend(officer.page.texts("#queue tbody tr"));
            if officer.page.link("Seuraava sivu").is_none() {
                break;
            }
            officer.follow("Seuraava sivu").await;
        }
        let listed = seen.len();
        assert!(listed > 30 && all.is_none_or(|all| all == listed), "{query}: {listed} of {all:?}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), listed, "{query}: twice");
    }
    let case = {
        officer.get("/office").await;
        listed(&officer)[0].clone()
    };
    officer.get(&format!("/office/applications/{case}")).await;
    assert_eq!(officer.page.status, 200, "an invented case can be opened");
}
