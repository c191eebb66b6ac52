use askama::Template;

use super::question::question_methods;
use super::{Example, Question, Text};

/// Several lines of text, if wished with the count of characters left.
#[derive(Clone, Debug, Template)]
#[template(path = "components/textarea/textarea.html")]
pub struct Textarea<'a> {
    pub question: Question<'a>,
    pub value: Text<'a>,
    pub rows: u16,
    pub count: Option<CharacterCount<'a>>,
}

html_safe!(Textarea);

/// How many characters are left. The server renders it, the script keeps it current.
#[derive(Clone, Debug)]
pub struct CharacterCount<'a> {
    /// In characters (Unicode scalar values), a line break counting as one.
    pub limit: usize,
    /// With `%n` in place of the number: «%n/200 merkkiä jäljellä».
    pub left: Text<'a>,
    /// With `%n` in place of the number: «%n merkkiä liikaa».
    pub over: Text<'a>,
}

impl CharacterCount<'_> {
    fn used(value: &str) -> usize {
        value.chars().count() - value.matches("\r\n").count()
    }

    fn is_over(&self, value: &str) -> bool {
        Self::used(value) > self.limit
    }

    fn sentence(&self, value: &str) -> String {
        let used = Self::used(value);
        let (text, number) = if used > self.limit { (&self.over, used - self.limit) } else { (&self.left, self.limit - used) };
        text.replace("%n", &number.to_string())
    }
}

impl<'a> Textarea<'a> {
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        Self { question: Question::new(name, label), value: value.into(), rows: 5, count: None }
    }

    question_methods!();

    pub fn rows(mut self, rows: u16) -> Self {
        self.rows = rows;
        self
    }

    /// Shows how many of `limit` characters are left; both texts have `%n` in place of the number.
    pub fn count(mut self, limit: usize, left: impl Into<Text<'a>>, over: impl Into<Text<'a>>) -> Self {
        self.count = Some(CharacterCount { limit, left: left.into(), over: over.into() });
        self
    }

    fn described_by(&self) -> String {
        let mut ids = self.question.described_by();
        if self.count.is_some() {
            ids = format!("{ids} {}-count", self.question.name);
        }
        ids.trim_start().to_owned()
    }
}

pub(super) fn examples() -> Vec<Example> {
    let reason = |value: &'static str| Textarea::new("reason", "Irtisanomisen syy", value).count(20, "%n/20 merkkiä jäljellä", "%n merkkiä liikaa");
    vec![
        ("textarea/default", Textarea::new("message", "Viesti", "Ensimmäinen rivi\nToinen rivi").to_string()),
        ("textarea/count", reason("Toiminta päättyy").hint("Vapaaehtoinen.").to_string()),
        ("textarea/too long", reason("Toiminta päättyy vuoden lopussa").error("Kirjoita enintään 20 merkkiä").required().to_string()),
        ("textarea/warning", reason("Toiminta päättyy").warning("Tarkista: Oletko kertonut, milloin toiminta päättyy?").to_string()),
        (
            "textarea/help",
            Textarea::new("note", "Lisätieto", "").help("Ohje: Lisätieto", "Kirjoita vain se, mitä käsittelijä tarvitsee.").to_string(),
        ),
        ("textarea/hostile", Textarea::new("hostile", "</textarea><script>", "</textarea><script>alert(1)</script>").to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_counts_as_one_character_however_it_was_sent() {
        let count = CharacterCount { limit: 5, left: "%n left".into(), over: "%n over".into() };
        assert_eq!(count.sentence("ä\r\nö"), "2 left");
        assert_eq!(count.sentence("ä\nö"), "2 left");
        assert_eq!(count.sentence("abcdefg"), "2 over");
    }
}
