//! Ohjeet ja lomakkeet: for whom, for which service, what joining takes and what comes after it; forms and terms to
//! download (Finnish guide 1, 3 and 4; domain notes 1.4, 2.1–2.6). Nothing personal: anyone may read it.

mod notes;
mod page;
mod rules;

use identity::{Access, Route};

pub use notes::Afterwards;
pub use rules::{CustomerType, services_for};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/instructions", Access::Anyone, page::show)]
}
