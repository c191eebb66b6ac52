use askama::Template;
use kit_core::Language;
use kit_web::{
    Fields, FormView, PageError,
    components::{Button, Checkboxes, Html, Radios, RepeatGroup, SummaryGroup, SummaryList, SummaryRow},
};
use serde_json::Value;

use super::rules::{ContactsError, ContactsPolicy, GROUP, Role};
use crate::{
    T,
    sections::{Facts, Problems, Section, SectionKey},
};

#[derive(Template)]
#[template(path = "sections/contacts/page.html")]
struct ContactsPage<'a> {
    policy: &'a ContactsPolicy,
    view: &'a FormView<'a>,
    rows: Vec<usize>,
    t: T,
}

impl ContactsPage<'_> {
    fn block(&self, row: &usize) -> askama::Result<RepeatGroup<'_>> {
        let block = Block { page: self, prefix: format!("{GROUP}.{row}.") };
        let heading = name(&self.t, *row, |field| self.view.value(&format!("{GROUP}.{row}.{field}")));
        let remove = Button::danger(self.t.contact_remove()).sends("remove", row.to_string()).about(heading.clone());
        let content = Html::rendered(block.render()?);
        Ok(RepeatGroup::new(format!("{GROUP}.{row}"), heading, content).remove(remove))
    }

    fn mandatory(&self) -> Vec<&'static str> {
        self.policy.roles().map(|role| role_name(&self.t, role)).collect()
    }

    fn options(&self, roles: &'static [Role]) -> Vec<(&'static str, &'static str)> {
        roles.iter().map(|role| (role.key(), role_name(&self.t, *role))).collect()
    }
}

/// The fields of one contact.
#[derive(Template)]
#[template(path = "sections/contacts/block.html")]
struct Block<'a> {
    page: &'a ContactsPage<'a>,
    prefix: String,
}

impl Block<'_> {
    fn field(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn kind(&self) -> Radios<'_> {
        let t = &self.page.t;
        self.page.view.radios(self.field("kind"), t.contact_kind(), &[("person", t.contact_person()), ("organisation", t.contact_organisation())])
    }

    fn roles(&self) -> Checkboxes<'_> {
        self.page.view.boxes(self.field("roles"), self.page.t.roles_common_choose(), &self.page.options(self.page.policy.common))
    }

    fn service_roles(&self) -> Checkboxes<'_> {
        self.page.view.boxes(self.field("service_roles"), self.page.t.roles_of_service(), &self.page.options(self.page.policy.of_service))
    }
}

impl Section for ContactsPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::Contacts
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).contacts()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_contacts()
    }

    fn keeps(&self, field: &str) -> bool {
        const FIELDS: [&str; 8] = ["kind", "first_name", "last_name", "organisation_name", "phone", "email", "roles", "service_roles"];
        field.starts_with("contacts.") && field.rsplit('.').next().is_some_and(|last| FIELDS.contains(&last))
    }

    fn begin(&self, _: &Facts) -> Fields {
        Fields::from_pairs([(format!("{GROUP}.0.kind"), "person")])
    }

    fn press(&self, fields: &Fields, button: &str, value: &str) -> Option<(Fields, String)> {
        match button {
            "add" => {
                let mut more = fields.numbered(GROUP);
                let row = more.rows(GROUP).len();
                more.set(&format!("{GROUP}.{row}.kind"), "person");
                Some((more, format!("{GROUP}.{row}.kind")))
            }
            "remove" => Some((fields.without_row(GROUP, value.parse().ok()?), "form".to_owned())),
            _ => None,
        }
    }

    fn check(&self, fields: &Fields, _: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let value = self.check(fields).map_err(|errors| errors.map(|error| text(&t, error).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn form(&self, view: &FormView<'_>, _: &Facts, language: Language) -> Result<String, PageError> {
        Ok(ContactsPage { policy: self, view, rows: view.rows(GROUP), t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, _: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let mut list = SummaryList::new(t.contacts());
        for row in fields.rows(GROUP) {
            let typed = |field: &str| fields.get(&format!("{GROUP}.{row}.{field}")).to_owned();
            let held =
                |roles: &[Role]| roles.iter().filter(|role| Self::holds(fields, row, **role)).map(|role| role_name(&t, *role).into()).collect();
            let rows = vec![
                SummaryRow::new(t.phone(), typed("phone")),
                SummaryRow::new(t.email(), typed("email")),
                SummaryRow::lines(t.roles_common(), held(self.common)),
                SummaryRow::lines(t.roles_of_service(), held(self.of_service)),
            ];
            list = list.group(SummaryGroup::titled(name(&t, row, |field| fields.get(&format!("{GROUP}.{row}.{field}"))), rows));
        }
        list
    }
}

/// The contact's name, or its number while it has none.
fn name<'a>(t: &T, row: usize, typed: impl Fn(&str) -> &'a str) -> String {
    let organisation = typed("kind") == "organisation";
    let name = if organisation {
        typed("organisation_name").trim().to_owned()
    } else {
        format!("{} {}", typed("first_name"), typed("last_name")).trim().to_owned()
    };
    if name.is_empty() { t.contact_number(row + 1) } else { name }
}

pub(super) fn role_name(t: &T, role: Role) -> &'static str {
    match role {
        Role::Administrative => t.role_administrative(),
        Role::DataProtection => t.role_data_protection(),
        Role::Technical => t.role_technical(),
        Role::Disruptions => t.role_disruptions(),
        Role::Billing => t.role_billing(),
        Role::Archivist => t.role_archivist(),
    }
}

fn text(t: &T, error: ContactsError) -> String {
    match error {
        ContactsError::KindMissing => t.contact_kind_missing().to_owned(),
        ContactsError::FirstNameMissing => t.first_name_missing().to_owned(),
        ContactsError::LastNameMissing => t.last_name_missing().to_owned(),
        ContactsError::OrganisationNameMissing => t.organisation_name_missing().to_owned(),
        ContactsError::Phone => t.phone_wrong().to_owned(),
        ContactsError::NoTextMessages => t.phone_no_text_messages().to_owned(),
        ContactsError::Email => t.email_wrong().to_owned(),
        ContactsError::RoleMissing => t.role_missing().to_owned(),
        ContactsError::NotForOrganisation(role) => t.role_not_for_organisation(role_name(t, role)),
        ContactsError::NobodyHolds(role) => t.role_nobody_holds(role_name(t, role)),
    }
}
