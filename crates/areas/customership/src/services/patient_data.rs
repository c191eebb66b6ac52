//! Potilastietovaranto (domain notes 2.1–2.4; Finnish guide 3.1).

use registers::OrganisationKind as K;

use super::Service;
use crate::{
    documents::TextKind,
    sections::{
        acceptance::{CommitmentPolicy, ServiceDescriptionPolicy},
        access_points::AccessPointsPolicy,
        billing::BillingPolicy,
        contacts::{ContactsPolicy, Role},
        customer_data::CustomerDataPolicy,
    },
};

pub static PATIENT_DATA: Service = Service {
    key: "patient-data",
    names: ["Potilastietovaranto", "Patientdatalagret", "Patient Data Repository"],
    who_may_join: &[K::PublicHealth, K::PrivateHealth, K::Practitioner, K::Foundation, K::Association],
    sections: &[
        &AccessPointsPolicy,
        &CustomerDataPolicy,
        &ContactsPolicy {
            common: &[Role::Administrative, Role::DataProtection, Role::Technical, Role::Disruptions],
            of_service: &[Role::Billing, Role::Archivist],
        },
        &BillingPolicy,
        &ServiceDescriptionPolicy { text: TextKind::ServiceDescriptionPatientData },
        &CommitmentPolicy,
    ],
};
