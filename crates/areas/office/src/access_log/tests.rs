use kit_core::{Ids, Instant, Uuid};
use kit_db::{Sql, testing::TestDb, values};

use crate::support::{Browser, TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: one_finds_who_has_seen_whose_data, a_search_says_what_is_wrong_with_it, every_row_is_on_one_page_and_in_the_file,
    looking_at_the_log_is_logged);

const PERSON: Sql = Sql("INSERT INTO person (id, recognised_by, name, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)");
const ROW: Sql = Sql("INSERT INTO access_log (id, at, actor_kind, actor, on_behalf_of, acting_right, action, object, object_id, customer)
     VALUES ($1, $2, 'representative', $3, '=1+1', NULL, $4, 'application', $1, NULL)");

/// A person of that name with so many rows, several in the same moment; each row's object is its own.
async fn rows_of(app: &TestApp, name: &str, number: i64) -> Uuid {
    let (ids, now, name) = (Ids::random(), app.clock.now(), name.to_owned());
    let person = ids.next(now);
    let at = move |row: i64| Instant::from_micros(now.micros() - row / 3 * 1_000_000);
    let rows: Vec<_> = (0..number).map(|row| values![ids.next(now), at(row), person, if row % 4 == 0 { "save" } else { "read" }]).collect();
    app.db
        .write(move |tx| async move {
            tx.exec(PERSON, &values![person, person.as_bytes().as_slice(), name, now]).await?;
            for row in rows {
                tx.exec(ROW, &row).await?;
            }
            Ok::<_, kit_db::DbError>(())
        })
        .await
        .unwrap();
    person
}

/// The lines of the table.
async fn found(auditor: &mut Browser, address: &str) -> usize {
    auditor.get(address).await;
    assert_eq!(auditor.page.status, 200, "{address}");
    auditor.page.texts("#access-log tbody tr").len()
}

async fn one_finds_who_has_seen_whose_data(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    let mut handler = app.log_in_officer(persona::HANDLER).await;
    handler.get(&format!("/office/applications/{id}")).await;
    handler.press("Ota käsittelyyn").await;
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.follow("Käyttöloki").await;
    auditor.page.shows("Kaisa Käsittelijä (käsittelijä)").shows("otti käsittelyyn").shows("Esimerkkiklinikka Oy");
    // By the officer: the login, a look and a verb. By kind: the look alone, or the others.
    for (kind, number) in [("", 3), ("looks", 1), ("changes", 2)] {
        assert_eq!(found(&mut auditor, &format!("/office/access-log?who=kaisa&kind={kind}")).await, number, "{kind}");
    }
    auditor.page.shows("asia KE-2026-00001");
    assert!(auditor.page.html.contains("value=\"Kaisa Käsittelijä\""), "the name that was meant");
    // By the customer, in each way of naming it; by both.
    let all = found(&mut auditor, "/office/access-log?whose=esimerkkiklinikka").await;
    assert!(all > 5, "{all}");
    let business_id = auditor.page.text().split("edusti ").nth(1).unwrap().split(')').next().unwrap().to_owned();
    assert_eq!(found(&mut auditor, &format!("/office/access-log?whose={business_id}&to=24.11.2026")).await, all);
    assert_eq!(found(&mut auditor, "/office/access-log?whose=esimerkkiklinikka&who=kaisa").await, 2);
    assert_eq!(found(&mut auditor, "/office/access-log?whose=esimerkkiklinikka&to=23.11.2026").await, 0);
    auditor.page.shows("Merkintöjä ei löytynyt.");
    assert_eq!(found(&mut auditor, "/office/access-log?who=kaisa&from=24.11.2026&to=24.11.2026").await, 3);
}

async fn a_search_says_what_is_wrong_with_it(database: TestDb) {
    let app = TestApp::start(database).await;
    rows_of(&app, "Matti Malli", 2).await;
    rows_of(&app, "Maija Malli", 3).await;
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    for (address, field) in [("who=Ei+Ketään", "who"), ("whose=9999999-9", "whose"), ("from=32.1.2026", "from"), ("from=2.1.2026&to=1.1.2026", "to")]
    {
        auditor.get(&format!("/office/access-log?{address}")).await;
        assert_eq!((auditor.page.status, auditor.page.errors()[0].0.as_str()), (422, field));
    }
    auditor.get("/office/access-log?who=malli&kind=looks").await;
    auditor.page.shows("Ketä tarkoitat?").lacks("Matti Malli (=1+1");
    auditor.follow("Matti Malli").await;
    assert_eq!(auditor.page.texts("#access-log tbody tr").len(), 1);
    assert_eq!(found(&mut auditor, "/office/access-log?who=maija+malli").await, 3);
    assert_eq!(auditor.get_once("/office/access-log?actor=x&customer=y&before=z&kind=q").await.status, 200);
}

async fn every_row_is_on_one_page_and_in_the_file(database: TestDb) {
    let app = TestApp::start(database).await;
    let person = rows_of(&app, "=HYPERLINK(\"x\")", 130).await;
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get(&format!("/office/access-log?actor={person}")).await;
    let mut links = auditor.page.links_to("/office/applications/");
    while auditor.page.link("Vanhemmat").is_some() {
        auditor.follow("Vanhemmat").await;
        links.extend(auditor.page.links_to("/office/applications/"));
    }
    assert_eq!(links.len(), 130);
    auditor.follow("Uusimmat").await;
    assert_eq!(auditor.page.links_to("/office/applications/")[..], links[..50]);
    let file = auditor.page.link("Lataa haun tulos").unwrap();
    let file = auditor.get_once(&file).await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"access-log.csv\"");
    assert_eq!(file.html.matches("\r\n").count(), 131);
    assert!(file.html.contains(";\"'=HYPERLINK(\"\"x\"\") (edusti =1+1)\";"), "{}", &file.html[..300]);
    links.sort_unstable();
    links.dedup();
    assert_eq!(links.len(), 130, "none twice");
}

async fn looking_at_the_log_is_logged(database: TestDb) {
    const LOOKS: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE object = 'access-log' AND action = 'read'");
    const OF_CUSTOMER: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE object = 'access-log' AND customer IS NOT NULL");
    const FILES: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE object = 'access-log' AND action = 'export'");
    let app = TestApp::start(database).await;
    sent_application(&app).await;
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get("/office/access-log").await;
    auditor.get("/office/access-log?kind=changes").await;
    assert_eq!((app.count(LOOKS).await, app.count(OF_CUSTOMER).await), (1, 0), "a page and the next one are one look");
    auditor.get("/office/access-log?whose=esimerkkiklinikka").await;
    assert_eq!((app.count(LOOKS).await, app.count(OF_CUSTOMER).await), (2, 1), "the customer sees who has looked");
    auditor.get_once("/office/access-log/file").await;
    auditor.get_once("/office/access-log/file").await;
    assert_eq!(app.count(FILES).await, 2);
    auditor.get("/office/access-log?who=liisa").await.shows("latasi tiedostona").shows("käyttöloki");
}
