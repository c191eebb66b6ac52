//! A case: the application as it was sent, the register's view beside it, and what an officer can do.

mod deciding;
mod ending;
mod page;
mod rules;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    let (look, handle) = (Access::Officer(Duty::Look), Access::Officer(Duty::Handle));
    vec![
        Route::get("/office/applications/{application}", look, page::show),
        Route::get("/office/applications/{application}/documents/{document}", look, page::document),
        Route::post("/office/applications/{application}/handler", handle, page::take),
        Route::post("/office/applications/{application}/question", handle, page::ask),
        Route::post("/office/applications/{application}/decision", handle, deciding::decide),
        Route::post("/office/applications/{application}/review", handle, deciding::review),
        Route::post("/office/applications/{application}/withdrawal", handle, deciding::withdraw),
        Route::post("/office/applications/{application}/undo", Access::Officer(Duty::Lead), deciding::undo),
    ]
}
