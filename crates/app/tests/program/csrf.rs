//! Forged forms: every route that changes something × every way in which another site, or another session, may try.
//! The list of routes is the program's own, so a new form is tried without anybody thinking of it.

use identity::{Access, Route, session::Duty};
use kit_db::{Sql, testing::TestDb};
use reqwest::{Method, RequestBuilder};

use crate::{
    isolation::{aimed, clinic},
    support::{Browser, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: no_forged_form_is_taken, a_login_begins_by_ones_own_act);

/// The ways; what each is, see [`attack`].
const WAYS: [&str; 18] = [
    "no token",
    "empty token",
    "garbage",
    "another session's token",
    "token in the query",
    "cross-site",
    "foreign origin",
    "origin null",
    "text/plain",
    "json",
    "no type",
    "multipart, no token",
    "multipart, another session's token",
    "POST that says it is a GET",
    "GET",
    "HEAD",
    "GET that says it is a POST",
    "PUT",
];

fn attack(browser: &Browser, path: &str, way: &str, (own, foreign): (&str, &str)) -> RequestBuilder {
    let form = |token: Option<&str>| {
        let token = token.map(|token| ("csrf", token.to_owned()));
        let rest = [("revision", "1"), ("street", "forged"), ("outcome", "approve"), ("go", "save")];
        token.into_iter().chain(rest.map(|(name, value)| (name, value.to_owned()))).collect::<Vec<_>>()
    };
    let post = browser.request(Method::POST, path);
    let in_query = |method| browser.request(method, &format!("{path}?csrf={own}&street=forged"));
    let body = format!("csrf={own}&revision=1&street=forged");
    match way {
        "no token" => post.form(&form(None)),
        "empty token" => post.form(&form(Some(""))),
        "garbage" => post.form(&form(Some(&"0123456789abcdef".repeat(6)))),
        "another session's token" => post.form(&form(Some(foreign))),
        "token in the query" => in_query(Method::POST).form(&form(None)),
        "cross-site" => post.header("sec-fetch-site", "cross-site").form(&form(Some(own))),
        "foreign origin" => post.header("origin", "https://evil.example").form(&form(Some(own))),
        "origin null" => post.header("origin", "null").form(&form(Some(own))),
        "text/plain" => post.header("content-type", "text/plain").body(body),
        "json" => post.header("content-type", "application/json").body(format!(r#"{{"csrf":"{own}","street":"forged"}}"#)),
        "no type" => post.body(body),
        "multipart, no token" => browser.with_file(path, &[], "file", "x.pdf", b"%PDF-1.7"),
        "multipart, another session's token" => browser.with_file(path, &[("csrf".to_owned(), foreign.to_owned())], "file", "x.pdf", b"%PDF-1.7"),
        "POST that says it is a GET" => post.header("x-http-method-override", "GET").form(&form(None)),
        "GET" => in_query(Method::GET),
        "HEAD" => in_query(Method::HEAD),
        "GET that says it is a POST" => in_query(Method::GET).header("x-http-method-override", "POST").header("x-method-override", "POST"),
        "PUT" => browser.request(Method::PUT, path).form(&form(Some(own))),
        other => panic!("{other}"),
    }
}

/// What there is, table by table, but for looks: each change leaves a trace here.
pub async fn traces(app: &TestApp) -> Vec<(String, i64)> {
    let mut sums = vec![
        "SELECT COUNT(*) FROM access_log WHERE action <> 'read'".to_owned(),
        "SELECT CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM application".to_owned(),
        "SELECT CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM application_section".to_owned(),
        "SELECT COUNT(*) FROM office_task WHERE done_at IS NULL".to_owned(),
    ];
    sums.extend(tables().into_iter().filter(|table| table != "access_log").map(|table| format!("SELECT COUNT(*) FROM {table}")));
    let mut traces = Vec::new();
    for sum in sums {
        let number = app.count(Sql(Box::leak(sum.clone().into_boxed_str()))).await;
        traces.push((sum, number));
    }
    traces
}

/// What is not as it was.
pub fn changes<'a>(before: &'a [(String, i64)], after: &[(String, i64)]) -> Vec<&'a str> {
    before.iter().zip(after).filter(|(one, other)| one != other).map(|((what, _), _)| what.as_str()).collect()
}

/// All tables that the migrations leave.
fn tables() -> std::collections::BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let text: String = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let made = text.lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split([' ', '(']).next());
    let made_for_a_while = |name: &str| text.contains(&format!("ALTER TABLE {name} RENAME TO"));
    made.filter(|name| !made_for_a_while(name)).map(str::to_owned).collect()
}

async fn no_forged_form_is_taken(database: TestDb) {
    let app = TestApp::start(database).await;
    let clinic = clinic(&app).await;
    let mut stranger = app.log_in(persona::SWEDISH).await;
    let (mut handler, mut lead) = (app.log_in_officer(persona::HANDLER).await, app.log_in_officer(persona::LEAD).await);
    let mut contents = app.log_in_officer(persona::CONTENTS).await;
    let mut representative = clinic.browser.clone();
    let tokens = [representative.token().await, handler.token().await, lead.token().await, contents.token().await];
    let strangers = stranger.token().await;
    // The browser that may, its own token, and one of somebody else.
    let who = |route: &Route| match route.access {
        Access::Anyone | Access::Identified | Access::Representative => (&clinic.browser, &tokens[0], &strangers),
        Access::Officer(Duty::Lead) => (&lead, &tokens[2], &tokens[1]),
        Access::Officer(Duty::Contents) => (&contents, &tokens[3], &tokens[1]),
        Access::Officer(Duty::Look | Duty::Handle | Duty::Audit) => (&handler, &tokens[1], &tokens[2]),
    };
    let routes: Vec<Route> = app::routes().into_iter().filter(|route| route.method == Method::POST).collect();
    let before = traces(&app).await;
    let mut attacks = 0;
    for route in &routes {
        let (browser, own, foreign) = who(route);
        let path = aimed(route.path, &clinic);
        for way in WAYS {
            let page = browser.once(attack(browser, &path, way, (own, foreign))).await;
            attacks += 1;
            let wanted: &[u16] = match way {
                // A page, or the way to the page that the form stands on.
                "GET" | "HEAD" | "GET that says it is a POST" => &[200, 303, 404],
                "PUT" => &[404],
                // No form of a browser: the provider itself calls, and its token is missing.
                _ if route.path.ends_with("/back-channel") => &[400, 403],
                _ => &[403],
            };
            assert!(wanted.contains(&page.status), "{way}: POST {path} → {} {}", page.status, page.text());
        }
        assert_eq!(changes(&before, &traces(&app).await), [""; 0], "something has changed at {path}");
    }
    println!("{attacks} forged requests at {} routes: none was taken", routes.len());
    assert!(attacks > 800);
    // The same with its token is let in, or the attacks would prove nothing.
    for route in routes
        .iter()
        .filter(|route| !["/logout", "/office/papers", "/office/papers/ending"].contains(&route.path) && !route.path.ends_with("/back-channel"))
    {
        let (browser, own, _) = who(route);
        let path = aimed(route.path, &clinic);
        let fields = [("csrf".to_owned(), own.clone())];
        let mut page = browser.post_once(&path, &fields).await;
        if page.status == 403 {
            page = browser.once(browser.with_file(&path, &fields, "file", "x.pdf", b"%PDF-1.7")).await;
        }
        assert!(![401, 403].contains(&page.status), "POST {path} → {}", page.status);
        // Keying in a paper, and the like, begins a new session.
        if browser.clone().token().await != *own {
            panic!("{path} has changed the session: leave it out here");
        }
    }
    assert_ne!(traces(&app).await, before);
}

/// Otherwise a provider that still knows the person would log them in because another site wants it.
async fn a_login_begins_by_ones_own_act(database: TestDb) {
    const BEGUN: Sql = Sql("SELECT COUNT(*) FROM login_attempt");
    let app = TestApp::start(database).await;
    let person = app.identified(persona::SIGNATORY).await;
    for path in ["/login?next=%2Fservices", "/officers/login", "/login/organisation?next=%2Fservices"] {
        let before = app.count(BEGUN).await;
        let lured = person.once(person.request(Method::GET, path).header("sec-fetch-site", "cross-site")).await;
        assert_eq!(lured.status, 200, "{path}");
        lured.shows("Tulit tänne toiselta sivustolta");
        assert_eq!(app.count(BEGUN).await, before, "{path}");
        let begin = lured.link("Jatka kirjautumiseen").unwrap();
        assert_eq!(begin.split('?').next(), path.split('?').next());
        assert_eq!(person.once(person.request(Method::GET, &begin).header("sec-fetch-site", "same-origin")).await.status, 303);
    }
}
