use std::{path::PathBuf, sync::Arc};

use app::{Outside, Running, Settings};
use clap::Parser;
use kit_core::{Clock, Ids, Instant};
use kit_db::{Db, testing::TestDb};

use super::{Browser, persona};

/// The whole program on a fresh database, with its stand-ins, a clock that stands still and ids that repeat.
pub struct TestApp {
    pub running: Running,
    pub db: Db,
    pub clock: Clock,
    folder: PathBuf,
    _database: Option<Arc<TestDb>>,
}

/// 24.11.2026 12.00 in Helsinki: a Tuesday.
const NOON: Instant = Instant::from_micros(1_795_514_400_000_000);

/// The schema of the program.
pub fn migrated() -> refinery::Runner {
    app::migrations()
}

impl TestApp {
    pub async fn start(database: TestDb) -> Self {
        let database = Arc::new(database);
        let db = (**database).clone();
        registers::synthetic::load(&db, NOON).await.unwrap();
        customership::documents::load_samples(&db).await.unwrap();
        let (clock, ids) = (Clock::fixed(NOON), Ids::random());
        let folder = std::env::temp_dir().join(format!("ekstranet-test-{}", ids.next(NOON)));
        let arguments = ["ekstranet", "--listen=127.0.0.1:0", "--stand-in-listen=127.0.0.1:0", "--stand-in-mail-listen=127.0.0.1:0"];
        let data = format!("--data={}", folder.display());
        let settings = Settings::parse_from(arguments.into_iter().chain([data.as_str()]));
        let running = app::run(Outside { settings, db: db.clone(), clock: clock.clone(), ids }).await.unwrap();
        Self { running, db, clock, folder, _database: Some(database) }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.running.public_url)
    }

    /// A representative, identified and acting for the first organisation that the mandate service offers them.
    pub async fn log_in(&self, family_name: &str) -> Browser {
        let mut browser = self.identified(family_name).await;
        browser.follow("Valitse organisaatio").await;
        self.choose_organisation(&mut browser, None).await;
        assert!(browser.page.path().starts_with("/services"), "{} did not get in: {}", family_name, browser.page.text());
        browser
    }

    /// A person who has identified themselves and acts for nobody yet.
    pub async fn identified(&self, family_name: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/login").await;
        identify(&mut browser, family_name).await;
        browser
    }

    /// Chooses an organisation on the stand-in's page: the named one, or the first.
    pub async fn choose_organisation(&self, browser: &mut Browser, name: Option<&str>) {
        match name {
            Some(name) => drop(browser.choose(name)),
            None => {
                let first = browser.page.texts(".choice label").into_iter().next();
                if let Some(first) = first {
                    browser.choose(&first);
                }
            }
        }
        browser.press("Valitse ja siirry").await;
    }

    pub async fn log_in_officer(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/officers/login").await;
        browser.choose(name);
        browser.press("Kirjaudu").await;
        browser
    }

    /// All mails so far: kind, recipient, subject, body.
    pub async fn mails(&self) -> Vec<(String, String, String, String)> {
        const MAILS: kit_db::Sql = kit_db::Sql("SELECT kind, recipient, subject, body FROM mail ORDER BY created_at, id");
        let rows = self.db.read().await.unwrap().rows(MAILS, &[]).await.unwrap();
        rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), row.get(3).unwrap())).collect()
    }

    /// Everything about applications that a foreign actor must not change: one line for each thing.
    pub async fn state_of(&self, application: &str) -> Vec<String> {
        const STATES: kit_db::Sql = kit_db::Sql(
            "SELECT a.state, a.revision, s.section, s.fields, s.revision FROM application a JOIN application_section s ON s.application_id = a.id
             WHERE a.id = $1 ORDER BY s.section",
        );
        let id = kit_core::Uuid::try_parse(application).unwrap();
        let rows = self.db.read().await.unwrap().rows(STATES, &kit_db::values![id]).await.unwrap();
        let line = |row: &kit_db::Row| {
            let (state, revision): (String, i64) = (row.get(0).unwrap(), row.get(1).unwrap());
            let (section, fields, saved): (String, String, i64) = (row.get(2).unwrap(), row.get(3).unwrap(), row.get(4).unwrap());
            format!("{state} {revision} {section} {saved} {fields}")
        };
        rows.iter().map(line).collect()
    }

    pub async fn count(&self, sql: kit_db::Sql) -> i64 {
        self.db.read().await.unwrap().first(sql, &[]).await.unwrap().unwrap().get(0).unwrap()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Chooses a person on the stand-in's page and comes back.
pub async fn identify(browser: &mut Browser, family_name: &str) {
    browser.choose(family_name);
    browser.press("Tunnistaudu").await;
}

/// A joining application on its way: each step with values that are right.
pub struct Joining<'a> {
    pub browser: &'a mut Browser,
    pub id: String,
}

impl<'a> Joining<'a> {
    pub const ACCESS_POINT: &'static str = "1.2.246.10.99015033.10.0.13.1";

    /// Begins the application to join Potilastietovaranto.
    pub async fn begin(browser: &'a mut Browser) -> Self {
        browser.get("/services/patient-data?lang=fi").await;
        browser.press("Aloita").await;
        let id = browser.page.path().split('/').nth(2).unwrap().to_owned();
        Self { browser, id }
    }

    pub async fn access_points(&mut self) -> &mut Self {
        self.browser.fill("points.0.oid", Self::ACCESS_POINT).tick("points.0.systems", &["mallipotilas"]);
        self.save().await
    }

    pub async fn customer_data(&mut self) -> &mut Self {
        self.browser.fill("street", "Mallikatu 1").fill("email", "klinikka@esimerkki.example");
        self.customer_data_as_typed().await
    }

    /// The step with what a test typed before, the rest right.
    pub async fn customer_data_as_typed(&mut self) -> &mut Self {
        self.browser.fill("postal_code", "00999").fill("town", "Esimerkkilä").fill("phone", "09 123 4567");
        self.save().await
    }

    pub async fn contacts_as_typed(&mut self) -> &mut Self {
        self.browser.fill("contacts.0.phone", "040 123 4567").fill("contacts.0.email", "malla@esimerkki.example");
        self.roles();
        self.save().await
    }

    fn roles(&mut self) {
        self.browser.tick("contacts.0.roles", &["administrative", "data-protection", "technical", "disruptions"]);
        self.browser.tick("contacts.0.service_roles", &["billing", "archivist"]);
    }

    pub async fn contacts(&mut self) -> &mut Self {
        self.browser.fill("contacts.0.kind", "person").fill("contacts.0.first_name", "Malla").fill("contacts.0.last_name", "Mallikas");
        self.contacts_as_typed().await
    }

    pub async fn billing(&mut self) -> &mut Self {
        self.browser.fill("invoice_language", "fi").fill("address", "PL 1").fill("postal_code", "00999").fill("town", "Esimerkkilä");
        self.save().await
    }

    pub async fn accept(&mut self) -> &mut Self {
        self.browser.tick("accepted", &["yes"]);
        self.save().await
    }

    /// All steps up to the summary.
    pub async fn fill_in(&mut self) -> &mut Self {
        self.access_points().await.customer_data().await.contacts().await.billing().await.accept().await.accept().await
    }

    pub async fn send(&mut self) {
        self.browser.press("Lähetä").await;
    }

    async fn save(&mut self) -> &mut Self {
        self.browser.press("Tallenna ja jatka").await;
        assert_eq!(self.browser.page.status, 200, "{:?}", self.browser.page.errors());
        self
    }
}

/// A sent application of the signatory's clinic, and the signatory.
pub async fn sent_application(app: &TestApp) -> (Browser, String) {
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    (browser, id)
}
