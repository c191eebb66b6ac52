//! Access points and information systems: which exist, who runs them, what goes through them.

mod store;
#[cfg(test)]
mod tests;

pub use store::{access_point, access_points_managed_by, systems_for_service, systems_of_access_point};

/// A point of data communication through which systems reach Kanta.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessPoint {
    pub oid: String,
    pub name: String,
    /// The organisation that runs it, often a system supplier or an intermediary.
    pub manager_name: String,
}

/// An information system approved for a service, and what it can do there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InformationSystem {
    pub code: String,
    pub name: String,
    pub manufacturer: String,
    /// Takes requests for the renewal of prescriptions.
    pub renewals: bool,
    /// A viewer of images (katselinjärjestelmä, bildvisarsystem).
    pub viewer: bool,
}
