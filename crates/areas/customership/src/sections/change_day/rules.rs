use kit_core::{Day, FieldErrors};
use kit_web::Fields;
use serde::Serialize;

#[derive(Clone, Copy, Debug)]
pub struct ChangeDayPolicy;

/// The first day on which the new data hold, and why they change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeDay {
    /// `YYYY-MM-DD`.
    pub from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeDayError {
    Missing,
    NoSuchDay,
    /// The century is missing.
    ShortYear,
    /// The service is not in use any more then; its last day.
    ServiceEnded(Day),
    /// The past cannot be changed.
    Past,
    ReasonTooLong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeDayWarning {
    /// Sooner than the agency asks for: the change may not be ready by then.
    Soon,
}

pub(super) const FROM: &str = "from";
pub(super) const REASON: &str = "reason";
/// Longest reason, in characters.
pub(super) const LONGEST_REASON: usize = 1000;
/// So many days ahead a change is to be told.
pub const DAYS_AHEAD: i32 = 21;

impl ChangeDayPolicy {
    /// `last_day`: of the service, if it is known.
    pub fn check(&self, fields: &Fields, today: Day, last_day: Option<Day>) -> Result<ChangeDay, FieldErrors<ChangeDayError>> {
        use ChangeDayError as E;
        let mut errors = FieldErrors::default();
        let from = match fields.get(FROM).trim() {
            "" => Err(E::Missing),
            text if Day::has_short_year(text) => Err(E::ShortYear),
            text => Day::parse_finnish(text).ok_or(E::NoSuchDay),
        };
        let from = from.and_then(|day| match last_day {
            _ if day < today => Err(E::Past),
            Some(last) if day > last => Err(E::ServiceEnded(last)),
            Some(_) | None => Ok(day),
        });
        let from = errors.take(FROM, from);
        let reason = fields.get(REASON).trim();
        if reason.chars().count() > LONGEST_REASON {
            errors.add(REASON, E::ReasonTooLong);
        }
        let reason = Some(reason.to_owned()).filter(|text| !text.is_empty());
        errors.or(from.map(|from| ChangeDay { from: from.iso(), reason }))
    }

    pub fn warnings(&self, fields: &Fields, today: Day) -> FieldErrors<ChangeDayWarning> {
        let mut warnings = FieldErrors::default();
        if Day::parse_finnish(fields.get(FROM)).is_some_and(|day| day.days_since(today) < DAYS_AHEAD) {
            warnings.add(FROM, ChangeDayWarning::Soon);
        }
        warnings
    }
}
