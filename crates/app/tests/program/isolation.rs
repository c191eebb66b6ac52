//! Nobody sees what is not theirs: every route of the program × every kind of foreign actor, on both databases.
//! The list of routes is the program's own, so a new route is probed without anybody thinking of it.

use identity::{Access, session::Duty};
use kit_db::{Sql, testing::TestDb};
use reqwest::Method;

use crate::support::{Browser, Joining, Page, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: no_foreign_actor_gets_in, forms_without_their_token_do_nothing, undeclared_methods_and_paths_do_not_exist);

/// What a clinic has typed, and nobody else may see.
const CANARIES: [&str; 5] = ["canary-street-7f3a", "canary-mail-7f3a@esimerkki.example", "canary-first-7f3a", "canary-last-7f3a", "canary-ref-7f3a"];

/// A clinic with a sent application, whose every text is a canary.
pub struct Clinic {
    pub browser: Browser,
    application: String,
    document: String,
    task: String,
    customer: String,
    paper: String,
    bulletin: String,
    session: String,
}

pub async fn clinic(app: &TestApp) -> Clinic {
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await;
    joining.browser.fill("street", CANARIES[0]).fill("email", CANARIES[1]);
    joining.customer_data_as_typed().await;
    joining.browser.fill("contacts.0.first_name", CANARIES[2]).fill("contacts.0.last_name", CANARIES[3]);
    joining.contacts_as_typed().await;
    joining.browser.fill("reference", CANARIES[4]);
    joining.billing().await.accept().await.accept().await.send().await;
    let application = joining.id.clone();
    let document = browser.page.links_to("/applications/").into_iter().find(|link| link.contains("/documents/")).unwrap();
    let document = document.rsplit('/').next().unwrap().to_owned();
    let task = app.task_of(&application).await;
    let ((customer, paper), bulletin) = (paper(app).await, bulletin(app).await);
    let session = app.session_of("person").await.to_string();
    Clinic { browser, application, document, task, customer, paper, bulletin, session }
}

/// An officer files a paper of the clinic: ids of customer and paper.
async fn paper(app: &TestApp) -> (String, String) {
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/customers").await;
    let customer = officer.page.links_to("/office/customers/")[0].rsplit('/').next().unwrap().to_owned();
    officer.get(&format!("/office/papers/new?customer={customer}")).await;
    officer.fill("arrived", "23.11.2026").fill("signed_by", CANARIES[3]).tick("language", &["fi"]);
    let form = officer.form("Tallenna paperi ja jatka");
    officer.submit_with_file(&form, "file", "paperi.pdf", format!("%PDF-1.7 {}", CANARIES[0]).as_bytes()).await;
    let paper = officer.page.links_to("/office/papers/")[0].split('/').nth(3).unwrap().to_owned();
    (customer, paper)
}

/// An officer begins a notice: its id.
async fn bulletin(app: &TestApp) -> String {
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get("/office/bulletins/new").await;
    officer.fill("kind", "satisfaction-survey").press("Kirjoita tiedote").await;
    officer.page.path().split('/').nth(3).unwrap().to_owned()
}

/// Who is not the clinic: name and browser.
async fn foreigners(app: &TestApp) -> Vec<(&'static str, Browser)> {
    let mut logged_out = app.log_in(persona::SWEDISH).await;
    logged_out.press("Kirjaudu ulos").await;
    vec![
        ("nobody", app.browser()),
        ("logged out", logged_out),
        ("identified only", app.identified(persona::NOTHING).await),
        ("another organisation", app.log_in(persona::SWEDISH).await),
        ("a county", app.log_in(persona::COUNTY).await),
        ("the wrong mandate", app.identified(persona::WRONG_MANDATE).await),
        ("an auditor", app.log_in_officer(persona::AUDITOR).await),
        ("an officer without a group", app.log_in_officer(persona::NO_GROUP).await),
        ("a contents officer", app.log_in_officer(persona::CONTENTS).await),
        ("a handler", app.log_in_officer(persona::HANDLER).await),
        ("a lead", app.log_in_officer(persona::LEAD).await),
    ]
}

/// May this actor come in at all? The oracle: written apart from the program.
fn is_let_in(actor: &str, access: Access) -> bool {
    match access {
        Access::Anyone => true,
        Access::Identified => matches!(actor, "identified only" | "another organisation" | "a county" | "the wrong mandate"),
        Access::Representative => matches!(actor, "another organisation" | "a county"),
        Access::Officer(Duty::Look) => matches!(actor, "an auditor" | "a contents officer" | "a lead" | "a handler"),
        Access::Officer(Duty::Handle) => matches!(actor, "a lead" | "a handler"),
        Access::Officer(Duty::Lead) => actor == "a lead",
        Access::Officer(Duty::Contents) => actor == "a contents officer",
        Access::Officer(Duty::Audit) => actor == "an auditor",
    }
}

/// The path with the clinic's own ids in it.
pub fn aimed(path: &str, clinic: &Clinic) -> String {
    let known = [
        ("{application}", clinic.application.as_str()),
        ("{document}", clinic.document.as_str()),
        ("{task}", clinic.task.as_str()),
        ("{customer}", clinic.customer.as_str()),
        ("{paper}", clinic.paper.as_str()),
        ("{session}", clinic.session.as_str()),
        ("{question}", "00000000-0000-0000-0000-000000000001"),
        ("{mail}", "00000000-0000-0000-0000-000000000002"),
        ("{bulletin}", clinic.bulletin.as_str()),
        ("{entry}", clinic.application.as_str()),
        ("{section}", "customer-data"),
        ("{service}", "patient-data"),
        ("{kind}", "general-terms"),
        ("{version}", "1.0"),
        ("{language}", "fi"),
        ("{figure}", "intake"),
        ("{run}", "00000000-0000-0000-0000-000000000001"),
        ("{point}", Joining::ACCESS_POINT),
        ("{oid}", "1.2.246.10.99001002.10.0"),
        ("{system}", "mallipotilas"),
    ];
    let aimed = known.into_iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
    assert!(!aimed.contains('{'), "a route with a parameter that this test does not know: {path}");
    aimed
}

async fn probe(browser: &mut Browser, method: &Method, path: &str) -> Page {
    if *method == Method::GET {
        return browser.get_once(path).await;
    }
    // With a token of the actor's own session, where there is one: the access must hold, not the token.
    let token = browser.token().await;
    let fields =
        [("csrf", token), ("revision", "1".to_owned()), ("question", "?".to_owned()), ("outcome", "approve".to_owned()), ("street", "x".to_owned())];
    browser.post_once(path, &fields.map(|(name, value)| (name.to_owned(), value))).await
}

async fn no_foreign_actor_gets_in(database: TestDb) {
    const OPEN_TASKS: Sql = Sql("SELECT COUNT(*) FROM office_task WHERE done_at IS NULL");
    let app = TestApp::start(database).await;
    let clinic = clinic(&app).await;
    let before = app.state_of(&clinic.application).await;
    let mut probes = 0;
    for (actor, mut browser) in foreigners(&app).await {
        if actor == "a handler" {
            assert_eq!(app.state_of(&clinic.application).await, before, "somebody changed the clinic's application");
            assert_eq!(app.count(OPEN_TASKS).await, 1, "somebody did an officer's task");
        }
        for route in app::routes() {
            // Logging out is an actor's own business, and would end the probing.
            if route.path == "/logout" {
                continue;
            }
            let officer_looks = matches!(route.access, Access::Officer(_)) && is_let_in(actor, route.access);
            let path = aimed(route.path, &clinic);
            let page = probe(&mut browser, &route.method, &path).await;
            probes += 1;
            let what = format!("{actor}: {} {path} → {}", route.method, page.status);
            assert!(page.status < 500, "{what}");
            if !officer_looks {
                for canary in CANARIES {
                    assert!(!page.html.contains(canary), "{what} shows {canary}");
                }
                assert!(!page.html.starts_with("%PDF") || route.access == Access::Anyone, "{what} gives a file away");
            }
            if !is_let_in(actor, route.access) {
                assert!(matches!(page.status, 303 | 403 | 404), "{what}");
                assert!(page.status != 303 || is_a_door(&page), "{what} leads to {:?}", page.headers.get("location"));
            } else if route.path.contains("{application}") && !officer_looks {
                assert_eq!(page.status, 404, "{what}: a foreign id does not exist");
            }
        }
    }
    assert!(probes > 250, "{probes} probes");
    // A handler may decide, and does here; nobody else has changed anything before them.
    assert!(
        clinic.browser.get_once(&format!("/applications/{}", clinic.application)).await.html.contains(CANARIES[0]),
        "the clinic itself sees its data"
    );
}

/// A redirect to where one becomes the visitor that is wanted.
fn is_a_door(page: &Page) -> bool {
    let location = page.headers["location"].to_str().unwrap();
    ["/login", "/organisation", "/officers/login"].iter().any(|door| location.starts_with(door))
}

async fn forms_without_their_token_do_nothing(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.access_points().await;
    let id = joining.id.clone();
    let mut other = app.log_in(persona::SWEDISH).await;
    let (own, foreign) = (clinic.token().await, other.token().await);
    let path = format!("/applications/{id}/steps/customer-data");
    let forged = |token: Option<&str>| {
        let token = token.map(|token| ("csrf".to_owned(), token.to_owned()));
        token.into_iter().chain([("street".to_owned(), "forged".to_owned()), ("revision".to_owned(), "0".to_owned())]).collect::<Vec<_>>()
    };
    for token in [None, Some(""), Some("x"), Some(foreign.as_str())] {
        assert_eq!(clinic.post_once(&path, &forged(token)).await.status, 403, "{token:?}");
    }
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")] {
        let answer = clinic.request(Method::POST, &path).header(name, value).form(&forged(Some(&own))).send().await.unwrap();
        assert_eq!(answer.status(), 403, "{name}: {value}");
    }
    let as_text = clinic.request(Method::POST, &path).body("street=forged").header("content-type", "text/plain").send().await.unwrap();
    assert_eq!(as_text.status(), 403);
    assert!(!clinic.get_once(&path).await.html.contains("forged"));
    assert_eq!(clinic.post_once(&path, &forged(Some(&own))).await.status, 422, "the same with its token is taken");
}

async fn undeclared_methods_and_paths_do_not_exist(database: TestDb) {
    let app = TestApp::start(database).await;
    let browser = app.browser();
    for (method, path) in [
        (Method::DELETE, "/"),
        (Method::PUT, "/services"),
        (Method::POST, "/help"),
        (Method::GET, "/logout"),
        (Method::GET, "/.git/config"),
        (Method::GET, "/applications/x/steps/y/z"),
    ] {
        let answer = browser.request(method.clone(), path).send().await.unwrap();
        assert!(matches!(answer.status().as_u16(), 303 | 403 | 404), "{method} {path} → {}", answer.status());
        let headers = answer.headers();
        for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"] {
            assert!(headers.contains_key(name), "{method} {path} lacks {name}");
        }
    }
}
