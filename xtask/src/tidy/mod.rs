//! The rules of the house that no compiler checks. Each is a test too, so that `cargo test` finds what
//! `cargo xtask tidy` finds.

mod dependencies;
mod files;
mod layers;
mod states;
mod words;

use files::Source;

type Rule = (&'static str, fn(&[Source]) -> Vec<String>);

const RULES: [Rule; 11] = [
    ("rules.rs is pure, store.rs knows no web, page.rs no statements", layers::layers),
    ("only kit/db knows which databases there are", layers::engines),
    ("statements are constants", layers::statements),
    ("the state of a matter is written in one place, for few who have asked a transition", states::states),
    ("services differ by data", words::services),
    ("nothing stops the program at run time", words::panics),
    ("nothing is left for later", words::later),
    ("no folder of somebody's machine", words::machines),
    ("texts are in all languages", files::languages),
    ("files are short", files::short),
    ("migrations are numbered from 1 without gaps", files::migrations),
];

/// All places that are against a rule.
pub fn problems() -> Vec<String> {
    let sources = files::all();
    let of_rule = |(name, rule): &Rule| rule(&sources).into_iter().map(|problem| format!("{problem}  [{name}]")).collect::<Vec<_>>();
    RULES.iter().flat_map(of_rule).chain(dependencies::direction()).collect()
}

/// One line on the lengths of the Rust files.
pub fn lengths() -> String {
    files::lengths(&files::all())
}

#[test]
fn the_repository_is_tidy() {
    let problems = problems();
    assert!(problems.is_empty(), "{} places:\n{}", problems.len(), problems.join("\n"));
}
