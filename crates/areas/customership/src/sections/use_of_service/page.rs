use askama::Template;
use futures_util::future::{BoxFuture, FutureExt};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{Checkboxes, Choice, Radios, SummaryList, SummaryRow},
};
use registers::codes::{self, Code, CodeList};
use serde_json::Value;

use super::rules::{GROUPS, PROFILE, TASKS, UseOfServiceError, UseOfServicePolicy, chosen, offered};
use crate::{
    T,
    sections::{Facts, Problems, Section, SectionKey},
};

#[derive(Template)]
#[template(path = "sections/use_of_service/page.html")]
struct UseOfServicePage<'a> {
    fields: &'a Fields,
    facts: &'a Facts,
    view: &'a FormView<'a>,
    language: Language,
    t: T,
}

impl UseOfServicePage<'_> {
    fn choices(&self, field: &'static str, list: CodeList) -> Vec<Choice<'_>> {
        let choice = |code: &'_ Code| {
            let choice = Choice::new(code.code.clone(), code.name(self.language).to_owned()).checked_if(self.view.has(field, &code.code));
            if code.is_valid_on(self.facts.today) { choice } else { choice.hint(self.t.code_not_valid(code.begins.finnish(), code.ends.finnish())) }
        };
        offered(self.fields, field, list, &self.facts.codes, self.facts.today).into_iter().map(choice).collect()
    }

    fn error(&self, field: &str) -> Option<String> {
        self.view.error_of(field).map(str::to_owned)
    }

    fn profile(&self) -> Radios<'_> {
        let choices = self.choices(PROFILE, CodeList::SystemProfile);
        Radios::new(PROFILE, self.t.system_profile(), choices).maybe_error(self.error(PROFILE)).required()
    }

    fn groups(&self) -> Checkboxes<'_> {
        let choices = self.choices(GROUPS, CodeList::DocumentGroup);
        Checkboxes::new(GROUPS, self.t.document_groups(), choices).maybe_error(self.error(GROUPS)).required()
    }

    fn tasks(&self) -> Checkboxes<'_> {
        let choices = self.choices(TASKS, CodeList::ServiceTask);
        Checkboxes::new(TASKS, self.t.service_tasks(), choices).maybe_error(self.error(TASKS)).required()
    }
}

impl Section for UseOfServicePolicy {
    fn key(&self) -> SectionKey {
        SectionKey::UseOfService
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).use_of_service()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_use_of_service()
    }

    fn keeps(&self, field: &str) -> bool {
        [PROFILE, GROUPS, TASKS].contains(&field)
    }

    fn begin(&self, _: &Facts) -> Fields {
        Fields::default()
    }

    fn gather<'a>(&'a self, read: &'a Read, _: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        async move {
            facts.codes.clear();
            for list in CodeList::ALL {
                facts.codes.extend(codes::all(read, list).await?);
            }
            Ok(())
        }
        .boxed()
    }

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let value = self.check(fields, &facts.codes, facts.today).map_err(|errors| errors.map(|error| text(&t, error).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        Ok(UseOfServicePage { fields: view.fields(), facts, view, language, t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let names =
            |field: &str, list| chosen(fields, field, list, &facts.codes).into_iter().map(|code| code.name(language).to_owned().into()).collect();
        SummaryList::new(t.use_of_service()).rows(vec![
            SummaryRow::lines(t.system_profile(), names(PROFILE, CodeList::SystemProfile)),
            SummaryRow::lines(t.document_groups(), names(GROUPS, CodeList::DocumentGroup)),
            SummaryRow::lines(t.service_tasks(), names(TASKS, CodeList::ServiceTask)),
        ])
    }
}

fn text(t: &T, error: UseOfServiceError) -> &'static str {
    match error {
        UseOfServiceError::ProfileMissing => t.system_profile_missing(),
        UseOfServiceError::GroupMissing => t.document_group_missing(),
        UseOfServiceError::TaskMissing => t.service_task_missing(),
        UseOfServiceError::NotValid => t.code_chosen_not_valid(),
    }
}
