//! Resepti (domain notes 2.1–2.5; Finnish guide 3.1.3). A pharmacist's application is about the pharmacies and has its own conditions.

use registers::Activity as A;

use super::{Form, Joiner, Service, ending};
use crate::{
    documents::TextKind,
    guidance::Afterwards,
    journeys::joining::{Advice, Need},
    sections::{
        acceptance::{CommitmentPolicy, ServiceDescriptionPolicy},
        access_points::{AccessPointsPolicy, Beside},
        billing::BillingPolicy,
        change_day::ChangeDayPolicy,
        contacts::{ContactsPolicy, Role},
        customer_data::CustomerDataPolicy,
    },
};

const KEY: &str = "prescription";
const TEXT: ServiceDescriptionPolicy = ServiceDescriptionPolicy { text: TextKind::ServiceDescriptionPrescription };
const CONTACTS: ContactsPolicy = ContactsPolicy { service: KEY, must: &[Role::Billing], may: &[] };

pub static PRESCRIPTION: Service = Service {
    key: KEY,
    names: ["Resepti", "Recepttjänsten", "Prescription service"],
    forms: &[
        Form {
            key: "provider",
            joiners: &[
                Joiner::all(A::PublicHealth),
                Joiner::all(A::PrivateHealth),
                Joiner::all(A::Practice),
                Joiner::all(A::HospitalPharmacy),
                Joiner::prescribing(A::PublicSocial),
                Joiner::prescribing(A::PrivateSocial),
            ],
            needs: &[],
            advice: &[Advice::Systems, Advice::Renewals, Advice::Contacts, Advice::Billing],
            afterwards: &[Afterwards::RenewalRequests, Afterwards::TestAdvised],
            sections: &[
                &AccessPointsPolicy { beside: Beside::RenewalRequests },
                &CustomerDataPolicy,
                &CONTACTS,
                &BillingPolicy,
                &TEXT,
                &CommitmentPolicy,
            ],
            technical: &[&ChangeDayPolicy, &AccessPointsPolicy { beside: Beside::RenewalRequests }],
            ending: ending::OF_SERVICE,
        },
        Form {
            key: "pharmacist",
            joiners: &[Joiner::all(A::Pharmacy)],
            needs: &[Need::Takeover, Need::NoEarlierCommitment],
            advice: &[Advice::EarlierCommitment, Advice::Systems, Advice::Contacts, Advice::Billing],
            afterwards: &[Afterwards::TakeoverContacts, Afterwards::TestAdvised],
            sections: &[&AccessPointsPolicy { beside: Beside::Pharmacies }, &CustomerDataPolicy, &CONTACTS, &BillingPolicy, &TEXT, &CommitmentPolicy],
            technical: &[&ChangeDayPolicy, &AccessPointsPolicy { beside: Beside::Pharmacies }],
            ending: ending::OF_SERVICE,
        },
    ],
};
