//! A case: the application as it was sent, the register's view beside it, and what an officer can do.

mod aside;
mod ending;
mod page;
mod questions;
mod rules;
mod verbs;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    let (look, handle) = (Access::Officer(Duty::Look), Access::Officer(Duty::Handle));
    vec![
        Route::get("/office/applications/{application}", look, page::show),
        Route::get("/office/applications/{application}/documents/{document}", look, page::document),
        Route::post("/office/applications/{application}/handler", handle, aside::take),
        Route::post("/office/applications/{application}/question", handle, questions::ask),
        Route::post("/office/applications/{application}/decision", handle, aside::decide),
    ]
}
