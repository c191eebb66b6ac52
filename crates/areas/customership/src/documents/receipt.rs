use kit_core::{Digest, Instant, Language};
use kit_web::components::{SummaryGroup, SummaryList};
use ports::{Document, Template};
use serde_json::{Value, json};

use super::commitment::{moment, row};
use crate::{T, applications::Purpose, services::Service};

/// What proves that an application came in (act 13/2003 §§ 10, 12).
#[derive(Clone, Debug)]
pub struct Stamps {
    pub case_number: String,
    /// When the program took the whole request.
    pub accepted_at: Instant,
    /// When it was there to be handled.
    pub arrived_at: Instant,
    /// SHA-256 of the canonical submission.
    pub submission: Digest,
}

/// The receipt: the stamps, the answer to a question if there was one, everything that was sent, as the summary shows it,
/// and what the customer still has to do, if anything.
pub fn receipt(
    (service, purpose): (&Service, Purpose),
    stamps: &Stamps,
    sender: &str,
    answer: &str,
    sections: &[SummaryList<'_>],
    next: &[String],
    language: Language,
) -> Document {
    let t = T::of(language);
    let mut header = vec![
        row(t.case_number(), stamps.case_number.as_str()),
        row(t.accepted_at(), moment(&t, stamps.accepted_at)),
        row(t.arrived_at(), moment(&t, stamps.arrived_at)),
        row(t.sender(), sender),
        json!({ "label": t.submission_digest(), "value": stamps.submission.hex(), "kind": "digest" }),
    ];
    if !answer.is_empty() {
        header.push(json!({ "label": t.receipt_answer(), "value": answer.lines().collect::<Vec<_>>() }));
    }
    let name = service.name(language);
    let (title, lead) = match purpose {
        Purpose::Joining | Purpose::Ending => (t.receipt_title(), t.receipt_lead(name)),
        Purpose::TechnicalChange => (t.receipt_title_change(), t.receipt_lead_change(name)),
    };
    let data = json!({
        "author": t.service_name(),
        "document": title,
        "labels": { "item": t.document_item(), "content": t.document_content() },
        "status_note": t.sample_note(),
        "lead": lead,
        "header": header,
        "sections": sections.iter().map(section).collect::<Vec<Value>>(),
        "next": { "heading": t.receipt_next(), "list": next },
    });
    Document { template: Template::Receipt, language, title: title.to_owned(), made_at: stamps.arrived_at, data }
}

pub(super) fn section(list: &SummaryList<'_>) -> Value {
    let rows = |group: &SummaryGroup<'_>| -> Vec<Value> {
        let value = |lines: &Vec<_>| if lines.is_empty() { json!("–") } else { json!(lines) };
        group.rows.iter().map(|row| json!({ "label": row.label, "value": value(&row.lines) })).collect()
    };
    let groups: Vec<Value> = list.groups.iter().filter_map(|group| Some(json!({ "heading": group.title.as_ref()?, "rows": rows(group) }))).collect();
    let untitled: Vec<Value> = list.groups.iter().filter(|group| group.title.is_none()).flat_map(rows).collect();
    json!({ "heading": list.heading, "rows": untitled, "groups": groups })
}
