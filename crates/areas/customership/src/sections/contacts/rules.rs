use std::collections::BTreeMap;

use kit_core::{Day, FieldErrors};
use kit_web::Fields;
use serde::Serialize;

use super::roles::{Held, Role, field_of};
use crate::{
    sections::Rules,
    values::{CardNumber, Email, Phone, line},
};

pub(super) const GROUP: &str = "contacts";

/// Which roles a service asks for, beside those that are common to all.
#[derive(Clone, Copy, Debug)]
pub struct ContactsPolicy {
    /// The service's key; '' for bodies that use none.
    pub service: &'static str,
    /// Somebody must hold each of these roles that hold for all services.
    pub common: &'static [Role],
    /// Somebody must hold each of these.
    pub must: &'static [Role],
    /// Somebody may hold these.
    pub may: &'static [Role],
}

/// The contacts of a customer, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Contacts(pub Vec<Contact>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    #[serde(flatten)]
    pub who: Who,
    pub phone: Phone,
    pub email: Email,
    /// Common to all services.
    pub roles: Vec<Role>,
    /// By the service's key.
    pub service_roles: BTreeMap<&'static str, Vec<Role>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_number: Option<CardNumber>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Who {
    Person { first_name: String, last_name: String },
    Organisation { name: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactsError {
    KindMissing,
    FirstNameMissing,
    LastNameMissing,
    OrganisationNameMissing,
    Phone,
    NoTextMessages,
    Email,
    CardNumber,
    RoleMissing,
    NotForOrganisation(Role),
    NobodyHolds(Role),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactsWarning {
    /// No such number is given out, as far as is known.
    PhoneUnknown,
    /// Our last mail to the address came back on that day.
    MailCameBack(Day),
}

/// The contacts of a body that is no customer: whoever there is, each with some common role.
pub const OF_BODIES: ContactsPolicy = ContactsPolicy { service: "", common: &[], must: &[], may: &[] };

impl ContactsPolicy {
    /// The roles that can be chosen here, in the order of the form.
    pub(super) fn of_service(&self) -> impl Iterator<Item = Role> {
        self.must.iter().chain(self.may).copied()
    }

    pub(super) fn mandatory(&self) -> impl Iterator<Item = Role> {
        self.common.iter().chain(self.must).copied()
    }

    /// The rows that this service shows.
    pub(super) fn rows(&self, fields: &Fields) -> Vec<usize> {
        fields.rows(GROUP).into_iter().filter(|row| Held::of(fields, *row).concerns(self)).collect()
    }

    pub fn check(&self, fields: &Fields, rules: Rules) -> Result<Contacts, FieldErrors<ContactsError>> {
        let mut errors = FieldErrors::default();
        let (shown, all) = (self.rows(fields), fields.rows(GROUP));
        let first = shown.first().map_or_else(|| "add".to_owned(), |row| format!("{GROUP}.{row}.roles"));
        let mut contacts = Vec::new();
        for row in all {
            if shown.contains(&row) {
                contacts.extend(self.contact(fields, row, rules, &mut errors));
            } else {
                // Another service's contact goes along if it is whole; if it is not, that service's form says so.
                contacts.extend(self.contact(fields, row, Rules::default(), &mut FieldErrors::default()));
            }
        }
        let held = |role: Role| {
            shown.iter().map(|row| Held::of(fields, *row)).any(|h| h.common.contains(&role) || h.in_service(self.service).contains(&role))
        };
        for role in self.mandatory().filter(|role| !held(*role)) {
            // Beside the boxes in which the role can be chosen.
            let common = Role::COMMON.contains(&role);
            let field = if common { first.clone() } else { first.replace(".roles", &format!(".{}", field_of(self.service))) };
            errors.add(field, ContactsError::NobodyHolds(role));
        }
        errors.or(Some(Contacts(contacts)))
    }

    fn contact(&self, fields: &Fields, row: usize, rules: Rules, errors: &mut FieldErrors<ContactsError>) -> Option<Contact> {
        use ContactsError as E;
        let name = |field: &str| format!("{GROUP}.{row}.{field}");
        let typed = |field: &str| fields.get(&name(field)).to_owned();
        let held = Held::of(fields, row);
        let here = held.in_service(self.service);
        let who = who(&typed, |field, error| errors.add(name(field), error));
        let phone = errors.take(&name("phone"), Phone::parse(&typed("phone")).ok_or(E::Phone));
        if let Some(phone) = &phone
            && held.common.iter().any(|role| role.gets_text_messages())
            && !phone.takes_text_messages()
        {
            errors.add(name("phone"), E::NoTextMessages);
        }
        let email = errors.take(&name("email"), Email::parse(&typed("email")).ok_or(E::Email));
        let wants_card = rules.archivists_card && here.contains(&Role::Archivist);
        let card_number =
            if wants_card { errors.take(&name("card_number"), CardNumber::parse(&typed("card_number")).ok_or(E::CardNumber)) } else { None };
        if held.common.is_empty() && held.by_service.is_empty() {
            errors.add(name("roles"), E::RoleMissing);
        }
        let persons_role = here.iter().find(|role| role.is_a_persons());
        if let (Some(Who::Organisation { .. }), Some(role)) = (&who, persons_role) {
            errors.add(name(&field_of(self.service)), E::NotForOrganisation(*role));
        }
        Some(Contact {
            who: who?,
            phone: phone?,
            email: email?,
            roles: held.common,
            service_roles: held.by_service.into_iter().collect(),
            card_number,
        })
    }

    /// `bounced_on` says when our mail to an address came back.
    pub fn warnings(&self, fields: &Fields, bounced_on: impl Fn(&str) -> Option<Day>) -> FieldErrors<ContactsWarning> {
        let mut warnings = FieldErrors::default();
        for row in self.rows(fields) {
            let field = format!("{GROUP}.{row}.phone");
            if Phone::parse(fields.get(&field)).is_some_and(|phone| !phone.is_in_a_numbering_plan()) {
                warnings.add(field, ContactsWarning::PhoneUnknown);
            }
            let field = format!("{GROUP}.{row}.email");
            if let Some(day) = bounced_on(fields.get(&field)) {
                warnings.add(field, ContactsWarning::MailCameBack(day));
            }
        }
        warnings
    }
}

fn who(typed: &impl Fn(&str) -> String, mut wrong: impl FnMut(&'static str, ContactsError)) -> Option<Who> {
    use ContactsError as E;
    match typed("kind").as_str() {
        "person" => {
            let (first_name, last_name) = (line(&typed("first_name")), line(&typed("last_name")));
            if first_name.is_none() {
                wrong("first_name", E::FirstNameMissing);
            }
            if last_name.is_none() {
                wrong("last_name", E::LastNameMissing);
            }
            Some(Who::Person { first_name: first_name?, last_name: last_name? })
        }
        "organisation" => {
            let name = line(&typed("organisation_name"));
            if name.is_none() {
                wrong("organisation_name", E::OrganisationNameMissing);
            }
            Some(Who::Organisation { name: name? })
        }
        _ => {
            wrong("kind", E::KindMissing);
            None
        }
    }
}
