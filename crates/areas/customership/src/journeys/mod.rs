//! Journeys: ways through sections. The way itself is a pure object; the pages ask it.

pub mod joining;
pub mod notices;
