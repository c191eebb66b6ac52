use askama::Template;
use kit_core::Language;
use kit_web::{
    Fields, FormView, PageError,
    components::{SummaryList, SummaryRow},
};
use serde_json::Value;

use super::rules::{EndingContactError, EndingContactPolicy, Ends};
use crate::{
    T,
    sections::{Facts, Problems, Section, SectionKey},
};

const FIELDS: [&str; 4] = ["first_name", "last_name", "email", "phone"];

#[derive(Template)]
#[template(path = "sections/ending/contact.html")]
struct ContactPage<'a> {
    ends: Ends,
    view: &'a FormView<'a>,
    t: T,
}

fn title(policy: EndingContactPolicy, t: &T) -> &'static str {
    match policy.0 {
        Ends::Service => t.termination_contact_of_service(),
        Ends::Customership => t.termination_contact(),
    }
}

impl Section for EndingContactPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::EndingContact
    }

    fn title(&self, language: Language) -> &'static str {
        title(*self, &T::of(language))
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_termination_contact()
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

    fn form(&self, view: &FormView<'_>, _: &Facts, language: Language) -> Result<String, PageError> {
        Ok(ContactPage { ends: self.0, view, t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, _: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let typed = |name: &str| fields.get(name).to_owned();
        SummaryList::new(title(*self, &t)).rows(vec![
            SummaryRow::new(t.first_name(), typed("first_name")),
            SummaryRow::new(t.last_name(), typed("last_name")),
            SummaryRow::new(t.email(), typed("email")),
            SummaryRow::new(t.phone(), typed("phone")),
        ])
    }
}

fn text(t: &T, error: EndingContactError) -> &'static str {
    match error {
        EndingContactError::FirstNameMissing => t.first_name_missing(),
        EndingContactError::LastNameMissing => t.last_name_missing(),
        EndingContactError::Email => t.email_wrong(),
        EndingContactError::Phone => t.phone_wrong(),
    }
}
