//! Logging out: here first and then at the provider (RP-initiated), and here because it happened at the provider, told by
//! its back channel or its front channel (OpenID Connect RP-Initiated, Back-Channel and Front-Channel Logout 1.0).

mod own;
mod provider;

use crate::access::{Access, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/logout", Access::Anyone, own::log_out),
        Route::get("/logged-out", Access::Anyone, own::logged_out),
        Route::post("/session/extend", Access::Anyone, own::extend),
        Route::post("/logout/back-channel", Access::Anyone, provider::of_persons),
        Route::post("/officers/logout/back-channel", Access::Anyone, provider::of_officers),
        Route::get("/logout/front-channel", Access::Anyone, provider::front_channel),
    ]
}
