//! `cargo xtask …`: everything that is done with this repository beside building and running the program.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool at the developer's desk: it runs programs, measures time and prints")]

mod needs;
mod steps;
mod tasks;
mod tidy;

use std::{env, process::ExitCode};

use steps::Steps;

const HELP: &str = "\
cargo xtask check    format, lints and the rules of the house
cargo xtask test     all tests on both databases, the documents, the journeys in a browser
cargo xtask ci       check, then test: what has to pass before a change goes in
cargo xtask tidy     the rules of the house alone
cargo xtask needs    installs, or names, what the tests want beside Rust
cargo xtask docs     writes docs/generated anew
cargo xtask bench    figures of speed and size, as ratios (what follows is given to the bench)
cargo xtask demo-data  invented customers in the database of the settings (--customers N --seed S, and any setting)

What a task needs beside Rust it installs when run as root, else it names the command.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut steps = Steps::default();
    let outcome = match arguments.first().map(String::as_str) {
        Some("check") => tasks::check(&mut steps),
        Some("test") => tasks::test(&mut steps),
        Some("ci") => tasks::check(&mut steps).and_then(|()| tasks::test(&mut steps)),
        Some("tidy") => tasks::tidy(&mut steps),
        Some("needs") => tasks::needs(&mut steps).map(drop),
        Some("docs") => tasks::docs(&mut steps),
        Some("demo-data") => tasks::demo_data(&mut steps, &arguments[1..]),
        Some("bench") => tasks::bench(&mut steps, &arguments[1..]),
        _ => {
            println!("{HELP}");
            return ExitCode::from(u8::from(!arguments.is_empty()));
        }
    };
    steps.summary(outcome)
}
