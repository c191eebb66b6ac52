//! Operators of e-invoices: which ids there are, and which of them are banks. Facts of the list that the association TIEKE
//! keeps, as they stood on 22.8.2025 (domain notes 2.8; README.md beside this file), or of a newer file that was imported.
//! Others exist: an id that is not here may be right.

mod list;

use list::OPERATORS;

use crate::shipped::InUse;

/// Year, month and day of the list that came with the program.
pub(crate) const DATED: (i16, i8, i8) = (2025, 8, 22);

pub(crate) static IN_USE: InUse<InvoiceOperator> = InUse::new(OPERATORS);

/// An operator with one of its ids. An operator may have several ids, and two operators the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceOperator {
    /// Digits and capitals, 2 to 15 characters.
    pub id: &'static str,
    pub name: &'static str,
    pub kind: OperatorKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorKind {
    /// Its customers' addresses are their account numbers.
    Bank,
    Operator,
    /// The list has it as no longer in use.
    Former,
}

impl OperatorKind {
    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Operator => "operator",
            Self::Former => "former",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        [Self::Bank, Self::Operator, Self::Former].into_iter().find(|kind| kind.key() == key)
    }
}

/// The operator with this id, in capitals and without blanks.
pub fn find(id: &str) -> Option<&'static InvoiceOperator> {
    IN_USE.get().iter().find(|operator| operator.id == id)
}

/// All that are in use, to choose from: the banks, then the others by name.
pub fn in_use() -> impl Iterator<Item = &'static InvoiceOperator> {
    IN_USE.get().iter().filter(|operator| operator.kind != OperatorKind::Former)
}

/// What came with the program, as lines: id, name, kind.
pub(crate) fn shipped() -> String {
    OPERATORS.iter().map(|operator| format!("{};{};{}\n", operator.id, operator.name, operator.kind.key())).collect()
}

pub(crate) fn lines(content: &'static str) -> Vec<InvoiceOperator> {
    content.lines().filter_map(operator).collect()
}

fn operator(line: &'static str) -> Option<InvoiceOperator> {
    let mut parts = line.split(';');
    let (id, name, kind) = (parts.next()?, parts.next()?, OperatorKind::find(parts.next()?)?);
    Some(InvoiceOperator { id, name, kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BusinessId;

    #[test]
    fn an_id_has_digits_and_capitals_and_a_right_business_id_in_it() {
        for operator in OPERATORS {
            let id = operator.id;
            assert!((2..=15).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()), "{id}");
            if let Some(business_id) = id.strip_prefix("0037").or_else(|| id.strip_prefix("FI").filter(|rest| rest.len() == 8)) {
                assert!(business_id.bytes().any(|b| b.is_ascii_uppercase()) || BusinessId::parse(business_id).is_some(), "{id}");
            }
        }
    }

    #[test]
    fn the_list_as_lines_is_the_list() {
        assert_eq!(lines(shipped().leak()), OPERATORS);
    }

    #[test]
    fn operators_are_found_by_id_and_former_ones_are_not_offered() {
        assert_eq!(find("NDEAFIHH").map(|operator| (operator.name, operator.kind)), Some(("Nordea", OperatorKind::Bank)));
        assert_eq!(find("BAWCFI22").map(|operator| operator.kind), Some(OperatorKind::Operator), "looks like a bank's and is none");
        assert!(find("POHIFIHH").is_none() && find("").is_none());
        assert_eq!((OPERATORS.len(), in_use().count()), (36, 32));
    }
}
