//! Notices about a service in use: a technical change, the ending of one service or of the customership. Each has a page
//! that tells what it means, and then goes the way of an application (Finnish guide 5; domain notes 5).

mod page;

use identity::{Access, Route};

pub(crate) use page::ending_sent;

pub(crate) fn routes() -> Vec<Route> {
    use Access::Representative as R;
    vec![
        Route::get("/services/{service}/change", R, page::change),
        Route::post("/services/{service}/changes", R, page::begin_change),
        Route::get("/services/{service}/ending", R, page::ending),
        Route::post("/services/{service}/endings", R, page::begin_ending),
        Route::post("/termination/notices", R, page::begin_termination),
    ]
}
