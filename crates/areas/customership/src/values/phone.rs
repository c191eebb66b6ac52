use serde::Serialize;

/// A phone number, kept in the form of E.164: `+358401234567`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

/// Beginnings of Finnish mobile numbers after the country code (Traficom's numbering).
const MOBILE: [&str; 2] = ["4", "50"];

impl Phone {
    /// Takes national and international forms with blanks, hyphens and brackets. A number without a country code is Finnish.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().filter(|c| !c.is_whitespace() && !"-()/.".contains(*c)).collect();
        let digits = match (plain.strip_prefix('+'), plain.strip_prefix("00"), plain.strip_prefix('0')) {
            (Some(international), ..) | (None, Some(international), _) => {
                international.strip_prefix("3580").map_or_else(|| international.to_owned(), |rest| format!("358{rest}"))
            }
            (None, None, Some(national)) => format!("358{national}"),
            (None, None, None) => return None,
        };
        let fits = (6..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        fits.then(|| Self(format!("+{digits}")))
    }

    /// Can it take text messages? Finnish numbers only if they are mobile; of foreign ones we cannot know, so yes.
    pub fn takes_text_messages(&self) -> bool {
        self.0.strip_prefix("+358").is_none_or(|national| MOBILE.iter().any(|mobile| national.starts_with(mobile)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        for (typed, kept) in [
            ("040 000 0101", Some("+358400000101")),
            ("+358 (0)40-0000101", Some("+358400000101")),
            ("00358400000101", Some("+358400000101")),
            ("010 020 020", Some("+35810020020")),
            ("+46 8 123 456", Some("+468123456")),
            ("", None),
            ("12345", None),
            ("040-abc", None),
            ("+0123456", None),
            ("0401234567890123456", None),
        ] {
            assert_eq!(Phone::parse(typed).map(|p| p.as_str().to_owned()).as_deref(), kept, "{typed}");
        }
    }

    #[test]
    fn service_numbers_and_landlines_take_no_text_messages() {
        let takes = |text| Phone::parse(text).is_some_and(|phone| phone.takes_text_messages());
        assert!(takes("0401234567") && takes("050 123 4567") && takes("+46 70 123 45 67"));
        assert!(!takes("010020020") && !takes("0295 123 456") && !takes("09 123 4567"));
    }
}
