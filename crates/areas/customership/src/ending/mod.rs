//! Kanta-palveluiden irtisanominen: what ending means and how notice is given on paper (Finnish guide 5; domain notes
//! 5.1–5.3). The page only tells: nothing is ended here.

mod page;

use identity::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/termination", Access::Representative, page::show)]
}
