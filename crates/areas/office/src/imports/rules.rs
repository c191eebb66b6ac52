use kit_core::FieldErrors;
use kit_web::{Fields, upload::FileRefusal};
use registers::import::{Extent, Terms, What, runs::Run};

/// Where a register comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    File,
    CodeServer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    RegisterMissing,
    /// The code server does not have it.
    FileOnly,
    /// It is published as a whole.
    WholeOnly,
    FileMissing,
    FileTooLarge,
    /// The file's name tells no shape.
    FileShape,
    /// An import of the same register is running.
    Running,
    /// The code server's address is none.
    Unavailable,
}

impl From<FileRefusal> for ImportError {
    fn from(refusal: FileRefusal) -> Self {
        match refusal {
            FileRefusal::Missing => Self::FileMissing,
            FileRefusal::TooLarge => Self::FileTooLarge,
            FileRefusal::Kind => Self::FileShape,
        }
    }
}

/// What is asked for. `serves` says whether the code server has it. A whole by which much leaves is believed only after a run
/// that was refused because of it.
pub fn asked(fields: &Fields, refused: Option<&Run>, serves: impl Fn(What) -> bool) -> Result<(Terms, Origin), FieldErrors<ImportError>> {
    let mut errors = FieldErrors::default();
    let Some(what) = errors.take("register", What::find(fields.get("register")).ok_or(ImportError::RegisterMissing)) else {
        return Err(errors);
    };
    let origin = if fields.get("origin") == "code-server" { Origin::CodeServer } else { Origin::File };
    if origin == Origin::CodeServer && !serves(what) {
        errors.add("origin", ImportError::FileOnly);
    }
    let extent = if fields.has("changes", "yes") { Extent::Changes } else { Extent::Whole };
    if extent == Extent::Changes && !what.has_changes() {
        errors.add("changes", ImportError::WholeOnly);
    }
    let may_shrink = fields.has("believe", "yes") && refused.is_some_and(|run| shrinks(run) && run.what == what.key());
    errors.or(Some((Terms { what, extent, may_shrink }, origin)))
}

/// Was it refused because much would leave?
pub fn shrinks(run: &Run) -> bool {
    run.state == "stopped" && run.why == "shrinks"
}

#[cfg(test)]
mod tests {
    use kit_core::{Instant, Uuid};
    use registers::import::Register;

    use super::*;

    fn run(why: &str) -> Run {
        let text = |text: &str| text.to_owned();
        Run {
            id: Uuid::nil(),
            what: text("providers"),
            shape: text("text"),
            origin: text("malli.txt"),
            whole: true,
            officer: String::new(),
            started_at: Instant::default(),
            ended_at: None,
            state: text("stopped"),
            why: text(why),
            detail: String::new(),
            expected: None,
            read: 0,
            skipped: 0,
            added: 0,
            changed: 0,
            ended: 0,
            same: 0,
        }
    }

    #[test]
    fn much_may_leave_only_after_a_refusal_that_says_so() {
        let asked = |register: &str, refused: Option<&Run>| {
            let fields = Fields::from_pairs([("register", register), ("believe", "yes")]);
            asked(&fields, refused, |_| false).unwrap().0.may_shrink
        };
        assert!(asked("postal-codes", Some(&Run { what: "postal-codes".to_owned(), ..run("shrinks") })) && !asked("postal-codes", None));
        assert!(asked("providers", Some(&run("shrinks"))));
        assert!(!asked("providers", None) && !asked("providers", Some(&run("damaged"))) && !asked("practitioners", Some(&run("shrinks"))));
    }

    #[test]
    fn what_the_code_server_does_not_have_comes_by_file_and_as_a_whole() {
        let asked = |register, origin, changes| {
            let fields = Fields::from_pairs([("register", register), ("origin", origin), ("changes", changes)]);
            asked(&fields, None, |what| what == What::Register(Register::Providers))
        };
        assert_eq!(asked("providers", "code-server", "yes").unwrap().1, Origin::CodeServer);
        assert_eq!(asked("pharmacies", "file", "").unwrap().1, Origin::File);
        assert_eq!(asked("pharmacies", "code-server", "").unwrap_err().of("origin"), Some(&ImportError::FileOnly));
        assert_eq!(asked("service-task", "file", "yes").unwrap_err().of("changes"), Some(&ImportError::WholeOnly));
        assert_eq!(asked("", "file", "").unwrap_err().of("register"), Some(&ImportError::RegisterMissing));
    }
}
