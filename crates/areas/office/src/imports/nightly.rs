//! The nightly fetch of what the code server has: once a day from a set hour what has changed, on Sundays everything.

use std::sync::Arc;

use kit_core::{Day, Instant};
use kit_db::DbError;
use ports::World;
use registers::import::{
    Extent, Terms, What,
    runs::{self, Begun},
};

use super::work;

/// What stopped is tried again after so many seconds.
const AGAIN: i64 = 3600;

/// Begins the fetches whose hour (0 to 23, in Helsinki) has come. Several processes may ask: one run of a register goes at a time.
pub async fn fetch_if_due(world: &Arc<World>, hour: u8) -> Result<(), DbError> {
    let (Some(server), now) = (world.registers.code_server(), world.clock.now()) else { return Ok(()) };
    let from = since(now, hour);
    for what in What::ALL.into_iter().filter(|what| world.registers.serves(what.key())) {
        let last = runs::last_fetch(&world.db.read().await?, what.key(), from).await?;
        if !is_due(now, from, last) {
            continue;
        }
        let terms = Terms { what, extent: extent(what, from.day()), may_shrink: false };
        let Some(source) = work::fetched(world, terms).await? else { continue };
        let whole = terms.extent == Extent::Whole;
        let run = Begun { id: world.ids.next(now), what: what.key(), shape: "rest", origin: server.to_owned(), whole, officer: None };
        let id = run.id;
        if runs::begin(&world.db, run, now).await? {
            work::go_on(world, id, terms, source);
        }
    }
    Ok(())
}

/// The hour's last coming. On the night on which clocks are moved it comes an hour early or late.
fn since(now: Instant, hour: u8) -> Instant {
    let at = |day: Day| day.start().plus_seconds(i64::from(hour) * 3600);
    let today = at(now.day());
    if today <= now { today } else { at(now.day().plus_days(-1)) }
}

fn is_due(now: Instant, from: Instant, last: Option<(bool, Instant)>) -> bool {
    match last {
        None => from <= now,
        Some((well, began)) => !well && now.seconds_since(began) >= AGAIN,
    }
}

fn extent(what: What, day: Day) -> Extent {
    if is_sunday(day) || !what.has_changes() { Extent::Whole } else { Extent::Changes }
}

/// 4.1.1970 was one.
fn is_sunday(day: Day) -> bool {
    Day::new(1970, 1, 4).is_some_and(|sunday| day.days_since(sunday).rem_euclid(7) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str, hours: i64) -> Instant {
        Day::parse_iso(day).unwrap().start().plus_seconds(hours * 3600)
    }

    #[test]
    fn it_is_fetched_once_a_day_and_again_after_an_hour_if_it_stopped() {
        let from = since(at("2026-11-24", 12), 3);
        assert_eq!((from, since(at("2026-11-24", 2), 3)), (at("2026-11-24", 3), at("2026-11-23", 3)));
        let due = |hours, last| is_due(at("2026-11-24", hours), from, last);
        assert!(due(3, None) && due(12, None));
        assert!(!due(12, Some((true, at("2026-11-24", 3)))));
        assert!(!due(3, Some((false, at("2026-11-24", 3)))) && due(4, Some((false, at("2026-11-24", 3)))));
    }

    #[test]
    fn on_sundays_everything_comes() {
        let whole = |key: &str, day: &str| extent(What::find(key).unwrap(), Day::parse_iso(day).unwrap()) == Extent::Whole;
        assert!(whole("providers", "2026-11-22") && !whole("providers", "2026-11-23") && !whole("providers", "2026-11-21"));
        assert!(whole("service-task", "2026-11-23"), "code lists are published as a whole only");
    }
}
