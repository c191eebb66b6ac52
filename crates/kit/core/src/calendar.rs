//! Working days in Finland, by the act on time limits (150/1930 § 5).

use jiff::civil::{Date, Weekday};

use crate::Day;

/// Holy days and their eves that fall on the same date each year: month and day.
const FIXED: [(i8, i8); 7] = [(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)];
/// Good Friday, Easter Monday and Ascension Day, in days from Easter Day.
const FROM_EASTER: [i32; 3] = [-2, 1, 39];

/// Monday to Friday, but for holy days, Independence Day, the First of May, Christmas Eve and Midsummer Eve.
pub fn is_working_day(day: Day) -> bool {
    let date = day.date();
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let fixed = FIXED.contains(&(date.month(), date.day()));
    let midsummer_eve = date.weekday() == Weekday::Friday && date.month() == 6 && (19..=25).contains(&date.day());
    let moving = FROM_EASTER.contains(&day.days_since(easter(date.year())));
    !(weekend || fixed || midsummer_eve || moving)
}

/// The day itself, or the first working day after it.
pub fn working_day_from(day: Day) -> Day {
    let mut day = day;
    while !is_working_day(day) {
        day = day.plus_days(1);
    }
    day
}

/// How many working days have passed: those after the first day, up to and with the last.
pub fn working_days_between(first: Day, last: Day) -> i32 {
    let days = last.days_since(first);
    (1..=days).filter(|day| is_working_day(first.plus_days(*day))).fold(0, |count, _| count + 1)
}

/// Easter Day of a year in the Gregorian calendar (J.-M. Oudin's computus).
fn easter(year: i16) -> Day {
    let year_of_moon = year % 19;
    let century = year / 100;
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * year_of_moon + 15) % 30;
    let full_moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - year_of_moon) / 11));
    let weekday = (year + year / 4 + full_moon + 2 - century + century / 4) % 7;
    let sunday = i32::from(full_moon - weekday);
    Day::of(Date::constant(year, 3, 28)).plus_days(sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 60 last days of 2026–2030: the day on which the services end, and the first on which the connections may be closed.
    /// `xtask/working_days.py` compares the same table with the holidays of another calendar.
    const LAST_DAYS: &str = include_str!("calendar/last_days.csv");

    fn day(text: &str) -> Day {
        Day::parse_finnish(text).unwrap_or_else(|| panic!("{text} is no day"))
    }

    #[test]
    fn moving_holy_days_of_the_next_years_are_those_of_the_almanac() {
        let years = [(2026, "5.4."), (2027, "28.3."), (2028, "16.4."), (2029, "1.4."), (2030, "21.4.")];
        for (year, sunday) in years {
            assert_eq!(easter(year), day(&format!("{sunday}{year}")));
        }
        // The earliest, the latest, and the two exceptions of the Gregorian rule.
        for text in ["23.3.2008", "25.4.2038", "19.4.1981", "18.4.2049"] {
            assert_eq!(easter(day(text).year()), day(text));
        }
    }

    #[test]
    fn holy_days_eves_and_weekends_are_no_working_days() {
        let free = "1.1.2026 6.1.2026 3.4.2026 6.4.2026 1.5.2026 14.5.2026 19.6.2026 24.12.2026 25.12.2026 \
                    26.3.2027 29.3.2027 6.5.2027 25.6.2027 6.12.2027 24.12.2027 14.4.2028 17.4.2028 25.5.2028 23.6.2028 6.12.2028 26.12.2028 \
                    30.3.2029 2.4.2029 10.5.2029 22.6.2029 19.4.2030 22.4.2030 30.5.2030 21.6.2030 26.12.2030 4.7.2026 5.7.2026";
        assert_eq!(free.split_whitespace().filter(|text| is_working_day(day(text))).collect::<Vec<_>>(), [""; 0]);
        // Maundy Thursday, the days around Ascension and Midsummer, New Year's Eve.
        let working = "2.4.2026 13.5.2026 15.5.2026 18.6.2026 22.6.2026 23.12.2026 28.12.2026 31.12.2026 30.4.2026 26.6.2026 7.12.2026";
        assert_eq!(working.split_whitespace().filter(|text| !is_working_day(day(text))).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn working_days_are_counted_after_the_first_day() {
        for (first, last, days) in
            [("4.12.2026", "4.12.2026", 0), ("4.12.2026", "7.12.2026", 1), ("23.12.2026", "28.12.2026", 1), ("7.12.2026", "4.12.2026", 0)]
        {
            assert_eq!(working_days_between(day(first), day(last)), days, "{first}–{last}");
        }
    }

    #[test]
    fn what_ends_and_when_the_connections_may_be_closed_follows_from_the_last_day() {
        let rows: Vec<Vec<Day>> = LAST_DAYS.lines().skip(1).map(|row| row.split(',').map(|text| Day::parse_iso(text).unwrap()).collect()).collect();
        assert_eq!(rows.len(), 60);
        for row in rows {
            let [last, ended, closing] = row[..] else { panic!("three days in a row") };
            assert_eq!((last.plus_days(1), working_day_from(ended)), (ended, closing), "last day {}", last.iso());
        }
    }

    /// The table of the field's facts (registers.md § 4).
    #[test]
    fn the_days_of_the_guide_and_around_holy_days() {
        let table = [
            ("20.1.2026", "21.1.2026", "21.1.2026"),
            ("23.1.2026", "24.1.2026", "26.1.2026"),
            ("2.4.2026", "3.4.2026", "7.4.2026"),
            ("30.4.2026", "1.5.2026", "4.5.2026"),
            ("13.5.2026", "14.5.2026", "15.5.2026"),
            ("18.6.2026", "19.6.2026", "22.6.2026"),
            ("23.12.2026", "24.12.2026", "28.12.2026"),
            ("31.12.2026", "1.1.2027", "4.1.2027"),
            ("3.12.2027", "4.12.2027", "7.12.2027"),
        ];
        for (last, ended, closing) in table {
            assert_eq!((day(last).plus_days(1), working_day_from(day(ended))), (day(ended), day(closing)), "last day {last}");
        }
    }
}
