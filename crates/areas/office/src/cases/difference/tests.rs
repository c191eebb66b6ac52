use kit_web::components::{SummaryGroup, SummaryList, SummaryRow};

use super::*;

fn contact(name: &str, phone: &str, email: &str) -> SummaryGroup<'static> {
    let row = |label: &'static str, text: &str| SummaryRow::new(label, text.to_owned());
    SummaryGroup::titled(name.to_owned(), vec![row("Puhelin", phone), row("Sähköposti", email), row("Rooli", "Hallinto")])
}

fn contacts(groups: &[SummaryGroup<'static>]) -> SummaryList<'static> {
    groups.iter().cloned().fold(SummaryList::new("Yhteyshenkilöt"), SummaryList::group)
}

fn field(label: &str, before: &str, after: &str) -> Field {
    Field { label: label.to_owned(), before: before.to_owned(), after: after.to_owned() }
}

#[test]
fn what_stays_the_same_is_not_told() {
    let list = contacts(&[contact("Malla", "1", "a@x"), contact("Maija", "2", "b@x")]);
    assert_eq!(difference(&list, &list), []);
    let turned = contacts(&[contact("Maija", "2", "b@x"), contact("Malla", "1", "a@x")]);
    assert_eq!(difference(&list, &turned), [], "the order of rows is no change");
}

#[test]
fn a_field_is_told_with_what_it_was_and_what_it_is() {
    let rows = |street: &str| {
        let list = SummaryList::new("Asiakastiedot");
        list.rows(vec![SummaryRow::new("Katu", street.to_owned()), SummaryRow::new("Kaupunki", "Helsinki")])
    };
    let changes = difference(&rows("Mallikatu 1"), &rows("Esimerkkikatu 2"));
    assert_eq!(changes, [GroupChange::Changed { title: None, fields: vec![field("Katu", "Mallikatu 1", "Esimerkkikatu 2")] }]);
    let emptied = difference(&rows("Mallikatu 1"), &rows(""));
    assert_eq!(emptied, [GroupChange::Changed { title: None, fields: vec![field("Katu", "Mallikatu 1", "")] }]);
}

#[test]
fn rows_of_a_list_come_and_go() {
    let before = contacts(&[contact("Malla", "1", "a@x"), contact("Maija", "2", "b@x")]);
    let after = contacts(&[contact("Malla", "1", "a@x"), contact("Minna", "3", "c@x")]);
    let changes = difference(&before, &after);
    assert!(matches!(&changes[0], GroupChange::Added { title, fields } if title == "Minna" && fields[0] == field("Puhelin", "", "3")));
    assert!(matches!(&changes[1], GroupChange::Removed { title, fields } if title == "Maija" && fields[1] == field("Sähköposti", "b@x", "")));
    assert_eq!(changes.len(), 2);
}

#[test]
fn one_who_has_another_name_is_the_same_row() {
    let before = contacts(&[contact("Malla Mallikas", "1", "a@x")]);
    let after = contacts(&[contact("Malla Mallinen", "1", "a@x")]);
    let renamed = Renamed { before: "Malla Mallikas".to_owned(), after: "Malla Mallinen".to_owned() };
    assert_eq!(difference(&before, &after), [GroupChange::Changed { title: Some(renamed), fields: vec![] }]);
    let both = contacts(&[contact("Malla Mallinen", "9", "a@x")]);
    assert!(matches!(&difference(&before, &both)[..], [GroupChange::Changed { title: Some(_), fields }] if fields.len() == 1));
}

#[test]
fn the_first_of_two_numbered_rows_may_go() {
    let point = |number: usize, oid: &str| SummaryGroup::titled(format!("Liityntäpiste {number}"), vec![SummaryRow::new("OID", oid.to_owned())]);
    let before = contacts(&[point(1, "1.2.1"), point(2, "1.2.2")]);
    let after = contacts(&[point(1, "1.2.2")]);
    let changes = difference(&before, &after);
    assert!(matches!(&changes[1], GroupChange::Removed { title, fields } if title == "Liityntäpiste 1" && fields[0].before == "1.2.1"));
}

#[test]
fn a_row_that_is_not_said_any_more_is_told_as_gone() {
    let with = SummaryList::new("x").rows(vec![SummaryRow::new("A", "1"), SummaryRow::new("B", "2")]);
    let without = SummaryList::new("x").rows(vec![SummaryRow::new("A", "1")]);
    assert_eq!(difference(&with, &without), [GroupChange::Changed { title: None, fields: vec![field("B", "2", "")] }]);
}
