use std::collections::BTreeMap;

use kit_core::{Day, Language};
use kit_db::{DbError, Read};
use registers::{AccessPoint, InformationSystem, Organisation, codes::Code, pharmacies::Pharmacy};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    applications::ApplicationId,
    customers::Standing,
    documents::{PublishedText, TextKind},
    mails,
    sections::SectionKey,
    services::Service,
};

/// What is known beside what was typed: gathered before a section is checked or shown.
#[derive(Clone, Debug)]
pub struct Facts {
    pub application: ApplicationId,
    pub service: &'static Service,
    /// The customer as the register has it today.
    pub organisation: Organisation,
    /// The language of the documents that are accepted.
    pub documents: Language,
    /// An officer keys in what came on paper: what is accepted or signed, is there.
    pub on_paper: bool,
    /// The customer has no commitment in force: this application brings it.
    pub commitment_needed: bool,
    pub today: Day,
    pub rules: Rules,
    /// The systems approved for the service.
    pub systems: Vec<InformationSystem>,
    /// What is known of the access points that were typed, by OID.
    pub points: BTreeMap<String, PointFacts>,
    /// The pharmacies of a pharmacist.
    pub pharmacies: Vec<Pharmacy>,
    /// The code lists of the use of the service, whatever their validity.
    pub codes: Vec<Code>,
    /// What the customer uses and applies for.
    pub standing: Standing,
    /// Addresses that were typed, in small letters, from which our last mail came back, and when.
    pub bounced: BTreeMap<String, Day>,
    /// The texts in force that are accepted here.
    pub texts: BTreeMap<TextKind, PublishedText>,
    /// The checked sections as they were sent, where what is shown is what was sent.
    pub sent: Option<Value>,
}

/// Rules that an installation switches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// An archivist's certificate card number is asked, as in the older guide (domain notes 9, D10).
    pub archivists_card: bool,
}

/// What is known of an OID that was typed as an access point.
#[derive(Clone, Debug, Default)]
pub struct PointFacts {
    pub point: Option<AccessPoint>,
    /// Codes of the systems known to work through it.
    pub systems: Vec<String>,
    /// It is the OID of an organisation or unit.
    pub is_register_oid: bool,
}

impl Facts {
    pub fn text(&self, kind: TextKind) -> Option<&PublishedText> {
        self.texts.get(&kind)
    }

    /// When our last mail to the address came back, of those that were looked for.
    pub fn bounced_on(&self, address: &str) -> Option<Day> {
        self.bounced.get(&address.trim().to_lowercase()).copied()
    }

    pub(super) async fn look_for_bounces(&mut self, read: &Read, addresses: impl IntoIterator<Item = &str> + Send) -> Result<(), DbError> {
        let addresses: Vec<String> = addresses.into_iter().map(|address| address.trim().to_lowercase()).collect();
        for address in addresses {
            let bounced = mails::bounced_at(read, &address).await?;
            self.bounced.extend(bounced.map(|at| (address, at.day())));
        }
        Ok(())
    }

    /// A section as it was sent: it stays the same whatever happens afterwards.
    pub fn sent<V: DeserializeOwned>(&self, section: SectionKey) -> Option<V> {
        serde_json::from_value(self.sent.as_ref()?.get(section.key())?.clone()).ok()
    }
}
