//! Steps of a task, one after the other, and their summary.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// What was done so far, with the time that it took.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<(String, Duration, bool)>,
    counts: Counts,
}

/// Sums of the closing lines of `cargo test`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Counts {
    /// Reads `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    pub fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        for part in result.split([';', '.']) {
            let mut words = part.split_whitespace();
            if let (Some(Ok(number)), Some(word)) = (words.next().map(str::parse::<u64>), words.next()) {
                match word {
                    "passed" => self.passed += number,
                    "failed" => self.failed += number,
                    "ignored" => self.ignored += number,
                    _ => {}
                }
            }
        }
    }
}

impl Steps {
    /// Runs a step; the first that fails ends the task.
    pub fn step(&mut self, name: &str, work: impl FnOnce(&mut Counts) -> Result<()>) -> Result<()> {
        println!("\n── {name}");
        let begun = Instant::now();
        let outcome = work(&mut self.counts);
        self.done.push((name.to_owned(), begun.elapsed(), outcome.is_ok()));
        outcome.with_context(|| name.to_owned())
    }

    pub fn summary(&self, outcome: Result<()>) -> ExitCode {
        println!("\n── summary");
        for (name, time, ok) in &self.done {
            println!("{:6} {name} ({:.1} s)", if *ok { "ok" } else { "FAILED" }, time.as_secs_f32());
        }
        let Counts { passed, failed, ignored } = self.counts;
        if passed + failed > 0 {
            println!("tests: {passed} passed, {failed} failed, {ignored} ignored");
        }
        match outcome {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                println!("\n{error:#}");
                ExitCode::FAILURE
            }
        }
    }
}

/// The repository's own folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap_or_else(|_| PathBuf::from("."))
}

/// A command line in the repository, words parted by spaces.
pub fn command(line: &str) -> Command {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(root());
    command
}

pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    println!("$ {shown}");
    let status = command.status().with_context(|| shown.clone())?;
    if status.success() { Ok(()) } else { bail!("{shown}: {status}") }
}

/// Runs tests: what they print is passed on, their closing lines are counted.
pub fn run_tests(command: &mut Command, counts: &mut Counts) -> Result<()> {
    let shown = shown(command);
    println!("$ {shown}");
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| shown.clone())?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            counts.add(&line);
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { bail!("{shown}: {status}") }
}

/// Is the command there, and content?
pub fn succeeds(line: &str) -> bool {
    command(line).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn closing_lines_are_summed_and_others_left_alone() {
    let mut counts = Counts::default();
    counts.add("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.21s");
    counts.add("test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s");
    counts.add("test it::result ... ok");
    assert_eq!(counts, Counts { passed: 13, failed: 2, ignored: 1 });
}
