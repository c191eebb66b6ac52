use kit_core::FieldErrors;
use kit_web::Fields;
use serde::Serialize;

use crate::values::{PostalCode, line};

/// The section is the same in all services that have it.
#[derive(Clone, Copy, Debug)]
pub struct BillingPolicy;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Billing {
    pub invoice_language: InvoiceLanguage,
    pub e_invoice: Option<EInvoice>,
    /// The customer's own reference on the invoice.
    pub reference: Option<String>,
    pub address: String,
    pub postal_code: PostalCode,
    pub town: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum InvoiceLanguage {
    Fi,
    Sv,
}

/// An e-invoice address and the operator that serves it: both or neither.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EInvoice {
    pub address: String,
    pub operator: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillingError {
    LanguageMissing,
    EInvoiceAddressMissing,
    OperatorMissing,
    EInvoiceAddressShape,
    OperatorShape,
    ReferenceTooLong,
    AddressMissing,
    PostalCode,
    TownMissing,
}

pub(super) const FIELDS: [&str; 7] = ["invoice_language", "e_invoice_address", "operator", "reference", "address", "postal_code", "town"];
/// Longest reference, in characters: what fits on an invoice.
const LONGEST_REFERENCE: usize = 70;

impl BillingPolicy {
    pub fn check(&self, fields: &Fields) -> Result<Billing, FieldErrors<BillingError>> {
        use BillingError as E;
        let mut errors = FieldErrors::default();
        let language = match fields.get("invoice_language") {
            "fi" => Ok(InvoiceLanguage::Fi),
            "sv" => Ok(InvoiceLanguage::Sv),
            _ => Err(E::LanguageMissing),
        };
        let invoice_language = errors.take("invoice_language", language);
        let e_invoice = e_invoice(fields, &mut errors);
        let reference = line(fields.get("reference"));
        if reference.as_ref().is_some_and(|text| text.chars().count() > LONGEST_REFERENCE) {
            errors.add("reference", E::ReferenceTooLong);
        }
        let address = errors.take("address", line(fields.get("address")).ok_or(E::AddressMissing));
        let postal_code = errors.take("postal_code", PostalCode::parse(fields.get("postal_code")).ok_or(E::PostalCode));
        let town = errors.take("town", line(fields.get("town")).ok_or(E::TownMissing));
        let all = || {
            let (invoice_language, address) = (invoice_language?, address?);
            Some(Billing { invoice_language, e_invoice, reference, address, postal_code: postal_code?, town: town? })
        };
        let value = all();
        errors.or(value)
    }
}

fn e_invoice(fields: &Fields, errors: &mut FieldErrors<BillingError>) -> Option<EInvoice> {
    use BillingError as E;
    let plain = |name: &str| line(fields.get(name)).map(|text| text.replace(' ', ""));
    match (plain("e_invoice_address"), plain("operator")) {
        (None, None) => None,
        (None, Some(_)) => {
            errors.add("e_invoice_address", E::EInvoiceAddressMissing);
            None
        }
        (Some(_), None) => {
            errors.add("operator", E::OperatorMissing);
            None
        }
        (Some(address), Some(operator)) => {
            let address = errors.take("e_invoice_address", code(address, 8..=35).ok_or(E::EInvoiceAddressShape));
            let operator = errors.take("operator", code(operator, 6..=20).ok_or(E::OperatorShape));
            Some(EInvoice { address: address?, operator: operator? })
        }
    }
}

/// OVT identifiers, account numbers and bank codes alike: letters, digits and few signs. Which operators there are is not checked.
fn code(text: String, length: std::ops::RangeInclusive<usize>) -> Option<String> {
    (length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:_.".contains(&b))).then_some(text)
}
