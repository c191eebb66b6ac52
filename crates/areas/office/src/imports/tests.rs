use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use app::register::made::of_the_desk;
use kit_db::{Sql, testing::TestDb};
use registers::ShippedList;
use standins::code_server::{
    CodeServer, routes,
    rows::{self, Row},
    shapes,
};
use tokio::{net::TcpListener, sync::Mutex};

use crate::{
    life::clinic_with,
    support::{Browser, Joining, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: a_lead_imports_a_file_and_sees_what_was_wrong_with_it, a_register_that_shrinks_is_believed_only_when_it_was_refused_once,
    what_cannot_be_imported_is_said_and_nothing_changes,
    a_customer_follows_the_register_and_officers_get_a_task, the_code_server_is_fetched_each_night_and_when_asked,
    an_imported_postal_code_is_known_without_a_restart);

fn as_text(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    shapes::text(rows, &mut bytes).unwrap();
    bytes
}

fn made(app: &TestApp, rows: usize) -> Vec<Row> {
    let mut made = rows::generate(rows, 7);
    made.extend(of_the_desk(app.clock.now(), "providers"));
    made
}

async fn import(lead: &mut Browser, name: &str, bytes: &[u8]) {
    lead.get("/office/registers").await;
    lead.follow("Tuo rekisteri").await;
    send(lead, name, bytes).await;
}

/// Sends the form that is there and waits until the import has ended.
async fn send(lead: &mut Browser, name: &str, bytes: &[u8]) {
    let form = lead.form("Aloita tuonti");
    lead.submit_with_file(&form, "file", name, bytes).await;
    settled(lead).await;
}

async fn settled(lead: &mut Browser) {
    for _ in 0..200 {
        if !lead.page.has_id("progress") {
            return;
        }
        assert_eq!(lead.page.headers["refresh"], "3", "the page comes anew by itself");
        tokio::time::sleep(Duration::from_millis(50)).await;
        let address = lead.page.path().to_owned();
        lead.get(&address).await;
    }
    panic!("the import does not end");
}

async fn a_lead_imports_a_file_and_sees_what_was_wrong_with_it(database: TestDb) {
    const LOG: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE action = 'import' AND object = 'register-run'");
    let app = TestApp::start(database).await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    let mut rows = made(&app, 300);
    rows[20].business_id = "1234567-0".to_owned();
    rows[20].parent = String::new();
    import(&mut lead, "malli.txt", &as_text(&rows)).await;
    lead.page.shows("Valmis").shows("Tekstitiedosto, malli.txt").shows("Johanna Johtava").shows("1234567-0").shows("Y-tunnuksen tarkistusnumero");
    lead.get("/office/registers").await.shows("THL – SOTE-organisaatiorekisteri").shows("malli.txt").shows("Valmis");
    assert_eq!(app.count(LOG).await, 1);
    // The same as a sheet is as before.
    import(&mut lead, "malli.xlsx", &shapes::sheet(&rows).unwrap()).await;
    lead.page.shows("Taulukko, malli.xlsx").shows("Valmis");
    let mut handler = app.log_in_officer(persona::HANDLER).await;
    handler.get("/office/registers").await.shows("malli.xlsx").lacks("Tuo rekisteri");
    assert_eq!(handler.get("/office/registers/import").await.status, 403);
    handler.get("/office/registers?lang=sv").await.shows("Klart").shows("Senast inläst");
}

async fn a_register_that_shrinks_is_believed_only_when_it_was_refused_once(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    let rows = made(&app, 300);
    import(&mut lead, "koko.txt", &as_text(&rows)).await;
    let fewer = as_text(&made(&app, 60));
    lead.get("/office/registers/import").await.lacks("Tuo, vaikka");
    send(&mut lead, "vajaa.txt", &fewer).await;
    lead.page.shows("Keskeytyi").shows("epätavallisen paljon").shows("entiset tiedot ovat voimassa");
    lead.follow("Tuo silti").await.shows("Edellinen tuonti keskeytyi");
    send(&mut lead, "vajaa.txt", &fewer).await;
    lead.page.shows("Keskeytyi");
    lead.follow("Tuo silti").await;
    lead.tick("believe", &["yes"]);
    send(&mut lead, "vajaa.txt", &fewer).await;
    lead.page.shows("Valmis").shows("Poistui rekisteristä");
}

async fn what_cannot_be_imported_is_said_and_nothing_changes(database: TestDb) {
    const UNITS: Sql = Sql("SELECT COUNT(*) FROM register_unit");
    const RUNNING: Sql = Sql("INSERT INTO register_run (id, what, shape, origin, whole, officer_name, started_at, seen_at, state,
         process) VALUES ($1, 'providers', 'text', 'toinen.txt', TRUE, '', $2, $2, 'running', '')");
    let app = TestApp::start(database).await;
    let before = app.count(UNITS).await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    import(&mut lead, "malli.pdf", b"%PDF-1.7").await;
    assert_eq!((lead.page.status, lead.page.errors()[0].0.as_str()), (422, "file"));
    import(&mut lead, "malli.txt", b"").await;
    assert_eq!((lead.page.status, lead.page.errors()[0].0.as_str()), (422, "file"));
    import(&mut lead, "malli.txt", b"CodeId;LongName\r\n1;2\r\n").await;
    lead.page.shows("Keskeytyi").shows("Sarakkeita puuttuu").shows("Y-Tunnus");
    lead.get("/office/registers/import").await;
    lead.fill("register", "pharmacies").tick("changes", &["yes"]);
    send(&mut lead, "apteekit.txt", b"CodeId;LongName\r\n1;2\r\n").await;
    assert_eq!((lead.page.status, lead.page.errors()[0].0.as_str()), (422, "changes"), "it is published as a whole");
    import(&mut lead, "malli.xml", b"<?xml version=\"1.0\"?><result><entry>").await;
    lead.page.shows("vioittunut").shows("Lukija kertoi");
    let (id, now) = (kit_core::Ids::random().next(app.clock.now()), app.clock.now());
    app.db.write(move |tx| async move { tx.exec(RUNNING, &kit_db::values![id, now]).await }).await.unwrap();
    lead.get(&format!("/office/registers/runs/{id}")).await.shows("Luettu 0 riviä");
    lead.follow("Älä päivitä sivua itsestään").await;
    assert!(lead.page.headers.get("refresh").is_none());
    import(&mut lead, "malli.txt", &as_text(&made(&app, 30))).await;
    assert_eq!((lead.page.status, lead.page.errors()[0].0.as_str()), (422, "register"));
    assert_eq!(app.count(UNITS).await, before);
}

async fn the_code_server_is_fetched_each_night_and_when_asked(database: TestDb) {
    const FETCHED: Sql = Sql("SELECT COUNT(*) FROM register_run WHERE what = 'providers' AND shape = 'rest' AND officer IS NULL AND state = 'done'");
    let served = CodeServer::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v6", listener.local_addr().unwrap());
    let router = routes(served.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut rows = rows::generate(200, 7);
    rows.extend(of_the_desk(kit_core::Instant::from_micros(1_795_514_400_000_000), "providers"));
    served.put(rows, "2026-11-01");
    let flag = format!("--code-server-url={address}");
    let app = TestApp::start_with(database, &[flag.as_str()]).await;
    for _ in 0..200 {
        if app.count(FETCHED).await == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(app.count(FETCHED).await, 1, "its hour has come at noon");
    office::imports::fetch_if_due(&app.running.program.world, 3).await.unwrap();
    let mut lead = app.log_in_officer(persona::LEAD).await;
    lead.get("/office/registers/import").await;
    lead.fill("origin", "code-server");
    send(&mut lead, "", b"").await;
    lead.page.shows("Koodistopalvelu").shows(&address).shows("Valmis").shows("Johanna Johtava");
    assert_eq!(app.count(FETCHED).await, 1, "once a day");
}

async fn a_customer_follows_the_register_and_officers_get_a_task(database: TestDb) {
    const UNSEEN: Sql = Sql("SELECT COUNT(*) FROM register_change WHERE seen_at IS NULL");
    const SIGNED: Sql = Sql("SELECT COUNT(*) FROM submission WHERE canonical LIKE '%Uusi Malliklinikka%'");
    let app = TestApp::start(database).await;
    clinic_with(&app, &["patient-data"]).await;
    let mut rows = made(&app, 60);
    let mut lead = app.log_in_officer(persona::LEAD).await;
    import(&mut lead, "koko.txt", &as_text(&rows)).await;
    let place = rows.iter().position(|row| row.business_id == "9900100-2" && row.parent.is_empty()).unwrap();
    let before = std::mem::replace(&mut rows[place].name, "Uusi Malliklinikka Oy".to_owned());
    let other = rows.iter().position(|row| row.parent.is_empty() && row.business_id != "9900100-2").unwrap();
    rows[other].name = "Toinen Malli Oy".to_owned();
    import(&mut lead, "koko.txt", &as_text(&rows)).await;
    lead.page.shows("Nimi vaihtui").shows("Uusi Malliklinikka Oy").shows(&before);
    // What follows is done beside the page; when this has looked, it is done, by whomever.
    customership::life::follow_registers(&app.running.program.world).await.unwrap();
    assert_eq!((app.count(UNSEEN).await, app.count(SIGNED).await), (0, 0), "what was sent stays as it was");
    let of_register =
        |mails: Vec<(String, String, String, String)>| mails.into_iter().filter(|(kind, ..)| kind.starts_with("register-")).collect::<Vec<_>>();
    let mails = of_register(app.mails().await);
    assert!(
        !mails.is_empty()
            && mails.iter().all(|(kind, _, subject, body)| {
                kind == "register-renamed" && subject.contains("Uusi Malliklinikka Oy") && body.contains(&before)
            })
    );
    lead.get("/office/tasks").await.shows("Tarkista asiakas: nimi vaihtui rekisterissä").shows("Uusi Malliklinikka Oy").lacks("Toinen Malli");
    lead.get("/office?q=malliklinikka").await.shows("Uusi Malliklinikka Oy");
    lead.get("/office/customers?q=malliklinikka").await;
    lead.follow("Uusi Malliklinikka Oy").await.shows("Nimi vaihtunut rekisterissä").shows("Nimi rekisterissä").shows(&before);
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let application = clinic.get("/services").await.links_to("/applications/");
    clinic.get(application.first().map_or("/services", String::as_str)).await;
    clinic.page.shows("Uusi Malliklinikka Oy");
    clinic.get("/services").await.shows("Organisaatiosi nimi on vaihtunut rekisterissä").shows(&before);
    // It leaves, and comes back.
    let row = rows.remove(place);
    import(&mut lead, "koko.txt", &as_text(&rows)).await;
    lead.page.shows("Poistui rekisteristä").links_to("/office/customers/");
    customership::life::follow_registers(&app.running.program.world).await.unwrap();
    lead.get("/office/tasks").await.shows("organisaatio on poistunut rekisteristä").shows("Kysy asiakkaalta");
    // What it has it still sees and may end, though it can join nothing.
    clinic.get("/services").await.shows("ei ole enää kansallisessa rekisterissä").shows("Potilastietovaranto").lacks("Hae palvelua");
    clinic.get("/services/patient-data/data").await.shows("ei ole enää kansallisessa rekisterissä").shows("Nimi rekisterissä");
    clinic.get("/services/patient-data/ending").await;
    clinic.press("Aloita").await;
    assert_eq!(clinic.page.status, 200);
    clinic.page.shows("Viimeinen");
    rows.insert(place, row);
    import(&mut lead, "koko.txt", &as_text(&rows)).await;
    customership::life::follow_registers(&app.running.program.world).await.unwrap();
    lead.get("/office/tasks").await.shows("organisaatio on palannut rekisteriin");
    let kinds: Vec<String> = of_register(app.mails().await).into_iter().map(|(kind, ..)| kind).collect();
    assert!(kinds.contains(&"register-left".to_owned()) && kinds.contains(&"register-returned".to_owned()), "{kinds:?}");
}

/// A lead sends Posti's file.
async fn send_codes(lead: &mut Browser, codes: &[u8]) {
    lead.get("/office/registers/import").await;
    lead.fill("register", "postal-codes");
    send(lead, "PCF_20261101.dat", codes).await;
}

/// The codes that came with the program and one more, as Posti writes them.
fn codes_and(code: &str) -> String {
    let content = ShippedList::PostalCodes.content() + code + ";Mallila;\n";
    let record = |line: &str| {
        let cells: Vec<&str> = line.split(';').collect();
        let kind = if cells[1].is_empty() { 3 } else { 1 };
        format!("PONOT20261101{}{:30}{:30}{:32}{kind}{:109}\n", cells[0], cells[1], cells[2], "", "")
    };
    content.lines().map(record).collect()
}

async fn an_imported_postal_code_is_known_without_a_restart(database: TestDb) {
    const UNKNOWN: &str = "Postinumeroa ei ole tiedoissamme";
    // The codes in use are the process's, which this test shares with all others: it adds one code, never the same twice.
    static ALONE: Mutex<()> = Mutex::const_new(());
    static NEXT: AtomicU32 = AtomicU32::new(98_801);
    let _alone = ALONE.lock().await;
    let code = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
    let app = TestApp::start(database).await;
    let mut lead = app.log_in_officer(persona::LEAD).await;
    lead.get("/office/registers").await.shows("Postinumerot").shows("3 752").shows("13.4.2024").shows("Tuli ohjelman mukana");
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.access_points().await;
    let step = format!("/applications/{}/steps/customer-data", joining.id);
    clinic.get(&step).await;
    clinic.fill("street", "Mallikatu 1").fill("postal_code", &code).fill("town", "Mallila").fill("email", "a@b.fi").fill("phone", "09 123 4567");
    clinic.press("Tallenna ja jatka").await;
    clinic.get(&step).await.shows(UNKNOWN);
    lead.get("/office/registers/import").await;
    lead.fill("register", "postal-codes").tick("changes", &["yes"]);
    send(&mut lead, "PCF_20261101.dat", b"PONOT").await;
    assert_eq!((lead.page.status, lead.page.errors()[0].0.as_str()), (422, "changes"));
    let codes = codes_and(&code);
    send_codes(&mut lead, codes.as_bytes()).await;
    lead.page.shows("Valmis").shows("Postinumerot").shows("Johanna Johtava");
    clinic.get(&step).await.lacks(UNKNOWN);
    send_codes(&mut lead, &codes.as_bytes()[..400_000]).await;
    lead.page.shows("Keskeytyi").shows("vioittunut").lacks("Tuo silti");
    // Cut at the end of a line it looks like a file that has shrunk.
    let few: String = codes.split_inclusive('\n').take(2000).collect();
    send_codes(&mut lead, few.as_bytes()).await;
    lead.page.shows("Keskeytyi").shows("1 753, kun rivejä on nyt 3 753");
    lead.follow("Tuo silti").await.shows("Edellinen tuonti keskeytyi");
    lead.tick("believe", &["yes"]);
    send(&mut lead, "PCF_20261101.dat", codes.as_bytes()).await;
    lead.page.shows("Valmis").shows("Postinumerot");
    clinic.get(&step).await.lacks(UNKNOWN);
    lead.get("/office/registers").await.shows("3 753").shows("1.11.2026").shows("Postin postinumerotiedosto, PCF_20261101.dat");
    lead.get("/office/registers?lang=sv").await.shows("Förteckningar som följer med programmet").shows("Postnummer");
}
