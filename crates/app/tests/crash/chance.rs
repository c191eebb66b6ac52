//! Chance: when a process is killed, when somebody hangs up.

use std::time::Duration;

use kit_core::{Clock, Ids};

/// A whole number from 0 up to, not including, `end`.
pub fn below(end: u64) -> u64 {
    let random = Ids::random().next(Clock::system().now()).as_u128() as u64 & 0xffff_ffff;
    (random * end) >> 32
}

/// A time from `least` up to `most`.
pub fn between(least: Duration, most: Duration) -> Duration {
    let span = u64::try_from(most.saturating_sub(least).as_micros()).unwrap();
    least + Duration::from_micros(below(span + 1))
}
