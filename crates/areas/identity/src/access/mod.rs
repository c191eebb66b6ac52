//! Who may come in. Each route says it in the table; the guard looks before the page does anything.

mod chrome;
pub(crate) mod elsewhere;
mod form;
mod guard;
pub mod log;
mod parked;
mod visit;

use std::{collections::BTreeSet, sync::Arc};

use axum::{Router, handler::Handler, http::Method, middleware::from_fn_with_state, routing::get};
use ports::World;

pub use chrome::{Answer, PageParts, redirect};
pub(crate) use form::is_form;
pub use form::{Form, RegisterForm, UploadForm};
pub(crate) use guard::set_cookie as guard_cookie;
pub use parked::forget as forget_parked;
pub use visit::{Identified, Officer, Representative, Visit};

use crate::session::{Duty, Sessions};

/// Whom a route lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Anyone,
    /// A person who has identified themselves, acting for somebody or not yet.
    Identified,
    /// A person who acts for an organisation by a right that we accept.
    Representative,
    /// An officer with this duty.
    Officer(Duty),
}

/// A line of the route table.
pub type Route = kit_web::Route<Access, Program>;

/// What all pages share.
#[derive(Clone, Debug)]
pub struct Program {
    pub world: Arc<World>,
    pub sessions: Arc<Sessions>,
    pub looks: Arc<log::Looks>,
}

impl Program {
    pub fn new(world: Arc<World>) -> Self {
        Self { world, sessions: Arc::default(), looks: Arc::default() }
    }
}

/// The router of the whole program: each route behind its guard, and nothing beside the table. Who asks for the address of
/// a form as a page (after a reload, by a link of languages) is sent to the page that the form stands on.
pub fn router(program: &Program, routes: impl IntoIterator<Item = Route>) -> Router {
    let routes: Vec<Route> = routes.into_iter().collect();
    let pages: BTreeSet<&'static str> = routes.iter().filter(|route| route.method == Method::GET).map(|route| route.path).collect();
    let forms: BTreeSet<&'static str> = routes.iter().map(|route| route.path).filter(|path| !pages.contains(path)).collect();
    let guard = |access, path| from_fn_with_state((program.clone(), Door { access, page: page_of(path, &pages) }), guard::guard);
    let guarded = routes.into_iter().fold(Router::new(), |router, route| {
        let path = route.path;
        route.join(router, |handler, access| handler.layer(guard(access, path)))
    });
    let found = forms.into_iter().fold(guarded, |router, path| router.route(path, get(guard::page_of_form).layer(guard(Access::Anyone, path))));
    let lost = || guard::no_such_page.layer(guard(Access::Anyone, "/"));
    found.fallback(lost()).method_not_allowed_fallback(lost()).with_state(program.clone())
}

/// What the guard of a route knows.
#[derive(Clone, Copy, Debug)]
struct Door {
    access: Access,
    /// How many parts of the address make the page that a form stands on. None: the address itself is the page.
    page: Option<usize>,
}

/// The nearest page above the address of a form.
fn page_of(path: &str, pages: &BTreeSet<&'static str>) -> Option<usize> {
    let parts: Vec<&str> = path.split('/').collect();
    if pages.contains(path) {
        return None;
    }
    (2..parts.len()).rev().find(|length| pages.contains(parts[..*length].join("/").as_str()))
}
