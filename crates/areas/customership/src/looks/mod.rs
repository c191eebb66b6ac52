//! Kuka on katsonut tietojamme: the customer sees who has seen or changed its data, for whom and by which right
//! (act 906/2019 § 17; decision 0021).

mod page;
mod rules;
mod store;

use identity::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/access-log", Access::Representative, page::show)]
}
