//! National registers and code lists, as far as joining needs them: who the organisations are, which
//! access points and information systems exist, postal codes, operators of e-invoices. Other areas ask; nothing is changed here by them.

pub mod identifiers;
pub mod operators;
pub mod organisations;
pub mod postal_codes;
pub mod synthetic;
pub mod technical;

pub use identifiers::{BusinessId, Oid};
pub use operators::{InvoiceOperator, OperatorKind};
pub use organisations::{Organisation, OrganisationKind};
pub use postal_codes::PostalPlace;
pub use technical::{AccessPoint, InformationSystem};
