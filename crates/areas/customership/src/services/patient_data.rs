//! Potilastietovaranto (domain notes 2.1–2.4; Finnish guide 3.1).

use registers::Activity as A;

use super::{Form, Joiner, Service, ending};
use crate::{
    documents::TextKind,
    guidance::Afterwards,
    journeys::joining::Advice,
    sections::{
        acceptance::{CommitmentPolicy, ServiceDescriptionPolicy},
        access_points::{AccessPointsPolicy, Beside},
        billing::BillingPolicy,
        change_day::ChangeDayPolicy,
        contacts::{ContactsPolicy, Role},
        customer_data::CustomerDataPolicy,
    },
};

const KEY: &str = "patient-data";

pub static PATIENT_DATA: Service = Service {
    key: KEY,
    names: ["Potilastietovaranto", "Patientdatalagret", "Patient Data Repository"],
    forms: &[Form {
        key: "provider",
        joiners: &[Joiner::all(A::PublicHealth), Joiner::all(A::PrivateHealth), Joiner::all(A::Practice)],
        needs: &[],
        advice: &[Advice::Systems, Advice::Contacts, Advice::Archivist, Advice::Billing, Advice::CommissioningTest],
        afterwards: &[Afterwards::CommissioningTest, Afterwards::Archivist],
        sections: &[
            &AccessPointsPolicy { beside: Beside::Nothing },
            &CustomerDataPolicy,
            &ContactsPolicy { service: KEY, must: &[Role::Billing, Role::Archivist], may: &[] },
            &BillingPolicy,
            &ServiceDescriptionPolicy { text: TextKind::ServiceDescriptionPatientData },
            &CommitmentPolicy,
        ],
        technical: &[&ChangeDayPolicy, &AccessPointsPolicy { beside: Beside::Nothing }],
        ending: ending::OF_SERVICE,
    }],
};
