//! The search of the access log (act 906/2019 § 17): who has seen or changed whose data, when. Looking at it is a row of
//! its own. What a customer is told of its own rows is a page of the customer's.

mod page;
mod rules;
mod store;
mod words;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/access-log", Access::Officer(Duty::Audit), page::show),
        Route::get("/office/access-log/file", Access::Officer(Duty::Audit), page::download),
    ]
}
