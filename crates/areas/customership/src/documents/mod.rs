//! Documents: the published texts that customers accept, the forms to be filled in by hand, and the documents of a
//! customer.
//!
//! A published text is JSON, as its layout wants it (the adapter's documents say how), with `version`, `effective_on`
//! (`YYYY-MM-DD`) and, in a form:
//!
//! | key | what |
//! |---|---|
//! | `in_english` | its name for those who read the pages in English |
//! | `for` | `providers`, `pharmacists` or `all` |
//! | `for_services` | optional: keys of the services whose customers need it; without it, all |

mod commitment;
mod decision;
mod notice;
mod page;
mod reasons;
mod receipt;
mod samples;
mod store;

use kit_core::{Day, Digest, Language};
use serde_json::Value;

pub use commitment::{Signature, commitment, unsigned_commitment};
pub(crate) use commitment::{language_of, moment};
pub use decision::{decision, decision_name};
pub use notice::notice;
pub(crate) use page::{render, routes};
pub use page::{render_preview, serve_pdf};
pub use reasons::{ReasonOf, reasons_in_force};
pub use receipt::{Stamps, receipt};
pub use samples::load as load_samples;
pub use store::{DocumentRow, add, file_of, forms_in_force, in_force, of_application, publish, versions};

use crate::T;

include!(concat!(env!("OUT_DIR"), "/text_kinds.rs"));

impl TextKind {
    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What its versions are: listed together where texts are kept.
    pub fn group(self) -> TextGroup {
        let begins = |word: &str| self.key().starts_with(word);
        match self {
            Self::GeneralTerms | Self::Commitment => TextGroup::Terms,
            _ if begins("service-description-") => TextGroup::ServiceDescriptions,
            _ if begins("form-") => TextGroup::Forms,
            _ if begins("reason-") => TextGroup::Reasons,
            _ => TextGroup::Instructions,
        }
    }

    /// To be printed, filled in by hand and sent to the customer support.
    pub fn is_form(self) -> bool {
        self.key().starts_with("form-")
    }
}

/// Texts of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextGroup {
    /// Signed for the whole customership.
    Terms,
    ServiceDescriptions,
    Instructions,
    Forms,
    /// What decisions are given reasons with.
    Reasons,
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

impl PublishedText {
    /// The text's own name; in English where it has one.
    pub fn title(&self, language: Language) -> &str {
        let english = self.content["in_english"].as_str().filter(|_| language == Language::En);
        english.or_else(|| self.content["document"].as_str()).unwrap_or_default()
    }
}

/// Where the text opens as a pdf.
pub fn address(text: &PublishedText) -> String {
    format!("/texts/{}/{}/{}", text.kind.key(), text.version, text.language.code())
}

pub(crate) fn name(t: &T, kind: TextKind) -> &'static str {
    match kind {
        TextKind::GeneralTerms => t.general_terms(),
        TextKind::Commitment => t.commitment_name(),
        kind if kind.is_form() => t.form_name(),
        // The service says of which service it is.
        _ => t.service_description_name(),
    }
}
