//! Palvelukuvauksen hyväksyminen and Sitoumuksen allekirjoittaminen: a text is read as a pdf, and a tick accepts or
//! signs it. What is accepted is a certain version (Finnish guide 3.1.7 and 3.1.8, figures 8 and 9; Swedish guide 3.1.6, 3.1.7).

mod page;
mod rules;

pub use rules::{Acceptance, AcceptanceError, AcceptedText, CommitmentPolicy, ServiceDescriptionPolicy};
