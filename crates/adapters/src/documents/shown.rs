use std::collections::HashSet;

use serde_json::Value;
use typst::text::Font;

use super::shelf::MAIN;

/// Which fonts may show a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fonts {
    All,
    /// Only the text's own font.
    Main,
}

/// The characters that the fonts have.
#[derive(Debug)]
pub struct Glyphs {
    /// Those in every weight of the main family: a text may be a heading.
    main: HashSet<u32>,
    second: HashSet<u32>,
}

impl Glyphs {
    pub fn of(fonts: &[Font]) -> Self {
        let (main, second): (Vec<_>, Vec<_>) = fonts.iter().partition(|font| font.info().family == MAIN);
        let characters = |font: &&Font| font.info().coverage.iter().collect::<HashSet<_>>();
        Self {
            main: main.iter().map(characters).reduce(|some, more| &some & &more).unwrap_or_default(),
            second: second.iter().flat_map(characters).collect(),
        }
    }

    /// The same values, with every character that cannot be shown written by its code point.
    pub fn shown(&self, value: &Value, fonts: Fonts) -> Value {
        match value {
            Value::String(text) => {
                let mut shown = String::with_capacity(text.len());
                text.chars().for_each(|c| self.spell(c, fonts, &mut shown));
                Value::String(shown)
            }
            Value::Array(items) => items.iter().map(|item| self.shown(item, fonts)).collect(),
            Value::Object(object) => object.iter().map(|(key, item)| (key.clone(), self.shown(item, fonts))).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn spell(&self, c: char, fonts: Fonts, shown: &mut String) {
        match c {
            '\n' | ' '..='~' => shown.push(c),
            '\t' => shown.push(' '),
            '\r' => {}
            _ if !forbidden(c) && self.has(c, fonts) => shown.push(c),
            _ => shown.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
    }

    fn has(&self, c: char, fonts: Fonts) -> bool {
        let c = u32::from(c);
        self.main.contains(&c) || (fonts == Fonts::All && self.second.contains(&c))
    }
}

/// Control and direction characters, joiners, private use, and the marks of byte order: an archived text must not hold
/// them, and a reader would not see what they do.
fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..)
}
