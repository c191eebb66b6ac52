use askama::Template;
use kit_core::Language;
use kit_web::{
    Fields, FormView, PageError,
    components::{DescriptionRows, Radios, SummaryList, SummaryRow},
};
use serde_json::Value;

use super::rules::{BillingError, BillingPolicy, FIELDS};
use crate::{
    T,
    sections::{Facts, Problems, Section, SectionKey},
};

#[derive(Template)]
#[template(path = "sections/billing/page.html")]
struct BillingPage<'a> {
    facts: &'a Facts,
    view: &'a FormView<'a>,
    t: T,
}

impl BillingPage<'_> {
    fn register_rows(&self) -> DescriptionRows<'_> {
        let o = &self.facts.organisation;
        DescriptionRows::new().row(self.t.customer_data_name(), &o.name).row(self.t.business_id(), o.business_id.as_str())
    }

    fn language(&self) -> Radios<'_> {
        let t = &self.t;
        self.view.radios("invoice_language", t.invoice_language(), &[("fi", t.invoice_finnish()), ("sv", t.invoice_swedish())])
    }
}

impl Section for BillingPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::Billing
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).billing()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_billing()
    }

    fn keeps(&self, field: &str) -> bool {
        FIELDS.contains(&field)
    }

    fn begin(&self, _: &Facts) -> Fields {
        Fields::default()
    }

    fn check(&self, fields: &Fields, _: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let value = self.check(fields).map_err(|errors| errors.map(|error| text(&t, error).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        Ok(BillingPage { facts, view, t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let typed = |name: &str| fields.get(name).to_owned();
        let invoice_language = match fields.get("invoice_language") {
            "fi" => t.invoice_finnish(),
            "sv" => t.invoice_swedish(),
            _ => "",
        };
        SummaryList::new(t.billing()).rows(vec![
            SummaryRow::new(t.customer_data_name(), facts.organisation.name.clone()),
            SummaryRow::new(t.business_id(), facts.organisation.business_id.to_string()),
            SummaryRow::new(t.invoice_language_short(), invoice_language),
            SummaryRow::new(t.e_invoice_address(), typed("e_invoice_address")),
            SummaryRow::new(t.operator(), typed("operator")),
            SummaryRow::new(t.invoice_reference(), typed("reference")),
            SummaryRow::new(t.billing_address(), typed("address")),
            SummaryRow::new(t.postal_code(), typed("postal_code")),
            SummaryRow::new(t.town(), typed("town")),
        ])
    }
}

fn text(t: &T, error: BillingError) -> &'static str {
    match error {
        BillingError::LanguageMissing => t.invoice_language_missing(),
        BillingError::EInvoiceAddressMissing => t.e_invoice_address_missing(),
        BillingError::OperatorMissing => t.operator_missing(),
        BillingError::EInvoiceAddressShape => t.e_invoice_address_shape(),
        BillingError::OperatorShape => t.operator_shape(),
        BillingError::ReferenceTooLong => t.invoice_reference_too_long(),
        BillingError::AddressMissing => t.billing_address_missing(),
        BillingError::PostalCode => t.postal_code_wrong(),
        BillingError::TownMissing => t.town_missing(),
    }
}
