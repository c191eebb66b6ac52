//! Values of the field that are right by construction: one parse function each.

mod email;
mod phone;
mod postal_code;

pub use email::Email;
pub use phone::Phone;
pub use postal_code::PostalCode;

/// One line of text as people mean it: trimmed, inner blanks single; none if nothing is left.
pub fn line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
