//! The program: settings, wiring, the join of all routes, background work, commands.

pub mod background;
pub mod bounces;
pub mod commands;
pub mod demo;
pub mod http;
mod logins;
pub mod register;
pub mod settings;
pub mod wiring;

pub use settings::{Command, Settings};
pub use wiring::{Outside, Running, run};

/// Threads hand each other requests, rows and pages; with the system's allocator they wait for each other's locks
/// (a fifth to a third fewer pages: docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod embedded {
    refinery::embed_migrations!("../../migrations");
    pub use migrations::runner;
}

/// The history of the schema: one for both databases.
pub fn migrations() -> refinery::Runner {
    embedded::runner()
}

/// Every route of the program. The router is made from this list and nothing else.
pub fn routes() -> Vec<identity::Route> {
    [http::routes(), identity::routes(), customership::routes(), office::routes()].into_iter().flatten().collect()
}
