use kit_core::{Day, FieldErrors, working_day_from};
use kit_web::Fields;
use serde::{Deserialize, Serialize};

use crate::{
    applications::Purpose,
    values::{Email, Phone, line},
};

/// What a notice is about; the guide's words are those of the whole customership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    Service,
    Customership,
}

/// What ends, and the last day of use.
#[derive(Clone, Copy, Debug)]
pub struct EndingTermsPolicy(pub Ends);

/// Whom to contact about the ending: apart from the customer's contacts.
#[derive(Clone, Copy, Debug)]
pub struct EndingContactPolicy(pub Ends);

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Keys of the services that end.
    pub services: Vec<String>,
    /// The last one of the customer ends: with it the customership.
    pub whole_customership: bool,
    /// `YYYY-MM-DD`.
    pub last_day: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Those of the services that end sooner, by notices of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EndsEarlier>,
    /// The open matters that are closed with the services.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closes: Vec<Closes>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndsEarlier {
    pub service: String,
    pub case_number: String,
    /// `YYYY-MM-DD`: the last day of that notice.
    pub last_day: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closes {
    pub purpose: String,
    pub service: String,
    /// None: a draft, which is removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
}

/// Does an ending close another open matter? With everything all is closed; one service leaves applications to join alone.
pub fn closes(everything: bool, ended: &[&str], purpose: Purpose, service: &str) -> bool {
    everything || (purpose != Purpose::Joining && ended.contains(&service))
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndingContact {
    pub first_name: String,
    pub last_name: String,
    pub email: Email,
    pub phone: Phone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndingTermsError {
    NothingInUse,
    DayMissing,
    NoSuchDay,
    /// The century is missing.
    ShortYear,
    /// No ending is dated back.
    Past,
    ReasonTooLong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndingTermsWarning {
    /// Years ahead: perhaps the year is wrong.
    FarAhead,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndingContactError {
    FirstNameMissing,
    LastNameMissing,
    Email,
    Phone,
}

/// The days that follow from the last day of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingDates {
    pub last_day: Day,
    /// The services and the commitment end: the next calendar day.
    pub ended: Day,
    /// The connections are closed at the earliest: the next working day.
    pub connections: Day,
}

impl EndingDates {
    pub fn of(last_day: Day) -> Self {
        let ended = last_day.plus_days(1);
        Self { last_day, ended, connections: working_day_from(ended) }
    }
}

pub(super) const LAST_DAY: &str = "last_day";
pub(super) const REASON: &str = "reason";
/// A last day further ahead than this is asked about.
const FAR_AHEAD: i32 = 2 * 365;
/// Longest reason, in characters (Finnish guide, figure 16).
pub(super) const LONGEST_REASON: usize = 200;

impl EndingTermsPolicy {
    /// `ending`: the services that end; `all`: all that the customer uses.
    pub fn check(&self, fields: &Fields, ending: &[&str], all: &[&str], today: Day) -> Result<Ending, FieldErrors<EndingTermsError>> {
        use EndingTermsError as E;
        let mut errors = FieldErrors::default();
        if ending.is_empty() {
            errors.add(LAST_DAY, E::NothingInUse);
        }
        let day = match fields.get(LAST_DAY).trim() {
            "" => Err(E::DayMissing),
            text if Day::has_short_year(text) => Err(E::ShortYear),
            text => Day::parse_finnish(text).ok_or(E::NoSuchDay),
        };
        let last_day = errors.take(LAST_DAY, day.and_then(|day| if day < today { Err(E::Past) } else { Ok(day) }));
        let reason = fields.get(REASON).trim();
        if reason.chars().count() > LONGEST_REASON {
            errors.add(REASON, E::ReasonTooLong);
        }
        let reason = Some(reason.to_owned()).filter(|text| !text.is_empty());
        let whole_customership = all.iter().all(|service| ending.contains(service));
        let services = ending.iter().map(|service| (*service).to_owned()).collect();
        errors.or(last_day.map(|day| Ending { services, whole_customership, last_day: day.iso(), reason, earlier: Vec::new(), closes: Vec::new() }))
    }
}

impl EndingTermsPolicy {
    pub fn warnings(&self, fields: &Fields, today: Day) -> FieldErrors<EndingTermsWarning> {
        let mut warnings = FieldErrors::default();
        if Day::parse_finnish(fields.get(LAST_DAY)).is_some_and(|day| day.days_since(today) > FAR_AHEAD) {
            warnings.add(LAST_DAY, EndingTermsWarning::FarAhead);
        }
        warnings
    }
}

impl EndingContactPolicy {
    pub fn check(&self, fields: &Fields) -> Result<EndingContact, FieldErrors<EndingContactError>> {
        use EndingContactError as E;
        let mut errors = FieldErrors::default();
        let first_name = errors.take("first_name", line(fields.get("first_name")).ok_or(E::FirstNameMissing));
        let last_name = errors.take("last_name", line(fields.get("last_name")).ok_or(E::LastNameMissing));
        let email = errors.take("email", Email::parse(fields.get("email")).ok_or(E::Email));
        let phone = errors.take("phone", Phone::parse(fields.get("phone")).ok_or(E::Phone));
        let all = || Some(EndingContact { first_name: first_name?, last_name: last_name?, email: email?, phone: phone? });
        let value = all();
        errors.or(value)
    }
}
