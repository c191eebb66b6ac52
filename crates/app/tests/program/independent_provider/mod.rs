//! The whole program against a provider that others have made and that is certified: npm `oidc-provider`. It runs where
//! Node and the package are (`cargo xtask test` installs it), and says so where they are not.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::{SystemTime, UNIX_EPOCH},
};

use kit_core::Instant;
use kit_db::{Sql, testing::TestDb};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    net::TcpListener,
    process::{Child, Command},
};

use crate::support::{Browser, TestApp, migrated};

kit_db::on_both_databases!(migrated: a_certified_provider_understands_us_and_we_it);

const SESSIONS: Sql = Sql("SELECT COUNT(*) FROM session");

/// The package, if it is installed and Node runs.
async fn library() -> Option<PathBuf> {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/node-oidc/node_modules/oidc-provider");
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).status().await;
    let missing = if !node.is_ok_and(|status| status.success()) {
        "Node is not there"
    } else if !library.join("package.json").exists() {
        "oidc-provider is not installed; cargo xtask test installs it"
    } else {
        return library.canonicalize().ok();
    };
    println!("skipped: {missing}");
    None
}

async fn provider(library: &Path, issuer: &str, client: &str, (alg, enc): (&str, &str)) -> Child {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/independent_provider/provider.mjs");
    let settings = serde_json::json!({ "library": library, "issuer": issuer, "client": client, "alg": alg, "enc": enc });
    let mut command = Command::new("node");
    command.arg(script).arg(settings.to_string()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if line == "ready" {
            // It goes on talking, and dies when nobody listens.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return child;
        }
    }
    panic!("the provider did not start");
}

async fn a_certified_provider_understands_us_and_we_it(database: TestDb) {
    let Some(library) = library().await else { return };
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let issuer = format!("http://127.0.0.1:{port}");
    let flags = [
        format!("--identification-issuer={issuer}"),
        format!("--identification-authorization-url={issuer}/auth"),
        format!("--identification-end-session-url={issuer}/session/end"),
        "--identification-issuer-in-answer".to_owned(),
        "--identification-levels=http://ftn.ficora.fi/2017/loa2".to_owned(),
    ];
    let app = TestApp::start_with(database, &flags.iter().map(String::as_str).collect::<Vec<_>>()).await;
    // The other one goes by the machine's clock.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    app.clock.advance(i64::try_from(now).unwrap() - app.clock.now().seconds_since(Instant::from_micros(0)));

    let pairs = [("RSA-OAEP-256", "A256GCM"), ("RSA-OAEP", "A128CBC-HS256"), ("RSA-OAEP-256", "A256CBC-HS512"), ("RSA-OAEP", "A128GCM")];
    // Each has other keys, which are not asked for again within half a minute; a provider's clock may differ by as much.
    for (pair, moved) in pairs.into_iter().zip([0, -31, 31, -31]) {
        app.clock.advance(moved);
        let mut child = provider(&library, &issuer, &app.running.public_url, pair).await;
        for start in ["/login", "/login?fresh=yes"] {
            let mut browser = log_in(&app, start).await;
            browser.page.shows("Malla Maria Mallinen").lacks("140371-901U");
            assert_eq!(app.count(SESSIONS).await, 1, "{pair:?}");
            browser.press("Kirjaudu ulos").await;
            assert_eq!(app.count(SESSIONS).await, 0, "ended here before anything else");
            assert!(browser.page.address.starts_with(&format!("{issuer}/session/end")), "{}", browser.page.address);
            assert_eq!(browser.page.status, 200, "{}", browser.page.html);
        }
        println!("logged in by oidc-provider: signed request, private_key_jwt, PKCE, {} with {}", pair.0, pair.1);
        child.kill().await.unwrap();
    }
}

async fn log_in(app: &TestApp, start: &str) -> Browser {
    let mut browser = app.browser();
    browser.get(start).await;
    assert!(browser.page.address.contains("/organisation"), "{}: {}", browser.page.address, browser.page.html);
    browser
}
