use kit_core::{Day, Instant};
use ports::DraftTerms;

/// Days between the reminder and the removal, at the least.
pub const NOTICE_DAYS: i32 = 14;

/// What becomes of a draft today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Kept,
    /// Reminded of now; unless it is changed, it is removed on that day.
    Reminded(Day),
    Removed,
}

/// A reminder holds until the next change: what was taken up again and left again is reminded of again.
pub fn fate(terms: DraftTerms, changed_at: Instant, reminded_at: Option<Instant>, today: Day) -> Fate {
    let changed = changed_at.day();
    match reminded_at.filter(|at| *at >= changed_at) {
        None if today.days_since(changed) < terms.reminder_days => Fate::Kept,
        None => Fate::Reminded(removal_day(terms, changed, today)),
        Some(reminded) if today < removal_day(terms, changed, reminded.day()) => Fate::Kept,
        Some(_) => Fate::Removed,
    }
}

/// The last day on which the draft is there for certain, if it is not changed.
pub fn kept_until(terms: DraftTerms, changed_at: Instant) -> Day {
    let changed = changed_at.day();
    removal_day(terms, changed, changed.plus_days(terms.reminder_days)).plus_days(-1)
}

fn removal_day(terms: DraftTerms, changed: Day, reminded: Day) -> Day {
    changed.plus_days(terms.removal_days).max(reminded.plus_days(NOTICE_DAYS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: DraftTerms = DraftTerms { reminder_days: 60, removal_days: 180 };

    fn day(text: &str) -> Day {
        Day::parse_finnish(text).unwrap()
    }

    fn on(text: &str) -> Instant {
        day(text).start().plus_seconds(12 * 3600)
    }

    #[test]
    fn a_draft_is_kept_then_reminded_of_then_removed() {
        let (changed, reminded) = (on("1.1.2026"), Some(on("2.3.2026")));
        assert_eq!(fate(TERMS, changed, None, day("1.3.2026")), Fate::Kept);
        assert_eq!(fate(TERMS, changed, None, day("2.3.2026")), Fate::Reminded(day("30.6.2026")));
        assert_eq!(fate(TERMS, changed, reminded, day("29.6.2026")), Fate::Kept);
        assert_eq!(fate(TERMS, changed, reminded, day("30.6.2026")), Fate::Removed);
        assert_eq!(kept_until(TERMS, changed), day("29.6.2026"));
    }

    #[test]
    fn nothing_is_removed_sooner_than_fourteen_days_after_its_reminder() {
        // The program was down when the time for the reminder came, and for the removal too.
        let (changed, today) = (on("1.1.2026"), day("1.8.2026"));
        assert_eq!(fate(TERMS, changed, None, today), Fate::Reminded(day("15.8.2026")));
        let reminded = Some(on("1.8.2026"));
        assert_eq!(fate(TERMS, changed, reminded, day("14.8.2026")), Fate::Kept);
        assert_eq!(fate(TERMS, changed, reminded, day("15.8.2026")), Fate::Removed);
        let short = DraftTerms { reminder_days: 60, removal_days: 61 };
        assert_eq!(fate(short, changed, Some(on("2.3.2026")), day("15.3.2026")), Fate::Kept);
        assert_eq!(kept_until(short, changed), day("15.3.2026"));
    }

    #[test]
    fn a_draft_that_was_taken_up_again_is_reminded_of_again() {
        let (changed, earlier) = (on("3.3.2026"), Some(on("2.3.2026")));
        assert_eq!(fate(TERMS, changed, earlier, day("30.6.2026")), Fate::Reminded(day("30.8.2026")));
        assert_eq!(fate(TERMS, changed, earlier, day("1.4.2026")), Fate::Kept);
    }
}
