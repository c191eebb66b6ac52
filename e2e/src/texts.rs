//! One story in all languages: it is told in Finnish, and each text is looked up by its Finnish words.
//!
//! The texts are read where the program has them: `texts.fi.ftl` and its equals, and what the stand-ins say.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result, ensure};

const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];
/// A pattern with fewer letters of its own fits everything.
const FEWEST_LETTERS: usize = 6;

/// The program's texts in one language.
#[derive(Debug)]
pub struct Texts {
    language: usize,
    rows: Vec<[String; 3]>,
}

impl Texts {
    /// `language` is `fi`, `sv` or `en`.
    pub fn read(language: &str) -> Result<Self> {
        let language = LANGUAGES.iter().position(|code| *code == language).context("no such language")?;
        let mut rows = Vec::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates"), &mut rows)?;
        Ok(Self { language, rows })
    }

    pub fn language(&self) -> &'static str {
        LANGUAGES[self.language]
    }

    /// What stands in this language where the Finnish program says this. Names and numbers within stay as they are.
    pub fn say(&self, finnish: &str) -> Result<String> {
        if self.language == 0 {
            return Ok(finnish.to_owned());
        }
        self.find(finnish)?.with_context(|| format!("the program has no text «{finnish}»"))
    }

    /// Is this a text of the Finnish program, or two of them joined, and none of this language's?
    pub fn is_foreign(&self, words: &str) -> bool {
        let said = |language: usize, words: &str| self.rows.iter().any(|row| row[language] == words);
        let is_foreign = |words: &str| self.language != 0 && said(0, words) && !said(self.language, words);
        is_foreign(words) || words.split(": ").any(is_foreign)
    }

    fn find(&self, finnish: &str) -> Result<Option<String>> {
        let same: BTreeSet<&str> = self.rows.iter().filter(|row| row[0] == finnish).map(|row| row[self.language].as_str()).collect();
        ensure!(same.len() < 2, "«{finnish}» is several texts: {same:?}");
        if let Some(text) = same.first() {
            return Ok(Some((*text).to_owned()));
        }
        if let Some((before, after)) = finnish.split_once(": ")
            && let (Some(before), after) = (self.find(before)?, self.find(after)?.unwrap_or_else(|| after.to_owned()))
        {
            return Ok(Some(format!("{before}: {after}")));
        }
        let mut fitting: Vec<(usize, String)> = self.rows.iter().filter_map(|row| self.filled(row, finnish)).collect();
        fitting.sort();
        Ok(fitting.pop().map(|(_, text)| text))
    }

    /// The row's text with the names that stand in the Finnish one; how many letters fitted.
    fn filled(&self, row: &[String; 3], finnish: &str) -> Option<(usize, String)> {
        let (pattern, names) = parts(&row[0]);
        let letters = pattern.iter().map(|part| part.len()).sum();
        let values = between(&pattern, finnish).filter(|values| !values.is_empty() && letters >= FEWEST_LETTERS)?;
        let (pattern, places) = parts(&row[self.language]);
        let mut text = String::new();
        for (place, part) in pattern.iter().enumerate() {
            text.push_str(part);
            if let Some(name) = places.get(place) {
                let value = values[names.iter().position(|n| n == name)?];
                text.push_str(&self.find(value).ok().flatten().unwrap_or_else(|| value.to_owned()));
            }
        }
        Some((letters, text))
    }
}

/// What stands before, between and after the placeholders, and their names.
fn parts(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut parts, mut names, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some((before, name, after)) =
        rest.split_once("{ $").and_then(|(before, more)| more.split_once(" }").map(|(name, after)| (before, name, after)))
    {
        parts.push(before);
        names.push(name);
        rest = after;
    }
    parts.push(rest);
    (parts, names)
}

/// The texts between these parts, if all of them are there.
fn between<'a>(parts: &[&str], text: &'a str) -> Option<Vec<&'a str>> {
    let (first, others) = parts.split_first()?;
    let mut rest = text.strip_prefix(first)?;
    let mut values = Vec::new();
    for (place, part) in others.iter().enumerate() {
        let end = if place + 1 == others.len() {
            rest.len().checked_sub(part.len()).filter(|end| rest.get(*end..) == Some(*part))
        } else {
            rest.find(part)
        }?;
        values.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    Some(values)
}

fn gather(folder: &Path, rows: &mut Vec<[String; 3]>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, rows)?;
        } else if path.ends_with("texts.fi.ftl") {
            let read = |code: &str| fs::read_to_string(path.with_file_name(format!("texts.{code}.ftl")));
            from_messages(&read("fi")?, &read("sv")?, &read("en")?, rows);
        } else if path.extension().is_some_and(|end| end == "rs") {
            from_source(&fs::read_to_string(&path)?, rows);
        }
    }
    Ok(())
}

/// Messages of one line, by their key.
fn from_messages(finnish: &str, swedish: &str, english: &str, rows: &mut Vec<[String; 3]>) {
    let message = |line: &'_ str| {
        line.split_once(" = ")
            .filter(|(key, text)| !key.starts_with([' ', '#']) && !text.ends_with("->"))
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
    };
    let other = |text: &str, key: &str| text.lines().filter_map(message).find(|(k, _)| k == key).map(|(_, text)| text);
    for (key, text) in finnish.lines().filter_map(message) {
        if let (Some(swedish), Some(english)) = (other(swedish, &key), other(english, &key)) {
            rows.push([text, swedish, english]);
        }
    }
}

/// Texts that stand side by side in the code: what the stand-ins say, the names of the services.
fn from_source(source: &str, rows: &mut Vec<[String; 3]>) {
    let quoted = |text: &str| text.split('"').nth(1).map(str::to_owned);
    for said in source.split("fi: \"").skip(1) {
        let texts = [Some(said), said.split_once("sv: ").map(|s| s.1), said.split_once("en: ").map(|s| s.1)];
        if let [Some(fi), Some(sv), Some(en)] = texts
            && let (Some(fi), Some(sv), Some(en)) = (fi.split('"').next(), quoted(sv), quoted(en))
        {
            rows.push([fi.to_owned(), sv, en]);
        }
    }
    for names in source.split("names: [\"").skip(1) {
        let names: Vec<&str> = names.split(']').next().unwrap_or_default().split('"').step_by(2).collect();
        if let [fi, sv, en, ..] = names[..] {
            rows.push([fi, sv, en].map(str::to_owned));
        }
    }
}

#[test]
fn texts_are_found_whole_joined_and_with_names_in_them() {
    let texts = Texts::read("sv").unwrap();
    assert_eq!(texts.say("Tallenna ja jatka").unwrap(), "Spara och fortsätt");
    assert_eq!(texts.say("Tunnistaudu").unwrap(), "Identifiera dig");
    assert_eq!(texts.say("Muokkaa: Asiakastiedot").unwrap(), "Ändra: Kunduppgifter");
    assert_eq!(texts.say("Poista liityntäpiste: Liityntäpiste 2").unwrap(), "Ta bort anslutningspunkten: Anslutningspunkt 2");
    assert_eq!(texts.say("KE-2026-00001: hakemus hyväksytty, Potilastietovaranto").unwrap(), "KE-2026-00001: ansökan godkänd, Patientdatalagret");
    assert!(texts.say("Tätä ei ole").is_err());
    assert!(texts.is_foreign("Lähetä") && texts.is_foreign("Muokkaa: Kunduppgifter") && !texts.is_foreign("Sänd") && !texts.is_foreign("OID"));
}
