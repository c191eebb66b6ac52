//! Sample texts, marked as samples: what an installation begins with.

use kit_core::{Day, Language};
use kit_db::{Db, DbError};
use serde_json::Value;

use super::{TextKind, store};

const SAMPLES: [(TextKind, Language, &str); 6] = [
    (TextKind::ServiceDescriptionPatientData, Language::Fi, include_str!("samples/service_description_patient_data.fi.json")),
    (TextKind::ServiceDescriptionPatientData, Language::Sv, include_str!("samples/service_description_patient_data.sv.json")),
    (TextKind::GeneralTerms, Language::Fi, include_str!("samples/general_terms.fi.json")),
    (TextKind::GeneralTerms, Language::Sv, include_str!("samples/general_terms.sv.json")),
    (TextKind::Commitment, Language::Fi, include_str!("samples/commitment.fi.json")),
    (TextKind::Commitment, Language::Sv, include_str!("samples/commitment.sv.json")),
];

/// Publishes the samples that are not there yet.
pub async fn load(db: &Db) -> Result<(), DbError> {
    db.write(|tx| async move {
        for (kind, language, content) in SAMPLES {
            let fault = || DbError::Fault(format!("the sample of {} cannot be read", kind.key()));
            let value: Value = serde_json::from_str(content).map_err(|_| fault())?;
            let version = value["version"].as_str().ok_or_else(fault)?;
            let effective = value["effective_on"].as_str().and_then(Day::parse_iso).ok_or_else(fault)?;
            store::publish(&tx, kind, version, language, effective, content).await?;
        }
        Ok(())
    })
    .await
}
