//! Valtuusneuvoja: what the mandate service knew of the person and the organisation, what is missing, who can mend it, and
//! a message that one may send to them. (Domain notes 6.2, Suomi.fi 2.6; Finnish guide 6.1.)

mod page;
mod rules;
mod texts;

use crate::{
    access::{Access, Route},
    acting::query,
};

pub fn routes() -> Vec<Route> {
    vec![Route::get("/organisation/missing", Access::Identified, page::show)]
}

/// The page about one organisation of the answer.
pub(crate) fn address(business_id: &str) -> String {
    format!("/organisation/missing?{}", query(&[("of", business_id)]))
}
