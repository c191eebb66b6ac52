//! Palvelun käyttö: with which profile, for which document groups and service tasks the repository is used
//! (Swedish guide, figures 3 and 11). The values are dated code lists: what can be chosen changes with the law.

mod page;
mod rules;

pub use rules::{UseOfService, UseOfServiceError, UseOfServicePolicy};
