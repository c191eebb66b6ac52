//! A session that is not good opens nothing: every route × every way of not being good. The list of routes is the program's own.

use identity::{
    Access,
    session::{Acting, Actor, Duty, Ending, ProviderKeys, Session},
};
use kit_core::{Digest, Instant, Language, Secret, Uuid};
use kit_db::testing::TestDb;
use reqwest::Method;

use crate::{
    csrf::{changes, traces},
    isolation::{aimed, clinic},
    support::{Page, TestApp, migrated},
};

kit_db::on_both_databases!(migrated: no_session_that_is_not_good_opens_anything);

const DUTIES: [Duty; 5] = [Duty::Look, Duty::Handle, Duty::Lead, Duty::Contents, Duty::Audit];

/// A session as a login would make it, but with the times that the test wants.
async fn session(app: &TestApp, officer: bool, created_at: Instant, seen_at: Instant) -> (Secret, Session) {
    let (ids, program) = (&app.running.program.world.ids, &app.running.program);
    let (secret, now) = (ids.secret(), app.clock.now());
    let acting = Acting {
        oid: registers::synthetic::oid_of("9900100-2"),
        business_id: "9900100-2".to_owned(),
        name: "Esimerkkiklinikka Oy".to_owned(),
        right: "NIMKO".to_owned(),
        checked_at: now,
    };
    let (id, name) = (Uuid::from_u128(7), "Malli Henkilö".to_owned());
    let actor =
        if officer { Actor::Officer { id, name, duties: DUTIES.to_vec(), keying: None } } else { Actor::Person { id, name, acting: Some(acting) } };
    let session = Session {
        key: Digest::of(secret.expose()),
        id: ids.next(now),
        actor,
        csrf: ids.secret().expose().to_owned(),
        language: Language::Fi,
        provider: ProviderKeys { subject: Digest::of("test"), sid: None },
        sealed: Vec::new(),
        device: String::new(),
        created_at,
        seen_at,
    };
    program.sessions.begin(&app.db, session.clone(), None).await.unwrap();
    (secret, session)
}

const BAD: [&str; 8] = ["none", "ended", "idle", "too old", "of the other side", "never made", "the stored key", "no secret at all"];

/// The cookie and the token of a session that is bad in this way.
async fn bad(app: &TestApp, way: &str, officer: bool) -> (String, String) {
    let (now, settings) = (app.clock.now(), &app.running.program.world.settings);
    let (created, seen) = match way {
        "idle" => (now.plus_seconds(-settings.idle_seconds), now.plus_seconds(-settings.idle_seconds)),
        "too old" => (now.plus_seconds(-settings.longest_session_seconds), now),
        _ => (now, now),
    };
    let (secret, session) = session(app, officer ^ (way == "of the other side"), created, seen).await;
    if way == "ended" {
        let program = &app.running.program;
        program.sessions.log_out(&program.world, &session, Ending::This, now).await.unwrap();
    }
    let cookie = match way {
        "none" => String::new(),
        "never made" => format!("ekstranet={}", app.running.program.world.ids.secret().expose()),
        "the stored key" => format!("ekstranet={}", session.key.hex()),
        "no secret at all" => format!("ekstranet={}'--", secret.expose()),
        _ => format!("ekstranet={}", secret.expose()),
    };
    (cookie, session.csrf)
}

async fn ask(app: &TestApp, method: &Method, path: &str, (cookie, token): &(String, String)) -> Page {
    let browser = app.browser();
    let request = browser.request(method.clone(), path).header("cookie", cookie);
    let request = if *method == Method::POST { request.form(&[("csrf", token.as_str()), ("street", "x")]) } else { request };
    browser.once(request).await
}

async fn no_session_that_is_not_good_opens_anything(database: TestDb) {
    let app = TestApp::start(database).await;
    let clinic = clinic(&app).await;
    let now = app.clock.now();
    let before = without_logouts(traces(&app).await);
    let (mut probes, mut opened) = (0, 0);
    for route in app::routes().into_iter().filter(|route| route.access != Access::Anyone) {
        let officer = matches!(route.access, Access::Officer(_));
        let path = aimed(route.path, &clinic);
        for way in BAD {
            let page = ask(&app, &route.method, &path, &bad(&app, way, officer).await).await;
            probes += 1;
            let what = format!("{way}: {} {path} → {} {:?}", route.method, page.status, page.headers.get("location"));
            match way {
                "of the other side" => assert_eq!(page.status, 404, "{what}"),
                _ => {
                    let door = if officer { "/officers/login?next=" } else { "/login?next=" };
                    assert_eq!(page.status, 303, "{what}");
                    assert!(page.headers["location"].to_str().unwrap().starts_with(door), "{what}");
                }
            }
        }
    }
    assert_eq!(changes(&before, &without_logouts(traces(&app).await)), [""; 0], "something has changed");
    // Good sessions of the same making are let in, or the others would prove nothing.
    for route in app::routes().into_iter().filter(|route| route.access != Access::Anyone && route.method == Method::GET) {
        let officer = matches!(route.access, Access::Officer(_));
        let (secret, good) = session(&app, officer, now, now).await;
        let page = ask(&app, &route.method, &aimed(route.path, &clinic), &(format!("ekstranet={}", secret.expose()), good.csrf)).await;
        opened += usize::from(page.status == 200);
    }
    println!("{probes} requests with sessions that are not good: none was let in; {opened} pages opened with a good one");
    assert!(probes > 800 && opened > 30);
}

/// The sessions that the test itself makes and ends, and the logins that the doors begin, are no change.
fn without_logouts(traces: Vec<(String, i64)>) -> Vec<(String, i64)> {
    traces.into_iter().filter(|(what, _)| !["access_log", "session", "login_attempt"].iter().any(|own| what.contains(own))).collect()
}
