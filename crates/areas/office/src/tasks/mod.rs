//! What officers have to do because something has happened: connections to be closed once services have ended.

mod page;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/tasks", Access::Officer(Duty::Look), page::list),
        Route::post("/office/tasks/{task}/done", Access::Officer(Duty::Handle), page::done),
    ]
}
