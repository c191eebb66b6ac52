//! The officers' workplace: the queue of matters, the case, questions and decisions, tasks.

mod bodies;
mod cases;
mod customers;
mod papers;
mod queue;
mod tasks;
mod words;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [queue::routes(), cases::routes(), tasks::routes(), customers::routes(), bodies::routes(), papers::routes()].into_iter().flatten().collect()
}
