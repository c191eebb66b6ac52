//! Sosiaalihuollon asiakastietovaranto (domain notes 2.1–2.4; Swedish guide 3.1, figures 3 and 11).

use registers::Activity as A;

use super::{Form, Joiner, Service, ending};
use crate::{
    documents::TextKind,
    guidance::Afterwards,
    journeys::joining::Advice,
    sections::{
        acceptance::{CommitmentPolicy, ServiceDescriptionPolicy},
        access_points::{AccessPointsPolicy, Beside},
        change_day::ChangeDayPolicy,
        contacts::{ContactsPolicy, Role},
        customer_data::CustomerDataPolicy,
        use_of_service::UseOfServicePolicy,
    },
};

const KEY: &str = "social-care";

pub static SOCIAL_CARE: Service = Service {
    key: KEY,
    names: ["Sosiaalihuollon asiakastietovaranto", "Klientdatalagret för socialvården", "Client Data Repository for Social Welfare Services"],
    forms: &[Form {
        key: "provider",
        joiners: &[Joiner::all(A::PublicSocial), Joiner::all(A::PrivateSocial)],
        needs: &[],
        advice: &[
            Advice::SignUp,
            Advice::Decision,
            Advice::SelfMonitoring,
            Advice::Systems,
            Advice::UseOfService,
            Advice::Contacts,
            Advice::Archivist,
            Advice::CommissioningTest,
        ],
        afterwards: &[Afterwards::CommissioningTest, Afterwards::Archivist],
        // No step asks for billing data: social care pays no user fees, so a billing contact is the customer's choice.
        sections: &[
            &AccessPointsPolicy { beside: Beside::Nothing },
            &UseOfServicePolicy,
            &CustomerDataPolicy,
            &ContactsPolicy { service: KEY, common: &Role::COMMON, must: &[Role::Archivist], may: &[Role::Billing] },
            &ServiceDescriptionPolicy { text: TextKind::ServiceDescriptionSocialCare },
            &CommitmentPolicy,
        ],
        technical: &[&ChangeDayPolicy, &AccessPointsPolicy { beside: Beside::Nothing }, &UseOfServicePolicy],
        ending: ending::OF_FREE_SERVICE,
    }],
};
