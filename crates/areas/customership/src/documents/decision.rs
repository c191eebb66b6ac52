use kit_core::{Instant, Language};
use ports::{Document, Template};
use serde_json::{Value, json};

use super::{
    PublishedText,
    commitment::{moment, row},
};
use crate::{T, applications::Application, journeys::joining::matter_title};

/// A decision not to approve: what, why, by whom, and how to appeal (act 434/2003 §§ 43–47).
/// `officers`: who decided, and who proposed it if that was another.
pub fn decision(application: &Application, officers: (&str, Option<&str>), reason: &str, appeal: &PublishedText, now: Instant) -> Document {
    let (language, (decided_by, proposed_by)) = (appeal.language, officers);
    let t = T::of(language);
    let customer = &application.customer;
    let what = matter_title(application.service, application.purpose, language);
    let number = application.state.case().map_or("", |case| case.number.as_str());
    let mut header = vec![
        row(t.case_number(), number),
        row(t.decision_matter(), what.as_str()),
        row(t.customer_data_name(), &customer.name),
        row(t.business_id(), customer.business_id.as_str()),
        row(t.oid(), customer.oid.as_str()),
        row(t.decision_made_at(), moment(&t, now)),
        row(t.decision_made_by(), decided_by),
    ];
    header.extend(proposed_by.map(|name| row(t.decision_proposed_by(), name)));
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let title = t.decision_title();
    let data = json!({
        "author": t.service_name(),
        "document": title,
        "labels": { "item": t.document_item(), "content": t.document_content() },
        "status_note": t.sample_note(),
        "lead": t.decision_lead(&customer.name, &what),
        "header": header,
        "sections": [
            { "heading": t.decision_heading(), "rows": [row(t.decision_heading(), t.decision_rejected()), json!({ "label": t.decision_grounds(), "value": lines(reason) })] },
            { "heading": appeal.title(language), "rows": appeal_rows(appeal) },
        ],
        "next": { "heading": t.receipt_next(), "list": [] },
    });
    Document { template: Template::Receipt, language, title: title.to_owned(), made_at: now, data }
}

/// One row for each article of the published text.
fn appeal_rows(appeal: &PublishedText) -> Vec<Value> {
    let articles = appeal.content["articles"].as_array().map(Vec::as_slice).unwrap_or_default();
    articles.iter().map(|article| json!({ "label": article["heading"], "value": article["paragraphs"] })).collect()
}

/// `KE-2026-00001-paatos.pdf`
pub fn decision_name(application: &Application, language: Language) -> String {
    let number = application.state.case().map_or("", |case| case.number.as_str());
    format!("{number}-{}.pdf", T::of(language).file_decision())
}
