use askama::Template;
use futures_util::{FutureExt as _, future::BoxFuture};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{DescriptionRows, SummaryList, SummaryRow},
};
use serde_json::Value;

use super::rules::{CustomerDataError, CustomerDataPolicy, CustomerDataWarning, FIELDS};
use crate::{
    T, postal_warning,
    sections::{Facts, Problems, Section, SectionKey},
    values,
};

#[derive(Template)]
#[template(path = "sections/customer_data/page.html")]
struct CustomerDataPage<'a> {
    facts: &'a Facts,
    view: &'a FormView<'a>,
    t: T,
}

impl CustomerDataPage<'_> {
    fn register_rows(&self) -> DescriptionRows<'_> {
        let o = &self.facts.organisation;
        DescriptionRows::new().row(self.t.customer_data_name(), &o.name).row(self.t.business_id(), o.business_id.as_str()).row(self.t.oid(), &o.oid)
    }
}

impl Section for CustomerDataPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::CustomerData
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).customer_data()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_customer_data()
    }

    fn keeps(&self, field: &str) -> bool {
        FIELDS.contains(&field)
    }

    fn begin(&self, facts: &Facts) -> Fields {
        let o = &facts.organisation;
        Fields::from_pairs([("street", &o.street), ("postal_code", &o.postal_code), ("town", &o.town)].map(|(name, value)| (name, value.clone())))
    }

    fn gather<'a>(&'a self, read: &'a Read, fields: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        facts.look_for_bounces(read, [fields.get("email")]).boxed()
    }

    fn check(&self, fields: &Fields, _: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let value = self.check(fields).map_err(|errors| errors.map(|error| text(&t, error).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        Ok(CustomerDataPage { facts, view, t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let typed = |name: &str| fields.get(name).to_owned();
        let o = &facts.organisation;
        SummaryList::new(t.customer_data()).rows(vec![
            SummaryRow::new(t.customer_data_name(), o.name.clone()),
            SummaryRow::new(t.business_id(), o.business_id.to_string()),
            SummaryRow::new(t.oid(), o.oid.clone()),
            SummaryRow::new(t.street(), typed("street")),
            SummaryRow::new(t.postal_code(), typed("postal_code")),
            SummaryRow::new(t.town(), typed("town")),
            SummaryRow::new(t.email(), typed("email")),
            SummaryRow::new(t.phone(), typed("phone")),
        ])
    }

    fn warnings(&self, fields: &Fields, facts: &Facts, language: Language) -> Problems {
        let t = T::of(language);
        let bounced = facts.bounced_on(fields.get("email"));
        self.warnings(fields, &facts.organisation, bounced).map(|warning| match warning {
            CustomerDataWarning::Postal(oddity) => postal_warning(oddity, language),
            CustomerDataWarning::MailCameBack(day) => t.mail_came_back(day.finnish()).into(),
            CustomerDataWarning::Phone => t.phone_unusual().into(),
        })
    }

    fn completed(&self, fields: Fields, _: &Facts, language: Language) -> Fields {
        values::with_town(fields, language)
    }
}

fn text(t: &T, error: CustomerDataError) -> &'static str {
    match error {
        CustomerDataError::StreetMissing => t.street_missing(),
        CustomerDataError::PostalCode => t.postal_code_wrong(),
        CustomerDataError::TownMissing => t.town_missing(),
        CustomerDataError::Email => t.email_wrong(),
        CustomerDataError::Phone => t.phone_wrong(),
    }
}
