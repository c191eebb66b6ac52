//! A case: the application as it was sent, the register's view beside it, and what an officer can do.

mod answer;
mod aside;
mod checks;
mod deciding;
mod difference;
mod ending;
mod main;
mod messages;
mod notes;
mod page;
mod questions;
mod rules;
mod timeline;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    let (look, handle) = (Access::Officer(Duty::Look), Access::Officer(Duty::Handle));
    vec![
        Route::get("/office/applications/{application}", look, page::show),
        Route::get("/office/applications/{application}/documents/{document}", look, page::document),
        Route::post("/office/applications/{application}/handler", handle, aside::take),
        Route::post("/office/applications/{application}/question", handle, questions::ask),
        Route::post("/office/applications/{application}/questions", handle, questions::collect),
        Route::post("/office/applications/{application}/questions/{question}/removal", handle, questions::remove),
        Route::post("/office/applications/{application}/questions/{question}/acceptance", handle, questions::accept),
        Route::post("/office/applications/{application}/questions/{question}/again", handle, questions::ask_again),
        Route::post("/office/applications/{application}/notes", handle, notes::add),
        Route::post("/office/applications/{application}/messages", handle, messages::send),
        Route::post("/office/applications/{application}/messages/read", handle, messages::mark_read),
        Route::post("/office/applications/{application}/decision", handle, deciding::decide),
        Route::post("/office/applications/{application}/review", handle, deciding::review),
        Route::post("/office/applications/{application}/withdrawal", handle, deciding::withdraw),
        Route::post("/office/applications/{application}/undo", Access::Officer(Duty::Lead), deciding::undo),
    ]
}
