//! What the national registers hold, where it came from, and how it is brought in: from a file or the code server.

mod asking;
mod nightly;
mod page;
mod rules;
mod run;
mod store;
pub(crate) mod words;
mod work;

pub use nightly::fetch_if_due;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/registers", Access::Officer(Duty::Look), page::show),
        Route::get("/office/registers/import", Access::Officer(Duty::Lead), asking::show),
        Route::post("/office/registers/import", Access::Officer(Duty::Lead), asking::begin),
        Route::get("/office/registers/runs/{run}", Access::Officer(Duty::Look), run::show),
    ]
}
