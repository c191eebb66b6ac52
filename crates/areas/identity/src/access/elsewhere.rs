//! A login begins by the person's own act: a link of another site alone begins none, however it was followed. Otherwise
//! a provider that still knows the person would log them in without their asking.

use axum::response::{IntoResponse, Response};

use super::Visit;
use crate::T;

#[derive(askama::Template)]
#[template(path = "access/elsewhere.html")]
struct ElsewherePage<'a> {
    begin: &'a str,
    t: T,
}

/// The page on which one says that one wants to log in. `begin`: the same address, asked for from here.
pub(crate) fn page(visit: &Visit, begin: &str) -> Response {
    let t = T::of(visit.language);
    visit.page(t.elsewhere_title(), ElsewherePage { begin, t }).into_response()
}
