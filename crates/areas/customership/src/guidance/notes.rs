//! What is said of joining beside what the application itself asks, in words. What is said of which service stands in
//! the service's form.

use std::borrow::Cow;

use super::CustomerType as C;
use crate::{T, journeys::joining::Need, services::Service};

type Say = fn(&T) -> &'static str;

/// What comes after the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afterwards {
    /// A commissioning test in a system that is new to the customer.
    CommissioningTest,
    /// The test is not asked for, only wise.
    TestAdvised,
    TestAskedOfSupplier,
    Archivist,
    RenewalRequests,
    TakeoverContacts,
}

pub(super) fn after(t: &T, after: Afterwards) -> &'static str {
    match after {
        Afterwards::CommissioningTest => t.guidance_test(),
        Afterwards::TestAdvised => t.guidance_test_prescription(),
        Afterwards::TestAskedOfSupplier => t.guidance_test_imaging(),
        Afterwards::Archivist => t.guidance_archivist(),
        Afterwards::RenewalRequests => t.guidance_renewals_later(),
        Afterwards::TakeoverContacts => t.guidance_takeover_contacts(),
    }
}

pub(super) fn need(t: &T, need: Need) -> Vec<Cow<'static, str>> {
    match need {
        Need::Service(key) => Service::find(key).map(|service| t.guidance_service_first(service.name(t.language())).into()).into_iter().collect(),
        Need::Takeover => vec![t.guidance_takeover_register().into(), t.guidance_takeover_time().into()],
        Need::NoEarlierCommitment => vec![t.guidance_takeover_commitment().into()],
    }
}

pub(super) fn name(t: &T, customer: C) -> &'static str {
    match customer {
        C::PublicHealth => t.guidance_public_health(),
        C::PublicSocial => t.guidance_public_social(),
        C::PrivateHealth => t.guidance_private_health(),
        C::PrivateSocial => t.guidance_private_social(),
        C::Practitioner => t.guidance_practitioner(),
        C::FoundationOrAssociation => t.guidance_foundation(),
        C::Pharmacist => t.guidance_pharmacist(),
        C::HospitalPharmacy => t.guidance_hospital_pharmacy(),
    }
}

/// Who may act, what must be in order, what to have at hand.
pub(super) fn before(customer: C) -> Vec<Say> {
    let who: &[Say] = match customer {
        C::PublicHealth | C::PublicSocial => &[T::guidance_who_public, T::guidance_register_providers],
        C::PrivateHealth | C::PrivateSocial => &[T::guidance_who_company, T::guidance_register_providers, T::guidance_joint],
        C::Practitioner => &[T::guidance_who_trader, T::guidance_register_practitioners, T::guidance_joint],
        C::FoundationOrAssociation => &[T::guidance_who_foundation, T::guidance_foundation_field, T::guidance_register_providers, T::guidance_joint],
        C::Pharmacist => &[T::guidance_who_trader, T::guidance_register_pharmacies],
        C::HospitalPharmacy => &[T::guidance_who_public, T::guidance_register_pharmacies],
    };
    let all: [Say; 3] = [T::guidance_identification, T::guidance_access_point, T::guidance_contacts];
    who.iter().copied().chain(all).collect()
}

/// What to tell later, where and when.
pub(super) fn changes(customer: C) -> Vec<Say> {
    let register: &[Say] = match customer {
        C::Pharmacist => &[T::guidance_change_pharmacy, T::guidance_change_licence],
        C::HospitalPharmacy => &[T::guidance_change_pharmacy, T::guidance_change_organisation],
        C::PublicHealth | C::PublicSocial | C::PrivateHealth | C::PrivateSocial | C::Practitioner | C::FoundationOrAssociation => {
            &[T::guidance_change_register, T::guidance_change_organisation]
        }
    };
    let all: [Say; 4] = [T::guidance_change_contacts, T::guidance_change_technical, T::guidance_change_access_point, T::guidance_change_business_id];
    all.into_iter().chain(register.iter().copied()).collect()
}
