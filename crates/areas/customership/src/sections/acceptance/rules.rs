use kit_core::FieldErrors;
use kit_web::Fields;
use serde::Serialize;

use crate::documents::{PublishedText, TextKind};

/// The service description that this service's customers accept.
#[derive(Clone, Copy, Debug)]
pub struct ServiceDescriptionPolicy {
    pub text: TextKind,
}

/// The commitment is one for the whole customership: asked at a customer's first service only.
#[derive(Clone, Copy, Debug)]
pub struct CommitmentPolicy;

/// What was accepted: texts in the very versions that were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Acceptance(pub Vec<AcceptedText>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AcceptedText {
    pub text: &'static str,
    pub version: String,
    pub language: &'static str,
    /// First day on which the version is in force, `YYYY-MM-DD`.
    pub effective: String,
    /// SHA-256 of the version's content, hexadecimal.
    pub sha256: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptanceError {
    NotTicked,
    /// Another version has come into force since the box was ticked.
    NewVersion,
}

/// Checks a tick that was made under the versions in `shown`.
pub(super) fn check(fields: &Fields, tick: &str, texts: &[&PublishedText]) -> Result<Acceptance, FieldErrors<AcceptanceError>> {
    let mut errors = FieldErrors::default();
    if !fields.has(tick, "yes") {
        errors.add(tick, AcceptanceError::NotTicked);
    } else if fields.get("shown") != shown(texts) {
        errors.add(tick, AcceptanceError::NewVersion);
    }
    errors.or(Some(Acceptance(texts.iter().map(|text| accepted(text)).collect())))
}

/// The versions that a page shows, in one word: travels with the tick.
pub(super) fn shown(texts: &[&PublishedText]) -> String {
    texts.iter().map(|text| format!("{}:{}:{}", text.kind.key(), text.version, text.language.code())).collect::<Vec<_>>().join(",")
}

fn accepted(text: &PublishedText) -> AcceptedText {
    AcceptedText {
        text: text.kind.key(),
        version: text.version.clone(),
        language: text.language.code(),
        effective: text.effective.iso(),
        sha256: text.sha256.hex(),
    }
}
