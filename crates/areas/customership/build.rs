//! Makes Rust of the texts beside the features, and a `TextKind` of each pair of samples: a text is published by
//! putting it into the folder, in Finnish and in Swedish. Where one of the two is missing, the crate does not build.

use std::{collections::BTreeSet, env, fmt::Write as _, fs, io, path::Path};

const SAMPLES: &str = "src/documents/samples";

#[allow(clippy::disallowed_methods, reason = "cargo tells a build script by the environment where to write")]
fn main() -> io::Result<()> {
    kit_texts::build(Some("kit_web::Texts"));
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(SAMPLES)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        files.extend(name.split_once('.').map(|(file, _)| file.to_owned()));
    }
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&folder).join("text_kinds.rs"), text_kinds(&files))
}

fn text_kinds(files: &BTreeSet<String>) -> String {
    let (mut variants, mut keys, mut samples) = (String::new(), String::new(), String::new());
    for file in files {
        let name: String = file.split('_').map(capitalised).collect();
        let sample = |language: &str| format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{SAMPLES}/{file}.{language}.json\"))");
        let _ = write!(variants, "{name}, ");
        let _ = writeln!(keys, "Self::{name} => {:?},", file.replace('_', "-"));
        let _ = writeln!(samples, "Self::{name} => [{}, {}],", sample("fi"), sample("sv"));
    }
    let all: String = variants.split_inclusive(", ").map(|variant| format!("Self::{variant}")).collect();
    format!(
        "/// The texts that are published as dated versions: one of each pair of files in `{SAMPLES}`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum TextKind {{ {variants}}}\n\
         impl TextKind {{\n\
         pub const ALL: [Self; {}] = [{all}];\n\
         /// The word in addresses, the database and the frozen submission: the name of the sample's file, with hyphens.\n\
         pub const fn key(self) -> &'static str {{ match self {{\n{keys}}} }}\n\
         /// What an installation begins with, in Finnish and in Swedish.\n\
         pub(super) const fn samples(self) -> [&'static str; 2] {{ match self {{\n{samples}}} }}\n\
         }}\n",
        files.len()
    )
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + rest
}
