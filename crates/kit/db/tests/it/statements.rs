//! Every statement of the program, prepared on both engines: a wrong column or an engine's own words stop here.

mod source;

use std::{fs, path::Path, path::PathBuf};

use kit_db::testing;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "tests" {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && entry.file_name() != "tests.rs" {
            found.push(path);
        }
    }
}

#[tokio::test]
async fn every_statement_is_understood_by_both_databases() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    sources(&crates, &mut files);
    files.sort();
    let databases = testing::databases(testing::migrations).await;
    let (mut seen, mut wrong) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (line, sql) in source::statements(&text) {
            seen += 1;
            for db in &databases {
                if let Err(why) = db.prepare(&sql).await {
                    wrong.push(format!("{}:{line}: {}: {why}\n    {sql}", file.strip_prefix(&crates).unwrap().display(), db.name()));
                }
            }
        }
    }
    assert!(seen > 20, "only {seen} statements found: the search is wrong");
    assert!(wrong.is_empty(), "{} of {seen} statements:\n{}", wrong.len(), wrong.join("\n"));
}
