//! The outside by its real protocols.

pub mod bounces;
pub mod documents;
mod http;
pub mod identification;
pub mod mail;
pub mod mandates;
pub mod registers;
pub mod text_messages;
