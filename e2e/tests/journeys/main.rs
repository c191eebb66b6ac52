//! The program as people use it: from the start page to the last mail, each service, in each language, without scripts,
//! on a narrow screen, by keyboard alone, and over the end of a session.
//!
//! Stories are told in the words of the Finnish program; `Texts` says them in the language of the reader.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, clippy::print_stdout, reason = "tests")]

mod english;
mod keyboard;
mod life;
mod menu;
mod office;
mod reader;
mod registers;
mod services;
mod session;
mod story;
mod whole;
mod workplace;
