use kit_core::{Day, FieldErrors};
use kit_web::Fields;

/// A version number: `2.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32);

impl Version {
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let (major, minor) = text.split_once('.')?;
        (digits(major) && digits(minor)).then(|| Some(Self(major.parse().ok()?, minor.parse().ok()?)))?
    }

    pub const fn next(self) -> Self {
        Self(self.0 + 1, 0)
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// When and as what a draft is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    pub version: Version,
    pub effective: Day,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationError {
    Version,
    /// There is that version already, or a higher one.
    VersionNotHigher,
    Day,
    Past,
    /// A version was published that comes into force later: it would put this one out of force again.
    BeforeAnother,
    NotConfirmed,
}

/// What was published before: the highest number, and the last day on which one comes into force.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    pub highest: Version,
    pub last: Day,
}

pub fn check(fields: &Fields, before: Before, today: Day) -> Result<Publication, FieldErrors<PublicationError>> {
    let mut errors = FieldErrors::default();
    let version = Version::parse(fields.get("version").trim());
    match version {
        None => errors.add("version", PublicationError::Version),
        Some(version) if version <= before.highest => errors.add("version", PublicationError::VersionNotHigher),
        Some(_) => {}
    }
    let effective = Day::parse_finnish(fields.get("effective").trim());
    match effective {
        None => errors.add("effective", PublicationError::Day),
        Some(day) if day < today => errors.add("effective", PublicationError::Past),
        Some(day) if day < before.last => errors.add("effective", PublicationError::BeforeAnother),
        Some(_) => {}
    }
    if !fields.has("confirmed", "yes") {
        errors.add("confirmed", PublicationError::NotConfirmed);
    }
    errors.or(version.zip(effective).map(|(version, effective)| Publication { version, effective }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_finnish(text).unwrap()
    }

    #[test]
    fn ten_is_higher_than_nine() {
        let version = |text: &str| Version::parse(text).unwrap();
        assert!(version("10.0") > version("9.9") && version("1.10") > version("1.9"));
        assert_eq!(version("1.7").next().to_string(), "2.0");
        for wrong in ["", "1", "1.", ".1", "1.0.0", "v1.0", "1,0", "1.0001", "+1.0", "-1.0"] {
            assert_eq!(Version::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nothing_is_published_for_a_day_that_has_gone_or_under_a_later_version() {
        let (today, before) = (day("24.11.2026"), Before { highest: Version(2, 0), last: day("1.12.2026") });
        let typed = |version: &str, effective: &str| {
            check(&Fields::from_pairs([("version", version), ("effective", effective), ("confirmed", "yes")]), before, today)
        };
        assert_eq!(typed("2.1", "1.12.2026"), Ok(Publication { version: Version(2, 1), effective: day("1.12.2026") }));
        for (version, effective, field, error) in [
            ("x", "1.12.2026", "version", PublicationError::Version),
            ("2.0", "1.12.2026", "version", PublicationError::VersionNotHigher),
            ("3.0", "", "effective", PublicationError::Day),
            ("3.0", "23.11.2026", "effective", PublicationError::Past),
            ("3.0", "30.11.2026", "effective", PublicationError::BeforeAnother),
        ] {
            assert_eq!(typed(version, effective).unwrap_err().of(field), Some(&error), "{version} {effective}");
        }
    }
}
