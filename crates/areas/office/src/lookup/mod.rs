//! The search of the national registers, as officers type.

mod page;
mod store;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    vec![Route::get("/office/registers/search", Access::Officer(Duty::Look), page::show)]
}
