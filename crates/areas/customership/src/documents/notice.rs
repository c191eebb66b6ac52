use kit_core::{Instant, Language};
use kit_web::components::SummaryList;
use ports::{Document, Template};
use registers::Organisation;
use serde_json::{Value, json};

use super::{
    Signature,
    commitment::{moment, row},
    receipt::section,
};
use crate::{T, right_name};

/// The notice of termination: what ends and when; signed once it is sent (Finnish guide 5, figure 19).
pub fn notice(
    what: &str,
    organisation: &Organisation,
    sections: &[SummaryList<'_>],
    signature: Option<&Signature<'_>>,
    made_at: Instant,
    language: Language,
) -> Document {
    let t = T::of(language);
    let mut header = vec![
        row(t.customer_data_name(), &organisation.name),
        row(t.business_id(), organisation.business_id.as_str()),
        row(t.oid(), &organisation.oid),
    ];
    if let Some(signature) = signature {
        header.extend([
            row(t.signer(), signature.signer),
            row(t.acting_right(), right_name(&t, signature.right)),
            row(t.case_number(), signature.case_number),
            row(t.accepted_at(), moment(&t, signature.accepted_at)),
            row(t.arrived_at(), moment(&t, signature.arrived_at)),
            json!({ "label": t.submission_digest(), "value": signature.submission.hex(), "kind": "digest" }),
        ]);
    }
    let said = if signature.is_some() { t.notice_signed() } else { t.notice_unsigned() };
    let data = json!({
        "author": t.service_name(),
        "document": t.notice_title(),
        "labels": { "item": t.document_item(), "content": t.document_content() },
        "status_note": t.sample_note(),
        "lead": format!("{} {said}", t.notice_lead(&organisation.name, what)),
        "header": header,
        "sections": sections.iter().map(section).collect::<Vec<Value>>(),
        "next": { "heading": t.receipt_next(), "list": [] },
    });
    Document { template: Template::Receipt, language, title: t.notice_title().to_owned(), made_at, data }
}
