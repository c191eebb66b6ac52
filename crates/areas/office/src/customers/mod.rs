//! Asiakasrekisteri: customers and bodies that never apply, found by name, business ID or OID; a customer's page with
//! all that is in force for it, its matters, documents and history.

mod changes;
mod list;
mod page;
mod rules;
mod store;
mod whole;
mod words;

use identity::{Access, Route, session::Duty};

pub(crate) use words::kind_name;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/customers", Access::Officer(Duty::Look), list::show),
        Route::get("/office/customers/{customer}", Access::Officer(Duty::Look), page::show),
    ]
}
