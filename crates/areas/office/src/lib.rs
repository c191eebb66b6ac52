//! The officers' workplace: the queue of matters, the case, questions and decisions, tasks.

pub mod bulletins;
mod cases;
mod queue;
mod tasks;
mod words;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [queue::routes(), cases::routes(), tasks::routes(), bulletins::routes()].into_iter().flatten().collect()
}
