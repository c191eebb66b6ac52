//! Access points and information systems as officers keep them: lists, corrections, endings, and files that bring many.

mod mapping;
mod points;
mod rows;
mod shown;
mod systems;
mod taking;
mod words;

pub(crate) use words::state as state_tag;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    const LOOK: Access = Access::Officer(Duty::Look);
    const HANDLE: Access = Access::Officer(Duty::Handle);
    vec![
        Route::get("/office/registers/points", LOOK, points::list),
        Route::get("/office/registers/points/new", HANDLE, points::begin),
        Route::post("/office/registers/points/new", HANDLE, points::add),
        Route::get("/office/registers/points/{point}", LOOK, points::show),
        Route::post("/office/registers/points/{point}", HANDLE, points::save),
        Route::post("/office/registers/points/{point}/ending", HANDLE, points::end),
        Route::get("/office/registers/systems", LOOK, systems::list),
        Route::get("/office/registers/systems/new", HANDLE, systems::begin),
        Route::post("/office/registers/systems/new", HANDLE, systems::add),
        Route::get("/office/registers/systems/{system}", LOOK, systems::show),
        Route::post("/office/registers/systems/{system}", HANDLE, systems::save),
        Route::post("/office/registers/systems/{system}/ending", HANDLE, systems::end),
        Route::get("/office/registers/taking", HANDLE, taking::show),
        Route::post("/office/registers/taking", HANDLE, taking::take),
    ]
}
