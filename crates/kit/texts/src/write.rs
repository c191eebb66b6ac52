//! Writes the messages as Rust.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::message::{Message, Part};

type Messages = BTreeMap<String, Message>;

pub fn module(base: Option<&str>, fi: &Messages, sv: &Messages, en: &Messages) -> String {
    let mut out = String::new();
    let visibility = if base.is_some() { "pub(crate)" } else { "pub" };
    match base {
        None => out.push_str(
            "/// The texts of this crate in one language.\n#[derive(Clone, Copy, Debug)]\npub struct Texts(pub kit_core::Language);\n\
             impl Texts { pub fn language(&self) -> kit_core::Language { self.0 } }\n#[allow(clippy::all)]\nimpl Texts {\n",
        ),
        Some(base) => {
            let _ = write!(
                out,
                "/// The texts of this crate in one language, and those it builds on.\n#[derive(Clone, Copy, Debug)]\npub(crate) struct T({base});\n\
                 impl T {{ pub(crate) fn of(language: kit_core::Language) -> Self {{ Self({base}(language)) }} }}\n\
                 impl std::ops::Deref for T {{ type Target = {base}; fn deref(&self) -> &{base} {{ &self.0 }} }}\n#[allow(clippy::all)]\nimpl T {{\n"
            );
        }
    }
    for (id, message) in fi {
        let languages = [("Fi", message), ("Sv", &sv[id]), ("En", &en[id])];
        function(&mut out, visibility, id, &languages);
    }
    out.push_str("}\n");
    out
}

fn function(out: &mut String, visibility: &str, id: &str, languages: &[(&str, &Message); 3]) {
    let name = id.replace('-', "_");
    let variables = languages[0].1.variables();
    if variables.is_empty() {
        let _ = writeln!(out, "    {visibility} fn {name}(&self) -> &'static str {{ match self.language() {{");
        for (language, message) in languages {
            let _ = writeln!(out, "        kit_core::Language::{language} => {:?},", constant(&message.0));
        }
        out.push_str("    } }\n");
        return;
    }
    let _ = write!(out, "    {visibility} fn {name}(&self");
    for (variable, is_number) in &variables {
        let _ = write!(out, ", {}: {}", variable.replace('-', "_"), if *is_number { "i64" } else { "impl std::fmt::Display" });
    }
    out.push_str(") -> String {\n        use std::fmt::Write as _;\n        let mut out = String::new();\n        match self.language() {\n");
    for (language, message) in languages {
        let _ = writeln!(out, "            kit_core::Language::{language} => {{");
        parts(out, &message.0);
        out.push_str("            }\n");
    }
    out.push_str("        }\n        out\n    }\n");
}

fn constant(parts: &[Part]) -> String {
    parts.iter().map(|part| if let Part::Text(text) = part { text.as_str() } else { "" }).collect()
}

fn parts(out: &mut String, parts_: &[Part]) {
    for part in parts_ {
        match part {
            Part::Text(text) => drop(writeln!(out, "out.push_str({text:?});")),
            Part::Variable(name) => drop(writeln!(out, "let _ = write!(out, \"{{}}\", {});", name.replace('-', "_"))),
            Part::Choice { number, exact, rest } => {
                let _ = writeln!(out, "match {} {{", number.replace('-', "_"));
                for (value, text) in exact {
                    let _ = writeln!(out, "{value} => {{");
                    parts(out, text);
                    out.push_str("}\n");
                }
                out.push_str("_ => {\n");
                parts(out, rest);
                out.push_str("}\n}\n");
            }
        }
    }
}
