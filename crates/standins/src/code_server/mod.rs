//! A stand-in for the national code service: serves an invented register over CodeServer's interface, and writes it in
//! every shape in which registers are published.

mod chance;
pub mod codes;
pub mod pharmacies;
pub mod practitioners;
pub mod rows;
mod serve;
pub mod shapes;

pub use serve::{CodeServer, Concept, routes};

/// Where the stand-ins serve the interface, its version included.
pub const BASE: &str = "/code-server/v6";

/// THL – SOTE-organisaatiorekisteri: the register and its version.
pub const PROVIDERS: (&str, &str) = ("1.2.246.537.6.202", "1.2.246.537.6.202.2008");
/// Terveydenhuollon itsenäiset ammatinharjoittajat.
pub const PRACTITIONERS: (&str, &str) = ("1.2.246.537.6.203", "1.2.246.537.6.203.2014");
/// Sosiaalihuolto – Palvelutehtävä.
pub const SERVICE_TASKS: (&str, &str) = ("1.2.246.537.6.1221", "1.2.246.537.6.1221.201601");
