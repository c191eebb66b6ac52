//! Documents that are made from the code, to be read in review: what the program does, in tables.

mod mails;
mod routes;
pub mod services;

/// A table of Markdown, with its title above it.
struct Table(String);

impl Table {
    fn new(title: &str, columns: &[&str]) -> Self {
        let rule = vec!["---"; columns.len()];
        Self(format!("\n## {title}\n\n| {} |\n| {} |\n", columns.join(" | "), rule.join(" | ")))
    }

    fn row<C: AsRef<str>>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        let cells: Vec<String> = cells.into_iter().map(|cell| cell.as_ref().to_owned()).collect();
        self.0.push_str(&format!("| {} |\n", cells.join(" | ")));
        self
    }
}

/// A document: title, what it tells, tables.
fn document(title: &str, about: &str, tables: impl IntoIterator<Item = Table>) -> String {
    let made = "Made from the code by `cargo xtask docs`; a test fails while it is not current.";
    tables.into_iter().fold(format!("# {title}\n\n{about} {made}\n"), |text, table| text + &table.0)
}
