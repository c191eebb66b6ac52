use kit_core::FieldErrors;
use kit_web::{Fields, upload::FileRefusal};
use registers::import::{Extent, Register, Terms, runs::Run};

/// Where a register comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    File,
    CodeServer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    RegisterMissing,
    FileMissing,
    FileTooLarge,
    /// The file's name tells no shape.
    FileShape,
    /// An import of the same register is running.
    Running,
    /// The code server's address is none.
    Unavailable,
    /// The register is published in files alone, and as a whole.
    FileOnly,
    WholeOnly,
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

/// What is asked for. A whole register by which much leaves is believed only after a run that was refused because of it.
pub fn asked(fields: &Fields, refused: Option<&Run>, has_server: bool) -> Result<(Terms, Origin), FieldErrors<ImportError>> {
    let mut errors = FieldErrors::default();
    let register = errors.take("register", Register::find(fields.get("register")).ok_or(ImportError::RegisterMissing));
    let origin = if has_server && fields.get("origin") == "code-server" { Origin::CodeServer } else { Origin::File };
    let extent = if fields.has("changes", "yes") { Extent::Changes } else { Extent::Whole };
    if register.is_some_and(|register| !register.is_served()) {
        if origin == Origin::CodeServer {
            errors.add("origin", ImportError::FileOnly);
        }
        if extent == Extent::Changes {
            errors.add("changes", ImportError::WholeOnly);
        }
    }
    let may_shrink = |register: Register| fields.has("believe", "yes") && refused.is_some_and(|run| shrinks(run) && run.what == register.key());
    errors.or(register.map(|register| (Terms { register, extent, may_shrink: may_shrink(register) }, origin)))
}

/// Was it refused because much would leave?
pub fn shrinks(run: &Run) -> bool {
    run.state == "stopped" && run.why == "shrinks"
}

#[cfg(test)]
mod tests {
    use kit_core::{Instant, Uuid};

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
            asked(&fields, refused, false).unwrap().0.may_shrink
        };
        assert!(asked("providers", Some(&run("shrinks"))));
        assert!(!asked("providers", None) && !asked("providers", Some(&run("damaged"))) && !asked("practitioners", Some(&run("shrinks"))));
    }

    #[test]
    fn what_is_published_in_files_comes_whole_and_by_file() {
        let fields = Fields::from_pairs([("register", "pharmacies"), ("origin", "code-server"), ("changes", "yes")]);
        let errors = asked(&fields, None, true).unwrap_err();
        assert_eq!((errors.of("origin"), errors.of("changes")), (Some(&ImportError::FileOnly), Some(&ImportError::WholeOnly)));
        let fields = Fields::from_pairs([("register", "pharmacies"), ("origin", "file")]);
        assert_eq!(asked(&fields, None, true).unwrap().0.register, Register::Pharmacies);
    }

    #[test]
    fn without_a_code_server_everything_comes_by_file() {
        let fields = Fields::from_pairs([("register", "providers"), ("origin", "code-server")]);
        assert_eq!(asked(&fields, None, false).unwrap().1, Origin::File);
        assert_eq!(asked(&fields, None, true).unwrap().1, Origin::CodeServer);
        assert_eq!(asked(&Fields::default(), None, true).unwrap_err().of("register"), Some(&ImportError::RegisterMissing));
    }
}
