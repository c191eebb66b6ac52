//! Access points and information systems: which exist, who runs them, what goes through them; how officers keep them.

mod keeping;
mod rules;
mod store;
#[cfg(test)]
mod tests;

use kit_core::Day;

pub use keeping::{
    Kept, LastChange, end_point, end_system, find_point, find_system, last_changes, note_change, points, put_point, put_system, systems, take_point,
    take_system,
};
pub use rules::{PointEntry, SystemEntry, Wrong, point, system};
pub use store::{access_point, access_points_managed_by, systems_for_service, systems_of_access_point};

/// A point of data communication through which systems reach Kanta.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessPoint {
    pub oid: String,
    pub name: String,
    /// The organisation that runs it, often a system supplier or an intermediary.
    pub manager_name: String,
    pub state: PointState,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PointState {
    Planned,
    #[default]
    InUse,
    Ended,
}

impl PointState {
    pub const ALL: [Self; 3] = [Self::Planned, Self::InUse, Self::Ended];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InUse => "in-use",
            Self::Ended => "ended",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// An information system approved for a service, and what it can do there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InformationSystem {
    pub code: String,
    pub name: String,
    pub manufacturer: String,
    /// Takes requests for the renewal of prescriptions.
    pub renewals: bool,
    /// A viewer of images (katselinjärjestelmä, bildvisarsystem).
    pub viewer: bool,
    /// It is not offered any more; who uses it may still have it in their data.
    pub ended: bool,
    /// Last day of its certificate, if it is known.
    pub certified_until: Option<Day>,
}

/// An access point with all that officers keep of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub oid: String,
    pub name: String,
    pub manager_name: String,
    /// The organisation of the register that runs it, if it is one.
    pub manager_oid: Option<String>,
    pub state: PointState,
    /// Codes of the systems that work through it.
    pub systems: Vec<String>,
}

/// An information system with all that officers keep of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    pub code: String,
    pub name: String,
    pub manufacturer: String,
    pub class: Option<SystemClass>,
    pub services: Vec<ServiceOfSystem>,
    pub certified_until: Option<Day>,
    /// A significant deviation that the register of systems tells of.
    pub deviation: String,
    pub ended: bool,
}

/// What a system can do in a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceOfSystem {
    pub service: String,
    pub renewals: bool,
    pub viewer: bool,
}

/// A: connected to Kanta, directly or through an intermediary; B: the others (registers 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemClass {
    A1,
    A2,
    A3,
    B,
}

impl SystemClass {
    pub const ALL: [Self; 4] = [Self::A1, Self::A2, Self::A3, Self::B];

    pub const fn key(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::A3 => "A3",
            Self::B => "B",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.key().eq_ignore_ascii_case(key))
    }
}
