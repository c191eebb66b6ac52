use kit_web::Fields;
use serde::Serialize;

use super::rules::{ContactsPolicy, GROUP};
use crate::{T, services::Service};

/// In which matters a contact is turned to (domain notes 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Administrative,
    DataProtection,
    Technical,
    Disruptions,
    Billing,
    Archivist,
    Imaging,
}

impl Role {
    pub const ALL: [Self; 7] =
        [Self::Administrative, Self::DataProtection, Self::Technical, Self::Disruptions, Self::Billing, Self::Archivist, Self::Imaging];

    /// The roles that hold for all services of a customer. Somebody must hold each of them.
    pub const COMMON: [Self; 4] = [Self::Administrative, Self::DataProtection, Self::Technical, Self::Disruptions];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::DataProtection => "data-protection",
            Self::Technical => "technical",
            Self::Disruptions => "disruptions",
            Self::Billing => "billing",
            Self::Archivist => "archivist",
            Self::Imaging => "imaging",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Text messages are sent to holders of the role.
    pub(super) const fn gets_text_messages(self) -> bool {
        matches!(self, Self::Disruptions)
    }

    /// The role is a human being's: an archivist knows recording and has rights of their own.
    pub(super) const fn is_a_persons(self) -> bool {
        matches!(self, Self::Archivist)
    }

    pub(super) fn name(self, t: &T) -> &'static str {
        match self {
            Self::Administrative => t.role_administrative(),
            Self::DataProtection => t.role_data_protection(),
            Self::Technical => t.role_technical(),
            Self::Disruptions => t.role_disruptions(),
            Self::Billing => t.role_billing(),
            Self::Archivist => t.role_archivist(),
            Self::Imaging => t.role_imaging(),
        }
    }

    pub(super) fn help(self, t: &T) -> &'static str {
        match self {
            Self::Administrative => t.role_administrative_help(),
            Self::DataProtection => t.role_data_protection_help(),
            Self::Technical => t.role_technical_help(),
            Self::Disruptions => t.role_disruptions_help(),
            Self::Billing => t.role_billing_help(),
            Self::Archivist => t.role_archivist_help(),
            Self::Imaging => t.role_imaging_help(),
        }
    }
}

/// The field of a contact's roles in a service.
pub(super) fn field_of(service: &str) -> String {
    format!("of-{service}")
}

/// The roles of the contact in `row`: the common ones, and those in each service that has any.
pub(super) struct Held {
    pub common: Vec<Role>,
    pub by_service: Vec<(&'static str, Vec<Role>)>,
}

impl Held {
    pub fn of(fields: &Fields, row: usize) -> Self {
        let held = |field: &str, roles: &[Role]| -> Vec<Role> {
            let name = format!("{GROUP}.{row}.{field}");
            roles.iter().copied().filter(|role| fields.has(&name, role.key())).collect()
        };
        let in_service = |service: &'static Service| (service.key, held(&field_of(service.key), &Role::ALL));
        Self {
            common: held("roles", &Role::COMMON),
            by_service: crate::services::ALL_SERVICES.into_iter().map(in_service).filter(|(_, roles)| !roles.is_empty()).collect(),
        }
    }

    pub fn in_service(&self, key: &str) -> &[Role] {
        self.by_service.iter().find(|(service, _)| *service == key).map_or(&[], |(_, roles)| roles.as_slice())
    }

    /// Each role with the number of those services in which it is held: a common one is held in all.
    pub fn in_services(&self, services: &[&str]) -> impl Iterator<Item = (Role, i64)> {
        Role::ALL.into_iter().filter_map(|role| {
            let common = self.common.contains(&role);
            let count = services.iter().filter(|service| common || self.in_service(service).contains(&role)).count();
            (count > 0).then(|| (role, i64::try_from(count).unwrap_or(i64::MAX)))
        })
    }

    /// Is the contact one of this service's, or nobody's yet? Others belong to other services only (Finnish guide 4.1).
    pub fn concerns(&self, policy: &ContactsPolicy) -> bool {
        !self.common.is_empty() || self.by_service.is_empty() || !self.in_service(policy.service).is_empty()
    }
}
