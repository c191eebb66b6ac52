//! The officers' workplace: the queue of matters, the case, questions and decisions, tasks.

mod access_log;
mod bodies;
pub mod bounces;
pub mod bulletins;
mod cases;
mod contents;
mod customers;
mod figures;
pub mod imports;
mod lookup;
mod papers;
mod presence;
mod queue;
mod tasks;
mod technical;
mod words;

use identity::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [
        queue::routes(),
        cases::routes(),
        presence::routes(),
        tasks::routes(),
        customers::routes(),
        bodies::routes(),
        bounces::routes(),
        papers::routes(),
        bulletins::routes(),
        figures::routes(),
        imports::routes(),
        technical::routes(),
        lookup::routes(),
        access_log::routes(),
        contents::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
