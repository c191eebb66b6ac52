//! The officers' workplace: the queue of matters, the case, questions and decisions, tasks.

mod cases;
mod presence;
mod queue;
mod tasks;
mod words;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [queue::routes(), cases::routes(), presence::routes(), tasks::routes()].into_iter().flatten().collect()
}
