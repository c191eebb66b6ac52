use customership::life::{StepDone, TaskKind};
use kit_core::{Day, FieldErrors};
use kit_web::{
    Fields,
    upload::{CheckedFile, FileRefusal},
};

/// Longest reason, in characters.
pub const LONGEST: usize = 2000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepError {
    Day,
    DayToCome,
    OutcomeMissing,
    ReasonMissing,
    TooLong,
    FileMissing,
    FileTooLarge,
    FileKind,
}

impl From<FileRefusal> for StepError {
    fn from(refusal: FileRefusal) -> Self {
        match refusal {
            FileRefusal::Missing => Self::FileMissing,
            FileRefusal::TooLarge => Self::FileTooLarge,
            FileRefusal::Kind => Self::FileKind,
        }
    }
}

/// What an officer says of a step, if it is whole: a test that passed has its day and its report, one that failed its day
/// and reason, one that is waived its reason.
pub fn step(
    kind: TaskKind,
    fields: &Fields,
    report: impl FnOnce() -> Result<CheckedFile, FileRefusal>,
    today: Day,
) -> Result<StepDone, FieldErrors<StepError>> {
    let mut errors = FieldErrors::default();
    let done = match (kind, fields.get("outcome")) {
        (
            TaskKind::CloseConnections
            | TaskKind::UpdateConnections
            | TaskKind::RegisterRenamed
            | TaskKind::RegisterLeft
            | TaskKind::RegisterReturned,
            _,
        ) => None,
        (TaskKind::OpenConnections, _) => day(fields, today, &mut errors).map(|on| StepDone::ConnectionsOpened { on }),
        (TaskKind::BeginUse, _) => day(fields, today, &mut errors).map(|since| StepDone::InUse { since }),
        (TaskKind::CommissioningTest, "passed") => {
            let on = day(fields, today, &mut errors);
            let report = errors.take("report", report().map_err(StepError::from));
            on.zip(report).map(|(on, report)| StepDone::TestPassed { on, report })
        }
        (TaskKind::CommissioningTest, "failed") => {
            let on = day(fields, today, &mut errors);
            let reason = errors.take("reason", reason(fields));
            on.zip(reason).map(|(on, reason)| StepDone::TestFailed { on, reason })
        }
        (TaskKind::CommissioningTest, "waived") => errors.take("reason", reason(fields)).map(|reason| StepDone::TestWaived { reason }),
        (TaskKind::CommissioningTest, _) => {
            errors.add("outcome", StepError::OutcomeMissing);
            None
        }
    };
    errors.or(done)
}

fn day(fields: &Fields, today: Day, errors: &mut FieldErrors<StepError>) -> Option<Day> {
    let day = Day::parse_finnish(fields.get("on").trim()).ok_or(StepError::Day);
    errors.take("on", day.and_then(|day| if day > today { Err(StepError::DayToCome) } else { Ok(day) }))
}

/// Why a step is taken back.
pub fn back_reason(fields: &Fields) -> Result<String, FieldErrors<StepError>> {
    let mut errors = FieldErrors::default();
    let reason = errors.take("back_reason", reason_in(fields, "back_reason"));
    errors.or(reason)
}

fn reason(fields: &Fields) -> Result<String, StepError> {
    reason_in(fields, "reason")
}

fn reason_in(fields: &Fields, field: &str) -> Result<String, StepError> {
    let reason = fields.get(field).trim();
    if reason.is_empty() {
        return Err(StepError::ReasonMissing);
    }
    if reason.chars().count() > LONGEST { Err(StepError::TooLong) } else { Ok(reason.to_owned()) }
}

#[cfg(test)]
mod tests {
    use kit_web::upload::FileKind;

    use super::*;

    fn today() -> Day {
        Day::parse_iso("2026-11-24").unwrap()
    }

    fn report() -> Result<CheckedFile, FileRefusal> {
        Ok(CheckedFile { name: "raportti.pdf".to_owned(), kind: FileKind::Pdf, bytes: b"%PDF-".to_vec() })
    }

    fn said(kind: TaskKind, pairs: &[(&str, &str)]) -> Result<StepDone, Vec<(String, StepError)>> {
        let fields = Fields::from_pairs(pairs.iter().copied());
        step(kind, &fields, report, today()).map_err(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect())
    }

    fn wrong(field: &str, error: StepError) -> Result<StepDone, Vec<(String, StepError)>> {
        Err(vec![(field.to_owned(), error)])
    }

    #[test]
    fn each_step_has_what_proves_it() {
        use TaskKind::{BeginUse, CommissioningTest, OpenConnections};
        let on = today();
        assert_eq!(said(OpenConnections, &[("on", "24.11.2026")]), Ok(StepDone::ConnectionsOpened { on }));
        assert_eq!(said(BeginUse, &[("on", " 24.11.2026 ")]), Ok(StepDone::InUse { since: on }));
        assert_eq!(said(OpenConnections, &[("on", "31.2.2026")]), wrong("on", StepError::Day));
        assert_eq!(said(BeginUse, &[("on", "25.11.2026")]), wrong("on", StepError::DayToCome));
        assert_eq!(said(CommissioningTest, &[("on", "24.11.2026")]), wrong("outcome", StepError::OutcomeMissing));
        let reason = || "because".to_owned();
        assert_eq!(said(CommissioningTest, &[("outcome", "waived"), ("reason", "because")]), Ok(StepDone::TestWaived { reason: reason() }));
        assert_eq!(said(CommissioningTest, &[("outcome", "waived"), ("reason", " ")]), wrong("reason", StepError::ReasonMissing));
        let failed = [("outcome", "failed"), ("on", "24.11.2026"), ("reason", "because")];
        assert_eq!(said(CommissioningTest, &failed), Ok(StepDone::TestFailed { on, reason: reason() }));
        let passed = said(CommissioningTest, &[("outcome", "passed"), ("on", "24.11.2026")]);
        assert_eq!(passed, Ok(StepDone::TestPassed { on, report: report().unwrap() }));
    }

    #[test]
    fn a_test_without_its_report_has_not_passed() {
        let fields = Fields::from_pairs([("outcome", "passed"), ("on", "24.11.2026")]);
        for (refusal, error) in [
            (FileRefusal::Missing, StepError::FileMissing),
            (FileRefusal::TooLarge, StepError::FileTooLarge),
            (FileRefusal::Kind, StepError::FileKind),
        ] {
            let errors = step(TaskKind::CommissioningTest, &fields, || Err(refusal), today()).unwrap_err();
            assert_eq!(errors.of("report"), Some(&error));
        }
    }
}
