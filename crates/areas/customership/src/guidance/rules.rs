use registers::{Activity as A, OrganisationKind as K};

use crate::services::{ALL_SERVICES, Form, Service};

/// Whom instructions are read for, as customers name themselves (domain notes 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerType {
    PublicHealth,
    PublicSocial,
    PrivateHealth,
    PrivateSocial,
    Practitioner,
    FoundationOrAssociation,
    Pharmacist,
    HospitalPharmacy,
}

impl CustomerType {
    pub const ALL: [Self; 8] = [
        Self::PublicHealth,
        Self::PublicSocial,
        Self::PrivateHealth,
        Self::PrivateSocial,
        Self::Practitioner,
        Self::FoundationOrAssociation,
        Self::Pharmacist,
        Self::HospitalPharmacy,
    ];

    /// The word in the address of the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PublicHealth => "public-health",
            Self::PublicSocial => "public-social",
            Self::PrivateHealth => "private-health",
            Self::PrivateSocial => "private-social",
            Self::Practitioner => "practitioner",
            Self::FoundationOrAssociation => "foundation",
            Self::Pharmacist => "pharmacist",
            Self::HospitalPharmacy => "hospital-pharmacy",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|customer| customer.key() == key)
    }

    /// In what they may be active. A foundation or an association is registered in one field or in both.
    const fn activities(self) -> &'static [A] {
        match self {
            Self::PublicHealth => &[A::PublicHealth],
            Self::PublicSocial => &[A::PublicSocial],
            Self::PrivateHealth => &[A::PrivateHealth],
            Self::PrivateSocial => &[A::PrivateSocial],
            Self::Practitioner => &[A::Practice],
            Self::FoundationOrAssociation => &[A::PrivateHealth, A::PrivateSocial],
            Self::Pharmacist => &[A::Pharmacy],
            Self::HospitalPharmacy => &[A::HospitalPharmacy],
        }
    }

    /// What the register calls them.
    const fn kinds(self) -> &'static [K] {
        match self {
            Self::PublicHealth => &[K::PublicHealth],
            Self::PublicSocial => &[K::PublicSocial],
            Self::PrivateHealth => &[K::PrivateHealth],
            Self::PrivateSocial => &[K::PrivateSocial],
            Self::Practitioner => &[K::Practitioner],
            Self::FoundationOrAssociation => &[K::Foundation, K::Association],
            Self::Pharmacist => &[K::Pharmacist],
            Self::HospitalPharmacy => &[K::HospitalPharmacy],
        }
    }

    pub fn of(kind: K) -> Option<Self> {
        Self::ALL.into_iter().find(|customer| customer.kinds().contains(&kind))
    }
}

/// The services that a customer of this type may join, each with the form it fills in.
pub fn services_for(customer: CustomerType) -> Vec<(&'static Service, &'static Form)> {
    ALL_SERVICES.into_iter().filter_map(|service| Some((service, service.form_for(customer.activities())?))).collect()
}

/// What the reader has chosen, as far as it can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub customer: Option<CustomerType>,
    /// One that this customer may join; the only one is chosen by itself.
    pub service: Option<(&'static Service, &'static Form)>,
}

impl Choice {
    /// `customer`: what was asked for, empty for «another»; `own`: the type of the visitor's organisation.
    pub fn of(customer: Option<&str>, service: &str, own: Option<CustomerType>) -> Self {
        let customer = customer.map_or(own, CustomerType::find);
        let services = customer.map(services_for).unwrap_or_default();
        let asked = services.iter().copied().find(|(offered, _)| offered.key == service);
        let only = if let [only] = services.as_slice() { Some(*only) } else { None };
        Self { customer, service: asked.or(only) }
    }
}
