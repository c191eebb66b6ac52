use serde_json::Value;
use typst::text::{Coverage, Font};

use super::shelf::Shelf;

/// Which fonts may show a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fonts {
    All,
    /// Only the text's own font.
    Main,
}

impl Shelf {
    /// The same values, with every character that cannot be shown written by its code point.
    pub fn shown(&self, value: &Value, fonts: Fonts) -> Value {
        match value {
            Value::String(text) => Value::String(text.chars().map(|c| self.spelled(c, fonts)).collect()),
            Value::Array(items) => items.iter().map(|item| self.shown(item, fonts)).collect(),
            Value::Object(object) => object.iter().map(|(key, item)| (key.clone(), self.shown(item, fonts))).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn spelled(&self, c: char, fonts: Fonts) -> String {
        match c {
            '\n' | ' '..='~' => c.to_string(),
            '\t' => " ".to_owned(),
            '\r' => String::new(),
            _ if !forbidden(c) && self.covered(c, fonts) => c.to_string(),
            _ => format!("[U+{:04X}]", u32::from(c)),
        }
    }

    fn covered(&self, c: char, fonts: Fonts) -> bool {
        let main = |font: &&Font| font.info().family == super::shelf::MAIN;
        let mut main_fonts = self.fonts.iter().filter(main);
        let has = |font: &Font| has(&font.info().coverage, c);
        // Headings are bold: every weight of the main family must have the character.
        main_fonts.all(has) || (fonts == Fonts::All && self.fonts.iter().filter(|font| !main(font)).any(has))
    }
}

fn has(coverage: &Coverage, c: char) -> bool {
    coverage.contains(u32::from(c))
}

/// Control and direction characters, joiners, private use, and the marks of byte order: an archived text must not hold
/// them, and a reader would not see what they do.
fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..)
}
