//! The personal identity code through a whole journey: on no page of ours and in no address, in no mail and no document, not
//! in the technical log however talkative it is, and in the database not as such.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use kit_db::{Db, Sql, testing::TestDb};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

const CODE: &str = "140371-901U";

/// All on one thread, so that this test hears its own program alone.
#[test]
fn the_identity_code_is_nowhere() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_env_filter("trace").with_ansi(false).with_writer(move || writer.clone()).finish();
    // With one subscriber alone, a place in the code that another test's thread comes to first would stay silent for ever.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tracing::subscriber::with_default(subscriber, || runtime.block_on(journeys()));
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.contains("a login failed"), "the log was heard");
    absent(log.as_bytes(), "the technical log");
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn absent(bytes: &[u8], what: &str) {
    let (plain, hex) = (CODE.as_bytes().to_vec(), kit_core::hex(CODE.as_bytes()).into_bytes());
    for text in [plain, hex, b"140371".to_vec()] {
        assert!(!bytes.windows(text.len()).any(|part| part == text), "{} in {what}", String::from_utf8_lossy(&text));
    }
}

fn clean(browser: &Browser) {
    absent(&browser.page.bytes, &browser.page.address);
    absent(browser.page.address.as_bytes(), "an address");
}

async fn journeys() {
    for database in kit_db::testing::databases(migrated).await {
        journey(database).await;
    }
}

async fn journey(database: TestDb) {
    let address = database.address().to_owned();
    let app = TestApp::start(database).await;
    let mut browser = app.browser();
    browser.get("/login/return?code=x&state=y").await;
    browser.get(&format!("/login/return?error=server_error&state={}", "0".repeat(64))).await;
    let mut browser = app.identified(persona::SIGNATORY).await;
    clean(&browser);
    broken(&app).await;
    browser.follow("Valitse organisaatio").await;
    app.choose_organisation(&mut browser, None).await;
    clean(&browser);
    for page in ["/services", "/help", "/data-protection", "/organisation", "/login/failed?why=untrusted"] {
        browser.get(page).await;
        clean(&browser);
    }
    let mut joining = Joining::begin(&mut browser).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    clean(&browser);
    for document in browser.page.links_to(&format!("/applications/{id}/documents/")) {
        browser.get(&document).await;
        clean(&browser);
    }
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{id}")).await;
    clean(&officer);
    let mut auditor = app.log_in_officer(persona::AUDITOR).await;
    auditor.get("/office/access-log").await;
    clean(&auditor);
    for (kind, recipient, subject, body) in app.mails().await {
        absent(format!("{recipient} {subject} {body}").as_bytes(), &kind);
    }
    // Once while the session lives, once after it.
    absent(&contents(&app.db, &address).await, "the database");
    browser.get("/services").await;
    browser.press("Kirjaudu ulos").await;
    clean(&browser);
    absent(&contents(&app.db, &address).await, "the database");
}

/// An answer that is not believed, so that there is something in the log.
async fn broken(app: &TestApp) {
    let browser = app.browser();
    let page = browser.get_once("/login").await;
    let address = page.headers["location"].to_str().unwrap();
    let state = reqwest::Url::parse(address).unwrap();
    let Some((_, state)) = state.query_pairs().find(|(name, _)| name == "state") else {
        let request = state.query_pairs().find(|(name, _)| name == "request").unwrap().1.into_owned();
        let claims = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, request.split('.').nth(1).unwrap()).unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
        browser.get_once(&format!("/login/return?code={}&state={}", "x", claims["state"].as_str().unwrap())).await;
        return;
    };
    browser.get_once(&format!("/login/return?code=x&state={state}")).await;
}

/// Everything that is kept: the files, or every row of every table as text.
async fn contents(db: &Db, address: &str) -> Vec<u8> {
    if let Some(file) = address.strip_prefix("sqlite:") {
        let files = [file.to_owned(), format!("{file}-wal")];
        return files.iter().filter_map(|file| std::fs::read(file).ok()).flatten().collect();
    }
    const TABLES: Sql =
        Sql("SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
    let read = db.read().await.unwrap();
    let mut all = String::new();
    for table in read.rows(TABLES, &[]).await.unwrap() {
        let table: String = table.get(0).unwrap();
        let rows = Sql(Box::leak(format!("SELECT CAST(t AS TEXT) FROM {table} t").into_boxed_str()));
        for row in read.rows(rows, &[]).await.unwrap() {
            all.push_str(&row.get::<String>(0).unwrap());
        }
    }
    assert!(all.contains("Nimenkirjoittaja"), "the rows were read");
    all.into_bytes()
}
