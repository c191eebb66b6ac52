//! Texts, checked when the program is built.
//!
//! Beside each feature lie `texts.fi.ftl`, `texts.sv.ftl` and `texts.en.ftl` (Project Fluent). A crate's
//! `build.rs` calls [`build`], which writes one function for each message: a message that is missing in a
//! language, or has other variables there, stops the build; one that nobody uses is a compiler warning.
//! Messages become plain Rust: no files and no look-ups at run time.
//!
//! Supported: text, `{ $variable }`, `{ "literal" }` and selection by number, with exact numbers, `one` and
//! `other` as keys (in the three languages `one` is 1).
#![allow(clippy::print_stdout, reason = "a build script talks to cargo")]

mod message;
mod write;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use message::Message;

const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

/// Writes `$OUT_DIR/texts.rs` from all texts under `src`. `base` is the path of a texts type of another crate
/// whose messages are to be reached through this crate's `T`.
pub fn build(base: Option<&str>) {
    println!("cargo::rerun-if-changed=src");
    if let Err(problems) = try_build(base) {
        for problem in problems {
            println!("cargo::error={problem}");
        }
    }
}

fn try_build(base: Option<&str>) -> Result<(), Vec<String>> {
    let mut folders = Vec::new();
    find_texts(Path::new("src"), &mut folders);
    folders.sort();
    let languages = LANGUAGES.map(|language| (language, read_all(&folders, language)));
    let mut problems: Vec<String> = languages.iter().flat_map(|(_, read)| read.as_ref().err().cloned().unwrap_or_default()).collect();
    let read: Vec<BTreeMap<String, Message>> = languages.into_iter().filter_map(|(_, read)| read.ok()).collect();
    if let [fi, sv, en] = read.as_slice() {
        problems.extend(differences(fi, sv, "sv"));
        problems.extend(differences(fi, en, "en"));
        if problems.is_empty() {
            let out = out_dir().join("texts.rs");
            return fs::write(&out, write::module(base, fi, sv, en)).map_err(|e| vec![format!("{}: {e}", out.display())]);
        }
    }
    Err(problems)
}

#[allow(clippy::disallowed_methods, reason = "cargo tells a build script by the environment where to write")]
fn out_dir() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default())
}

fn find_texts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find_texts(&path, found);
        } else if path.file_name().is_some_and(|name| name == "texts.fi.ftl") {
            found.push(folder.to_owned());
        }
    }
}

fn read_all(folders: &[PathBuf], language: &str) -> Result<BTreeMap<String, Message>, Vec<String>> {
    let mut all = BTreeMap::new();
    let mut problems = Vec::new();
    for folder in folders {
        let path = folder.join(format!("texts.{language}.ftl"));
        match fs::read_to_string(&path).map_err(|e| e.to_string()).and_then(|source| message::read(&source)) {
            Ok(messages) => {
                for (id, message) in messages {
                    if all.insert(id.clone(), message).is_some() {
                        problems.push(format!("{}: {id} stands twice", path.display()));
                    }
                }
            }
            Err(problem) => problems.push(format!("{}: {problem}", path.display())),
        }
    }
    if problems.is_empty() { Ok(all) } else { Err(problems) }
}

fn differences(fi: &BTreeMap<String, Message>, other: &BTreeMap<String, Message>, language: &str) -> Vec<String> {
    let missing = fi.keys().filter(|id| !other.contains_key(*id)).map(|id| format!("{id} is missing in {language}"));
    let surplus = other.keys().filter(|id| !fi.contains_key(*id)).map(|id| format!("{id} is in {language} only"));
    let unlike = fi
        .iter()
        .filter(|(id, message)| other.get(*id).is_some_and(|o| o.variables() != message.variables()))
        .map(|(id, _)| format!("{id} has other variables in {language}"));
    missing.chain(surplus).chain(unlike).collect()
}
