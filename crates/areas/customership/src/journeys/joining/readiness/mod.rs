//! Käyttöönoton toimintaohje: what the application needs, looked up as far as the program can, and the button that
//! begins it (Finnish guide 1.2, 3.1.1).

mod page;
mod rules;
mod texts;

pub(super) use page::{begin, show};
pub use rules::{Advice, Item, Need, ServiceStanding, TakeoverFound, Verdict, readiness};
pub(crate) use texts::advised;
