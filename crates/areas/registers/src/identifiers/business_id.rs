use std::fmt;

/// A Finnish business ID, `NNNNNNN-C`, with a right check digit (weights 7 9 10 5 8 4 2, modulo 11).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BusinessId(String);

impl BusinessId {
    /// Takes what people write: blanks around, no hyphen, a dash for a hyphen, `FI` before, six digits before the hyphen.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(['–', '−'], "-");
        let text = text.strip_prefix("FI").unwrap_or(&text);
        let (number, check) = text.split_once('-').or_else(|| text.split_at_checked(text.len().checked_sub(1)?))?;
        if !(6..=7).contains(&number.len()) || !number.bytes().chain(check.bytes()).all(|b| b.is_ascii_digit()) || check.len() != 1 {
            return None;
        }
        let number = format!("{number:0>7}");
        (check_digit(&number).map(|c| c.to_string()).as_deref() == Some(check)).then(|| Self(format!("{number}-{check}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BusinessId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// None: a remainder of 1, a number that is never issued.
fn check_digit(seven_digits: &str) -> Option<u32> {
    let sum: u32 = seven_digits.bytes().zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match sum % 11 {
        0 => Some(0),
        1 => None,
        remainder => Some(11 - remainder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_business_id_has_a_right_check_digit() {
        for (typed, is) in [
            ("0204819-8", Some("0204819-8")),
            ("204819-8", Some("0204819-8")),
            (" FI23327487 ", Some("2332748-7")),
            ("2332748–7", Some("2332748-7")),
            ("1234567-8", None),
            ("0000006-0", None),
            ("", None),
            ("-", None),
            ("ä2345-1", None),
        ] {
            assert_eq!(BusinessId::parse(typed).map(|id| id.to_string()).as_deref(), is, "{typed}");
        }
    }
}
