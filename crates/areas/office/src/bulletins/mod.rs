//! Notices by role (mails 10 to 16 of the domain notes, 7.4): an officer writes once, in Finnish and Swedish, to all who hold
//! chosen roles at customers of chosen services; disruption notices go as text messages too. What becomes of each is seen.

mod edit;
mod history;
mod length;
mod people;
mod preview;
mod recipients;
mod rules;
mod sending;
mod state;
mod store;
mod verbs;
mod words;

use identity::{Access, Route, session::Duty};

pub use sending::{Carrier, Courier};

pub fn routes() -> Vec<Route> {
    let (look, handle) = (Access::Officer(Duty::Look), Access::Officer(Duty::Handle));
    vec![
        Route::get("/office/bulletins", look, history::list),
        Route::get("/office/bulletins/new", handle, edit::choose),
        Route::post("/office/bulletins", handle, edit::begin),
        Route::get("/office/bulletins/{bulletin}", look, preview::show),
        Route::get("/office/bulletins/{bulletin}/text", handle, edit::show),
        Route::post("/office/bulletins/{bulletin}/text", handle, edit::save),
        Route::get("/office/bulletins/{bulletin}/recipients", look, people::list),
        Route::post("/office/bulletins/{bulletin}/sending", handle, verbs::send),
        Route::post("/office/bulletins/{bulletin}/pause", handle, verbs::pause),
        Route::post("/office/bulletins/{bulletin}/resumption", handle, verbs::go_on),
        Route::post("/office/bulletins/{bulletin}/cancellation", handle, verbs::cancel),
        Route::post("/office/bulletins/{bulletin}/resending", handle, verbs::resend),
        Route::post("/office/bulletins/{bulletin}/uncertain", handle, verbs::settle),
        Route::post("/office/bulletins/{bulletin}/copy", handle, verbs::copy),
        Route::post("/office/bulletins/{bulletin}/removal", handle, verbs::remove),
    ]
}
