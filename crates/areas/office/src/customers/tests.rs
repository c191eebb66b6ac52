use kit_db::{Sql, testing::TestDb, values};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: customers_are_found_by_words_business_id_and_oid, a_customers_page_shows_all_that_is_kept_and_is_logged,
    a_change_is_told_with_before_and_after, the_list_goes_on_page_by_page);

/// The signatory's clinic, with its application as it came.
async fn sent(app: &TestApp) -> (Browser, String) {
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    (clinic, id)
}

async fn approve(officer: &mut Browser, id: &str) {
    officer.get(&format!("/office/applications/{id}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
}

async fn customers_are_found_by_words_business_id_and_oid(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.follow("Asiakkaat").await.shows("Esimerkkiklinikka Oy").shows("Hakee");
    approve(&mut officer, &id).await;
    for found in
        ["q=Esimerkkikl", "q=esimerkkikl+oy", "service=patient-data", "kind=private-health", "standing=beginning", "q=esim&service=patient-data"]
    {
        officer.get(&format!("/office/customers?{found}")).await;
        assert!(officer.page.text().contains("Esimerkkiklinikka Oy"), "{found}");
    }
    let business_id = officer.page.texts("table td")[0].clone();
    officer.get(&format!("/office/customers?q={business_id}")).await.shows("Esimerkkiklinikka Oy").shows("Potilastietovaranto");
    officer.follow("Esimerkkiklinikka Oy").await;
    let oid = officer.page.texts("dd").into_iter().find(|text| text.starts_with("1.2.246.")).unwrap();
    officer.get(&format!("/office/customers?q={oid}")).await.shows("Esimerkkiklinikka Oy");
    for none in ["q=mallimaa", "service=prescription", "kind=foundation", "standing=ended", "standing=in-use", "q=2769790-1"] {
        officer.get(&format!("/office/customers?{none}")).await.lacks("Esimerkkiklinikka Oy");
    }
    officer.page.shows("Hakuehdoilla ei löydy asiakkaita");
    const DONE: Sql = Sql("UPDATE office_task SET done_at = created_at, done_by = 'Malli', outcome = 'done'");
    app.db.write(|tx| async move { tx.exec(DONE, &[]).await }).await.unwrap();
    for standing in ["standing=in-use", "standing=in-use&q=esimerkkikl"] {
        officer.get(&format!("/office/customers?{standing}")).await.shows("Esimerkkiklinikka Oy");
    }
    officer.get("/office/customers?standing=beginning").await.lacks("Esimerkkiklinikka Oy");
}

async fn a_customers_page_shows_all_that_is_kept_and_is_logged(database: TestDb) {
    const ABOUT_NOBODY: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE customer IS NULL AND object NOT IN ('session', 'rights')");
    const LOOKS: Sql =
        Sql("SELECT COUNT(*) FROM access_log WHERE actor_kind = 'officer' AND action = 'read' AND object = 'customer' AND customer = object_id");
    let app = TestApp::start(database).await;
    let (_, id) = sent(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/customers").await;
    officer
        .follow("Esimerkkiklinikka Oy")
        .await
        .shows("Avoimet asiat")
        .shows("Liittyminen: Potilastietovaranto")
        .shows("Palveluja ei ole ollut käytössä.");
    approve(&mut officer, &id).await;
    officer.get("/office/customers").await;
    officer
        .follow("Esimerkkiklinikka Oy")
        .await
        .shows("Avoimia asioita ei ole.")
        .shows("Hyväksytty, käyttöönotto kesken")
        .shows("Hyväksytty 24.11.2026. Seuraavaksi: Teknisten yhteyksien avaaminen")
        .lacks("Käytössä");
    for shown in ["Hallinnollinen yhteyshenkilö", "Arkistonhoitaja (Potilastietovaranto)", "Laskutustiedot", "Liityntäpisteet", "Suomi", "kuittaus"]
    {
        officer.page.shows(shown);
    }
    let file = officer.page.links_to("/office/applications/").into_iter().find(|link| link.contains("/documents/")).unwrap();
    assert_eq!(&officer.get_once(&file).await.bytes[..5], b"%PDF-");
    assert_eq!(app.count(ABOUT_NOBODY).await, 0, "each row says whose data it is about");
    assert_eq!(app.count(LOOKS).await, 1, "two looks within a quarter of an hour are one");
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get("/office/customers").await;
    auditor.follow("Esimerkkiklinikka Oy").await.lacks("Kirjaa paperilla saapunut");
}

async fn a_change_is_told_with_before_and_after(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    approve(&mut officer, &id).await;
    clinic.get("/services/patient-data/data/customer-data").await;
    clinic.fill("street", "Uusi Mallikatu 7").press("Tallenna").await;
    officer.get("/office/customers").await;
    officer.follow("Esimerkkiklinikka Oy").await.shows("Tietojen muutokset").shows("Uusi Mallikatu 7");
    let row = officer.page.texts("#change-0 tbody tr");
    assert_eq!(row.len(), 1, "{row:?}");
    assert!(row[0].starts_with("Lähiosoite") && row[0].ends_with("Uusi Mallikatu 7"), "{row:?}");
}

async fn the_list_goes_on_page_by_page(database: TestDb) {
    const ADD: Sql =
        Sql("INSERT INTO customer (id, oid, business_id, name, kind, created_at, revision) VALUES ($1, $2, '', $3, 'private-social', $4, 1)");
    let app = TestApp::start(database).await;
    for n in 0..120_u128 {
        let (id, now) = (kit_core::Uuid::from_u128(n + 1), app.clock.now());
        let row = values![id, format!("1.2.246.{n}"), format!("Malli {} Oy", if n % 10 == 0 { "Ääni" } else { "Hoiva" }), now];
        app.db.write(move |tx| async move { tx.exec(ADD, &row).await }).await.unwrap();
    }
    customership::customer_names::catch_up(&app.db).await.unwrap();
    let mut officer = app.log_in_officer(persona::AUDITOR).await;
    officer.get("/office/customers?q=malli").await.shows("50 asiakasta tällä sivulla");
    let mut seen = officer.page.links_to("/office/customers/");
    assert!(officer.page.link("Luettelon alkuun").is_none());
    for rows in [50, 20] {
        officer.follow("Seuraavat asiakkaat").await.shows(&format!("{rows} asiakasta tällä sivulla"));
        seen.extend(officer.page.links_to("/office/customers/"));
    }
    assert!(officer.page.link("Seuraavat asiakkaat").is_none() && officer.page.text().contains("Malli Ääni Oy"));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 120, "each once");
    officer.get("/office/customers?q=aani+malli").await.shows("Malli Ääni Oy").lacks("Hoiva");
}
