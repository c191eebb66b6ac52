//! What was typed into a form: names and texts, in order, as they came.
//!
//! A draft keeps exactly this. Rows of a repeated group have indexed names: `contacts.0.email`.

use serde::{Deserialize, Serialize};

/// A repeated group has at most so many rows: a large index cannot take memory.
pub const MOST_ROWS: usize = 50;

/// A form has at most so many fields: more than any page of ours shows.
const MOST_FIELDS: usize = 4000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`. Bytes that are no UTF-8 become �; control characters
    /// other than line breaks and tabs are dropped, as no database keeps them alike.
    pub fn read(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).take(MOST_FIELDS).map(|(name, value)| (clean(&name), clean(&value))).collect())
    }

    /// The same of the parts of a form with files.
    pub(crate) fn from_parts(parts: Vec<(String, &[u8])>) -> Self {
        Self(parts.into_iter().map(|(name, value)| (clean(&name), clean(&String::from_utf8_lossy(value)))).collect())
    }

    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The first value of that name; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// The first value of that name, if the field was sent at all: which button was pressed.
    pub fn value_if_sent(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// All values of that name: the ticked boxes of a group.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Only the fields that `keep` knows.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|(name, _)| keep(name)).cloned().collect())
    }

    /// The rows of a repeated group that have a field, by their numbers, in order.
    pub fn rows(&self, group: &str) -> Vec<usize> {
        let mut rows: Vec<usize> = self.0.iter().filter_map(|(name, _)| row_of(name, group).map(|(row, _)| row)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.truncate(MOST_ROWS);
        rows
    }

    /// The same group without row `gone`, the rows numbered from 0.
    #[must_use]
    pub fn without_row(&self, group: &str, gone: usize) -> Self {
        self.renumbered(group, |rows| rows.retain(|row| *row != gone))
    }

    /// The same group with its rows numbered from 0.
    #[must_use]
    pub fn numbered(&self, group: &str) -> Self {
        self.renumbered(group, |_| {})
    }

    fn renumbered(&self, group: &str, change: impl Fn(&mut Vec<usize>)) -> Self {
        let mut rows = self.rows(group);
        change(&mut rows);
        let rename = |(name, value): &(String, String)| match row_of(name, group) {
            None => Some((name.clone(), value.clone())),
            Some((row, rest)) => {
                let place = rows.iter().position(|r| *r == row)?;
                Some((format!("{group}.{place}.{rest}"), value.clone()))
            }
        };
        Self(self.0.iter().filter_map(rename).collect())
    }
}

/// `contacts.3.email` in group `contacts` is row 3, field `email`.
fn row_of<'a>(name: &'a str, group: &str) -> Option<(usize, &'a str)> {
    let (row, rest) = name.strip_prefix(group)?.strip_prefix('.')?.split_once('.')?;
    Some((row.parse().ok()?, rest))
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_in_as_it_was_typed() {
        let fields = Fields::read("a=1&b=%C3%A4+%F0%9F%98%80&a=2&n=x%00y%0D%0Az".as_bytes());
        assert_eq!(fields.get("a"), "1");
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(fields.get("b"), "ä 😀");
        assert_eq!(fields.get("n"), "xy\nz");
        assert_eq!(Fields::from_json(&fields.to_json()), fields);
    }

    #[test]
    fn taking_a_row_out_moves_the_later_ones_up() {
        let fields = Fields::read(b"c.0.n=a&c.2.n=b&c.7.n=c&other=x");
        assert_eq!(fields.rows("c"), [0, 2, 7]);
        let left = fields.without_row("c", 2);
        assert_eq!(left, Fields::read(b"c.0.n=a&c.1.n=c&other=x"));
    }

    #[test]
    fn a_large_index_takes_no_memory() {
        assert_eq!(Fields::read(b"c.99999999999999999999999.n=a&c.4000000000.n=b").rows("c"), [4_000_000_000]);
    }
}
