//! Values of the field that are right by construction: one parse function each. What is odd about a value and may stay as it
//! is, the value says by its other functions: a form shows it as a warning, never as an error.

mod card_number;
mod e_invoice;
mod email;
mod phone;
mod postal_address;
mod postal_code;

pub use card_number::CardNumber;
pub use e_invoice::{AddressError, AddressKind, EInvoiceAddress, Operator};
pub use email::Email;
pub use phone::Phone;
pub use postal_address::{PostalOddity, with_town};
pub use postal_code::PostalCode;

/// Longest line of text that is taken, in characters.
const LONGEST_LINE: usize = 200;

/// One line of text as people mean it: trimmed, inner blanks single; none if nothing is left or it is too long.
pub fn line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    (!line.is_empty() && line.chars().count() <= LONGEST_LINE).then_some(line)
}
