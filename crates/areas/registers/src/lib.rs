//! National registers and code lists, as far as joining needs them: who the organisations are, which
//! access points and information systems exist. Other areas ask; nothing is changed here by them.

pub mod identifiers;
pub mod organisations;
pub mod synthetic;
pub mod technical;

pub use identifiers::{BusinessId, Oid};
pub use organisations::{Organisation, OrganisationKind};
pub use technical::{AccessPoint, InformationSystem};
