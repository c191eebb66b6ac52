//! National registers and code lists, as far as joining needs them: who the organisations are, which pharmacies
//! a pharmacist holds, which access points, information systems and codes exist, postal codes, operators of e-invoices.
//! Other areas ask; nothing is changed here by them.

pub mod codes;
pub mod identifiers;
pub mod import;
pub mod operators;
pub mod organisations;
pub mod pharmacies;
pub mod postal_codes;
pub mod shipped;
pub mod synthetic;
pub mod technical;

pub use codes::{Code, CodeList};
pub use identifiers::{BusinessId, Oid};
pub use operators::{InvoiceOperator, OperatorKind};
pub use organisations::{Activity, Organisation, OrganisationKind, Sector};
pub use pharmacies::{Pharmacy, PharmacyKind};
pub use postal_codes::PostalPlace;
pub use shipped::ShippedList;
pub use technical::{AccessPoint, InformationSystem};
