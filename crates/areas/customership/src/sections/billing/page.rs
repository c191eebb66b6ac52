use std::borrow::Cow;

use askama::Template;
use kit_core::Language;
use kit_web::{
    Fields, FormView, PageError,
    components::{DescriptionRows, Radios, SummaryList, SummaryRow, TextInput},
};
use registers::operators;
use serde_json::Value;

use super::rules::{BillingError, BillingPolicy, BillingWarning, FIELDS};
use crate::{
    T, postal_warning,
    sections::{Facts, Problems, Section, SectionKey},
    values,
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

    fn operator(&self) -> TextInput<'_> {
        let (t, view) = (&self.t, self.view);
        let field = view.text("operator", t.operator()).help(view.help_label(t.operator()), t.operator_help()).half();
        field.suggestions(operators::in_use().map(|operator| (operator.id, operator.name)))
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

    fn warnings(&self, fields: &Fields, facts: &Facts, language: Language) -> Problems {
        let t = T::of(language);
        self.warnings(fields, &facts.organisation).map(|warning| warning_text(&t, warning, language))
    }

    fn oddities(&self, fields: &Fields, facts: &Facts, language: Language) -> Vec<String> {
        let t = T::of(language);
        self.warnings(fields, &facts.organisation).iter().map(|warning| oddity_text(&t, warning.error.clone(), language).into_owned()).collect()
    }

    fn completed(&self, fields: Fields, _: &Facts, language: Language) -> Fields {
        values::with_town(fields, language)
    }
}

fn text(t: &T, error: BillingError) -> &'static str {
    match error {
        BillingError::LanguageMissing => t.invoice_language_missing(),
        BillingError::EInvoiceAddressMissing => t.e_invoice_address_missing(),
        BillingError::OperatorMissing => t.operator_missing(),
        BillingError::EInvoiceAddressShape => t.e_invoice_address_shape(),
        BillingError::EInvoiceAddressIban => t.e_invoice_address_iban(),
        BillingError::OperatorShape => t.operator_shape(),
        BillingError::ReferenceTooLong => t.invoice_reference_too_long(),
        BillingError::AddressMissing => t.billing_address_missing(),
        BillingError::PostalCode => t.postal_code_wrong(),
        BillingError::TownMissing => t.town_missing(),
    }
}

fn oddity_text(t: &T, warning: BillingWarning, language: Language) -> Cow<'static, str> {
    match warning {
        BillingWarning::EInvoiceAddressForm => t.odd_e_invoice_address().into(),
        BillingWarning::EInvoiceAddressBusinessId => t.odd_e_invoice_check_digit().into(),
        BillingWarning::EInvoiceAddressOfAnother(business_id) => t.odd_e_invoice_of_another(business_id.as_str()).into(),
        BillingWarning::OperatorUnknown => t.odd_operator_unknown().into(),
        BillingWarning::OperatorFormer(operator) => t.odd_operator_former(operator.name).into(),
        BillingWarning::OperatorIsNoBank => t.odd_operator_is_no_bank().into(),
        BillingWarning::Postal(oddity) => postal_warning(oddity, language),
    }
}

fn warning_text(t: &T, warning: BillingWarning, language: Language) -> Cow<'static, str> {
    match warning {
        BillingWarning::EInvoiceAddressForm => t.e_invoice_address_unusual().into(),
        BillingWarning::EInvoiceAddressBusinessId => t.e_invoice_address_check_digit().into(),
        BillingWarning::EInvoiceAddressOfAnother(business_id) => t.e_invoice_address_of_another(business_id.as_str()).into(),
        BillingWarning::OperatorUnknown => t.operator_unknown().into(),
        BillingWarning::OperatorFormer(operator) => t.operator_former(operator.name).into(),
        BillingWarning::OperatorIsNoBank => t.operator_is_no_bank().into(),
        BillingWarning::Postal(oddity) => postal_warning(oddity, language),
    }
}
