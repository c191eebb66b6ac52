//! Mails that come back (delivery status notifications, RFC 3461 to 3464).
//!
//! Each mail leaves with a return path of its own, which says which mail it is and cannot be made up by others. What mail
//! servers tell of it later comes to that address; the agency's mail relay hands it to the program by SMTP.

mod address;
mod listener;
mod report;
mod session;
#[cfg(test)]
mod tests;

pub use address::BounceAddress;
pub use listener::serve;
