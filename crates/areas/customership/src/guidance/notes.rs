//! What is said of joining beside what the application itself asks: by service and by customer type, as data.

use super::CustomerType as C;
use crate::{T, services::Service};

type Say = fn(&T) -> &'static str;

/// What to do before applying for a service, and after the application is sent.
pub(super) struct Notes {
    service: &'static str,
    /// None named: all that may join.
    customers: &'static [C],
    pub before: &'static [Say],
    pub after: &'static [Say],
}

const NOTES: [Notes; 6] = [
    Notes {
        service: "patient-data",
        customers: &[],
        before: &[T::guidance_system_certified, T::guidance_schedule],
        after: &[T::guidance_test_patient_data, T::guidance_archivist],
    },
    Notes {
        service: "social-care",
        customers: &[],
        before: &[
            T::guidance_social_sign_up,
            T::guidance_social_decision,
            T::guidance_social_profile,
            T::guidance_social_self_monitoring,
            T::guidance_system_certified,
            T::guidance_social_time,
        ],
        after: &[T::guidance_test_social_care, T::guidance_archivist],
    },
    Notes {
        service: "prescription",
        customers: &[C::PublicHealth, C::PublicSocial, C::PrivateHealth, C::PrivateSocial, C::Practitioner, C::FoundationOrAssociation],
        before: &[T::guidance_system_certified, T::guidance_schedule, T::guidance_renewals],
        after: &[T::guidance_renewals_report, T::guidance_renewals_supplier, T::guidance_renewals_later, T::guidance_test_prescription],
    },
    Notes {
        service: "prescription",
        customers: &[C::Pharmacist],
        before: &[T::guidance_takeover_register, T::guidance_takeover_time, T::guidance_takeover_commitment],
        after: &[T::guidance_takeover_contacts, T::guidance_test_prescription],
    },
    Notes {
        service: "prescription",
        customers: &[C::HospitalPharmacy],
        before: &[T::guidance_system_certified, T::guidance_schedule],
        after: &[T::guidance_test_prescription],
    },
    Notes {
        service: "imaging",
        customers: &[],
        before: &[T::guidance_imaging_first, T::guidance_imaging_viewer, T::guidance_schedule],
        after: &[T::guidance_test_imaging],
    },
];

pub(super) fn of(service: &Service, customer: C) -> Option<&'static Notes> {
    NOTES.iter().find(|notes| notes.service == service.key && (notes.customers.is_empty() || notes.customers.contains(&customer)))
}

/// Is there something to say about this service to this customer?
pub fn is_told(service: &Service, customer: C) -> bool {
    of(service, customer).is_some()
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
