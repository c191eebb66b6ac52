//! A service in use: what is in force for it, its documents and history, and the change of the data that are common to
//! all services of a customer (Finnish guide 4, figures 11–13 and 18; domain notes 3.5).

mod in_force;
mod page;
mod said;
mod shown;
mod store;
mod update;

use identity::{Access, Route};

pub use in_force::{InForceChange, Wrong, right_for_all};
pub(crate) use page::{ending_of, since_of, used_tag};
pub use shown::sections_in_force;
pub use store::in_force as typed_in_force;

pub(crate) fn routes() -> Vec<Route> {
    use Access::Representative as R;
    vec![
        Route::get("/services/{service}/data", R, page::show),
        Route::get("/services/{service}/data/{section}", R, update::show),
        Route::post("/services/{service}/data/{section}", R, update::save),
    ]
}
