use kit_core::FieldErrors;
use kit_web::Fields;
use serde::Serialize;

use crate::values::{Email, Phone, line};

pub(super) const GROUP: &str = "contacts";

/// Which roles a service asks for. All of them must be held by somebody.
#[derive(Clone, Copy, Debug)]
pub struct ContactsPolicy {
    /// Roles that are common to all services of a customer.
    pub common: &'static [Role],
    /// Roles of this service.
    pub of_service: &'static [Role],
}

/// In which matters a contact is turned to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Administrative,
    DataProtection,
    Technical,
    Disruptions,
    Billing,
    Archivist,
}

impl Role {
    pub const ALL: [Self; 6] = [Self::Administrative, Self::DataProtection, Self::Technical, Self::Disruptions, Self::Billing, Self::Archivist];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::DataProtection => "data-protection",
            Self::Technical => "technical",
            Self::Disruptions => "disruptions",
            Self::Billing => "billing",
            Self::Archivist => "archivist",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Text messages are sent to holders of the role.
    const fn gets_text_messages(self) -> bool {
        matches!(self, Self::Disruptions)
    }

    /// The role is a human being's: an archivist knows recording and has rights of their own.
    const fn is_a_persons(self) -> bool {
        matches!(self, Self::Archivist)
    }
}

/// The contacts of an application, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Contacts(pub Vec<Contact>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    #[serde(flatten)]
    pub who: Who,
    pub phone: Phone,
    pub email: Email,
    pub roles: Vec<Role>,
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
    RoleMissing,
    NotForOrganisation(Role),
    /// Nobody holds this mandatory role.
    NobodyHolds(Role),
}

impl ContactsPolicy {
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.common.iter().chain(self.of_service).copied()
    }

    /// Does the contact in this row hold the role? Common roles and those of the service are asked apart.
    pub(super) fn holds(fields: &Fields, row: usize, role: Role) -> bool {
        ["roles", "service_roles"].iter().any(|field| fields.has(&format!("{GROUP}.{row}.{field}"), role.key()))
    }

    pub fn check(&self, fields: &Fields) -> Result<Contacts, FieldErrors<ContactsError>> {
        let mut errors = FieldErrors::default();
        let rows = fields.rows(GROUP);
        let contacts: Option<Vec<Contact>> = rows.iter().map(|row| self.contact(fields, *row, &mut errors)).collect();
        let first = rows.first().map_or_else(|| "add".to_owned(), |row| format!("{GROUP}.{row}.roles"));
        for role in self.roles().filter(|role| !rows.iter().any(|row| Self::holds(fields, *row, *role))) {
            errors.add(first.clone(), ContactsError::NobodyHolds(role));
        }
        errors.or(contacts.map(Contacts))
    }

    fn contact(&self, fields: &Fields, row: usize, errors: &mut FieldErrors<ContactsError>) -> Option<Contact> {
        use ContactsError as E;
        let name = |field: &str| format!("{GROUP}.{row}.{field}");
        let typed = |field: &str| fields.get(&name(field)).to_owned();
        let roles: Vec<Role> = self.roles().filter(|role| Self::holds(fields, row, *role)).collect();
        let who = who(&typed, |field, error| errors.add(name(field), error));
        let phone = errors.take(&name("phone"), Phone::parse(&typed("phone")).ok_or(E::Phone));
        if let Some(phone) = &phone
            && roles.iter().any(|role| role.gets_text_messages())
            && !phone.takes_text_messages()
        {
            errors.add(name("phone"), E::NoTextMessages);
        }
        let email = errors.take(&name("email"), Email::parse(&typed("email")).ok_or(E::Email));
        if roles.is_empty() {
            errors.add(name("roles"), E::RoleMissing);
        }
        let persons_role = roles.iter().find(|role| role.is_a_persons());
        if let (Some(Who::Organisation { .. }), Some(role)) = (&who, persons_role) {
            errors.add(name("service_roles"), E::NotForOrganisation(*role));
        }
        Some(Contact { who: who?, phone: phone?, email: email?, roles })
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
