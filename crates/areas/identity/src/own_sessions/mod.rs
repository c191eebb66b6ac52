//! Kirjautumiset: one's own sessions, for representatives and officers; any of them can be ended (ASVS 7.5.2).

mod page;

use crate::{
    access::{Access, Route},
    session::Duty,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/sessions", Access::Identified, page::of_person),
        Route::post("/sessions/{session}/ending", Access::Identified, page::end_of_person),
        Route::post("/sessions/endings", Access::Identified, page::end_others_of_person),
        Route::get("/office/sessions", Access::Officer(Duty::Look), page::of_officer),
        Route::post("/office/sessions/{session}/ending", Access::Officer(Duty::Look), page::end_of_officer),
        Route::post("/office/sessions/endings", Access::Officer(Duty::Look), page::end_others_of_officer),
    ]
}
