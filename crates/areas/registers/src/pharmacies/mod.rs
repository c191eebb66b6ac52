//! The pharmacies of a pharmacist. The customer is the pharmacist, a person with a business ID at the top of the
//! pharmacy register; one pharmacy licence at most, and three subsidiary ones (domain notes 2.5; registers 1.7).

mod store;
#[cfg(test)]
mod tests;

use kit_core::Day;

pub use store::of_pharmacist;

/// A pharmacy with the licence by which a pharmacist holds it, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pharmacy {
    pub oid: String,
    pub name: String,
    pub kind: PharmacyKind,
    pub street: String,
    pub postal_code: String,
    pub town: String,
    /// The day on which the pharmacist takes the pharmacy over, or took it. None: the register does not have it yet.
    pub takeover: Option<Day>,
    /// The last day of the licence.
    pub ends: Day,
}

/// By which licence a pharmacy is held: its own, or as a subsidiary of another (sivuapteekki, filialapotek).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PharmacyKind {
    Main,
    Subsidiary,
}

impl PharmacyKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Subsidiary => "subsidiary",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        [Self::Main, Self::Subsidiary].into_iter().find(|kind| kind.key() == key)
    }
}
