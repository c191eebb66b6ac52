//! Postal codes and their towns, from Posti's file of 13.4.2024 (README.md beside this file) or from a newer one that was
//! imported.

use std::sync::LazyLock;

use kit_core::Language;

use crate::shipped::InUse;

const CODES: &str = include_str!("codes.csv");
/// Year, month and day of the data.
pub(crate) const DATED: (i16, i8, i8) = (2024, 4, 13);

/// Code, town in Finnish, town in Swedish if it is another; by code.
type Line = [&'static str; 3];

pub(crate) static IN_USE: LazyLock<InUse<Line>> = LazyLock::new(|| InUse::new(lines(CODES).leak()));

/// What belongs to a postal code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostalPlace {
    Town {
        fi: &'static str,
        sv: &'static str,
    },
    /// The code is one organisation's own: what stands after it is a name, not a town.
    Organisation,
}

impl PostalPlace {
    /// The town's name: in Swedish for those who read Swedish, else in Finnish.
    pub const fn town(self, language: Language) -> Option<&'static str> {
        match (self, language) {
            (Self::Organisation, _) => None,
            (Self::Town { sv, .. }, Language::Sv) => Some(sv),
            (Self::Town { fi, .. }, Language::Fi | Language::En) => Some(fi),
        }
    }

    /// Do people write the town so? In either language, in any case, also without what follows it («Laukaa» for Laukaa AS).
    pub fn may_be_written(self, town: &str) -> bool {
        match self {
            Self::Organisation => true,
            Self::Town { fi, sv } => [fi, sv].into_iter().any(|name| is_beginning(&folded(town), &folded(name))),
        }
    }
}

/// The place of a postal code of five digits; none if the codes in use do not have it.
pub fn find(code: &str) -> Option<PostalPlace> {
    let lines = IN_USE.get();
    let place = lines.binary_search_by_key(&code, |[code, ..]| code).ok()?;
    match lines[place] {
        [_, "", _] => Some(PostalPlace::Organisation),
        [_, fi, ""] => Some(PostalPlace::Town { fi, sv: fi }),
        [_, fi, sv] => Some(PostalPlace::Town { fi, sv }),
    }
}

/// The town of a postal code, if it has one.
pub fn town(code: &str, language: Language) -> Option<&'static str> {
    find(code)?.town(language)
}

/// What came with the program.
pub(crate) const fn shipped() -> &'static str {
    CODES
}

pub(crate) fn lines(content: &'static str) -> Vec<Line> {
    content.lines().filter_map(parts).collect()
}

fn parts(line: &'static str) -> Option<Line> {
    let mut parts = line.split(';');
    Some([parts.next()?, parts.next()?, parts.next()?])
}

fn folded(town: &str) -> String {
    town.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_beginning(typed: &str, name: &str) -> bool {
    !typed.is_empty() && name.strip_prefix(typed).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_code_of_five_digits_in_order() {
        let codes: Vec<&str> = CODES.lines().map(|line| parts(line).map_or("", |[code, ..]| code)).collect();
        assert!(codes.len() > 3_000 && codes.is_sorted_by(|a, b| a < b));
        assert!(codes.iter().all(|code| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit())));
    }

    #[test]
    fn a_code_has_its_town_in_both_languages() {
        assert_eq!((town("00100", Language::Fi), town("00100", Language::Sv)), (Some("Helsinki"), Some("Helsingfors")));
        assert_eq!((town("55700", Language::En), town("55700", Language::Sv)), (Some("Imatra"), Some("Imatra")));
        // The guides' samples, and a code that is not a code.
        assert_eq!(["01010", "12345", "1234"].map(find), [None; 3]);
    }

    #[test]
    fn a_town_may_be_written_in_either_language_and_in_any_case() {
        let helsinki = find("00100").unwrap();
        for right in ["Helsinki", "HELSINGFORS", " helsinki "] {
            assert!(helsinki.may_be_written(right), "{right}");
        }
        for wrong in ["Espoo", "Hels", ""] {
            assert!(!helsinki.may_be_written(wrong), "{wrong}");
        }
        assert!(find("41350").unwrap().may_be_written("Laukaa"), "41350 is Laukaa AS");
    }

    #[test]
    fn an_organisations_own_code_has_no_town_and_takes_any() {
        let city = find("00099").unwrap();
        assert_eq!((city, city.town(Language::Fi)), (PostalPlace::Organisation, None));
        assert!(city.may_be_written("Helsingin kaupunki") && city.may_be_written("Helsinki"));
    }
}
