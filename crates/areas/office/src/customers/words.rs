use kit_core::Language;

use crate::T;

/// What kind of a customer, or of a body, it is.
pub fn kind_name(kind: &str, language: Language) -> &'static str {
    let t = T::of(language);
    match kind {
        "public-health" => t.customers_kind_public_health(),
        "public-social" => t.customers_kind_public_social(),
        "private-health" => t.customers_kind_private_health(),
        "private-social" => t.customers_kind_private_social(),
        "practitioner" => t.customers_kind_practitioner(),
        "foundation" => t.customers_kind_foundation(),
        "association" => t.customers_kind_association(),
        "pharmacist" => t.customers_kind_pharmacist(),
        "hospital-pharmacy" => t.customers_kind_hospital_pharmacy(),
        "supplier" => t.customers_kind_supplier(),
        "intermediary" => t.customers_kind_intermediary(),
        "recipient" => t.customers_kind_recipient(),
        _ => t.customers_kind_other(),
    }
}
