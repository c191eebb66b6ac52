use std::{path::PathBuf, sync::Arc};

use adapters::identification::OwnKeys;
use app::{Outside, Running, Settings};
use clap::Parser;
use kit_core::{Clock, Ids, Instant, Language};
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

/// The folder of our keys at identity providers, with keys in it.
fn keys() -> &'static std::path::Path {
    static KEYS: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    KEYS.get_or_init(|| {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("identification-keys");
        OwnKeys::open_or_make(&folder, Clock::system()).unwrap();
        folder
    })
}

/// The schema of the program.
pub fn migrated() -> refinery::Runner {
    app::migrations()
}

impl TestApp {
    pub async fn start(database: TestDb) -> Self {
        Self::start_with(database, &[]).await
    }

    /// With more flags.
    pub async fn start_with(database: TestDb, flags: &[&str]) -> Self {
        let database = Arc::new(database);
        let db = (**database).clone();
        registers::synthetic::load(&db, NOON).await.unwrap();
        customership::documents::load_samples(&db).await.unwrap();
        let (clock, ids) = (Clock::fixed(NOON), Ids::random());
        let folder = std::env::temp_dir().join(format!("ekstranet-test-{}", ids.next(NOON)));
        let arguments = ["ekstranet", "--listen=127.0.0.1:0", "--stand-in-listen=127.0.0.1:0", "--stand-in-mail-listen=127.0.0.1:0"];
        let data = format!("--data={}", folder.display());
        // Keys take a second to make: these are made by the first test that ever ran here.
        let keys = format!("--identification-keys={}", keys().display());
        let settings = Settings::parse_from(arguments.into_iter().chain([data.as_str(), keys.as_str()]).chain(flags.iter().copied()));
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

    /// The same for the organisation of that name.
    pub async fn log_in_for(&self, family_name: &str, organisation: &str) -> Browser {
        let mut browser = self.identified(family_name).await;
        browser.follow("Valitse organisaatio").await;
        let several = browser.page.choice(organisation).is_some();
        self.choose_organisation(&mut browser, several.then_some(organisation)).await;
        assert!(browser.page.html.contains(organisation), "{family_name} does not act for {organisation}: {}", browser.page.text());
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

    /// An officer's task of an application, as its ending would leave it; its id.
    pub async fn task_of(&self, application: &str) -> String {
        const ADD: kit_db::Sql = kit_db::Sql(
            "INSERT INTO office_task (id, kind, application_id, customer_id, day, created_at)
             VALUES ($1, 'close-connections', $2, (SELECT customer_id FROM application WHERE id = $2), $3, $4)",
        );
        let (now, application) = (self.clock.now(), kit_core::Uuid::try_parse(application).unwrap());
        let id = Ids::random().next(now);
        let row = kit_db::values![id, application, now.day(), now];
        self.db.write(move |tx| async move { tx.exec(ADD, &row).await }).await.unwrap();
        id.to_string()
    }

    /// The id of the last session of a person, or of an officer.
    pub async fn session_of(&self, kind: &str) -> kit_core::Uuid {
        const LAST: kit_db::Sql = kit_db::Sql("SELECT id FROM session WHERE kind = $1 ORDER BY created_at DESC, id DESC LIMIT 1");
        self.db.read().await.unwrap().first(LAST, &kit_db::values![kind]).await.unwrap().unwrap().get(0).unwrap()
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
    save: &'static str,
    send: &'static str,
}

impl<'a> Joining<'a> {
    pub const ACCESS_POINT: &'static str = "1.2.246.10.99015033.10.0.13.1";

    /// Begins the application to join Potilastietovaranto, in Finnish.
    pub async fn begin(browser: &'a mut Browser) -> Self {
        Self::begin_for(browser, "patient-data").await
    }

    pub async fn begin_for(browser: &'a mut Browser, service: &str) -> Self {
        Self::begin_in(browser, service, Language::Fi).await
    }

    pub async fn begin_in(browser: &'a mut Browser, service: &str, language: Language) -> Self {
        let (begin, save, send) = match language {
            Language::Fi => ("Aloita", "Tallenna ja jatka", "Lähetä"),
            Language::Sv => ("Börja", "Spara och fortsätt", "Sänd"),
            Language::En => ("Start", "Save and continue", "Send"),
        };
        browser.get(&format!("/services/{service}?lang={}", language.code())).await;
        browser.press(begin).await;
        let id = browser.page.path().split('/').nth(2).unwrap().to_owned();
        Self { browser, id, save, send }
    }

    /// An application that was begun before, in Finnish.
    pub async fn go_on(browser: &'a mut Browser, id: &str) -> Self {
        browser.get(&format!("/applications/{id}?lang=fi")).await;
        Self { browser, id: id.to_owned(), save: "Tallenna ja jatka", send: "Lähetä" }
    }

    pub async fn access_points(&mut self) -> &mut Self {
        let (systems, pharmacies) = (self.browser.page.choices("points.0.systems"), self.browser.page.choices("points.0.pharmacies"));
        let viewers = self.browser.page.choices("viewers");
        let first = |all: &[String]| all.first().cloned().into_iter().collect::<Vec<_>>();
        self.browser.fill("points.0.oid", Self::ACCESS_POINT).tick("points.0.systems", &refs(&first(&systems)));
        self.browser.tick("points.0.pharmacies", &refs(&pharmacies)).tick("viewers", &refs(&first(&viewers)));
        if !self.browser.page.choices("points.0.renewals").is_empty() {
            self.browser.fill("points.0.renewals", "yes");
        }
        self.save().await
    }

    pub async fn use_of_service(&mut self) -> &mut Self {
        let profile = self.browser.page.choices("profile")[0].clone();
        let (groups, tasks) = (self.browser.page.choices("document_groups"), self.browser.page.choices("service_tasks"));
        self.browser.fill("profile", &profile).tick("document_groups", &refs(&groups)).tick("service_tasks", &refs(&tasks));
        self.save().await
    }

    pub async fn customer_data(&mut self) -> &mut Self {
        self.browser.fill("street", "Mallikatu 1").fill("email", "klinikka@esimerkki.example");
        self.customer_data_as_typed().await
    }

    /// The step with what a test typed before, the rest right.
    pub async fn customer_data_as_typed(&mut self) -> &mut Self {
        self.browser.fill("postal_code", "00100").fill("town", "Helsinki").fill("phone", "09 123 4567");
        self.save().await
    }

    pub async fn contacts_as_typed(&mut self) -> &mut Self {
        self.browser.fill("contacts.0.phone", "040 123 4567").fill("contacts.0.email", "malla@esimerkki.example");
        self.roles();
        self.save().await
    }

    fn roles(&mut self) {
        for group in self.browser.page.names("contacts.0.").into_iter().filter(|name| name.ends_with(".roles") || name.contains(".of-")) {
            let all = self.browser.page.choices(&group);
            if !all.is_empty() {
                self.browser.tick(&group, &refs(&all));
            }
        }
    }

    pub async fn contacts(&mut self) -> &mut Self {
        self.browser.fill("contacts.0.kind", "person").fill("contacts.0.first_name", "Malla").fill("contacts.0.last_name", "Mallikas");
        self.contacts_as_typed().await
    }

    pub async fn billing(&mut self) -> &mut Self {
        self.browser.fill("invoice_language", "fi").fill("address", "PL 1").fill("postal_code", "00100").fill("town", "Helsinki");
        self.save().await
    }

    pub async fn accept(&mut self) -> &mut Self {
        self.browser.tick("accepted", &["yes"]);
        self.save().await
    }

    /// All steps from the one that is shown up to the summary.
    pub async fn fill_in(&mut self) -> &mut Self {
        while let Some((_, step)) = self.browser.page.path().split_once("/steps/").map(|(id, step)| (id.to_owned(), step.to_owned())) {
            match step.as_str() {
                "access-points" => self.access_points().await,
                "use-of-service" => self.use_of_service().await,
                "customer-data" => self.customer_data().await,
                "contacts" => self.contacts().await,
                "billing" => self.billing().await,
                "service-description" | "commitment" => self.accept().await,
                other => panic!("a step that this test does not know: {other}"),
            };
        }
        self
    }

    pub async fn send(&mut self) {
        self.browser.press(self.send).await;
    }

    async fn save(&mut self) -> &mut Self {
        let before = self.browser.page.path().to_owned();
        self.browser.press(self.save).await;
        assert_eq!(self.browser.page.status, 200, "{:?}", self.browser.page.errors());
        assert_ne!(self.browser.page.path(), before, "not gone on: {}", self.browser.page.text());
        self
    }
}

fn refs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// A sent application of the signatory's clinic, and the signatory.
pub async fn sent_application(app: &TestApp) -> (Browser, String) {
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    (browser, id)
}
