/// What is wrong with one row. The row is left out and told of; the others come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    pub line: u64,
    /// The row's OID or code, as far as it has one.
    pub oid: String,
    pub kind: FaultKind,
    /// What stood there.
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Too few or too many cells, or bytes that are no text.
    Unreadable,
    NoOid,
    WrongOid,
    NoName,
    WrongDay,
    /// The last day is before the first.
    EndsBeforeItBegins,
    WrongBusinessId,
    WrongSector,
    /// The same OID with the same first day, or with days that another row of it has.
    Double,
    UnknownParent,
    /// The parent is in the register, but was left out.
    ParentLeftOut,
    /// Its parents lead back to itself.
    Loop,
    WrongKind,
    TooLong,
    /// A postal code or an operator's id that is not formed like one.
    WrongCode,
    /// The same code is on another row already.
    SameCode,
}

impl FaultKind {
    pub const ALL: [Self; 16] = [
        Self::Unreadable,
        Self::NoOid,
        Self::WrongOid,
        Self::NoName,
        Self::WrongDay,
        Self::EndsBeforeItBegins,
        Self::WrongBusinessId,
        Self::WrongSector,
        Self::Double,
        Self::UnknownParent,
        Self::ParentLeftOut,
        Self::Loop,
        Self::WrongKind,
        Self::TooLong,
        Self::WrongCode,
        Self::SameCode,
    ];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NoOid => "no-oid",
            Self::WrongOid => "wrong-oid",
            Self::NoName => "no-name",
            Self::WrongDay => "wrong-day",
            Self::EndsBeforeItBegins => "ends-before-it-begins",
            Self::WrongBusinessId => "wrong-business-id",
            Self::WrongSector => "wrong-sector",
            Self::Double => "double",
            Self::UnknownParent => "unknown-parent",
            Self::ParentLeftOut => "parent-left-out",
            Self::Loop => "loop",
            Self::WrongKind => "wrong-kind",
            Self::TooLong => "too-long",
            Self::WrongCode => "wrong-code",
            Self::SameCode => "same-code",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
