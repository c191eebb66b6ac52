use serde::Serialize;

/// The registration number on the face of a professional card (varmennekortin rekisterinumero): eleven digits, a text, as
/// zeros stand at its beginning. A check digit is not known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct CardNumber(String);

impl CardNumber {
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        (digits.len() == 11 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Self(digits))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_has_eleven_digits_and_keeps_its_zeros() {
        for right in ["11122211121", "00198705840", "10000222116", " 100 0022 2116 "] {
            assert!(CardNumber::parse(right).is_some(), "{right}");
        }
        assert_eq!(CardNumber::parse("00198705840").map(|card| card.as_str().to_owned()).as_deref(), Some("00198705840"));
        for wrong in ["", "1112221112", "111222111211", "1112221112A", "111-2221112"] {
            assert!(CardNumber::parse(wrong).is_none(), "{wrong}");
        }
    }
}
