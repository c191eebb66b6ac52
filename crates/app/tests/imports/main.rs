//! The national registers, from their published shapes into the database.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests stop where something is not as it must be")]

mod damaged;
mod others;
mod readers;
mod shapes;
mod shipped;
mod support;
