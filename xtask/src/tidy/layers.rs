//! What a file may know, by its name and its place.

use super::files::Source;

/// Files of a feature, and what may not stand in them.
const LAYERS: [(&str, &[&str]); 3] = [
    ("rules.rs", &["axum", "askama", "kit_db", "kit_web::components", "kit_web::layout", "Sql(", "tokio"]),
    ("store.rs", &["axum", "askama", "kit_web::components"]),
    ("page.rs", &["Sql(", "tx.exec(", "tx.rows(", "tx.first(", "tx.batch("]),
];

pub fn layers(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("crates/areas/")) {
        let forbidden = LAYERS.iter().find(|(name, _)| source.name() == *name).map_or(&[][..], |(_, words)| *words);
        for (number, line) in source.lines() {
            if forbidden.iter().any(|word| line.contains(word)) {
                problems.push(source.at(number, line));
            }
        }
    }
    problems
}

/// Engines' names: nowhere in the program but in the door. The program's settings and help may name
/// them in texts; tools that measure or start them, and documents, may too.
pub fn engines(sources: &[Source]) -> Vec<String> {
    let free = ["crates/kit/db/", "crates/bench/", "xtask/"];
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust() && !free.iter().any(|start| source.path.starts_with(start))) {
        let settings = source.path.starts_with("crates/app/");
        for (number, line) in (1..).zip(source.text.lines()) {
            let seen = if settings { code(line) } else { line.to_owned() };
            let seen = seen.to_lowercase();
            if seen.contains("sqlite") || seen.contains("postgres") {
                problems.push(source.at(number, line));
            }
        }
    }
    problems
}

/// A line without its comment and without what stands between quotation marks.
fn code(line: &str) -> String {
    let line = if line.trim_start().starts_with("//") { "" } else { line };
    line.replace("\\\"", "").split('"').step_by(2).collect()
}

pub fn statements(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust() && !source.is_test() && !source.path.starts_with("crates/kit/db/")) {
        let program = source.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (at, _) in program.match_indices("Sql(") {
            let before = &program[..at];
            let line = before.lines().count();
            let is_constant = before.rsplit_once("const ").is_some_and(|(_, since)| !since.contains(";\n") && !since.contains("fn "));
            let after = program[at + 4..].trim_start();
            if !is_constant || !(after.starts_with('"') || after.starts_with("r\"") || after.starts_with("r#\"")) {
                problems.push(source.at(line, &program[at..].chars().take(60).collect::<String>()));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{super::files::made_of, *};

    #[test]
    fn a_layer_that_knows_too_much_is_found() {
        let feature = [
            ("crates/areas/a/src/b/rules.rs", "use kit_db::Tx;\n"),
            ("crates/areas/a/src/b/store.rs", "use kit_db::Tx;\n"),
            ("crates/areas/a/src/b/page.rs", "use axum::Json;\nconst A: Sql = Sql(\"SELECT 1\");\n"),
        ];
        assert_eq!(layers(&made_of(&feature)).len(), 2);
    }

    #[test]
    fn an_engine_is_found_also_in_a_comment_but_settings_may_name_it_in_a_text() {
        let files = [
            ("crates/areas/a/src/lib.rs", "// SQLite only\n"),
            ("crates/app/src/config.rs", "/// `sqlite:PATH`\nlet a = \"postgres://\";\nuse rusqlite::Connection;\n"),
            ("crates/kit/db/src/pg.rs", "use tokio_postgres::Client;\n"),
        ];
        let found = engines(&made_of(&files));
        assert_eq!(
            found,
            ["crates/app/src/config.rs:3: use rusqlite::Connection;", "crates/areas/a/src/lib.rs:1: // SQLite only"][..]
                .iter()
                .rev()
                .copied()
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_statement_made_at_run_time_is_found() {
        let good = "const A: Sql =\n    Sql(\"SELECT 1\");\nimpl B { pub const C: [Sql; 2] = [Sql(r\"SELECT 2\"), Sql(\"SELECT 3\")]; }\n";
        assert!(statements(&made_of(&[("crates/areas/a/src/store.rs", good)])).is_empty());
        let bad = "const A: &str = \"\";\nfn b(tx: &Tx) { tx.exec(Sql(\"SELECT 1\"), &[]); }\nconst C: Sql = Sql(A);\n";
        assert_eq!(statements(&made_of(&[("crates/areas/a/src/store.rs", bad)])).len(), 2);
    }
}
