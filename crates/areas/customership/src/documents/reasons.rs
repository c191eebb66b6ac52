//! Templates of reasons: what decisions often say, as dated versions in Finnish and Swedish.

use kit_core::{Day, Language};
use kit_db::{DbError, Read};

use super::{PublishedText, TextKind, in_force};

/// Which outcome a template of a reason is worded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonOf {
    Rejection,
    /// What the customer is to do with what is given back.
    Return,
}

impl TextKind {
    /// What a reason begins with, by the name of its sample: for officers, not for customers to read as it stands.
    pub fn reason_of(self) -> Option<ReasonOf> {
        let kind = self.key().strip_prefix("reason-")?;
        Some(if kind.starts_with("return-") { ReasonOf::Return } else { ReasonOf::Rejection })
    }

    pub fn is_reason(self) -> bool {
        self.reason_of().is_some()
    }
}

impl PublishedText {
    /// The paragraphs, an empty line between them: as they go into a form.
    pub fn plain(&self) -> String {
        let articles = self.content["articles"].as_array().into_iter().flatten();
        let paragraphs = articles.flat_map(|article| article["paragraphs"].as_array().into_iter().flatten());
        paragraphs.filter_map(|paragraph| paragraph.as_str()).collect::<Vec<_>>().join("\n\n")
    }
}

/// The templates in force on a day, in the customer's language, those of one outcome together.
pub async fn reasons_in_force(read: &Read, language: Language, day: Day) -> Result<Vec<PublishedText>, DbError> {
    let mut reasons = Vec::new();
    for kind in TextKind::ALL.into_iter().filter(|kind| kind.is_reason()) {
        reasons.extend(in_force(read, kind, language.of_documents(), day).await?);
    }
    reasons.sort_by_key(|text| text.kind.reason_of());
    Ok(reasons)
}
