//! Documents: the published texts that customers accept, and the documents of a customer.

mod commitment;
mod page;
mod receipt;
mod samples;
mod store;

use kit_core::{Day, Digest, Language};
use serde_json::Value;

pub use commitment::{Signature, commitment, unsigned_commitment};
pub(crate) use commitment::{language_of, moment};
pub use page::serve_pdf;
pub(crate) use page::{render, routes};
pub use receipt::{Stamps, receipt};
pub use samples::load as load_samples;
pub use store::{DocumentRow, add, file_of, in_force, of_application};

use crate::T;

/// The texts that are published as dated versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextKind {
    ServiceDescriptionPatientData,
    GeneralTerms,
    Commitment,
}

impl TextKind {
    pub const ALL: [Self; 3] = [Self::ServiceDescriptionPatientData, Self::GeneralTerms, Self::Commitment];

    pub const fn key(self) -> &'static str {
        match self {
            Self::ServiceDescriptionPatientData => "service-description-patient-data",
            Self::GeneralTerms => "general-terms",
            Self::Commitment => "commitment",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A version of a published text.
#[derive(Clone, Debug)]
pub struct PublishedText {
    pub kind: TextKind,
    pub version: String,
    pub language: Language,
    /// First day in force.
    pub effective: Day,
    /// SHA-256 of the content as it was published.
    pub sha256: Digest,
    pub content: Value,
}

/// Where the text opens as a pdf.
pub fn address(text: &PublishedText) -> String {
    format!("/texts/{}/{}/{}", text.kind.key(), text.version, text.language.code())
}

pub(crate) fn name(t: &T, kind: TextKind) -> &'static str {
    match kind {
        TextKind::ServiceDescriptionPatientData => t.service_description_name(),
        TextKind::GeneralTerms => t.general_terms(),
        TextKind::Commitment => t.commitment_name(),
    }
}
