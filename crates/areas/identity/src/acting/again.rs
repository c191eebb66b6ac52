//! A right that was checked long ago is checked again before anything is sent: mandates end, signatories change.

use axum::extract::Query;

use super::{Asked, asked, choice::begin_address, query};
use crate::{
    T,
    access::{Answer, Identified, redirect},
    login::own_path,
    session::Acting,
};

/// Where one is sent whose right is not fresh; from there back to `next`.
pub fn check_again(next: &str) -> String {
    format!("/organisation/again?{}", query(&[("next", next)]))
}

#[derive(askama::Template)]
#[template(path = "acting/again.html")]
struct AgainPage<'a> {
    acting: &'a Acting,
    minutes: i64,
    begin: String,
    back: &'a str,
    t: T,
}

pub(super) async fn show(person: Identified, Query(sent): Asked) -> Answer {
    let next = own_path(asked(&sent, "next"));
    let Some(acting) = &person.acting else {
        return Ok(redirect(&format!("/organisation?{}", query(&[("next", next)]))));
    };
    let t = T::of(person.language);
    let checked = format!("/organisation/checked?{}", query(&[("for", &acting.business_id), ("next", next)]));
    let minutes = person.world.settings.rights_valid_seconds / 60;
    let page = AgainPage { acting, minutes, begin: begin_address(&checked, false), back: next, t };
    person.visit.page(t.again_title(), page).into()
}

#[derive(askama::Template)]
#[template(path = "acting/checked.html")]
struct CheckedPage<'a> {
    acting: &'a Acting,
    begin: String,
    t: T,
}

/// Back from the check: on to where one was, unless another organisation was chosen.
pub(super) async fn checked(person: Identified, Query(sent): Asked) -> Answer {
    let (wanted, next) = (asked(&sent, "for"), own_path(asked(&sent, "next")));
    let Some(acting) = &person.acting else {
        return Ok(redirect(&format!("/organisation?{}", query(&[("next", next)]))));
    };
    if acting.business_id == wanted {
        return Ok(redirect(next));
    }
    let t = T::of(person.language);
    let checked = format!("/organisation/checked?{}", query(&[("for", wanted), ("next", next)]));
    let page = CheckedPage { acting, begin: begin_address(&checked, false), t };
    person.visit.page(t.checked_title(), page).into()
}
