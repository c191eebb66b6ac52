use kit_core::{Instant, Language};
use serde_json::Value;
use thiserror::Error;

/// The documents that the program makes. The adapter holds one layout for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// Numbered articles with a title, a version and a date of effect: service descriptions, general terms.
    Articles,
    /// The commitment of a customer (sitoumus, förbindelse), with the customer's data.
    Commitment,
    /// A form to be printed and filled in by hand.
    Form,
    /// The receipt of a sent application, with everything that was sent.
    Receipt,
}

/// A document to be made: a template and the values that go into it. Values never are template source.
#[derive(Clone, Debug)]
pub struct Document {
    pub template: Template,
    pub language: Language,
    pub title: String,
    /// The date in the file's metadata: the same document made twice is the same bytes.
    pub made_at: Instant,
    pub data: Value,
}

#[derive(Debug, Error)]
#[error("the document could not be made: {0}")]
pub struct RenderError(pub String);

/// Makes PDF files (PDF/UA-1 and PDF/A-2a). Takes tens of milliseconds of CPU: call it off the request threads.
pub trait Documents: Send + Sync {
    fn render(&self, document: &Document) -> Result<Vec<u8>, RenderError>;
}
