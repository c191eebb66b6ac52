use kit_core::{Day, Language};
use kit_db::{
    DbError, Sql, on_both_databases,
    testing::{TestDb, migrations},
    values,
};

use super::{Code, CodeList, Names, all};

on_both_databases!(migrations: a_list_has_all_its_validities_in_order);

fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap()
}

fn code(en: Option<&str>) -> Code {
    let names = Names { fi: "Malli".to_owned(), sv: "Modell".to_owned(), en: en.map(str::to_owned) };
    Code { list: CodeList::DocumentGroup, code: "1".to_owned(), begins: day("2020-01-01"), ends: day("2024-08-31"), names }
}

#[test]
fn a_code_is_valid_from_its_first_day_to_its_last() {
    for (on, valid) in [("2019-12-31", false), ("2020-01-01", true), ("2022-02-02", true), ("2024-08-31", true), ("2024-09-01", false)] {
        assert_eq!(code(None).is_valid_on(day(on)), valid, "{on}");
    }
}

#[test]
fn a_code_without_an_english_name_has_its_finnish_one() {
    let names = |code: &Code| Language::ALL.map(|language| code.name(language).to_owned());
    assert_eq!(names(&code(Some("Example"))), ["Malli", "Modell", "Example"]);
    assert_eq!(names(&code(None)), ["Malli", "Modell", "Malli"]);
}

#[test]
fn each_list_has_a_key_of_its_own() {
    assert_eq!(CodeList::ALL.map(CodeList::key), ["system-profile", "document-group", "service-task"]);
}

/// List, code, first and last day, Finnish and English name.
type Dated = (CodeList, &'static str, &'static str, &'static str, &'static str, Option<&'static str>);

async fn a_list_has_all_its_validities_in_order(db: TestDb) {
    const ADD: Sql = Sql("INSERT INTO code (list, code, begins, ends, name_fi, name_sv, name_en) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    const ROWS: [Dated; 4] = [
        (CodeList::ServiceTask, "2", "1900-01-01", "2100-12-31", "Toinen", None),
        (CodeList::ServiceTask, "1", "2023-01-01", "2100-12-31", "Uusi nimi", Some("New name")),
        (CodeList::ServiceTask, "1", "1900-01-01", "2022-12-31", "Vanha nimi", None),
        (CodeList::SystemProfile, "1", "1900-01-01", "2100-12-31", "Toinen luettelo", None),
    ];
    let written = db.write(|tx| async move {
        for (list, code, begins, ends, name, english) in ROWS {
            tx.exec(ADD, &values![list.key(), code, day(begins), day(ends), name, "Namn", english]).await?;
        }
        Ok::<(), DbError>(())
    });
    written.await.unwrap();
    let read = db.read().await.unwrap();
    let codes = all(&read, CodeList::ServiceTask).await.unwrap();
    let seen: Vec<_> = codes.iter().map(|code| (code.code.as_str(), code.begins.year(), code.name(Language::En))).collect();
    assert_eq!(seen, [("1", 1900, "Vanha nimi"), ("1", 2023, "New name"), ("2", 1900, "Toinen")]);
    assert!(codes.iter().all(|code| code.list == CodeList::ServiceTask));
    assert_eq!(all(&read, CodeList::DocumentGroup).await.unwrap(), []);
}
