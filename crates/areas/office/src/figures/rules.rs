use kit_core::{Day, Instant, Uuid};

/// A calendar month in Helsinki.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    pub fn of(day: Day) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    const fn minus(self, months: i16) -> Self {
        let months = self.year * 12 + self.month as i16 - 1 - months;
        Self { year: months.div_euclid(12), month: (months.rem_euclid(12) + 1) as i8 }
    }

    const fn next(self) -> Self {
        self.minus(-1)
    }

    /// Its first moment, and the first one after it.
    pub fn bounds(self) -> (Instant, Instant) {
        (self.begins(), self.next().begins())
    }

    fn begins(self) -> Instant {
        Day::new(self.year, self.month, 1).map(Day::start).unwrap_or_default()
    }

    /// `11/26`
    pub fn short(self) -> String {
        format!("{}/{:02}", self.month, self.year.rem_euclid(100))
    }

    /// `11/2026`
    pub fn long(self) -> String {
        format!("{}/{}", self.month, self.year)
    }
}

/// Which months are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// This month and those before it, so many.
    Last(i16),
    Year(i16),
}

impl Period {
    const LASTS: [i16; 4] = [3, 6, 12, 24];
    const YEARS: i16 = 5;

    /// What may be chosen, and what is chosen if nothing is.
    pub fn all(today: Day) -> Vec<Self> {
        let years = (0..Self::YEARS).map(|back| Self::Year(today.year() - back));
        Self::LASTS.into_iter().map(Self::Last).chain(years).collect()
    }

    pub fn find(key: &str, today: Day) -> Self {
        Self::all(today).into_iter().find(|period| period.key() == key).unwrap_or(Self::Last(12))
    }

    pub fn key(self) -> String {
        match self {
            Self::Last(months) => format!("last-{months}"),
            Self::Year(year) => year.to_string(),
        }
    }

    /// Its months up to today.
    pub fn months(self, today: Day) -> Vec<Month> {
        let this = Month::of(today);
        match self {
            Self::Last(months) => (0..months).rev().map(|back| this.minus(back)).collect(),
            Self::Year(year) => (1..=12).map(|month| Month { year, month }).filter(|month| *month <= this).collect(),
        }
    }
}

/// Ages of open cases, in days, each class up to and with its last day; the last one is open.
pub const AGES: [i32; 3] = [7, 21, 42];

/// A case that was decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub application: Uuid,
    pub service: String,
    pub received_at: Instant,
    pub decided_at: Instant,
}

/// A question to the customer, or the answer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub application: Uuid,
    pub at: Instant,
    pub asked: bool,
}

/// How long a case took, in tenths of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    pub whole: u64,
    /// Without the time that the customer took to answer.
    pub own: u64,
}

/// From arrival to decision, and the same without the time between questions and answers. `turns` are those of this case, in
/// order; a question that was never answered lasted to the decision.
pub fn duration(case: &Decided, turns: &[Turn]) -> Duration {
    let mut waited = 0;
    let mut asked_at = None;
    for turn in turns.iter().filter(|turn| turn.at <= case.decided_at) {
        match (turn.asked, asked_at) {
            (true, None) => asked_at = Some(turn.at),
            (false, Some(since)) => {
                waited += turn.at.seconds_since(since);
                asked_at = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    waited += asked_at.map_or(0, |since| case.decided_at.seconds_since(since));
    let whole = case.decided_at.seconds_since(case.received_at);
    Duration { whole: tenths(whole), own: tenths(whole - waited) }
}

fn tenths(seconds: i64) -> u64 {
    const DAY: u64 = 24 * 3600;
    (u64::try_from(seconds).unwrap_or(0) * 10 + DAY / 2) / DAY
}

/// The value that so many per cent of all do not exceed (nearest rank); none of nothing.
pub fn percentile(sorted: &[u64], percent: usize) -> Option<u64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_finnish(text).unwrap()
    }

    #[test]
    fn a_period_ends_with_this_month_or_its_year() {
        let today = day("22.11.2026");
        let names = |period: Period| period.months(today).into_iter().map(Month::long).collect::<Vec<_>>();
        assert_eq!(names(Period::Last(3)), ["9/2026", "10/2026", "11/2026"]);
        assert_eq!(names(Period::Last(12))[..2], ["12/2025", "1/2026"]);
        assert_eq!((names(Period::Year(2026)).len(), names(Period::Year(2025)).len()), (11, 12));
        assert_eq!(Period::find("2025", today), Period::Year(2025));
        for unknown in ["", "x", "1999", "last-7"] {
            assert_eq!(Period::find(unknown, today), Period::Last(12), "{unknown}");
        }
    }

    #[test]
    fn a_month_is_a_month_in_helsinki() {
        let (begins, ends) = Month::of(day("31.12.2026")).bounds();
        assert_eq!((begins.iso().as_str(), ends.iso().as_str()), ("2026-11-30T22:00:00.000000Z", "2026-12-31T22:00:00.000000Z"));
        assert_eq!(Month::of(day("1.1.2026")).short(), "1/26");
    }

    #[test]
    fn the_time_that_the_customer_takes_is_told_apart() {
        let at = |hours: i64| Instant::from_micros(hours * 3_600_000_000);
        let case = Decided { application: Uuid::nil(), service: String::new(), received_at: at(0), decided_at: at(240) };
        let turn = |hours: i64, asked: bool| Turn { application: Uuid::nil(), at: at(hours), asked };
        let own = |turns: &[Turn]| duration(&case, turns).own;
        assert_eq!(duration(&case, &[]), Duration { whole: 100, own: 100 });
        assert_eq!(own(&[turn(24, true), turn(72, false)]), 80);
        // Asked again before the answer: the first question counts. An answer without a question counts nothing.
        assert_eq!(own(&[turn(12, false), turn(24, true), turn(48, true), turn(72, false), turn(96, false)]), 80);
        // Never answered; and asked after the decision, as when it was undone.
        assert_eq!(own(&[turn(120, true), turn(300, true)]), 50);
    }

    #[test]
    fn half_of_all_and_four_of_five() {
        let sorted: Vec<u64> = (1..=10).collect();
        assert_eq!((percentile(&sorted, 50), percentile(&sorted, 80), percentile(&[], 50)), (Some(5), Some(8), None));
        assert_eq!((percentile(&[7], 50), percentile(&[7, 9], 80)), (Some(7), Some(9)));
    }
}
