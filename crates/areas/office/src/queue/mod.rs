//! The queue: everything that officers work on, in one list. Filters stand in the address; taking, giving back and handing
//! over are verbs, each one transaction with its event and its row of the log.

mod page;
mod rules;
mod verbs;
mod view;

pub use rules::{back_to, opened_from};

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    let handle = Access::Officer(Duty::Handle);
    vec![
        Route::get("/office", Access::Officer(Duty::Look), page::show),
        Route::post("/office/queue/next", handle, page::next),
        Route::post("/office/queue/assignment", Access::Officer(Duty::Lead), page::assign),
        Route::post("/office/queue/{entry}/claim", handle, page::claim),
        Route::post("/office/queue/{entry}/release", handle, page::release),
    ]
}
