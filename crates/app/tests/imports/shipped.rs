//! Newer files of what came with the program: postal codes as Posti publishes them, operators as somebody has typed them.

use std::io::{BufReader, Cursor, Read as _};

use adapters::registers::{fixed, sheet, text};
use kit_core::Day;
use kit_db::{
    on_both_databases,
    testing::{TestDb, migrations},
};
use ports::RegisterSource;
use registers::{
    OperatorKind, PostalPlace, ShippedList,
    import::{FaultKind, runs},
    operators, postal_codes, shipped,
};
use standins::code_server::shapes;
use tokio::sync::Mutex;

use crate::support::Registry;

on_both_databases!(migrations:
    postis_file_takes_the_place_of_what_came_with_the_program,
    a_row_that_is_wrong_is_left_out_and_told_of,
    a_damaged_file_of_postal_codes_changes_nothing,
    operators_come_from_a_text_or_a_sheet);

/// The lists in use are the process's: one test at a time looks at them.
static IN_USE: Mutex<()> = Mutex::const_new(());

const LIST: ShippedList = ShippedList::PostalCodes;

/// A record of Posti's file.
fn record(dated: &str, (code, fi, sv, kind): (&str, &str, &str, &str)) -> String {
    format!("PONOT{dated:8}{code:5}{fi:30}{sv:30}{:24}20200101{kind:1}{:5}{:60}091{:40}1\r\n", "MLI", "FI1B1", "MALLI", "MALLI")
}

/// The codes that came with the program as Posti would publish them, and more.
fn records(dated: &str, more: &[(&str, &str, &str, &str)]) -> String {
    let content = LIST.content().to_uppercase();
    let own = content.lines().map(|line| {
        let cells: Vec<&str> = line.split(';').collect();
        let (fi, sv, kind) = if cells[1].is_empty() { ("MALLI OY", "MALLI OY", "3") } else { (cells[1], cells[2], "1") };
        record(dated, (cells[0], fi, if sv.is_empty() { fi } else { sv }, kind))
    });
    own.chain(more.iter().map(|row| record(dated, *row))).collect()
}

/// As ISO-8859-1.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

fn pcf(bytes: Vec<u8>) -> impl RegisterSource {
    fixed(Cursor::new(bytes))
}

/// Content, day and entries of a list as it is in use.
async fn held(registry: &Registry, list: ShippedList) -> (String, String, usize) {
    let read = registry.db.read().await.unwrap();
    let held = shipped::held(&read).await.unwrap().into_iter().find(|held| held.list == list).unwrap();
    (shipped::present(&read, list).await.unwrap(), held.dated.iso(), held.entries)
}

async fn postis_file_takes_the_place_of_what_came_with_the_program(db: TestDb) {
    let _alone = IN_USE.lock().await;
    let registry = Registry::on(&db);
    let own = LIST.content();
    assert_eq!(held(&registry, LIST).await, (own.clone(), "2024-04-13".to_owned(), 3752));
    // The program's own data as Posti writes them are the same data, a year and a half younger.
    let run = registry.shipped(LIST, &mut pcf(latin(&records("20251101", &[])))).await.unwrap();
    assert_eq!((run.read, run.same, run.added, run.changed, run.ended, run.skipped), (3752, 3752, 0, 0, 0, 0));
    assert_eq!(held(&registry, LIST).await, (own.clone(), "2025-11-01".to_owned(), 3752));
    let more = [("99998", "MÄLLILÄ", "MÅLLBY", "1"), ("99997", "MALLILA SMARTPOST", "", "6")];
    let newer = records("20261101", &more);
    // In UTF-8 it is the same file.
    for bytes in [latin(&newer), newer.clone().into_bytes()] {
        let run = registry.shipped(LIST, &mut pcf(bytes)).await.unwrap();
        assert_eq!((run.read, run.added + run.same, run.skipped), (3754, 3753, 0));
    }
    assert_eq!(postal_codes::find("99998"), Some(PostalPlace::Town { fi: "Mällilä", sv: "Mållby" }));
    assert_eq!((postal_codes::find("99997"), postal_codes::find("00099")), (None, Some(PostalPlace::Organisation)));
    // Another process takes it up; what is there already is not taken up again.
    shipped::take_up(&db).await.unwrap();
    assert!(postal_codes::find("99998").is_some());
    let run = registry.shipped(LIST, &mut pcf(latin(&records("20261102", &[])))).await.unwrap();
    assert_eq!((run.ended, postal_codes::find("99998")), (1, None));
}

async fn a_row_that_is_wrong_is_left_out_and_told_of(db: TestDb) {
    let _alone = IN_USE.lock().await;
    let registry = Registry::on(&db);
    let wrong = [("9999", "MALLI", "", "1"), ("99996", "", "", "1"), ("00100", "MALLI", "", "1"), ("99995", "MALLI", "", "9")];
    let whole = records("20261101", &wrong) + "PONOT lyhyt\r\n" + &record("20261101", ("99998", "MALLI", "", "2"));
    let run = registry.shipped(LIST, &mut pcf(latin(&whole))).await.unwrap();
    assert_eq!((run.same, run.added, run.skipped), (3752, 1, 5));
    let faults = runs::faults(&db.read().await.unwrap(), run.id).await.unwrap();
    let mut told: Vec<_> = faults.into_iter().map(|fault| (fault.line, fault.kind, fault.oid)).collect();
    told.sort_by_key(|(line, ..)| *line);
    let of = |line, kind, code: &str| (line, kind, code.to_owned());
    assert_eq!(
        told,
        [
            of(3753, FaultKind::WrongCode, "9999"),
            of(3754, FaultKind::NoName, "99996"),
            of(3755, FaultKind::SameCode, "00100"),
            of(3756, FaultKind::WrongKind, "99995"),
            of(3757, FaultKind::Unreadable, ""),
        ]
    );
}

async fn a_damaged_file_of_postal_codes_changes_nothing(db: TestDb) {
    let _alone = IN_USE.lock().await;
    let registry = Registry::on(&db);
    registry.shipped(LIST, &mut pcf(latin(&records("20261101", &[("99998", "MALLI", "", "1")])))).await.unwrap();
    let before = held(&registry, LIST).await;
    let good = latin(&records("20261120", &[]));
    let one = |bytes: &[u8]| -> Box<dyn RegisterSource> { Box::new(pcf(bytes.to_vec())) };
    let mut noughts = good.clone();
    noughts[..500].fill(0);
    let shifted: Vec<u8> = good.split_inclusive(|byte| *byte == b'\n').flat_map(|line| [b" ", line].concat()).collect();
    let long = |bytes: &'static [u8]| Box::new(fixed(BufReader::new(bytes.chain(std::io::repeat(b'x').take(1 << 30)))));
    let first: &'static [u8] = good[..222].to_vec().leak();
    let empty_rows = "\r\n".repeat(300_000);
    let cases: Vec<(&str, Box<dyn RegisterSource>)> = vec![
        ("damaged", one(b"")),
        ("damaged", one(b"PONOT")),
        ("damaged", one(b"Postinumero;Postitoimipaikka\r\n00100;HELSINKI\r\n")),
        ("damaged", one(&shifted)),
        ("damaged", one(&noughts)),
        ("damaged", one(&good[..good.len() - 10])),
        ("damaged", one(&good[..222 * 3000 + 100])),
        ("shrinks", one(&good[..222 * 3000])),
        ("too-large", long(b"")),
        ("too-large", long(first)),
        ("shrinks", one(&[first, empty_rows.as_bytes()].concat())),
        ("older", one(&latin(&records("20240412", &[])))),
        ("columns", Box::new(text(Cursor::new(b"Postinumero;Nimi\r\n00100;HELSINKI\r\n".to_vec())))),
        ("damaged", Box::new(sheet(good.clone()))),
    ];
    for (place, (why, mut source)) in cases.into_iter().enumerate() {
        let stopped = registry.shipped(LIST, &mut *source).await.unwrap_err();
        assert_eq!(stopped.key(), why, "case {place}: {stopped}");
        assert_eq!(held(&registry, LIST).await, before, "case {place}");
        assert!(postal_codes::find("99998").is_some());
    }
    // The next file comes in, even without an end of its last line; so does a text that names its columns.
    assert_eq!(registry.shipped(LIST, &mut pcf(good[..good.len() - 2].to_vec())).await.unwrap().ended, 1);
    let line = |line: &str| if line.ends_with(";;") { format!("{line};3\n") } else { format!("{line};1\n") };
    let named = "code;town;town_sv;type\n".to_owned() + &LIST.content().lines().map(line).collect::<String>();
    assert_eq!(registry.shipped(LIST, &mut text(Cursor::new(named.into_bytes()))).await.unwrap().same, 3752);
    assert_eq!(held(&registry, LIST).await.1, Day::new(2026, 11, 24).unwrap().iso(), "a file that names no day is of the day of its import");
}

async fn operators_come_from_a_text_or_a_sheet(db: TestDb) {
    const COLUMNS: [&str; 3] = ["Tunnus", "Nimi", "Laji"];
    let _alone = IN_USE.lock().await;
    let mut registry = Registry::on(&db);
    let list = ShippedList::Operators;
    let in_finnish = |word: &str| match word {
        "bank" => "Pankki",
        "operator" => "Välittäjä",
        _ => "Ei käytössä",
    };
    let content = list.content();
    let own = content.lines().map(|line| {
        let cells: Vec<&str> = line.split(';').collect();
        vec![cells[0].to_lowercase(), cells[1].to_owned(), in_finnish(cells[2]).to_owned()]
    });
    let mut rows: Vec<Vec<String>> = own.collect();
    let mut bytes = Vec::new();
    shapes::table(&COLUMNS, rows.iter().cloned(), &mut bytes).unwrap();
    let run = registry.shipped(list, &mut text(Cursor::new(bytes))).await.unwrap();
    assert_eq!((run.read, run.same, run.added + run.changed + run.ended), (36, 35, 0), "two operators share an id");
    assert_eq!(held(&registry, list).await.2, 36);
    rows.retain(|row| row[0] != "palette");
    let malli = ["MALLI 1", "Malli Laskut", "Operaattori"].map(str::to_owned).to_vec();
    rows.extend([malli.clone(), malli, ["?", "Malli", "Pankki"].map(str::to_owned).to_vec()]);
    let as_sheet = |rows: &[Vec<String>]| sheet(shapes::sheet_of(&COLUMNS, rows.iter().cloned()).unwrap());
    let run = registry.shipped(list, &mut as_sheet(&rows)).await.unwrap();
    assert_eq!((run.added, run.ended, run.skipped), (1, 1, 2));
    let found = operators::find("MALLI1").unwrap();
    assert_eq!((found.name, found.kind, operators::find("PALETTE")), ("Malli Laskut", OperatorKind::Operator, None));
    let offered: Vec<_> = operators::in_use().map(|operator| operator.name).collect();
    assert_eq!((offered.len(), offered[0], offered[7], offered[8]), (33, "Aktia", "Ålandsbanken", "Apix"), "banks first, then by name");
    let few = as_sheet(&rows[..10]);
    let mut few: Box<dyn RegisterSource> = Box::new(few);
    assert_eq!(registry.shipped(list, &mut *few).await.unwrap_err().key(), "shrinks");
    registry.may_shrink = true;
    assert_eq!(registry.shipped(list, &mut as_sheet(&rows[..10])).await.unwrap().same, 10);
}
