//! A mail server that delivers nothing: it keeps each mail as a file and shows it on a page.
//!
//! | path | shows |
//! | --- | --- |
//! | `/mail`, `/mail?to=text` | all mails, or those to an address that holds the text; newest first |
//! | `/mail/{n}` | one mail: headers, text, attachments |
//! | `/mail/{n}/attachments/{k}` | the k-th attachment, counted from 1 |
//!
//! To try a program's patience: an address at `refused.example` is refused for good (550), one at `later.example` for now (451). What
//! begins with `bounce-` is taken and comes back, `delayed-` is taken and told to be waiting, `away-` is answered automatically: the
//! server brings what it tells to the address that the mail came from.

mod bounces;
mod pages;
mod session;
mod smtp;
mod store;
#[cfg(test)]
mod tests;

pub use pages::routes;
pub use smtp::{serve_smtp, serve_smtp_with_bounces};
pub use store::MailStore;
