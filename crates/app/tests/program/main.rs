//! The tests of the program's features, in one binary. A feature's tests lie in its own folder; this file is their list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "tests stop where something is not as they say")]

mod support;

mod journey;
