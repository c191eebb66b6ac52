//! The search of the national registers, as officers type, and the page of one organisation or unit: at any day.

mod organisation;
mod page;
mod store;
mod words;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    const LOOK: Access = Access::Officer(Duty::Look);
    vec![Route::get("/office/registers/search", LOOK, page::show), Route::get("/office/registers/organisations/{oid}", LOOK, organisation::show)]
}

/// Where the page of an organisation or unit is.
pub fn address(oid: &str) -> String {
    format!("/office/registers/organisations/{oid}")
}
