//! The table of routes. The router is built from it and from nothing else, so a route without
//! an access rule cannot exist, and a test can walk all of them.

use axum::{Router, handler::Handler, http::Method, routing::MethodRouter};

/// One line of the table: who may do what, where.
pub struct Route<A, S> {
    pub method: Method,
    /// As axum writes paths: `/applications/{application}/contacts`.
    pub path: &'static str,
    pub access: A,
    handler: MethodRouter<S>,
}

impl<A, S: Clone + Send + Sync + 'static> Route<A, S> {
    pub fn get<H: Handler<T, S>, T: 'static>(path: &'static str, access: A, handler: H) -> Self {
        Self { method: Method::GET, path, access, handler: axum::routing::get(handler) }
    }

    pub fn post<H: Handler<T, S>, T: 'static>(path: &'static str, access: A, handler: H) -> Self {
        Self { method: Method::POST, path, access, handler: axum::routing::post(handler) }
    }

    /// Adds the route to a router, with its guard around it.
    pub fn join(self, router: Router<S>, guard: impl FnOnce(MethodRouter<S>, A) -> MethodRouter<S>) -> Router<S> {
        router.route(self.path, guard(self.handler, self.access))
    }
}
