use kit_core::FieldErrors;
use kit_web::{Fields, upload::FileRefusal};
use registers::{
    ShippedList,
    import::{Extent, Register, Terms, runs::Run},
};

/// Where a register comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    File,
    CodeServer,
}

/// What is to be imported.
#[derive(Clone, Copy, Debug)]
pub enum Asked {
    Register(Terms, Origin),
    /// From a file, as a whole, even if much leaves by it.
    List(ShippedList, bool),
}

impl Asked {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Register(terms, _) => terms.register.key(),
            Self::List(list, _) => list.key(),
        }
    }

    pub fn is_whole(self) -> bool {
        match self {
            Self::Register(terms, _) => terms.extent == Extent::Whole,
            Self::List(..) => true,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    RegisterMissing,
    /// Only changes were asked for of what comes as a whole.
    AlwaysWhole,
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

/// What is asked for. A whole register by which much leaves is believed only after a run that was refused because of it.
pub fn asked(fields: &Fields, refused: Option<&Run>, has_server: bool) -> Result<Asked, FieldErrors<ImportError>> {
    let (mut errors, key) = (FieldErrors::default(), fields.get("register"));
    let may_shrink = fields.has("believe", "yes") && refused.is_some_and(|run| shrinks(run) && run.what == key);
    if let Some(list) = ShippedList::find(key) {
        let whole = if fields.has("changes", "yes") { Err(ImportError::AlwaysWhole) } else { Ok(()) };
        let whole = errors.take("changes", whole);
        return errors.or(whole.map(|()| Asked::List(list, may_shrink)));
    }
    let register = errors.take("register", Register::find(key).ok_or(ImportError::RegisterMissing));
    let origin = if has_server && fields.get("origin") == "code-server" { Origin::CodeServer } else { Origin::File };
    let extent = if fields.has("changes", "yes") { Extent::Changes } else { Extent::Whole };
    errors.or(register.map(|register| Asked::Register(Terms { register, extent, may_shrink }, origin)))
}

/// May it be asked for on the page?
pub fn can_be_asked(key: &str) -> bool {
    Register::find(key).is_some() || ShippedList::find(key).is_some()
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
            match asked(&fields, refused, false).unwrap() {
                Asked::Register(terms, _) => terms.may_shrink,
                Asked::List(_, may_shrink) => may_shrink,
            }
        };
        assert!(asked("postal-codes", Some(&Run { what: "postal-codes".to_owned(), ..run("shrinks") })) && !asked("postal-codes", None));
        assert!(asked("providers", Some(&run("shrinks"))));
        assert!(!asked("providers", None) && !asked("providers", Some(&run("damaged"))) && !asked("practitioners", Some(&run("shrinks"))));
    }

    #[test]
    fn without_a_code_server_everything_comes_by_file() {
        let fields = Fields::from_pairs([("register", "providers"), ("origin", "code-server")]);
        let origin = |has_server| match asked(&fields, None, has_server).unwrap() {
            Asked::Register(_, origin) => Some(origin),
            Asked::List(..) => None,
        };
        assert_eq!((origin(false), origin(true)), (Some(Origin::File), Some(Origin::CodeServer)));
        assert_eq!(asked(&Fields::default(), None, true).unwrap_err().of("register"), Some(&ImportError::RegisterMissing));
    }
    #[test]
    fn a_list_comes_as_a_whole() {
        let fields = Fields::from_pairs([("register", "operators"), ("origin", "code-server")]);
        assert!(matches!(asked(&fields, None, true), Ok(Asked::List(ShippedList::Operators, false))));
        let fields = Fields::from_pairs([("register", "operators"), ("changes", "yes")]);
        assert_eq!(asked(&fields, None, true).unwrap_err().of("changes"), Some(&ImportError::AlwaysWhole));
        assert!(can_be_asked("operators") && can_be_asked("providers") && !can_be_asked("pharmacies"));
    }
}
