use customership::sections::billing::{BillingError as E, BillingPolicy, InvoiceLanguage};
use kit_web::Fields;

const ADDRESS: &str = "invoice_language=sv&address=PL 1&postal_code=00999&town=X";

fn wrong(body: &str) -> Vec<(String, E)> {
    let checked = BillingPolicy.check(&Fields::read(body.as_bytes()));
    checked.err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
}

#[test]
fn a_postal_address_and_a_language_are_enough() {
    let billing = BillingPolicy.check(&Fields::read(ADDRESS.as_bytes())).unwrap();
    assert_eq!((billing.invoice_language, billing.e_invoice, billing.reference), (InvoiceLanguage::Sv, None, None));
    let errors: Vec<E> = wrong("").into_iter().map(|(_, error)| error).collect();
    assert_eq!(errors, [E::LanguageMissing, E::AddressMissing, E::PostalCode, E::TownMissing]);
}

#[test]
fn an_e_invoice_has_an_address_and_an_operator_or_neither() {
    assert_eq!(wrong(&format!("{ADDRESS}&e_invoice_address=009999999999")), [("operator".to_owned(), E::OperatorMissing)]);
    assert_eq!(wrong(&format!("{ADDRESS}&operator=POHIFIHH")), [("e_invoice_address".to_owned(), E::EInvoiceAddressMissing)]);
    // The guides' own samples (Finnish guide, figures 7 and 18).
    for operator in ["009858855888", "POHIFIHH"] {
        assert_eq!(wrong(&format!("{ADDRESS}&e_invoice_address=0099 9999 9999&operator={operator}")), []);
    }
    assert_eq!(wrong(&format!("{ADDRESS}&e_invoice_address=ä&operator=POHIFIHH")), [("e_invoice_address".to_owned(), E::EInvoiceAddressShape)]);
}

#[test]
fn a_reference_fits_on_an_invoice() {
    assert_eq!(wrong(&format!("{ADDRESS}&reference={}", "x".repeat(70))), []);
    assert_eq!(wrong(&format!("{ADDRESS}&reference={}", "ä".repeat(71))), [("reference".to_owned(), E::ReferenceTooLong)]);
}
