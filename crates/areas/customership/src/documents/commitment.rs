use kit_core::{Digest, Instant, Language};
use ports::{Document, Template};
use registers::Organisation;
use serde_json::{Value, json};

use super::PublishedText;
use crate::{T, right_name};

/// What stands for a handwritten signature: who, by which right, when, of what.
#[derive(Clone, Debug)]
pub struct Signature<'a> {
    pub signer: &'a str,
    pub right: &'a str,
    pub case_number: &'a str,
    pub accepted_at: Instant,
    pub arrived_at: Instant,
    /// SHA-256 of the canonical submission.
    pub submission: Digest,
}

/// The commitment with the customer's data, before it is signed.
pub fn unsigned_commitment(text: &PublishedText, organisation: &Organisation, made_at: Instant) -> Document {
    let mut document = with_customer(text, organisation, made_at);
    if let Some(object) = document.data.as_object_mut() {
        object.remove("signature");
    }
    document
}

/// The signed commitment.
pub fn commitment(text: &PublishedText, organisation: &Organisation, signature: &Signature<'_>) -> Document {
    let t = T::of(text.language);
    let mut document = with_customer(text, organisation, signature.arrived_at);
    let rows = json!([
        row(t.signer(), signature.signer),
        row(t.acting_right(), right_name(&t, signature.right)),
        row(t.signed_for(), format!("{}, {}", organisation.name, organisation.business_id)),
        row(t.case_number(), signature.case_number),
        row(t.accepted_at(), moment(&t, signature.accepted_at)),
        row(t.arrived_at(), moment(&t, signature.arrived_at)),
        { "label": t.submission_digest(), "value": signature.submission.hex(), "kind": "digest" },
    ]);
    document.data["signature"]["rows"] = rows;
    if let Some(object) = document.data.as_object_mut() {
        object.remove("unsigned_note");
    }
    document
}

fn with_customer(text: &PublishedText, organisation: &Organisation, made_at: Instant) -> Document {
    let t = T::of(text.language);
    let mut data = text.content.clone();
    data["customer"]["rows"] = json!([
        row(t.customer_data_name(), &organisation.name),
        row(t.business_id(), organisation.business_id.as_str()),
        row(t.oid(), &organisation.oid),
    ]);
    Document { template: Template::Commitment, language: text.language, title: t.commitment_name().to_owned(), made_at, data }
}

/// The text alone, with an invented customer and without a signature.
pub(super) fn for_nobody(mut data: Value, language: Language) -> Value {
    let t = T::of(language);
    data["customer"]["rows"] = json!([row(t.customer_data_name(), "Malli Oy"), row(t.business_id(), "–"), row(t.oid(), "–")]);
    if let Some(object) = data.as_object_mut() {
        object.remove("signature");
    }
    data
}

pub(super) fn row(label: &str, value: impl Into<String>) -> Value {
    json!({ "label": label, "value": value.into() })
}

/// Day and time to the second, in Helsinki.
pub(crate) fn moment(t: &T, at: Instant) -> String {
    t.day_and_time(at.day().finnish(), at.exact_time())
}

/// The language a document is made in: Finnish or Swedish.
pub(crate) const fn language_of(language: Language) -> Language {
    language.of_documents()
}
