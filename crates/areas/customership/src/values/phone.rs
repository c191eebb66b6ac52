use rlibphonenumber::{
    PHONE_NUMBER_UTIL, PhoneNumberFormat,
    enums::{PhoneNumberType, Region},
};
use serde::Serialize;

/// A phone number, kept in the form of E.164: `+358401234567`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Phone {
    number: String,
    /// None: in no country's numbering plan that we know.
    #[serde(skip)]
    kind: Option<PhoneNumberType>,
}

impl Phone {
    /// Takes national and international forms with blanks, hyphens, brackets, dots and slashes: 3 to 15 digits. A number
    /// without a country code is Finnish. A number that is in no numbering plan is taken too: short and new ones exist.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().filter(|c| !c.is_whitespace() && !"-–()/.".contains(*c)).collect();
        let digits = plain.strip_prefix('+').unwrap_or(&plain);
        if !(3..=17).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let known = PHONE_NUMBER_UTIL.parse(&plain, Some(Region::FI)).ok().filter(|number| number.is_valid());
        match known {
            Some(number) => Some(Self { number: number.format_as(PhoneNumberFormat::E164).to_string(), kind: Some(number.get_type()) }),
            None => Some(Self { number: as_typed(&plain)?, kind: None }),
        }
    }

    /// A number of a kind that exists where it says to be from. If not, it may still work; it should be looked at twice.
    pub const fn is_in_a_numbering_plan(&self) -> bool {
        self.kind.is_some()
    }

    /// Can it take text messages? Mobile numbers can; where mobile and fixed ones look alike, we believe it.
    pub const fn takes_text_messages(&self) -> bool {
        matches!(self.kind, Some(PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile))
    }

    pub fn as_str(&self) -> &str {
        &self.number
    }
}

/// The digits as they stand, with the country code before them.
fn as_typed(plain: &str) -> Option<String> {
    let digits = match (plain.strip_prefix('+'), plain.strip_prefix("00"), plain.strip_prefix('0')) {
        (Some(international), ..) | (None, Some(international), _) => international.to_owned(),
        (None, None, national) => format!("358{}", national.unwrap_or(plain)),
    };
    ((3..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Typed, kept, in a numbering plan, takes text messages.
    type Sample = (&'static str, &'static str, bool, bool);

    #[track_caller]
    fn holds(samples: &[Sample]) {
        for (typed, kept, known, messages) in samples {
            let phone = Phone::parse(typed).unwrap_or_else(|| panic!("{typed} is refused"));
            assert_eq!((phone.as_str(), phone.is_in_a_numbering_plan(), phone.takes_text_messages()), (*kept, *known, *messages), "{typed}");
        }
    }

    #[test]
    fn the_guides_samples_are_taken_and_only_mobile_ones_get_messages() {
        holds(&[
            ("04003939393", "+3584003939393", true, true),
            ("040000101", "+35840000101", true, true),
            ("0489876543", "+358489876543", true, true),
            ("0457 3950000", "+3584573950000", true, true),
            ("010020020", "+35810020020", true, false),
            ("02020202", "+3582020202", true, false),
            ("02020200", "+3582020200", true, false),
            ("09 1234567", "+35891234567", true, false),
            ("018 12345", "+3581812345", true, false),
            ("0491234567", "+358491234567", false, false),
            ("116117", "+358116117", false, false),
            ("+46 70 123 45 67", "+46701234567", true, true),
        ]);
    }

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        holds(&[
            ("040 000 0101", "+358400000101", true, true),
            ("+358 (0)40-0000101", "+358400000101", true, true),
            ("00358400000101", "+358400000101", true, true),
            ("401234567", "+358401234567", true, true),
            ("+46 (0)70 123 45 67", "+46701234567", true, true),
            ("+46 8 123 456", "+468123456", true, false),
            ("+1 202 555 0123", "+12025550123", true, true),
            ("+39 06 698 12345", "+390669812345", true, false),
            ("112", "+358112", false, false),
            ("+999 123 456", "+999123456", false, false),
        ]);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in ["", "12", "040-abc", "+0123456", "0401234567890123456", "040+1234567", "040 1234567 / 050 1234567", "٠٤٠١٢٣٤٥٦٧"] {
            assert!(Phone::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn what_is_sent_is_the_number_alone() {
        assert_eq!(serde_json::to_string(&Phone::parse("040 1234567")).unwrap(), "\"+358401234567\"");
    }
}
