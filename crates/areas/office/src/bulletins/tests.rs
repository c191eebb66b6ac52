use std::time::Duration;

use kit_core::{Ids, Uuid};
use kit_db::{Db, Sql, testing::TestDb, values};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: a_disruption_goes_by_mail_and_text_message_to_each_address_once, each_kind_of_mail_goes_to_its_roles_in_their_language,
    a_notice_in_swedish_goes_to_swedish_customers_alone, what_is_wrong_is_said_and_kept, a_notice_is_copied_and_found_again);

/// Roles with their services.
type Roles = &'static [(&'static str, &'static str)];

/// Customers as approvals leave them: key, language, kind, services (in use or ended), contacts with email, phone, roles.
struct Customer {
    name: &'static str,
    business_id: &'static str,
    language: &'static str,
    kind: &'static str,
    services: &'static [(&'static str, bool)],
    email: &'static str,
    contacts: &'static [(&'static str, &'static str, Roles)],
}

const COMMON: Roles = &[("administrative", ""), ("data-protection", ""), ("technical", ""), ("disruptions", "")];

const CUSTOMERS: [Customer; 4] = [
    Customer {
        name: "Mallilääkärit Oy",
        business_id: "9900100-2",
        language: "fi",
        kind: "private-health",
        services: &[("patient-data", true), ("imaging", true)],
        email: "posti@mallilaakarit.example",
        contacts: &[
            ("malla@mallilaakarit.example", "+358401234567", COMMON),
            // The same address in other letters, the same number: one mail, one text message.
            ("Malla@mallilaakarit.example", "+358401234567", &[("disruptions", ""), ("billing", "patient-data")]),
            ("kuva@mallilaakarit.example", "+35891234567", &[("imaging", "imaging"), ("archivist", "patient-data")]),
        ],
    },
    Customer {
        name: "Exempelvård Ab",
        business_id: "9900201-3",
        language: "sv",
        kind: "private-health",
        services: &[("patient-data", true)],
        email: "post@exempelvard.example",
        contacts: &[
            ("exempla@exempelvard.example", "+358501234567", COMMON),
            ("arkiv@exempelvard.example", "", &[("archivist", "patient-data"), ("billing", "patient-data")]),
        ],
    },
    Customer {
        name: "Esimerkkiapteekki",
        business_id: "9900504-6",
        language: "en",
        kind: "pharmacist",
        services: &[("prescription", true), ("patient-data", false)],
        email: "apteekki@esimerkki.example",
        contacts: &[("aapo@esimerkki.example", "+46701234567", &[("administrative", ""), ("disruptions", ""), ("archivist", "patient-data")])],
    },
    // Never applies: a recipient of disruption notices all the same.
    Customer {
        name: "Mallitoimittaja Oy",
        business_id: "9900302-4",
        language: "fi",
        kind: "supplier",
        services: &[],
        email: "myynti@mallitoimittaja.example",
        contacts: &[("paivystys@mallitoimittaja.example", "+358451234567", &[("disruptions", "")])],
    },
];

async fn add(db: &Db, customer: &'static Customer) {
    const CUSTOMER: Sql =
        Sql("INSERT INTO customer (id, oid, business_id, name, kind, created_at, revision, language) VALUES ($1, $2, $2, $3, $4, $5, 1, $6)");
    const SERVICE: Sql = Sql(
        "INSERT INTO customer_service (customer_id, service, application_id, approved_at, form, ended_at) VALUES ($1, $2, $1, $3, 'provider', $4)",
    );
    const ADDRESS: Sql = Sql("INSERT INTO customer_address (customer_id, email) VALUES ($1, $2)");
    const CONTACT: Sql = Sql("INSERT INTO contact (customer_id, place, name, email, phone) VALUES ($1, $2, $3, $4, $5)");
    const ROLE: Sql = Sql("INSERT INTO contact_role (customer_id, place, role, service) VALUES ($1, $2, $3, $4)");
    let now = kit_core::Instant::from_micros(1_795_000_000_000_000);
    let id = Ids::random().next(now);
    let written = db.write(move |tx| async move {
        let Customer { name, business_id, language, kind, .. } = *customer;
        tx.exec(CUSTOMER, &values![id, business_id, name, kind, now, language]).await?;
        tx.exec(ADDRESS, &values![id, customer.email]).await?;
        for (service, in_use) in customer.services {
            tx.exec(SERVICE, &values![id, *service, now, (!in_use).then_some(now)]).await?;
        }
        for (place, (email, phone, roles)) in (0_i64..).zip(customer.contacts) {
            tx.exec(CONTACT, &values![id, place, "Malla Mallikas", *email, *phone]).await?;
            for (role, service) in *roles {
                tx.exec(ROLE, &values![id, place, *role, *service]).await?;
            }
        }
        Ok::<_, kit_db::DbError>(())
    });
    written.await.unwrap();
}

pub async fn office(database: TestDb) -> (TestApp, Browser) {
    let app = TestApp::start(database).await;
    for customer in &CUSTOMERS {
        add(&app.db, customer).await;
    }
    let officer = app.log_in_officer(persona::HANDLER).await;
    (app, officer)
}

/// Begins a notice of the kind; its address.
pub async fn begin(officer: &mut Browser, kind: &str) -> String {
    officer.get("/office/bulletins/new").await;
    officer.fill("kind", kind).press("Kirjoita tiedote").await;
    for language in ["fi", "sv", "en"] {
        let field = format!("body.{language}");
        let body = format!("{}\nMalli.", officer.page.value(&field).unwrap_or_default());
        officer.fill(&field, &body);
    }
    officer.page.path().trim_end_matches("/text").to_owned()
}

/// Sends what is previewed, and waits until nothing waits.
pub async fn send(app: &TestApp, officer: &mut Browser, address: &str) {
    officer.press("Lähetä tiedote").await;
    assert_eq!((officer.page.status, officer.page.path()), (200, address));
    settled(app).await;
    officer.get(address).await;
}

pub async fn settled(app: &TestApp) {
    const OPEN: Sql = Sql("SELECT COUNT(*) FROM bulletin WHERE state = 'sending'");
    const ASKED: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'sent' AND channel = 'text'");
    for _ in 0..600 {
        // The gateway is asked some time after.
        app.clock.advance(2);
        if app.count(OPEN).await == 0 && app.count(ASKED).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("notices are still being sent");
}

/// Channel, address, language and state of each recipient.
pub async fn recipients(app: &TestApp, address: &str) -> Vec<String> {
    const ALL: Sql = Sql("SELECT channel, address, language, state FROM bulletin_recipient WHERE bulletin_id = $1 ORDER BY channel, address_key");
    let id = Uuid::try_parse(address.rsplit('/').next().unwrap()).unwrap();
    let rows = app.db.read().await.unwrap().rows(ALL, &values![id]).await.unwrap();
    let text = |row: &kit_db::Row, place| row.get::<String>(place).unwrap();
    rows.iter().map(|row| format!("{} {} {} {}", text(row, 0), text(row, 1), text(row, 2), text(row, 3))).collect()
}

/// The mails at the stand-in that went to this address: subject and text.
pub async fn mails_to(app: &TestApp, to: &str) -> Vec<String> {
    let browser = Browser::new(app.running.stand_ins.as_deref().unwrap());
    let list = browser.get_once(&format!("/mail?to={to}")).await;
    let mut all = Vec::new();
    for link in list.links_to("/mail/") {
        all.push(browser.get_once(&link).await.text());
    }
    all
}

async fn a_disruption_goes_by_mail_and_text_message_to_each_address_once(database: TestDb) {
    let (app, mut officer) = office(database).await;
    let address = begin(&mut officer, "disruption").await;
    assert_eq!(officer.page.value("subject.sv").unwrap(), "Störning i Kanta-tjänsterna");
    officer.fill("subject.en", "").fill("body.en", "").fill("text.en", "");
    officer.fill("body.fi", "Resepti ei toimi – korjaamme.").fill("text.fi", "Resepti ei toimi.").press("Tallenna ja esikatsele").await;
    officer.page.shows("Sähköposteja 4").shows("Tekstiviestejä 4").shows("malla@mallilaakarit.example").shows("Nyt 17 merkkiä, 1 viesti.");
    officer.page.shows("Störning i Kanta-tjänsterna. Vi meddelar").shows("Saatte tämän viestin, koska");
    send(&app, &mut officer, &address).await;
    assert_eq!(
        recipients(&app, &address).await,
        [
            "mail aapo@esimerkki.example fi sent",
            "mail exempla@exempelvard.example sv sent",
            "mail malla@mallilaakarit.example fi sent",
            "mail paivystys@mallitoimittaja.example fi sent",
            "text +358401234567 fi delivered",
            "text +358451234567 fi delivered",
            "text +358501234567 sv delivered",
            "text +46701234567 fi delivered",
        ]
    );
    officer.page.shows("Käsitelty 8/8 vastaanottajaa").shows("Perillä").lacks("Keskeytä");
    let finnish = mails_to(&app, "malla@mallilaakarit.example").await;
    assert!(finnish.len() == 1 && finnish[0].contains("Resepti ei toimi – korjaamme."), "{finnish:?}");
    let swedish = mails_to(&app, "exempla@exempelvard.example").await;
    assert!(swedish.len() == 1 && swedish[0].contains("Störning i Kanta-tjänsterna") && swedish[0].contains("Extranätet"), "{swedish:?}");
    let stand_in = Browser::new(app.running.stand_ins.as_deref().unwrap());
    let texts = stand_in.get_once("/text-messages?to=501234567").await;
    texts.shows("+358501234567").shows("Störning i Kanta-tjänsterna. Vi meddelar när störningen är över.").shows("Kanta");
    // Pressed again, by a browser that still shows the preview: nothing leaves twice.
    let token = officer.token().await;
    let again = officer.post_once(&format!("{address}/sending"), &[("csrf".to_owned(), token), ("revision".to_owned(), "2".to_owned())]).await;
    assert_eq!((again.status, recipients(&app, &address).await.len()), (303, 8));
    const LOGGED: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE object = 'bulletin' AND action IN ('begin', 'save', 'send', 'read')");
    assert_eq!(app.count(LOGGED).await, 4, "each once");
}

/// The mails 10 to 16 of the domain notes: kind, what makes its reach narrower, to whom it goes. None of them has attachments.
const KINDS: [(&str, Option<&str>, &[&str]); 7] = [
    (
        "terms-change",
        None,
        &[
            "aapo@esimerkki.example en",
            "apteekki@esimerkki.example en",
            "exempla@exempelvard.example sv",
            "malla@mallilaakarit.example fi",
            "post@exempelvard.example sv",
            "posti@mallilaakarit.example fi",
        ],
    ),
    (
        "disruption",
        None,
        &["aapo@esimerkki.example en", "exempla@exempelvard.example sv", "malla@mallilaakarit.example fi", "paivystys@mallitoimittaja.example fi"],
    ),
    ("technical-case", Some("9900100-2"), &["kuva@mallilaakarit.example fi", "malla@mallilaakarit.example fi"]),
    ("data-protection-case", Some("9900201-3"), &["exempla@exempelvard.example sv"]),
    ("billing-bulletin", None, &["arkiv@exempelvard.example sv", "Malla@mallilaakarit.example fi"]),
    // The archivist of a service that has ended gets nothing.
    ("archivist-bulletin", None, &["arkiv@exempelvard.example sv", "kuva@mallilaakarit.example fi"]),
    ("satisfaction-survey", None, &["aapo@esimerkki.example en", "exempla@exempelvard.example sv", "malla@mallilaakarit.example fi"]),
];

async fn each_kind_of_mail_goes_to_its_roles_in_their_language(database: TestDb) {
    let (app, mut officer) = office(database).await;
    for (kind, customers, expected) in KINDS {
        let address = begin(&mut officer, kind).await;
        // As the officer's language is Finnish, what is said in Swedish and English comes from the beginning of the kind.
        let subjects = ["fi", "sv", "en"].map(|language| officer.page.value(&format!("subject.{language}")).unwrap());
        assert!(subjects.iter().all(|subject| !subject.is_empty()), "{kind}: {subjects:?}");
        if let Some(customers) = customers {
            officer.press("Tallenna ja esikatsele").await;
            assert_eq!(officer.page.errors()[0].0, "customers", "{kind} is about customers that are named");
            officer.fill("customers", customers);
        }
        officer.press("Tallenna ja esikatsele").await;
        send(&app, &mut officer, &address).await;
        let sent: Vec<String> = expected.iter().map(|to| format!("mail {to} sent")).collect();
        let mails: Vec<String> = recipients(&app, &address).await.into_iter().filter(|line| line.starts_with("mail")).collect();
        assert_eq!(mails, sent, "{kind}");
        for to in expected {
            let (to, language) = to.split_once(' ').unwrap();
            let subject = &subjects[["fi", "sv", "en"].iter().position(|code| *code == language).unwrap()];
            let all = mails_to(&app, to).await;
            let of_kind: Vec<&String> = all.iter().filter(|mail| mail.contains(subject.as_str())).collect();
            assert_eq!(of_kind.len(), 1, "{kind} to {to} in {language}");
            assert!(!of_kind[0].contains("Liitteet"), "{kind} has no attachments");
        }
    }
    // Only of one service: the common roles of its customers, and those who belong to no service.
    let address = begin(&mut officer, "disruption").await;
    officer.tick("services", &["prescription"]).tick("channels", &["mail"]).press("Tallenna ja esikatsele").await;
    send(&app, &mut officer, &address).await;
    assert_eq!(recipients(&app, &address).await, ["mail aapo@esimerkki.example en sent", "mail paivystys@mallitoimittaja.example fi sent"]);
}

async fn a_notice_in_swedish_goes_to_swedish_customers_alone(database: TestDb) {
    let (app, mut officer) = office(database).await;
    let address = begin(&mut officer, "disruption").await;
    officer.tick("languages", &[]).press("Tallenna ja esikatsele").await;
    assert_eq!(officer.page.errors()[0].0, "languages");
    officer.fill("subject.fi", "").fill("text.fi", "");
    officer.tick("languages", &["sv"]).press("Tallenna ja esikatsele").await;
    officer.page.shows("Sähköposteja 1").shows("Tekstiviestejä 1").shows("Ruotsiksi").lacks("Suomeksi");
    send(&app, &mut officer, &address).await;
    assert_eq!(recipients(&app, &address).await, ["mail exempla@exempelvard.example sv sent", "text +358501234567 sv delivered"]);
    officer.page.shows("Valmis");
}

async fn what_is_wrong_is_said_and_kept(database: TestDb) {
    let (app, mut officer) = office(database).await;
    let address = begin(&mut officer, "disruption").await;
    officer
        .tick("roles", &[])
        .fill("subject.sv", "")
        .fill("body.fi", "Häiriö Åbossa")
        .fill("text.fi", &"š".repeat(300))
        .fill("customers", "1234567-8");
    officer.press("Tallenna ja esikatsele").await;
    assert_eq!(officer.page.status, 422);
    let fields: Vec<String> = officer.page.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["roles", "customers", "text.fi", "subject.sv"]);
    officer.page.shows("Merkin «š» takia viestiin mahtuu vain 70 merkkiä: nyt 300, 5 viestiä.");
    // Kept as it was typed, and not sendable.
    officer.get(&address).await.shows("Tiedote on kesken");
    assert!(officer.page.form("Lähetä tiedote").is_none());
    officer.get(&format!("{address}/text")).await.shows("Häiriö Åbossa");
    // Two write at once: the second is told, and nothing is lost of the first.
    let mut henrik = app.log_in_officer(persona::OTHER_HANDLER).await;
    henrik.get(&format!("{address}/text")).await;
    let late = henrik.form("Tallenna ja esikatsele");
    officer
        .tick("roles", &["disruptions"])
        .fill("subject.sv", "Störning")
        .fill("text.fi", "Häiriö")
        .fill("customers", "")
        .press("Tallenna ja esikatsele")
        .await;
    officer.page.shows("Esikatselu: Häiriötiedote");
    henrik.submit(&late).await;
    assert_eq!(henrik.page.status, 409);
    officer.tick("kinds", &["foundation"]);
    officer.get(&format!("{address}/text")).await;
    officer.tick("kinds", &["foundation"]).press("Tallenna ja esikatsele").await;
    officer.page.shows("Tiedotteella ei ole vastaanottajia");
    assert!(officer.page.form("Lähetä tiedote").is_none());
    officer.press("Poista luonnos").await;
    officer.page.shows("Tiedotteita ei löytynyt.");
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    assert_eq!(auditor.get("/office/bulletins/new").await.status, 403);
    assert_eq!(auditor.get("/office/bulletins").await.status, 200);
}

async fn a_notice_is_copied_and_found_again(database: TestDb) {
    let (app, mut officer) = office(database).await;
    let address = begin(&mut officer, "billing-bulletin").await;
    officer.fill("body.fi", "Käyttömaksut 100 % ennallaan_").press("Tallenna ja esikatsele").await;
    send(&app, &mut officer, &address).await;
    officer.press("Kopioi uudeksi luonnokseksi").await.shows("Käyttömaksut 100 % ennallaan_");
    let copy = officer.page.path().trim_end_matches("/text").to_owned();
    assert_ne!(copy, address);
    assert!(recipients(&app, &copy).await.is_empty());
    for (query, found) in [
        ("q=KÄYTTÖMAKSUT", 2),
        ("q=100+%25", 2),
        ("q=100_%25", 0),
        ("q=kaisa", 2),
        ("kind=survey", 2),
        ("kind=billing-bulletin", 2),
        ("kind=disruption", 0),
    ] {
        officer.get(&format!("/office/bulletins?{query}")).await;
        assert_eq!(officer.page.texts("tbody tr").len(), found, "{query}");
    }
    // The customer's own address follows its data in force.
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    let address = begin(&mut officer, "terms-change").await;
    officer.tick("roles", &["customer"]).fill("customers", "9900100-2").press("Tallenna ja esikatsele").await;
    send(&app, &mut officer, &address).await;
    assert!(recipients(&app, &address).await.contains(&"mail klinikka@esimerkki.example fi sent".to_owned()));
}
