//! The tasks, as lists of steps.

use std::{fs, path::PathBuf};

use anyhow::{Result, bail};

use crate::{
    needs,
    steps::{Steps, command, root, run, run_tests},
    tidy,
};

pub fn check(steps: &mut Steps) -> Result<()> {
    steps.step("format", |_| run(&mut command("cargo fmt --all --check")))?;
    steps.step("lints", |_| run(&mut command("cargo clippy --workspace --all-targets --quiet -- -D warnings")))?;
    steps.step("lints of the journeys", |_| run(command("cargo clippy --workspace --quiet").args(journeys()).args(["--", "-D", "warnings"])))?;
    tidy(steps)?;
    advisories(steps)
}

pub fn tidy(steps: &mut Steps) -> Result<()> {
    steps.step("rules of the house", |_| {
        let problems = tidy::problems();
        problems.iter().for_each(|problem| println!("{problem}"));
        println!("{}", tidy::lengths());
        if problems.is_empty() { Ok(()) } else { bail!("{} places against the rules", problems.len()) }
    })
}

/// Known faults of our dependencies, and their licences: asked where the tools are at hand.
fn advisories(steps: &mut Steps) -> Result<()> {
    let listed = |tool: &str| std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(tool).exists()));
    let database = root().join("../shared/data/advisory-db");
    if listed("cargo-audit") && database.exists() {
        steps.step("advisories", |_| run(command("cargo audit --no-fetch --db").arg(&database)))?;
    }
    if listed("cargo-deny") {
        steps.step("licences and sources", |_| run(&mut command("cargo deny --offline check bans licenses sources")))?;
    }
    Ok(())
}

/// Everything that the tests want beside Rust; the Python among it.
pub fn needs(steps: &mut Steps) -> Result<PathBuf> {
    let mut python = PathBuf::new();
    steps.step("what the tests need", |_| {
        needs::postgres()?;
        needs::browser()?;
        needs::axe()?;
        needs::openid_provider()?;
        python = needs::python()?;
        Ok(())
    })?;
    Ok(python)
}

pub fn test(steps: &mut Steps) -> Result<()> {
    let python = needs(steps)?;
    let documents = root().join("target/tmp/pdf");
    fs::remove_dir_all(&documents).ok();
    steps.step("tests", |counts| run_tests(command("cargo test --workspace").env("EKSTRANET_TEST_PYTHON", &python), counts))?;
    steps.step("documents", |_| run(command(&python.to_string_lossy()).arg("xtask/documents.py").arg(&documents)))?;
    let last_days = "crates/kit/core/src/calendar/last_days.csv";
    steps.step("working days", |_| run(command(&python.to_string_lossy()).args(["xtask/working_days.py", last_days])))?;
    steps.step("the program", |_| run(&mut command("cargo build --quiet --workspace --bin ekstranet")))?;
    steps.step("journeys in a browser", |counts| {
        run_tests(command("cargo test --workspace").args(journeys()).args(["--", "--test-threads=1"]), counts)
    })
}

/// The browser's tests, which `cargo test` leaves out: each folder in `e2e/tests`.
fn journeys() -> Vec<String> {
    let folders = fs::read_dir(root().join("e2e/tests")).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        folders.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter().flat_map(|name| ["--test".to_owned(), name]).collect()
}

/// What is generated from the code is written by the tests that else compare it.
pub fn docs(steps: &mut Steps) -> Result<()> {
    steps.step("generated documents", |counts| {
        run_tests(command("cargo test --workspace generated_document").env("EKSTRANET_WRITE_DOCUMENTS", "yes"), counts)
    })
}

pub fn demo_data(steps: &mut Steps, arguments: &[String]) -> Result<()> {
    steps.step("invented customers", |_| run(command("cargo run --release --quiet -p app -- demo-data").args(arguments)))
}

pub fn bench(steps: &mut Steps, arguments: &[String]) -> Result<()> {
    steps.step("what the bench needs", |_| needs::load_tools())?;
    steps.step("the program", |_| run(&mut command("cargo build --release --quiet -p app")))?;
    steps.step("bench", |_| run(command("cargo run --release --quiet -p bench --").args(arguments)))
}
