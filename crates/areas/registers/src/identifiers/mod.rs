//! Business IDs (Y-tunnus, FO-nummer) and object identifiers (OID).

mod business_id;
mod oid;

pub use business_id::BusinessId;
pub use oid::Oid;
