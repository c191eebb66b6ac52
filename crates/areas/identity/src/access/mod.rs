//! Who may come in. Each route says it in the table; the guard looks before the page does anything.

mod chrome;
mod form;
mod guard;
pub mod log;
mod parked;
mod visit;

use std::sync::Arc;

use axum::{Router, handler::Handler, middleware::from_fn_with_state};
use ports::World;

pub use chrome::{Answer, PageParts, redirect};
pub use form::{Form, UploadForm};
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

/// The router of the whole program: each route behind its guard, and nothing beside the table.
pub fn router(program: &Program, routes: impl IntoIterator<Item = Route>) -> Router {
    let guard = |access| from_fn_with_state((program.clone(), access), guard::guard);
    let guarded = routes.into_iter().fold(Router::new(), |router, route| route.join(router, |handler, access| handler.layer(guard(access))));
    let lost = || guard::no_such_page.layer(guard(Access::Anyone));
    guarded.fallback(lost()).method_not_allowed_fallback(lost()).with_state(program.clone())
}
