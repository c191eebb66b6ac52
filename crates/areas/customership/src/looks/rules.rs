use std::collections::HashMap;

use kit_core::{Day, FieldErrors, Instant, Uuid};

/// The part of the log that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// From the beginning of this day.
    pub from: Option<Day>,
    /// To the end of this day.
    pub to: Option<Day>,
    /// Older than this row.
    pub before: Option<(Instant, Uuid)>,
}

/// The day that was typed is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchDay;

/// The end of time, in microseconds: the year 9987.
const LAST: i64 = 253_000_000_000_000_000;

pub const FROM: &str = "from";
pub const TO: &str = "to";

impl Asked {
    pub fn of(query: &HashMap<String, String>) -> Result<Self, FieldErrors<NoSuchDay>> {
        let mut errors = FieldErrors::default();
        let mut day = |name: &str| match query.get(name).map(|text| text.trim()) {
            None | Some("") => None,
            Some(text) => errors.take(name, Day::parse_finnish(text).ok_or(NoSuchDay)),
        };
        let (from, to) = (day(FROM), day(TO));
        let before = query.get("before").and_then(|text| {
            let (at, id) = text.split_once('-')?;
            Some((Instant::from_micros(at.parse().ok()?), Uuid::try_parse(id).ok()?))
        });
        errors.or(Some(Self { from, to, before }))
    }

    /// The first instant, and the one after the last.
    pub fn instants(&self) -> (Instant, Instant) {
        let end = self.to.map_or(Instant::from_micros(LAST), |day| day.plus_days(1).start());
        (self.from.map_or(Instant::from_micros(0), Day::start), end)
    }

    /// The address of the rows older than `last`, or of the newest.
    pub fn address(&self, last: Option<(Instant, Uuid)>) -> String {
        let day = |name: &str, day: Option<Day>| day.map(|day| format!("{name}={}", day.finnish()));
        let before = last.map(|(at, id)| format!("before={}-{}", at.micros(), id.simple()));
        let parts: Vec<String> = [day(FROM, self.from), day(TO, self.to), before].into_iter().flatten().collect();
        if parts.is_empty() { "/access-log".to_owned() } else { format!("/access-log?{}", parts.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&str, &str)]) -> HashMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn days_are_whole_and_a_page_leads_to_the_next() {
        let asked = Asked::of(&query(&[("from", "1.11.2026"), ("to", " 24.11.2026 ")])).unwrap();
        assert_eq!(asked.instants(), (Day::new(2026, 11, 1).unwrap().start(), Day::new(2026, 11, 25).unwrap().start()));
        let last = (Instant::from_micros(1_700_000_000_000_000), Uuid::from_u128(7));
        let next = asked.address(Some(last));
        assert_eq!(next, "/access-log?from=1.11.2026&to=24.11.2026&before=1700000000000000-00000000000000000000000000000007");
        let typed: Vec<(&str, &str)> = next.split_once('?').unwrap().1.split('&').filter_map(|part| part.split_once('=')).collect();
        assert_eq!(Asked::of(&query(&typed)).unwrap().before, Some(last));
    }

    #[test]
    fn a_day_that_is_none_is_said_and_a_strange_place_is_the_beginning() {
        assert_eq!(Asked::of(&query(&[("from", "32.1.2026"), ("to", "x")])).unwrap_err().iter().count(), 2);
        assert_eq!(Asked::of(&query(&[("before", "x-y")])).unwrap().before, None);
    }
}
