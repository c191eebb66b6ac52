//! Finds the texts of `Sql("…")` in Rust source.

/// Line and text of each statement outside of `mod tests`.
pub fn statements(source: &str) -> Vec<(usize, String)> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    source.match_indices("Sql(").filter_map(|(at, _)| Some((source[..at].lines().count(), literal(source[at + 4..].trim_start())?))).collect()
}

/// The value of the string literal at the start of `text`, if there is one.
fn literal(text: &str) -> Option<String> {
    let after_r = text.strip_prefix('r').unwrap_or(text);
    let hashes = after_r.len() - after_r.trim_start_matches('#').len();
    let body = after_r[hashes..].strip_prefix('"')?;
    if text.starts_with('r') {
        return body.split_once(&format!("\"{}", "#".repeat(hashes))).map(|(raw, _)| raw.to_owned());
    }
    let mut value = String::new();
    let mut rest = body.chars();
    loop {
        match rest.next()? {
            '"' => return Some(value),
            '\\' => escaped(&mut rest, &mut value)?,
            letter => value.push(letter),
        }
    }
}

fn escaped(rest: &mut std::str::Chars<'_>, value: &mut String) -> Option<()> {
    match rest.next()? {
        // A line that goes on: the break and what it is indented by are no part of the text.
        '\n' => *rest = rest.as_str().trim_start().chars(),
        'n' => value.push('\n'),
        't' => value.push('\t'),
        other => value.push(other),
    }
    Some(())
}

#[test]
fn finds_plain_raw_and_broken_texts() {
    let source = "const A: Sql = Sql(\"SELECT 1\");\nconst B: Sql =\n    Sql(\n        r#\"SELECT \"a\"\"#);\n\
                  const C: Sql = Sql(\"SELECT \\\n     2 \\\"x\\\"\");\npub struct Sql(pub &'static str);\n#[cfg(test)]\nmod tests {\n Sql(\"no\") }";
    let expected = [(1, "SELECT 1"), (3, "SELECT \"a\""), (5, "SELECT 2 \"x\"")].map(|(line, sql)| (line, sql.to_owned()));
    assert_eq!(statements(source), expected);
}
