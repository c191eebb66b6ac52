//! A stand-in for the national code service: serves an invented register over CodeServer's interface, and writes it in
//! every shape in which registers are published.

mod chance;
pub mod rows;
mod serve;
pub mod shapes;

pub use serve::{CodeServer, routes};

/// THL – SOTE-organisaatiorekisteri: the register and its version.
pub const PROVIDERS: (&str, &str) = ("1.2.246.537.6.202", "1.2.246.537.6.202.2008");
