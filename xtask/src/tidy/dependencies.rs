//! Which crate may use which: from left to right, as ARCHITECTURE.md draws it.

use serde_json::Value;

use crate::steps::command;

/// Each crate with those of ours that it may use. Tests may use more: see [`FOR_TESTS`].
const MAY_USE: [(&str, &[&str]); 15] = [
    ("kit-core", &[]),
    ("kit-db", &["kit-core"]),
    ("kit-texts", &[]),
    ("kit-web", &["kit-core", "kit-db", "kit-texts"]),
    ("ports", &["kit-core", "kit-db"]),
    ("standins", &["kit-core"]),
    ("adapters", &["kit-core", "kit-db", "ports"]),
    ("registers", &["kit-core", "kit-db", "ports"]),
    ("identity", &["kit-core", "kit-db", "kit-texts", "kit-web", "ports", "registers"]),
    ("customership", &["kit-core", "kit-db", "kit-texts", "kit-web", "ports", "registers", "identity"]),
    ("office", &["kit-core", "kit-db", "kit-texts", "kit-web", "ports", "registers", "identity", "customership"]),
    ("app", &["kit-core", "kit-db", "kit-texts", "kit-web", "ports", "standins", "adapters", "registers", "identity", "customership", "office"]),
    ("bench", &["kit-core", "kit-db", "kit-web", "ports", "app", "registers", "identity", "customership"]),
    ("e2e", &[]),
    ("xtask", &[]),
];

/// What tests of any crate may use beside: the test databases, services to talk to, sample pages.
const FOR_TESTS: [&str; 4] = ["kit-core", "kit-db", "kit-web", "standins"];

pub fn direction() -> Vec<String> {
    let output = command("cargo metadata --no-deps --offline --format-version 1").output();
    let metadata: Value = output.ok().and_then(|output| serde_json::from_slice(&output.stdout).ok()).unwrap_or_default();
    match metadata["packages"].as_array() {
        Some(packages) => packages.iter().flat_map(of_crate).collect(),
        None => vec!["cargo metadata did not answer".to_owned()],
    }
}

fn of_crate(package: &Value) -> Vec<String> {
    let name = package["name"].as_str().unwrap_or_default();
    let Some((_, allowed)) = MAY_USE.iter().find(|(crate_name, _)| *crate_name == name) else {
        return vec![format!("{name}: a new crate needs its line in xtask/src/tidy/dependencies.rs")];
    };
    let uses = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    let ours = uses.iter().filter(|dependency| dependency["path"].is_string());
    let forbidden = ours.filter(|dependency| {
        let used = dependency["name"].as_str().unwrap_or_default();
        !(allowed.contains(&used) || dependency["kind"] == "dev" && FOR_TESTS.contains(&used))
    });
    forbidden.map(|dependency| format!("{name} uses {}: against the direction of the crates", dependency["name"])).collect()
}

#[test]
fn a_dependency_against_the_direction_is_found() {
    let package = |name: &str, kind: Value| serde_json::json!({ "name": name, "dependencies": [{ "name": "standins", "path": "x", "kind": kind }, { "name": "serde" }] });
    assert_eq!(of_crate(&package("identity", Value::Null)).len(), 1);
    assert!(of_crate(&package("identity", "dev".into())).is_empty());
    assert!(of_crate(&package("app", Value::Null)).is_empty());
    assert_eq!(of_crate(&package("new", Value::Null)).len(), 1);
}
