//! Access points and information systems: which exist, who runs them, what goes through them.

mod store;

pub use store::{access_point, systems_for_service, systems_of_access_point};

/// A point of data communication through which systems reach Kanta.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessPoint {
    pub oid: String,
    pub name: String,
    /// The organisation that runs it, often a system supplier or an intermediary.
    pub manager_name: String,
}

/// An information system approved for a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InformationSystem {
    pub code: String,
    pub name: String,
    pub manufacturer: String,
}
