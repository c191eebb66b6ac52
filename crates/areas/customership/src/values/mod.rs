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

#[cfg(test)]
mod tests {
    use registers::BusinessId;

    use super::*;

    /// Samples that stand in the guides, and break rules that others have: what they are here (registers, R11).
    #[test]
    fn the_guides_samples_are_what_the_notes_say() {
        assert!(BusinessId::parse("1234567-8").is_none(), "the check digit is 1");
        assert!(PostalCode::parse("12345").is_some_and(|code| code.place().is_none()), "five digits, which nobody has");
        assert!(Phone::parse("010020020").is_some_and(|phone| phone.is_in_a_numbering_plan() && !phone.takes_text_messages()), "a company's number");
        assert!(EInvoiceAddress::parse("009999999999").is_ok_and(|address| address.kind == AddressKind::Other), "no OVT, but it may be an address");
        assert!(
            Operator::parse("POHIFIHH").is_some_and(|operator| operator.looks_right() && operator.listed().is_none()),
            "a BIC that is not listed"
        );
        assert!(CardNumber::parse("11122211121").is_some(), "eleven digits; no check digit is known");
    }
}
