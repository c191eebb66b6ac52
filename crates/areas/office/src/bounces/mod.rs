//! Mails that did not arrive: what mail servers tell of them, and the officers' list of those that somebody has to see to.

mod page;
mod reports;
mod store;

use identity::{Access, Route, session::Duty};

pub use reports::Reports;
pub use store::{count, count_of};

pub fn routes() -> Vec<Route> {
    let (look, handle) = (Access::Officer(Duty::Look), Access::Officer(Duty::Handle));
    vec![
        Route::get("/office/bounces", look, page::list),
        Route::get("/office/bounces/{mail}", look, page::show),
        Route::post("/office/bounces/{mail}/resending", handle, page::resend),
        Route::post("/office/bounces/{mail}/handling", handle, page::handle),
    ]
}
