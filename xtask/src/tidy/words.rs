//! Words that do not belong in the program.

use super::files::Source;

fn find(sources: &[Source], looked_at: impl Fn(&Source) -> bool, is_wrong: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let files = sources.iter().filter(|source| looked_at(source));
    files
        .flat_map(|source| {
            source.lines().filter(|(_, line)| is_wrong(source, line)).map(|(number, line)| source.at(number, line)).collect::<Vec<_>>()
        })
        .collect()
}

/// What differs between services is data in their constants.
pub fn services(sources: &[Source]) -> Vec<String> {
    const ASKED: [&str; 4] = ["service ==", "service != ", "service.key ==", "service.key() =="];
    let is_wrong = |_: &Source, line: &str| line.contains("if ") && ASKED.iter().any(|asked| line.contains(asked));
    find(sources, |source| source.path.starts_with("crates/") && source.is_rust() && !source.is_test(), is_wrong)
}

pub fn panics(sources: &[Source]) -> Vec<String> {
    let is_wrong = |source: &Source, line: &str| {
        let wrong = |call: &str, lint: &str| line.contains(call) && !source.text.contains(lint);
        wrong(".unwrap()", "clippy::unwrap_used") || wrong(".expect(", "clippy::expect_used")
    };
    find(sources, |source| source.is_rust() && !source.is_test(), is_wrong)
}

pub fn later(sources: &[Source]) -> Vec<String> {
    const LATER: [&str; 5] = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("];
    let own = |source: &Source| source.path.starts_with("xtask/src/tidy/") || source.path.ends_with(".lock") || source.path.ends_with(".md");
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| !own(source)) {
        let wrong = (1..).zip(source.text.lines()).filter(|(_, line)| LATER.iter().any(|word| line.contains(word)));
        problems.extend(wrong.map(|(number, line)| source.at(number, line)));
    }
    problems
}

pub fn machines(sources: &[Source]) -> Vec<String> {
    const FOLDERS: [&str; 5] = ["/home/", "/root/", "/Users/", "/work/", "C:\\"];
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| !source.path.starts_with("xtask/src/tidy/")) {
        let starts = |line: &str, folder: &str| {
            line.match_indices(folder).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "./}_-".contains(c)))
        };
        let wrong = (1..).zip(source.text.lines()).filter(|(_, line)| FOLDERS.iter().any(|folder| starts(line, folder)));
        problems.extend(wrong.map(|(number, line)| source.at(number, line)));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{super::files::made_of, *};

    #[test]
    fn each_word_is_found_in_the_program_but_not_in_its_tests() {
        let text = "if application.service == IMAGING {}\nlet a = b.unwrap();\n#[cfg(test)]\nmod tests {\n    c.unwrap();\n}\n";
        let sources = made_of(&[("crates/a/src/lib.rs", text), ("crates/a/tests/it/main.rs", "x.unwrap();")]);
        assert_eq!((services(&sources).len(), panics(&sources).len()), (1, 1));
        let reasoned = made_of(&[("crates/a/src/lib.rs", "#[allow(clippy::expect_used, reason = \"…\")]\nx.expect(\"y\"); z.unwrap();")]);
        assert_eq!(panics(&reasoned).len(), 1);
    }

    #[test]
    fn folders_of_a_machine_are_found_and_paths_of_the_web_are_not() {
        let sources =
            made_of(&[("a.md", "see /home/somebody/x"), ("b.rs", "get(\"/work/{id}\")"), ("c.html", "<a href=\"https://a.example/home/x\">")]);
        assert_eq!(machines(&sources).len(), 2);
        assert_eq!(later(&made_of(&[("a.css", "/* TODO */"), ("STYLE.md", "no TODO")])).len(), 1);
    }
}
