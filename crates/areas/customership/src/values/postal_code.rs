use registers::{PostalPlace, postal_codes};
use serde::Serialize;

/// A Finnish postal code: five digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PostalCode(String);

impl PostalCode {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    /// What belongs to the code; none if it is not among those we know.
    pub fn place(&self) -> Option<PostalPlace> {
        postal_codes::find(&self.0)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_digits_are_a_code_whether_it_is_known_or_not() {
        for (code, known) in [("00100", true), (" 00099 ", true), ("01010", false), ("12345", false)] {
            assert_eq!(PostalCode::parse(code).map(|code| code.place().is_some()), Some(known), "{code}");
        }
        for wrong in ["", "0010", "001000", "0010O", "FI-00100", "٠٠١٠٠"] {
            assert!(PostalCode::parse(wrong).is_none(), "{wrong}");
        }
    }
}
