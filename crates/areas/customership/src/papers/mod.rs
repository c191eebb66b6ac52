//! What came on paper: an officer keys it in on the customer's own pages, with the paper as a file. The file is bytes to
//! us and is never read. Customer and officers see where it came from.

mod page;
mod store;

use identity::{Access, Route};

pub(crate) use store::may_open;
pub use store::{Paper, add, file, find, keyed_in, link, of_application, of_customer, oid_of, origin};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/papers/{paper}", Access::Representative, page::file)]
}
