//! Yhteyshenkilöt ja roolit: who is turned to in which matters (Finnish guide 3.1.5, figure 6). The contacts are
//! common to all services of a customer; what a contact is in another service is carried along, not shown.

mod page;
mod roles;
mod rules;

pub use page::holders;
pub use roles::Role;
pub use rules::{Contact, Contacts, ContactsError, ContactsPolicy, OF_BODIES, Who};
