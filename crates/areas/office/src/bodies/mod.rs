//! Bodies that never apply: officers add them, change them and end them when there are none any more.

mod page;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    const HANDLE: Access = Access::Officer(Duty::Handle);
    vec![
        Route::get("/office/bodies/new", HANDLE, page::begin),
        Route::post("/office/bodies/new", HANDLE, page::add),
        Route::get("/office/bodies/{customer}", HANDLE, page::show),
        Route::post("/office/bodies/{customer}", HANDLE, page::save),
        Route::post("/office/bodies/{customer}/ending", HANDLE, page::end),
    ]
}
