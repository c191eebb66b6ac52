use registers::{BusinessId, InvoiceOperator, OperatorKind, operators};
use serde::Serialize;

/// Where an e-invoice is sent, in capitals and without blanks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct EInvoiceAddress {
    text: String,
    #[serde(skip)]
    pub kind: AddressKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressKind {
    /// A Finnish account number with right check digits: addresses at a bank.
    Iban,
    /// `0037`, a business ID, perhaps a unit. None: the ID's check digit is wrong.
    Ovt(Option<BusinessId>),
    /// Operators give addresses of other forms too.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Not 8 to 35 letters and digits.
    Shape,
    /// It is an account number, and mistyped: its check digits say so.
    IbanCheckDigits,
}

impl EInvoiceAddress {
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = plain(text);
        let signs = text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b":._-".contains(&b));
        if !signs || !(8..=35).contains(&text.len()) {
            return Err(AddressError::Shape);
        }
        let kind = match (finnish_account(&text), ovt(&text)) {
            (Some(false), _) => return Err(AddressError::IbanCheckDigits),
            (Some(true), _) => AddressKind::Iban,
            (None, Some(business_id)) => AddressKind::Ovt(BusinessId::parse(business_id)),
            (None, None) => AddressKind::Other,
        };
        Ok(Self { text, kind })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// The id of who carries e-invoices to their receiver: a bank's BIC, an operator's id. In capitals and without blanks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Operator {
    text: String,
}

impl Operator {
    /// Takes 2 to 35 letters and digits: the list of operators is never complete.
    pub fn parse(text: &str) -> Option<Self> {
        let text = plain(text);
        let signs = text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b":._-".contains(&b));
        (signs && (2..=35).contains(&text.len())).then_some(Self { text })
    }

    pub fn listed(&self) -> Option<&'static InvoiceOperator> {
        operators::find(&self.text)
    }

    /// In the list, or of a form that operators' ids have: a BIC, or an OVT with a right business ID.
    pub fn looks_right(&self) -> bool {
        let by_form = is_bic(&self.text) || ovt(&self.text).is_some_and(|business_id| BusinessId::parse(business_id).is_some());
        self.listed().is_some() || by_form
    }

    /// A bank, as far as we can know: a BIC that is not in the list is believed.
    pub fn may_be_bank(&self) -> bool {
        self.listed().map_or_else(|| is_bic(&self.text), |operator| operator.kind == OperatorKind::Bank)
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}

/// Are the check digits right? None: it has not the form of a Finnish account number, `FI` and 16 digits.
fn finnish_account(text: &str) -> Option<bool> {
    let digits = text.strip_prefix("FI").filter(|rest| rest.len() == 16 && rest.bytes().all(|b| b.is_ascii_digit()))?;
    // ISO 13616: the country, F as 15 and I as 18, and the check digits go to the end.
    let turned = format!("{}1518{}", &digits[2..], &digits[..2]);
    Some(turned.bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97) == 1)
}

/// The eight digits of the business ID in an OVT: `0037`, they, and up to five letters or digits for a unit.
fn ovt(text: &str) -> Option<&str> {
    let (business_id, unit) = text.strip_prefix("0037")?.split_at_checked(8)?;
    let fits = business_id.bytes().all(|b| b.is_ascii_digit()) && unit.len() <= 5 && unit.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then_some(business_id)
}

/// ISO 9362: six letters, two letters or digits, perhaps three for a branch. There is no check digit.
fn is_bic(text: &str) -> bool {
    let (letters, rest) = text.split_at_checked(6).unwrap_or((text, ""));
    letters.bytes().all(|b| b.is_ascii_uppercase()) && matches!(rest.len(), 2 | 5) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Result<AddressKind, AddressError> {
        EInvoiceAddress::parse(text).map(|address| address.kind)
    }

    #[test]
    fn an_account_number_has_right_check_digits_or_is_refused() {
        assert_eq!(kind("FI21 1234 5600 0007 85"), Ok(AddressKind::Iban));
        assert_eq!(EInvoiceAddress::parse("fi2112345600000785").map(|address| address.text), Ok("FI2112345600000785".to_owned()));
        for mistyped in ["FI21 1234 5600 0007 86", "FI12 1234 5600 0007 85", "FI00 0000 0000 0000 00"] {
            assert_eq!(kind(mistyped), Err(AddressError::IbanCheckDigits), "{mistyped}");
        }
        assert_eq!(kind("FI21 1234 5600 0007 8"), Ok(AddressKind::Other), "a digit too few is no account number, but may be an address");
    }

    #[test]
    fn an_ovt_has_a_business_id_and_perhaps_a_unit() {
        let apix = BusinessId::parse("2332748-7");
        for right in ["003723327487", "0037 2332 7487", "003723327487A1", "00372332748712345"] {
            assert_eq!(kind(right), Ok(AddressKind::Ovt(apix.clone())), "{right}");
        }
        // The business ID of the guides' samples.
        assert_eq!(kind("003712345678"), Ok(AddressKind::Ovt(None)));
        for other in ["003723327487123456", "00372332748", "003723327487-1"] {
            assert_eq!(kind(other), Ok(AddressKind::Other), "{other}");
        }
    }

    #[test]
    fn other_addresses_are_taken_if_they_may_be_one() {
        // The guide's sample (Finnish guide, figure 7).
        assert_eq!(kind("009999999999"), Ok(AddressKind::Other));
        assert_eq!(kind("TE123456789:x"), Ok(AddressKind::Other));
        for wrong in ["", "1234567", "ä2345678", "a@b.example", &"1".repeat(36)] {
            assert_eq!(kind(wrong), Err(AddressError::Shape), "{wrong}");
        }
    }

    #[test]
    fn an_operator_is_known_by_its_form_or_by_the_list() {
        // Typed, looks right, may be a bank. POHIFIHH and 009858855888 are the guide's samples.
        for (typed, right, bank) in [
            ("ndeafihh", true, true),
            ("POHIFIHH", true, true),
            ("DNBAFIHX123", true, true),
            ("BAWCFI22", true, false),
            ("003721291126", true, false),
            ("003723327487", true, false),
            ("MAVENTA", true, false),
            ("LO", true, false),
            ("003712345678", false, false),
            ("009858855888", false, false),
            ("X1", false, false),
        ] {
            let operator = Operator::parse(typed).unwrap_or_else(|| panic!("{typed} is refused"));
            assert_eq!((operator.looks_right(), operator.may_be_bank()), (right, bank), "{typed}");
        }
        for wrong in ["", "X", "Å1", "a b@c", &"1".repeat(36)] {
            assert!(Operator::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn what_is_sent_is_the_text_alone() {
        let both = (EInvoiceAddress::parse("0037 23327487").ok(), Operator::parse("ndea fihh"));
        assert_eq!(serde_json::to_string(&both).unwrap(), "[\"003723327487\",\"NDEAFIHH\"]");
    }
}
