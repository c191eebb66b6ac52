//! Time comes from [`Clock`], which the program is given at start; nothing else asks the machine.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A moment in microseconds since 1970-01-01T00:00:00Z: what both databases can hold exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    pub const fn micros(self) -> i64 {
        self.0
    }

    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }

    /// The calendar day in Helsinki: the day that a customer means by «today».
    pub fn day(self) -> Day {
        Day(self.helsinki().date())
    }

    /// `21.11.2026 klo 9.05.07`-like parts for people: day, then time of day as `9.05`.
    pub fn clock_time(self) -> String {
        let at = self.helsinki();
        format!("{}.{:02}", at.hour(), at.minute())
    }

    /// Time of day with seconds, for receipts and documents.
    pub fn exact_time(self) -> String {
        let at = self.helsinki();
        format!("{}.{:02}.{:02}", at.hour(), at.minute(), at.second())
    }

    /// ISO 8601 in UTC with microseconds, for machines and for the frozen submission.
    pub fn iso(self) -> String {
        let at = self.timestamp();
        format!("{at:.6}")
    }

    /// Reads the header `Date` of HTTP: `Sun, 22 Nov 2026 09:00:00 GMT`.
    pub fn from_http_date(text: &str) -> Option<Self> {
        let at = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(Self(at.timestamp().as_microsecond()))
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn helsinki(self) -> jiff::Zoned {
        self.timestamp().to_zoned(helsinki())
    }
}

fn helsinki() -> TimeZone {
    static ZONE: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    ZONE.get_or_init(|| TimeZone::get("Europe/Helsinki").unwrap_or(TimeZone::UTC)).clone()
}

/// A calendar day in Helsinki.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2026-11-21`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        text.parse::<Date>().ok().map(Self)
    }

    /// Reads what people type: `21.1.2026`, `21.01.2026`, ` 21. 1. 2026 `, `21/1/2026`, `2026-01-21`. The year has four digits.
    pub fn parse_finnish(text: &str) -> Option<Self> {
        let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let text = text.trim();
        let mark = ['.', '/', '-'].into_iter().find(|mark| text.contains(*mark))?;
        let mut parts = text.split(mark).map(str::trim_start);
        let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
        // With hyphens the year comes first, and nothing is left out.
        let (day, year) = if mark == '-' { (last, first) } else { (first, last) };
        if mark == '-' && text.len() != 10 {
            return None;
        }
        if parts.next().is_some() || !digits(day, 2) || !digits(month, 2) || !digits(year, 4) || year.len() < 4 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// A day that lacks only its century: `21.1.26`.
    pub fn has_short_year(text: &str) -> bool {
        let text = text.trim();
        let year = text.rfind(['.', '/']).map(|mark| text.split_at(mark + 1));
        year.is_some_and(|(day, year)| year.trim().len() == 2 && Self::parse_finnish(&format!("{day}20{}", year.trim())).is_some())
    }

    pub fn iso(self) -> String {
        self.0.to_string()
    }

    /// `21.11.2026`: the form that Finnish and Swedish screens use.
    pub fn finnish(self) -> String {
        format!("{}.{}.{}", self.0.day(), self.0.month(), self.0.year())
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn days_since(self, earlier: Self) -> i32 {
        (self.0 - earlier.0).get_days()
    }

    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// The day's first moment in Helsinki.
    pub fn start(self) -> Instant {
        let start = self.0.to_zoned(helsinki()).map(|start| start.timestamp().as_microsecond());
        Instant(start.unwrap_or_default())
    }

    pub(crate) const fn of(date: Date) -> Self {
        Self(date)
    }

    pub(crate) const fn date(self) -> Date {
        self.0
    }
}

/// Where the program gets the time from.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// The machine's clock and so many microseconds.
    Movable(Arc<AtomicI64>),
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The clock of the machine.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// The clock of the machine, so many seconds ahead, which goes on from where [`Clock::advance`] moves it to: for development.
    pub fn movable(ahead: i64) -> Self {
        Self(Source::Movable(Arc::new(AtomicI64::new(ahead * 1_000_000))))
    }

    /// A clock that stands still until [`Clock::advance`] moves it: for tests.
    pub fn fixed(at: Instant) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.0))))
    }

    pub fn now(&self) -> Instant {
        match &self.0 {
            Source::System => Instant(system_micros()),
            Source::Movable(ahead) => Instant(system_micros().saturating_add(ahead.load(Ordering::SeqCst))),
            Source::Fixed(micros) => Instant(micros.load(Ordering::SeqCst)),
        }
    }

    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Only clocks of development and of tests can.
    pub const fn can_be_moved(&self) -> bool {
        match self.0 {
            Source::System => false,
            Source::Movable(_) | Source::Fixed(_) => true,
        }
    }

    /// How many seconds a movable clock is ahead of the machine's.
    pub fn ahead(&self) -> i64 {
        match &self.0 {
            Source::System | Source::Fixed(_) => 0,
            Source::Movable(ahead) => ahead.load(Ordering::SeqCst) / 1_000_000,
        }
    }

    /// Moves a clock that was made to be moved; the machine's own stays.
    pub fn advance(&self, seconds: i64) {
        match &self.0 {
            Source::System => {}
            Source::Movable(micros) | Source::Fixed(micros) => drop(micros.fetch_add(seconds * 1_000_000, Ordering::SeqCst)),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
fn system_micros() -> i64 {
    Timestamp::now().as_microsecond()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_day_in_helsinki_not_in_greenwich() {
        let late_evening_utc = Instant::from_micros(1_795_298_400_000_000); // 2026-11-21T22:00:00Z
        assert_eq!(late_evening_utc.iso(), "2026-11-21T22:00:00.000000Z");
        assert_eq!(late_evening_utc.day().finnish(), "22.11.2026");
        assert_eq!(late_evening_utc.clock_time(), "0.00");
    }

    #[test]
    fn a_fixed_clock_moves_only_when_told() {
        let clock = Clock::fixed(Instant::from_micros(5));
        assert_eq!(clock.now(), clock.now());
        clock.advance(2);
        assert_eq!(clock.now().micros(), 2_000_005);
    }

    #[test]
    fn the_clock_of_development_goes_on_from_where_it_was_moved_to_and_the_machines_stays() {
        const YEAR: i64 = 365 * 24 * 3600;
        let (movable, machine) = (Clock::movable(0), Clock::system());
        movable.clone().advance(YEAR);
        machine.advance(YEAR);
        let now = machine.now();
        assert!((YEAR..YEAR + 60).contains(&movable.now().seconds_since(now)));
        assert!((YEAR..YEAR + 60).contains(&Clock::movable(movable.ahead()).now().seconds_since(now)), "a restart");
        assert!(movable.can_be_moved() && !machine.can_be_moved());
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let day = Day::new(2026, 1, 21);
        for text in ["21.1.2026", "21.01.2026", " 21. 1. 2026 ", "\t21.01. 2026", "21/1/2026", "2026-01-21"] {
            assert_eq!(Day::parse_finnish(text), day, "{text}");
        }
        let wrong = [
            "",
            "21.1.",
            "21.1.26",
            "21.1.02026",
            "021.1.2026",
            "21/1.2026",
            "2026-1-21",
            "21-01-2026",
            "21.1.2026.",
            "21 .1.2026",
            "2 1.1.2026",
            "+1.1.2026",
            "-1.1.2026",
            "29.2.2026",
            "31.4.2026",
            "0.1.2026",
            "1.13.2026",
            "1.1.0000x",
            "21.1.2026 klo 9",
            "٢١.١.٢٠٢٦",
        ];
        assert_eq!(wrong.map(Day::parse_finnish), [None; 20]);
        assert!(["21.1.26", " 21. 1. 26", "21/1/26"].into_iter().all(Day::has_short_year));
        assert!(!["21.1.2026", "32.1.26", "21.1.", "26"].into_iter().any(Day::has_short_year));
        assert_eq!(Day::parse_finnish("29.2.2028").map(Day::iso).as_deref(), Some("2028-02-29"));
    }

    #[test]
    fn days_begin_at_midnight_in_helsinki_also_when_the_clocks_are_turned() {
        let length = |text: &str| Day::parse_finnish(text).map(|day| day.plus_days(1).start().seconds_since(day.start()) / 3600);
        assert_eq!(["28.3.2026", "29.3.2026", "30.3.2026", "25.10.2026", "31.12.2026"].map(length), [24, 23, 24, 25, 24].map(Some));
        for text in ["29.3.2026", "25.10.2026", "31.12.2027", "29.2.2028"] {
            let day = Day::parse_finnish(text).unwrap();
            assert_eq!((day.start().day(), day.start().plus_seconds(-1).day(), day.start().clock_time().as_str()), (day, day.plus_days(-1), "0.00"));
        }
    }
}
