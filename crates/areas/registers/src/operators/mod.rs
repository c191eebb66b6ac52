//! Operators of e-invoices: which ids there are, and which of them are banks. Facts of the list that the association TIEKE
//! keeps, as they stood on 22.8.2025 (domain notes 2.8). Others exist: an id that is not here may be right.

mod list;

use list::OPERATORS;

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

/// The operator with this id, in capitals and without blanks.
pub fn find(id: &str) -> Option<&'static InvoiceOperator> {
    OPERATORS.iter().find(|operator| operator.id == id)
}

/// All that are in use, to choose from: the banks, then the others by name.
pub fn in_use() -> impl Iterator<Item = &'static InvoiceOperator> {
    OPERATORS.iter().filter(|operator| operator.kind != OperatorKind::Former)
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
    fn operators_are_found_by_id_and_former_ones_are_not_offered() {
        assert_eq!(find("NDEAFIHH").map(|operator| (operator.name, operator.kind)), Some(("Nordea", OperatorKind::Bank)));
        assert_eq!(find("BAWCFI22").map(|operator| operator.kind), Some(OperatorKind::Operator), "looks like a bank's and is none");
        assert!(find("POHIFIHH").is_none() && find("").is_none());
        assert_eq!((OPERATORS.len(), in_use().count()), (36, 32));
    }
}
