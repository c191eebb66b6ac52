//! Kuva-aineistojen tietovaranto, joined together with the data of the viewer system (domain notes 2.1–2.4). Its
//! steps are in neither guide: they follow from what the guides say that it needs.

use registers::Activity as A;

use super::{Form, Joiner, Service, ending};
use crate::{
    documents::TextKind,
    guidance::Afterwards,
    journeys::joining::{Advice, Need},
    sections::{
        acceptance::{CommitmentPolicy, ServiceDescriptionPolicy},
        access_points::{AccessPointsPolicy, Beside},
        change_day::ChangeDayPolicy,
        contacts::{ContactsPolicy, Role},
        customer_data::CustomerDataPolicy,
    },
};

const KEY: &str = "imaging";

pub static IMAGING: Service = Service {
    key: KEY,
    names: ["Kuva-aineistojen tietovaranto", "Datalagret för bildmaterial", "Imaging Data Repository"],
    forms: &[Form {
        key: "provider",
        joiners: &[Joiner::all(A::PublicHealth), Joiner::all(A::PrivateHealth), Joiner::all(A::Practice)],
        needs: &[Need::Service("patient-data")],
        advice: &[Advice::Systems, Advice::Viewer, Advice::Contacts, Advice::ImagingContact],
        afterwards: &[Afterwards::TestAskedOfSupplier],
        sections: &[
            &AccessPointsPolicy { beside: Beside::ViewerSystem },
            &CustomerDataPolicy,
            &ContactsPolicy { service: KEY, must: &[Role::Imaging], may: &[] },
            &ServiceDescriptionPolicy { text: TextKind::ServiceDescriptionImaging },
            &CommitmentPolicy,
        ],
        technical: &[&ChangeDayPolicy, &AccessPointsPolicy { beside: Beside::ViewerSystem }],
        ending: ending::OF_SERVICE,
    }],
};
