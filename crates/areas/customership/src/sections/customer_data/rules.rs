use kit_core::{Day, FieldErrors};
use kit_web::Fields;
use registers::Organisation;
use serde::Serialize;

use crate::values::{Email, Phone, PostalCode, PostalOddity, line};

/// The section is the same in all services.
#[derive(Clone, Copy, Debug)]
pub struct CustomerDataPolicy;

/// Where the customer is reached. Receipts, decisions and copies of documents go to `email`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CustomerData {
    pub street: String,
    pub postal_code: PostalCode,
    pub town: String,
    pub email: Email,
    pub phone: Phone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerDataError {
    StreetMissing,
    PostalCode,
    TownMissing,
    Email,
    Phone,
}

/// What is odd and may be right all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerDataWarning {
    Postal(PostalOddity),
    /// Our last mail to the address came back on that day.
    MailCameBack(Day),
    /// The number is in no numbering plan that we know.
    Phone,
}

pub(super) const FIELDS: [&str; 5] = ["street", "postal_code", "town", "email", "phone"];

impl CustomerDataPolicy {
    pub fn check(&self, fields: &Fields) -> Result<CustomerData, FieldErrors<CustomerDataError>> {
        use CustomerDataError as E;
        let mut errors = FieldErrors::default();
        let street = errors.take("street", line(fields.get("street")).ok_or(E::StreetMissing));
        let postal_code = errors.take("postal_code", PostalCode::parse(fields.get("postal_code")).ok_or(E::PostalCode));
        let town = errors.take("town", line(fields.get("town")).ok_or(E::TownMissing));
        let email = errors.take("email", Email::parse(fields.get("email")).ok_or(E::Email));
        let phone = errors.take("phone", Phone::parse(fields.get("phone")).ok_or(E::Phone));
        let all = || Some(CustomerData { street: street?, postal_code: postal_code?, town: town?, email: email?, phone: phone? });
        let value = all();
        errors.or(value)
    }

    /// What is odd in the data of the customer `own`, from whose address a mail came back on the day `bounced`.
    pub fn warnings(&self, fields: &Fields, own: &Organisation, bounced: Option<Day>) -> FieldErrors<CustomerDataWarning> {
        let mut odd = FieldErrors::default();
        if let Some(oddity) = PostalOddity::of(fields, own) {
            odd.add(oddity.field(), CustomerDataWarning::Postal(oddity));
        }
        if let Some(day) = bounced {
            odd.add("email", CustomerDataWarning::MailCameBack(day));
        }
        if Phone::parse(fields.get("phone")).is_some_and(|phone| !phone.is_in_a_numbering_plan()) {
            odd.add("phone", CustomerDataWarning::Phone);
        }
        odd
    }
}
