//! The dull ground under everything: time, ids, languages, digests, field errors. Knows nothing of the domain.

mod calendar;
mod digest;
mod errors;
mod ids;
mod language;
pub mod names;
pub mod process;
mod secret;
mod time;

pub use calendar::{is_working_day, working_day_from, working_days_between};
pub use digest::{Digest, hex};
pub use errors::{FieldError, FieldErrors};
pub use ids::Ids;
pub use language::Language;
pub use secret::Secret;
pub use time::{Clock, Day, Instant};

pub use serde;
pub use uuid::Uuid;
