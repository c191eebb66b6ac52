use customership::{
    sections::billing::{BillingError as E, BillingPolicy, BillingWarning as W, InvoiceLanguage},
    values::{PostalOddity, with_town},
};
use kit_core::Language;
use kit_web::Fields;
use registers::{Organisation, operators, postal_codes};

use crate::generated::services::organisation;

const ADDRESS: &str = "invoice_language=sv&address=PL 1&postal_code=00999&town=X";

fn wrong(body: &str) -> Vec<(String, E)> {
    let checked = BillingPolicy.check(&Fields::read(body.as_bytes()));
    checked.err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
}

/// The customer, with the address that the synthetic register gives.
fn customer() -> Organisation {
    Organisation { postal_code: "00999".to_owned(), town: "Esimerkkilä".to_owned(), ..organisation() }
}

/// What is odd in the customer's billing data, the rest being right.
fn odd(body: &str) -> Vec<(String, W)> {
    let fields = Fields::read(format!("{body}&invoice_language=sv&address=PL 1&postal_code=00100&town=Helsinki").as_bytes());
    assert!(BillingPolicy.check(&fields).is_ok(), "{body} is refused");
    BillingPolicy.warnings(&fields, &customer()).iter().map(|w| (w.field.clone(), w.error.clone())).collect()
}

fn e_invoice(address: &str, operator: &str) -> Vec<(String, W)> {
    odd(&format!("e_invoice_address={address}&operator={operator}"))
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
    assert_eq!(wrong(&format!("{ADDRESS}&e_invoice_address=ä&operator=POHIFIHH")), [("e_invoice_address".to_owned(), E::EInvoiceAddressShape)]);
}

#[test]
fn a_reference_fits_on_an_invoice() {
    assert_eq!(wrong(&format!("{ADDRESS}&reference={}", "x".repeat(70))), []);
    assert_eq!(wrong(&format!("{ADDRESS}&reference={}", "ä".repeat(71))), [("reference".to_owned(), E::ReferenceTooLong)]);
}

#[test]
fn an_account_number_with_wrong_check_digits_is_refused() {
    let with = |address: &str| wrong(&format!("{ADDRESS}&e_invoice_address={address}&operator=NDEAFIHH"));
    assert_eq!(with("FI21 1234 5600 0007 85"), []);
    assert_eq!(with("FI21 1234 5600 0007 86"), [("e_invoice_address".to_owned(), E::EInvoiceAddressIban)]);
    assert_eq!(wrong(&format!("{ADDRESS}&e_invoice_address=009999999999&operator=Å")), [("operator".to_owned(), E::OperatorShape)]);
}

#[test]
fn capitals_and_no_blanks_are_kept() {
    let billing = BillingPolicy.check(&Fields::read(format!("{ADDRESS}&e_invoice_address=0037 2332 7487&operator=ndea fihh").as_bytes())).unwrap();
    let e_invoice = billing.e_invoice.unwrap();
    assert_eq!((e_invoice.address.as_str(), e_invoice.operator.as_str()), ("003723327487", "NDEAFIHH"));
}

#[test]
fn nothing_is_odd_about_an_e_invoice_that_is_as_most_are() {
    for (address, operator) in [("003799001002", "003723327487"), ("0037 99001002 ABC", "BAWCFI22"), ("FI2112345600000785", "OKOYFIHH")] {
        assert_eq!(e_invoice(address, operator), [], "{address} {operator}");
    }
}

#[test]
fn the_guides_samples_are_taken_and_explained() {
    let address = || ("e_invoice_address".to_owned(), W::EInvoiceAddressForm);
    // Finnish guide, figures 7 and 18.
    assert_eq!(e_invoice("009999999999", "009858855888"), [address(), ("operator".to_owned(), W::OperatorUnknown)]);
    assert_eq!(e_invoice("009999999999", "POHIFIHH"), [address()]);
    // The business ID of both guides.
    assert_eq!(e_invoice("0037 1234567 8", "POHIFIHH"), [("e_invoice_address".to_owned(), W::EInvoiceAddressBusinessId)]);
}

#[test]
fn an_address_of_another_and_an_operator_that_does_not_fit_are_odd() {
    let of_another = registers::BusinessId::parse("2332748-7").unwrap();
    assert_eq!(e_invoice("003723327487", "APPER"), [("e_invoice_address".to_owned(), W::EInvoiceAddressOfAnother(of_another))]);
    for no_bank in ["BAWCFI22", "003723327487", "X1"] {
        assert_eq!(e_invoice("FI2112345600000785", no_bank), [("operator".to_owned(), W::OperatorIsNoBank)], "{no_bank}");
    }
    let former = operators::find("PALETTE").unwrap();
    assert_eq!(e_invoice("003799001002", "palette"), [("operator".to_owned(), W::OperatorFormer(former))]);
}

#[test]
fn a_postal_code_that_is_not_known_or_has_another_town_is_odd() {
    let of = |code: &str, town: &str| PostalOddity::of(&Fields::from_pairs([("postal_code", code), ("town", town)]), &customer());
    for (code, town) in [("00100", "helsingfors"), ("00099", "Helsinki"), ("00099", "HELSINGIN KAUPUNKI"), ("00100", ""), ("0010", "Espoo")] {
        assert_eq!(of(code, town), None, "{code} {town}");
    }
    // The guides' samples.
    for unknown in ["01010", "12345"] {
        assert_eq!(of(unknown, "Vantaa"), Some(PostalOddity::UnknownCode), "{unknown}");
    }
    assert_eq!(of("00100", "Espoo"), Some(PostalOddity::OtherTown(postal_codes::find("00100").unwrap())));
    assert_eq!(of("00999", "Esimerkkilä"), None, "the register's own address is not doubted");
    assert_eq!(of("00999", "Mallila"), Some(PostalOddity::UnknownCode));
}

#[test]
fn an_empty_town_is_filled_in_from_the_postal_code() {
    let filled =
        |code: &str, town: &str, language| with_town(Fields::from_pairs([("postal_code", code), ("town", town)]), language).get("town").to_owned();
    assert_eq!(filled("00100", " ", Language::Fi), "Helsinki");
    assert_eq!(filled("00100", "", Language::Sv), "Helsingfors");
    assert_eq!(filled("00100", "Espoo", Language::Fi), "Espoo", "what was typed stays");
    assert_eq!((filled("12345", "", Language::Fi), filled("00099", "", Language::Fi)), (String::new(), String::new()));
}
