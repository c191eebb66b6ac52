//! Bodies that never apply and are written to all the same: suppliers of systems, intermediaries, recipients of
//! disruption notices. Officers keep them. Their contacts are rows like those of customers, so that notices reach them.

mod rules;
mod store;

pub use rules::{Body, BodyError, BodyKind, check};
pub use store::{BodyChange, BodyRow, Change, find, put};
