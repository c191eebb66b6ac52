//! Yhteyshenkilöt ja roolit: persons and organisations that are told and asked about things, by role
//! (Finnish guide 3.1.5, figure 6; Swedish guide 3.1.4, figure 7; domain notes 4).

mod page;
mod rules;

pub use rules::{Contact, Contacts, ContactsError, ContactsPolicy, Role, Who};
