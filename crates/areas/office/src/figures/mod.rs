//! Figures of the work: what came in, how old it gets, how long it takes, what ends, what was delivered. Nothing personal.

mod charts;
mod delivery;
mod page;
mod rules;
mod store;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/figures", Access::Officer(Duty::Look), page::show),
        Route::get("/office/figures/{figure}", Access::Officer(Duty::Look), page::download),
    ]
}
