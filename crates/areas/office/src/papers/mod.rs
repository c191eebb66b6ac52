//! Paperilla saapuneen kirjaaminen: the paper is filed with its day and signer, then the officer goes the customer's own
//! ways with it (`identity::keying`).

mod page;
mod rules;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    const HANDLE: Access = Access::Officer(Duty::Handle);
    vec![
        Route::get("/office/papers/new", HANDLE, page::show),
        Route::post("/office/papers", HANDLE, page::file),
        Route::get("/office/papers/current", HANDLE, page::current),
        Route::post("/office/papers/ending", HANDLE, page::end),
        Route::get("/office/papers/{paper}/file", Access::Officer(Duty::Look), page::content),
    ]
}
