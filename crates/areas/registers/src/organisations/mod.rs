//! Organisations as the registers of the national code service have them.

mod activity;
mod search;
mod store;
#[cfg(test)]
mod tests;

use kit_core::{Day, Instant};

pub use activity::Activity;
pub use search::{Found, rows_of, search, under, units_under};
pub use store::{count, find_by_business_id, find_by_oid, holdings, is_register_oid, last_known};

use crate::BusinessId;

/// A customer type, from the register's flags, sector and legal form (domain notes 2.1): who must act by mandate,
/// and what the customer is called. What it may join follows from its [activities](Organisation::activities).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    PublicHealth,
    PublicSocial,
    PrivateHealth,
    PrivateSocial,
    Practitioner,
    Foundation,
    Association,
    Pharmacist,
    HospitalPharmacy,
    /// A register row whose flags fit no customer of Kanta.
    Other,
}

impl OrganisationKind {
    /// Nobody acts for these without a mandate (Kanta's instructions on the extranet; domain notes 6.2).
    pub const fn needs_mandate(self) -> bool {
        matches!(self, Self::PublicHealth | Self::PublicSocial | Self::Foundation)
    }

    /// The word in the database and in the frozen submission.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PublicHealth => "public-health",
            Self::PublicSocial => "public-social",
            Self::PrivateHealth => "private-health",
            Self::PrivateSocial => "private-social",
            Self::Practitioner => "practitioner",
            Self::Foundation => "foundation",
            Self::Association => "association",
            Self::Pharmacist => "pharmacist",
            Self::HospitalPharmacy => "hospital-pharmacy",
            Self::Other => "other",
        }
    }
}

/// The sector in which an organisation is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sector {
    Public,
    Private,
}

impl Sector {
    /// The register's digit: 1 public, 2 private, 3 private by its own report.
    pub(crate) const fn of(digit: i64) -> Self {
        if digit == 1 { Self::Public } else { Self::Private }
    }
}

/// A provider, practitioner or pharmacist at the top of its register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub oid: String,
    pub business_id: BusinessId,
    pub name: String,
    pub kind: OrganisationKind,
    pub sector: Sector,
    /// Works in health care; in social care.
    pub health: bool,
    pub social: bool,
    pub street: String,
    pub postal_code: String,
    pub town: String,
    /// First and last day on which the register row is valid.
    pub begins: Day,
    pub ends: Day,
    /// When the row came from the register.
    pub loaded_at: Instant,
}

/// What is there of one register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The word in the database.
    pub register: String,
    pub units: i64,
    /// Organisations at the top, of all units.
    pub tops: i64,
    /// When the last row changed.
    pub changed_at: Instant,
}

/// The facts of a register row from which the kind follows.
pub(crate) struct Flags<'a> {
    pub register: &'a str,
    pub sector: i64,
    pub legal_form: &'a str,
    pub health: bool,
    pub social: bool,
}

pub(crate) fn kind_of(flags: &Flags<'_>) -> OrganisationKind {
    use OrganisationKind as K;
    match (flags.register, flags.legal_form, flags.sector, flags.health, flags.social) {
        ("pharmacies", "hospital-pharmacy", ..) => K::HospitalPharmacy,
        ("pharmacies", ..) => K::Pharmacist,
        ("practitioners", ..) => K::Practitioner,
        (_, "foundation", _, true, _) | (_, "foundation", _, _, true) => K::Foundation,
        (_, "association", _, true, _) | (_, "association", _, _, true) => K::Association,
        (_, _, 1, true, _) => K::PublicHealth,
        (_, _, 1, false, true) => K::PublicSocial,
        (_, _, _, true, _) => K::PrivateHealth,
        (_, _, _, false, true) => K::PrivateSocial,
        (_, _, _, false, false) => K::Other,
    }
}
