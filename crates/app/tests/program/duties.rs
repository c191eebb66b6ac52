//! What each officer may do: every route of the office × every duty, against a table that is written here, apart from the
//! program's own.

use identity::Access;
use kit_db::testing::TestDb;
use reqwest::Method;

use crate::support::{TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: each_officer_may_do_what_the_table_says_and_nothing_else, the_menu_has_what_one_may_open);

const EVERYBODY: &[&str] = &[persona::HANDLER, persona::LEAD, persona::CONTENTS, persona::AUDITOR];
const HANDLERS: &[&str] = &[persona::HANDLER, persona::LEAD];
const LEADS: &[&str] = &[persona::LEAD];
const CONTENTS: &[&str] = &[persona::CONTENTS];
const AUDITORS: &[&str] = &[persona::AUDITOR];
/// Of all there are; the last one is in no group.
const OFFICERS: [&str; 5] = [persona::HANDLER, persona::LEAD, persona::CONTENTS, persona::AUDITOR, persona::NO_GROUP];

/// Method, beginning of the path, who may. The longest beginning counts.
const TABLE: [(&str, &str, &[&str]); 20] = [
    ("GET", "/office", EVERYBODY),
    // The forms of what only handlers do.
    ("GET", "/office/bodies", HANDLERS),
    ("GET", "/office/papers/new", HANDLERS),
    ("GET", "/office/papers/current", HANDLERS),
    ("GET", "/office/bulletins/new", HANDLERS),
    ("GET", "/office/bulletins/{bulletin}/text", HANDLERS),
    ("POST", "/office", HANDLERS),
    ("POST", "/office/queue/assignment", LEADS),
    // That one looks at a case is seen by those who work on it.
    ("POST", "/office/applications/{application}/presence", EVERYBODY),
    ("POST", "/office/applications/{application}/undo", LEADS),
    ("GET", "/office/registers/points/new", HANDLERS),
    ("GET", "/office/registers/systems/new", HANDLERS),
    ("GET", "/office/registers/taking", HANDLERS),
    ("GET", "/office/registers/import", LEADS),
    ("POST", "/office/registers/import", LEADS),
    ("GET", "/office/contents", CONTENTS),
    ("POST", "/office/contents", CONTENTS),
    // One's own logins.
    ("POST", "/office/sessions", EVERYBODY),
    ("GET", "/office/access-log", AUDITORS),
    ("POST", "/office/access-log", AUDITORS),
];

/// Addresses that take a file.
const UPLOADS: [&str; 4] = ["/office/tasks/{task}/step", "/office/papers", "/office/registers/import", "/office/registers/taking"];

/// Who may open what stands in the menu, by address.
const MENU: [(&str, &[&str]); 6] = [
    ("/office", EVERYBODY),
    ("/office/tasks", EVERYBODY),
    ("/office/registers", EVERYBODY),
    ("/office/figures", EVERYBODY),
    ("/office/contents", CONTENTS),
    ("/office/access-log", AUDITORS),
];

fn who_may(method: &Method, path: &str) -> &'static [&'static str] {
    let fits = TABLE.iter().filter(|(of, begins, _)| method.as_str() == *of && path.starts_with(begins));
    fits.max_by_key(|(_, begins, _)| begins.len()).unwrap_or_else(|| panic!("{method} {path} is not in the table")).2
}

/// A path with ids that nobody has.
fn aimed(path: &str) -> String {
    let known = [("{kind}", "general-terms"), ("{version}", "1.0"), ("{language}", "fi"), ("{figure}", "intake")];
    let mut path = known.into_iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
    while let Some((begin, rest)) = path.split_once('{').map(|(begin, rest)| (begin.to_owned(), rest.to_owned())) {
        path = format!("{begin}00000000-0000-0000-0000-000000000000{}", rest.split_once('}').unwrap().1);
    }
    path
}

async fn each_officer_may_do_what_the_table_says_and_nothing_else(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut probes = 0;
    for officer in OFFICERS {
        let mut browser = app.log_in_officer(officer).await;
        for route in app::routes().into_iter().filter(|route| matches!(route.access, Access::Officer(_))) {
            let path = aimed(route.path);
            // A new one whenever the session changes for whom it acts.
            let token = browser.token().await;
            let page = match route.method {
                Method::GET => browser.get_once(&path).await,
                _ if UPLOADS.contains(&route.path) => {
                    browser.once(browser.with_file(&path, &[("csrf".to_owned(), token.clone())], "file", "malli.pdf", b"%PDF-")).await
                }
                _ => browser.post_once(&path, &[("csrf".to_owned(), token.clone())]).await,
            };
            let may = who_may(&route.method, route.path).contains(&officer);
            assert!(page.status < 500, "{officer}: {} {path} → {}", route.method, page.status);
            // Who is in no group has no session and is sent to the login.
            let is_let_in = !matches!((officer, page.status), (_, 403) | (persona::NO_GROUP, 303));
            assert_eq!(is_let_in, may, "{officer}: {} {path} → {}", route.method, page.status);
            probes += 1;
        }
    }
    assert!(probes > 100, "{probes} probes");
}

async fn the_menu_has_what_one_may_open(database: TestDb) {
    let app = TestApp::start(database).await;
    for officer in OFFICERS {
        let mut browser = app.log_in_officer(officer).await;
        browser.get("/help").await;
        let menu = browser.page.links_to("/office");
        for (path, who) in MENU {
            assert_eq!(
                menu.iter().filter(|link| *link == path).count() > usize::from(path == "/office"),
                who.contains(&officer),
                "{officer}: {path} in {menu:?}"
            );
        }
        for link in menu.iter().filter(|_| officer != persona::NO_GROUP) {
            assert_eq!(browser.get_once(link).await.status, 200, "{officer}: {link}");
        }
    }
}
