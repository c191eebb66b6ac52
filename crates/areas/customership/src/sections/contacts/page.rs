use askama::Template;
use futures_util::{FutureExt as _, future::BoxFuture};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{Button, Checkboxes, Html, Radios, RepeatGroup, SummaryGroup, SummaryList, SummaryRow},
};
use serde_json::Value;

use super::{
    roles::{Held, Role, field_of},
    rules::{ContactsError, ContactsPolicy, ContactsWarning, GROUP},
};
use crate::{
    T,
    sections::{Facts, Problems, Rules, Section, SectionKey},
    services::Service,
};

#[derive(Template)]
#[template(path = "sections/contacts/page.html")]
struct ContactsPage<'a> {
    policy: &'a ContactsPolicy,
    view: &'a FormView<'a>,
    rules: Rules,
    t: &'a T,
}

impl ContactsPage<'_> {
    fn blocks(&self) -> askama::Result<Vec<RepeatGroup<'_>>> {
        self.policy.rows(self.view.fields()).into_iter().enumerate().map(|(place, row)| self.block(place, row)).collect()
    }

    fn block(&self, place: usize, row: usize) -> askama::Result<RepeatGroup<'_>> {
        let block = Block { page: self, row };
        let heading = name(self.t, place, |field| self.view.value(&format!("{GROUP}.{row}.{field}")));
        let remove = Button::danger(self.t.contact_remove()).sends("remove", row.to_string()).about(heading.clone());
        let content = Html::rendered(block.render()?);
        Ok(RepeatGroup::new(format!("{GROUP}.{row}"), heading, content).remove(remove))
    }

    fn roles(&self) -> Vec<Role> {
        Role::COMMON.into_iter().chain(self.policy.of_service()).collect()
    }

    /// The contacts of other services only: they go along unseen.
    fn carried(&self) -> Vec<(&str, &str)> {
        let shown = self.policy.rows(self.view.fields());
        let is_shown = |name: &str| shown.iter().any(|row| name.starts_with(&format!("{GROUP}.{row}.")));
        self.view.fields().iter().filter(|(name, _)| self.policy.keeps(name) && !is_shown(name)).collect()
    }
}

/// The fields of one contact.
#[derive(Template)]
#[template(path = "sections/contacts/block.html")]
struct Block<'a> {
    page: &'a ContactsPage<'a>,
    row: usize,
}

impl Block<'_> {
    fn field(&self, name: &str) -> String {
        format!("{GROUP}.{}.{name}", self.row)
    }

    fn kind(&self) -> Radios<'_> {
        let t = self.page.t;
        self.page.view.radios(self.field("kind"), t.contact_kind(), &[("person", t.contact_person()), ("organisation", t.contact_organisation())])
    }

    fn options(&self, roles: impl Iterator<Item = Role>) -> Vec<(&'static str, &'static str)> {
        roles.map(|role| (role.key(), role.name(self.page.t))).collect()
    }

    fn roles(&self) -> Checkboxes<'_> {
        self.page.view.boxes(self.field("roles"), self.page.t.roles_common_choose(), &self.options(Role::COMMON.into_iter()))
    }

    fn service_roles(&self) -> Checkboxes<'_> {
        let policy = self.page.policy;
        self.page.view.boxes(self.field(&field_of(policy.service)), self.page.t.roles_of_service(), &self.options(policy.of_service()))
    }

    fn asks_card(&self) -> bool {
        self.page.rules.archivists_card && self.page.policy.of_service().any(|role| role == Role::Archivist)
    }

    /// What the contact is in other services, and what is not asked here, goes along unseen.
    fn carried(&self) -> Vec<(&str, &str)> {
        let (others, own) = (self.field("of-"), self.field(&field_of(self.page.policy.service)));
        let card = self.field("card_number");
        let is_carried = |name: &str| (name.starts_with(&others) && name != own) || (name == card && !self.asks_card());
        self.page.view.fields().iter().filter(|(name, _)| is_carried(name)).collect()
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
        const FIELDS: [&str; 8] = ["kind", "first_name", "last_name", "organisation_name", "phone", "email", "card_number", "roles"];
        let last = field.strip_prefix(GROUP).and_then(|rest| rest.strip_prefix('.')).and_then(|rest| rest.split_once('.')).map(|(_, last)| last);
        last.is_some_and(|last| FIELDS.contains(&last) || crate::services::ALL_SERVICES.into_iter().any(|service| last == field_of(service.key)))
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

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        self.value(fields, facts.rules, language)
    }

    fn gather<'a>(&'a self, read: &'a Read, fields: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        let typed = self.rows(fields).into_iter().map(|row| fields.get(&format!("{GROUP}.{row}.email")));
        facts.look_for_bounces(read, typed.collect::<Vec<_>>()).boxed()
    }

    fn warnings(&self, fields: &Fields, facts: &Facts, language: Language) -> Problems {
        let t = T::of(language);
        self.warnings(fields, |email| facts.bounced_on(email)).map(|warning| match warning {
            ContactsWarning::PhoneUnknown => t.phone_not_in_plan().into(),
            ContactsWarning::MailCameBack(day) => t.mail_came_back(day.finnish()).into(),
        })
    }

    fn oddities(&self, fields: &Fields, facts: &Facts, language: Language) -> Vec<String> {
        let t = T::of(language);
        let text = |warning| match warning {
            ContactsWarning::PhoneUnknown => t.odd_phone().to_owned(),
            ContactsWarning::MailCameBack(day) => t.odd_mail_came_back(day.finnish()),
        };
        self.warnings(fields, |email| facts.bounced_on(email)).iter().map(|warning| text(warning.error)).collect()
    }

    fn at_stake(&self, in_force: &Fields, facts: &Facts, language: Language) -> Vec<String> {
        let t = T::of(language);
        let services: Vec<_> = facts.standing.in_use.iter().map(|used| used.service.key).collect();
        let contact = |(place, row)| {
            let held = Held::of(in_force, row);
            let roles: Vec<_> = held.in_services(&services).map(|(role, count)| t.role_in_services(count, role.name(&t))).collect();
            let name = name(&t, place, |field| in_force.get(&format!("{GROUP}.{row}.{field}")));
            (!roles.is_empty()).then(|| format!("{name}: {}.", roles.join(", ")))
        };
        in_force.rows(GROUP).into_iter().enumerate().filter_map(contact).collect()
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        self.form_alone(view, facts.rules, language)
    }

    fn summary(&self, fields: &Fields, _: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let mut list = SummaryList::new(t.contacts());
        for (place, row) in self.rows(fields).into_iter().enumerate() {
            let typed = |field: &str| fields.get(&format!("{GROUP}.{row}.{field}")).to_owned();
            let held = Held::of(fields, row);
            let names = |roles: &[Role]| roles.iter().map(|role| role.name(&t).into()).collect();
            let mut rows = vec![
                SummaryRow::new(t.phone(), typed("phone")),
                SummaryRow::new(t.email(), typed("email")),
                SummaryRow::lines(t.roles_common(), names(&held.common)),
                SummaryRow::lines(t.roles_of_service(), names(held.in_service(self.service))),
            ];
            rows.extend(Some(typed("card_number")).filter(|number| !number.is_empty()).map(|number| SummaryRow::new(t.card_number(), number)));
            list = list.group(SummaryGroup::titled(name(&t, place, |field| fields.get(&format!("{GROUP}.{row}.{field}"))), rows));
        }
        list
    }
}

impl ContactsPolicy {
    /// The checked value, or what is wrong in words.
    pub fn value(&self, fields: &Fields, rules: Rules, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let value = self.check(fields, rules).map_err(|errors| errors.map(|error| text(&t, error).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    /// The form, apart from any service.
    pub fn form_alone(&self, view: &FormView<'_>, rules: Rules, language: Language) -> Result<String, PageError> {
        Ok(ContactsPage { policy: self, view, rules, t: &T::of(language) }.render()?)
    }
}

/// The contact's name, or its number while it has none.
fn name<'a>(t: &T, place: usize, typed: impl Fn(&str) -> &'a str) -> String {
    let organisation = typed("kind") == "organisation";
    let name = if organisation {
        typed("organisation_name").trim().to_owned()
    } else {
        format!("{} {}", typed("first_name"), typed("last_name")).trim().to_owned()
    };
    if name.is_empty() { t.contact_number(place + 1) } else { name }
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
        ContactsError::CardNumber => t.card_number_wrong().to_owned(),
        ContactsError::RoleMissing => t.role_missing().to_owned(),
        ContactsError::NotForOrganisation(role) => t.role_not_for_organisation(role.name(t)),
        ContactsError::NobodyHolds(role) => t.role_nobody_holds(role.name(t)),
    }
}

/// Who holds which role, common and of the service, in what was sent: role and names, in the reader's words.
pub fn holders(contacts: &Value, service: &Service, language: Language) -> Vec<(String, Vec<String>)> {
    let t = T::of(language);
    let contacts = contacts.as_array().map(Vec::as_slice).unwrap_or_default();
    let has = |roles: &Value, role: Role| roles.as_array().is_some_and(|roles| roles.iter().any(|held| held == role.key()));
    let name = |contact: &Value| match contact["name"].as_str() {
        Some(name) => name.to_owned(),
        None => format!("{} {}", contact["first_name"].as_str().unwrap_or_default(), contact["last_name"].as_str().unwrap_or_default()),
    };
    let holders = |role: Role| -> Vec<String> {
        let holds = |contact: &&Value| has(&contact["roles"], role) || has(&contact["service_roles"][service.key], role);
        contacts.iter().filter(holds).map(name).collect()
    };
    Role::ALL.into_iter().map(|role| (role.name(&t).to_owned(), holders(role))).filter(|(_, names)| !names.is_empty()).collect()
}
