//! The files of the repository, and the rules on files as such.

use std::{collections::BTreeSet, fs, path::Path};

use crate::steps::root;

/// A text file of the repository.
#[derive(Debug)]
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

const TEXT: [&str; 15] = ["rs", "html", "css", "js", "ftl", "sql", "md", "toml", "typ", "json", "py", "svg", "txt", "yml", "lock"];
/// Not ours, or made by tools; `.git` and the like are left out by their dot.
const ELSEWHERE: [&str; 3] = ["target", "data", "node_modules"];
const LONGEST: usize = 400;
const NINE_OF_TEN: usize = 250;

pub fn all() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root(), &root(), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() && !(name.starts_with('.') || folder == root && ELSEWHERE.contains(&name.as_str())) {
            walk(root, &path, found);
        } else if path.is_file()
            && path.extension().is_some_and(|end| TEXT.iter().any(|text| end == *text))
            && let Ok(text) = fs::read_to_string(&path)
        {
            let path = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}

impl Source {
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Only run by tests, or by developers at their desks.
    pub fn is_test(&self) -> bool {
        let desk = ["xtask/", "e2e/", "crates/bench/"].iter().any(|start| self.path.starts_with(start));
        desk || self.name() == "tests.rs" || self.path.contains("/tests/") || self.path.contains("/testing")
    }

    /// Number and text of each line before the tests, comments left out.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let code = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        (1..).zip(code.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// `path:line: what`.
    pub fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {}", self.path, what.trim())
    }
}

fn rust_lengths(sources: &[Source]) -> Vec<(usize, &str)> {
    let mut lengths: Vec<_> =
        sources.iter().filter(|source| source.is_rust()).map(|source| (source.text.lines().count(), source.path.as_str())).collect();
    lengths.sort_unstable();
    lengths
}

fn nine_of_ten(lengths: &[(usize, &str)]) -> usize {
    lengths.get((lengths.len() * 9).div_ceil(10).saturating_sub(1)).map_or(0, |(length, _)| *length)
}

pub fn lengths(sources: &[Source]) -> String {
    let lengths = rust_lengths(sources);
    let (longest, path) = lengths.last().copied().unwrap_or_default();
    let middle = lengths.get(lengths.len() / 2).map_or(0, |(length, _)| *length);
    format!("{} Rust files: median {middle} lines, nine of ten at most {}, longest {longest} ({path})", lengths.len(), nine_of_ten(&lengths))
}

pub fn short(sources: &[Source]) -> Vec<String> {
    let lengths = rust_lengths(sources);
    let long = lengths.iter().filter(|(length, _)| *length > LONGEST).map(|(length, path)| format!("{path}: {length} lines, more than {LONGEST}"));
    let most = nine_of_ten(&lengths);
    long.chain((most > NINE_OF_TEN).then(|| format!("a tenth of the files has {most} lines or more, allowed are {NINE_OF_TEN}"))).collect()
}

pub fn languages(sources: &[Source]) -> Vec<String> {
    let texts: BTreeSet<&str> = sources.iter().filter(|source| source.path.ends_with(".ftl")).map(|source| source.path.as_str()).collect();
    let folders: BTreeSet<&str> = texts.iter().filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    let wanted = folders.iter().flat_map(|folder| ["fi", "sv", "en"].map(|language| format!("{folder}/texts.{language}.ftl")));
    wanted.filter(|path| !texts.contains(path.as_str())).map(|path| format!("{path} is missing")).collect()
}

pub fn migrations(sources: &[Source]) -> Vec<String> {
    let names: Vec<&str> =
        sources.iter().filter_map(|source| source.path.strip_prefix("migrations/")).filter(|name| name.ends_with(".sql")).collect();
    let mut numbers: Vec<Option<usize>> = names.iter().map(|name| name.strip_prefix('V')?.split_once("__")?.0.parse().ok()).collect();
    numbers.sort_unstable();
    let wanted: Vec<Option<usize>> = (1..=names.len()).map(Some).collect();
    if numbers == wanted {
        Vec::new()
    } else {
        vec![format!("migrations/: V1__….sql to V{}__….sql are expected, there are {}", names.len(), names.join(", "))]
    }
}

/// For tests of the rules: a repository of these files.
#[cfg(test)]
pub fn made_of(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

#[test]
fn a_missing_language_a_gap_and_a_long_file_are_found() {
    let texts = made_of(&[("crates/a/src/texts.fi.ftl", ""), ("crates/a/src/texts.sv.ftl", "")]);
    assert_eq!(languages(&texts), ["crates/a/src/texts.en.ftl is missing"]);
    assert!(migrations(&made_of(&[("migrations/V2__b.sql", ""), ("migrations/V1__a.sql", "")])).is_empty());
    assert_eq!(migrations(&made_of(&[("migrations/V1__a.sql", ""), ("migrations/V3__c.sql", "")])).len(), 1);
    assert_eq!(short(&made_of(&[("a.rs", &"x\n".repeat(401)), ("b.rs", "x\n")])).len(), 2);
}

#[test]
fn tests_and_comments_are_not_the_program() {
    let source = Source { path: "crates/a/src/b.rs".to_owned(), text: "// a\nfn b() {}\n#[cfg(test)]\nmod tests {\n    c();\n}\n".to_owned() };
    assert_eq!(source.lines().collect::<Vec<_>>(), [(2, "fn b() {}")]);
    assert!(root().join("Cargo.toml").exists());
}
