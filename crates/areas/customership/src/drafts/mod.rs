//! Unsent applications and notices that nobody changes any more: a reminder by mail, then removal, told by mail too.
//! The customer's common drafts stay: they hold for its other applications.

mod rules;
mod run;
mod store;

pub use rules::{Fate, NOTICE_DAYS, fate, kept_until};
pub use run::run;
pub(crate) use store::has_address;
