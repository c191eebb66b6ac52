use kit_core::FieldErrors;
use kit_web::Fields;
use registers::{BusinessId, InvoiceOperator, OperatorKind, Organisation};
use serde::Serialize;

use crate::values::{AddressError, AddressKind, EInvoiceAddress, Operator, PostalCode, PostalOddity, line};

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
    pub address: EInvoiceAddress,
    pub operator: Operator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillingError {
    LanguageMissing,
    EInvoiceAddressMissing,
    OperatorMissing,
    EInvoiceAddressShape,
    /// The check digits of an account number are wrong.
    EInvoiceAddressIban,
    OperatorShape,
    ReferenceTooLong,
    AddressMissing,
    PostalCode,
    TownMissing,
}

/// What is odd and may be right all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillingWarning {
    /// The e-invoice address is neither an OVT nor an account number.
    EInvoiceAddressForm,
    /// The business ID in the OVT has a wrong check digit.
    EInvoiceAddressBusinessId,
    /// The business ID in the OVT is another's: so in a group that is invoiced in one place.
    EInvoiceAddressOfAnother(BusinessId),
    OperatorUnknown,
    OperatorFormer(&'static InvoiceOperator),
    /// The e-invoice address is an account number, but the operator is no bank.
    OperatorIsNoBank,
    Postal(PostalOddity),
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

    /// What is odd in the billing data of the customer `own`.
    pub fn warnings(&self, fields: &Fields, own: &Organisation) -> FieldErrors<BillingWarning> {
        let mut odd = FieldErrors::default();
        let address = EInvoiceAddress::parse(fields.get("e_invoice_address")).ok();
        if let Some(warning) = address.as_ref().and_then(|address| odd_address(address, &own.business_id)) {
            odd.add("e_invoice_address", warning);
        }
        if let Some(warning) = Operator::parse(fields.get("operator")).and_then(|operator| odd_operator(&operator, address.as_ref())) {
            odd.add("operator", warning);
        }
        if let Some(oddity) = PostalOddity::of(fields, own) {
            odd.add(oddity.field(), BillingWarning::Postal(oddity));
        }
        odd
    }
}

fn e_invoice(fields: &Fields, errors: &mut FieldErrors<BillingError>) -> Option<EInvoice> {
    use BillingError as E;
    match (line(fields.get("e_invoice_address")), line(fields.get("operator"))) {
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
            let address = errors.take("e_invoice_address", EInvoiceAddress::parse(&address).map_err(E::from));
            let operator = errors.take("operator", Operator::parse(&operator).ok_or(E::OperatorShape));
            Some(EInvoice { address: address?, operator: operator? })
        }
    }
}

impl From<AddressError> for BillingError {
    fn from(error: AddressError) -> Self {
        match error {
            AddressError::Shape => Self::EInvoiceAddressShape,
            AddressError::IbanCheckDigits => Self::EInvoiceAddressIban,
        }
    }
}

fn odd_address(address: &EInvoiceAddress, own: &BusinessId) -> Option<BillingWarning> {
    match &address.kind {
        AddressKind::Ovt(Some(business_id)) if business_id != own => Some(BillingWarning::EInvoiceAddressOfAnother(business_id.clone())),
        AddressKind::Iban | AddressKind::Ovt(Some(_)) => None,
        AddressKind::Ovt(None) => Some(BillingWarning::EInvoiceAddressBusinessId),
        AddressKind::Other => Some(BillingWarning::EInvoiceAddressForm),
    }
}

fn odd_operator(operator: &Operator, address: Option<&EInvoiceAddress>) -> Option<BillingWarning> {
    let former = operator.listed().filter(|listed| listed.kind == OperatorKind::Former);
    let is_account = address.is_some_and(|address| address.kind == AddressKind::Iban);
    match former {
        Some(former) => Some(BillingWarning::OperatorFormer(former)),
        None if is_account && !operator.may_be_bank() => Some(BillingWarning::OperatorIsNoBank),
        None => (!operator.looks_right()).then_some(BillingWarning::OperatorUnknown),
    }
}
