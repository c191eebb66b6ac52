//! Laskutus: what user fees are based on for this customer, what is sure about the invoice, and the customer's billing
//! data in force (domain notes 7.3; Finnish guide 3.1.6 and 5, Swedish guide figures 3–10).

mod page;
mod rules;
mod store;

use identity::{Access, Route};

pub use rules::{Amount, Basis, FEES, Fee, PayerClass, Payers, fees_of, payers};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/billing", Access::Representative, page::show)]
}
