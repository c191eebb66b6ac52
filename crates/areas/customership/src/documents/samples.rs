//! Sample texts, marked as samples: what an installation begins with.

use kit_core::{Day, Language};
use kit_db::{Db, DbError};
use serde_json::Value;

use super::{TextKind, store};

/// Publishes the samples that are not there yet.
pub async fn load(db: &Db) -> Result<(), DbError> {
    db.write(|tx| async move {
        for kind in TextKind::ALL {
            for (language, content) in [Language::Fi, Language::Sv].into_iter().zip(kind.samples()) {
                let fault = || DbError::Fault(format!("the sample of {} cannot be read", kind.key()));
                let value: Value = serde_json::from_str(content).map_err(|_| fault())?;
                let version = value["version"].as_str().ok_or_else(fault)?;
                let effective = value["effective_on"].as_str().and_then(Day::parse_iso).ok_or_else(fault)?;
                store::publish(&tx, kind, version, language, effective, content).await?;
            }
        }
        Ok(())
    })
    .await
}
