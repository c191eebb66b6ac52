//! What officers have to do because something has happened: connections to be closed once services have ended, and the
//! steps from an approval to use.

mod page;
mod rules;
mod step;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/tasks", Access::Officer(Duty::Look), page::list),
        Route::get("/office/tasks/{task}", Access::Officer(Duty::Look), step::show),
        Route::post("/office/tasks/{task}/step", Access::Officer(Duty::Handle), step::save),
        Route::post("/office/tasks/{task}/taking-back", Access::Officer(Duty::Handle), step::take_back),
        Route::get("/office/tasks/{task}/report", Access::Officer(Duty::Look), step::report),
        Route::post("/office/tasks/{task}/done", Access::Officer(Duty::Handle), page::done),
    ]
}
