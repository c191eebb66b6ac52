//! The officers' workplace: the queue of applications, the case, questions and decisions.

mod cases;
mod queue;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [queue::routes(), cases::routes()].into_iter().flatten().collect()
}
