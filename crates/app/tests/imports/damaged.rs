//! Damaged files: each is told of and leaves the register as it was, or loses no more than the rows that are damaged.

use std::io::{BufReader, Cursor, Read};

use adapters::registers::{sheet, text, xml};
use kit_db::{
    Sql,
    testing::{TestDb, migrations},
    values,
};
use ports::RegisterSource;
use registers::import::{Extent, Stopped};
use standins::code_server::rows;

use crate::support::{FILES, Registry, as_sheet, as_text, as_xml};

const ALL: Sql = Sql("SELECT oid, begins, ends, name, town FROM register_unit ORDER BY oid, begins");

/// What is to become of a damaged file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Must {
    /// Nothing of it comes in.
    Stop,
    /// It is refused as a whole, or only damaged rows are.
    LoseLittle,
}

struct Case {
    name: String,
    must: Must,
    source: Box<dyn RegisterSource>,
}

fn case(name: impl Into<String>, must: Must, source: Box<dyn RegisterSource>) -> Case {
    Case { name: name.into(), must, source }
}

fn as_file(shape: usize, bytes: Vec<u8>) -> Box<dyn RegisterSource> {
    FILES[shape].2(bytes)
}

/// Cut at every twentieth, letters lost and put in, in every shape.
fn cut_and_spoiled(rows: &[rows::Row]) -> Vec<Case> {
    let mut cases = Vec::new();
    for (place, (name, write, _)) in FILES.iter().enumerate() {
        let bytes = write(rows);
        for part in 0..20 {
            // Off the ends of lines: a text that is cut there cannot be told from a whole one but by its size.
            let at = (bytes.len() * part / 20 + 3).min(bytes.len() - 3);
            cases.push(case(format!("{name} cut at {at}"), Must::Stop, as_file(place, bytes[..at].to_vec())));
            let mut noughts = bytes.clone();
            noughts.splice(at..at, [0; 4]);
            cases.push(case(format!("{name} with NULs at {at}"), Must::LoseLittle, as_file(place, noughts)));
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x55;
            cases.push(case(format!("{name} with another byte at {at}"), Must::LoseLittle, as_file(place, flipped)));
        }
    }
    cases
}

/// Each column of a text left out and renamed; each attribute of an XML left out.
fn without_columns(rows: &[rows::Row]) -> Vec<Case> {
    let text = String::from_utf8(as_text(rows).into_iter().map(|byte| if byte < 128 { byte } else { b'_' }).collect()).unwrap();
    let header = text.lines().next().unwrap().to_owned();
    let mut cases = Vec::new();
    for (place, column) in header.split(';').enumerate().filter(|(_, name)| *name != "HierarchyLevel") {
        let without = |line: &str| line.split(';').enumerate().filter(|(at, _)| *at != place).map(|(_, cell)| cell).collect::<Vec<_>>().join(";");
        let less = text.lines().map(|line| without(line) + "\r\n").collect::<String>();
        cases.push(case(format!("text without {column}"), Must::Stop, as_file(0, less.into_bytes())));
        let renamed = text.replacen(column, "Muu", 1);
        cases.push(case(format!("text with {column} renamed"), Must::Stop, as_file(0, renamed.into_bytes())));
    }
    let xml = String::from_utf8(as_xml(rows)).unwrap();
    for name in
        ["abbreviation", "longname", "parentid", "officestreetaddress", "postnumber", "postoffice", "Sektori", "Sijainti kunta", "Y-Tunnus", "status"]
    {
        let other = xml.replace(&format!(r#"type="{name}""#), r#"type="muu""#);
        cases.push(case(format!("xml without {name}"), Must::Stop, as_file(1, other.into_bytes())));
    }
    cases
}

fn other_kinds(rows: &[rows::Row]) -> Vec<Case> {
    let latin = as_text(rows);
    let words: String = latin.iter().map(|byte| char::from(*byte)).collect();
    let sixteen = |order: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let kinds: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("one byte", vec![b';']),
        ("a line of marks", b";;;;;;;;;;;;;;\r\n".to_vec()),
        ("blanks", vec![b' '; 5_000]),
        ("NULs", vec![0; 5_000]),
        ("a page of HTML", b"<!DOCTYPE html><html><body>Palvelu ei ole k\xe4yt\xf6ss\xe4; yrit\xe4 my\xf6hemmin</body></html>\n".to_vec()),
        ("an error as JSON", br#"{"name":"ERROR","message":"; no"}"#.to_vec()),
        ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
        ("UTF-16, small end first", sixteen(u16::to_le_bytes)),
        ("UTF-16, large end first", sixteen(u16::to_be_bytes)),
        ("commas for semicolons", words.replace(';', ",").into_bytes()),
        ("the header alone", words.lines().next().map(|line| format!("{line}\r\n")).unwrap().chars().map(|c| c as u8).collect()),
        ("the sheet as a text", as_sheet(rows)),
        ("random bytes", (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
    ];
    let mut cases = Vec::new();
    for (name, bytes) in kinds {
        for (place, (shape, ..)) in FILES.iter().enumerate() {
            // A sheet is what it is, whatever it is called.
            if (name, *shape) != ("the sheet as a text", "sheet") {
                cases.push(case(format!("{name} for {shape}"), Must::Stop, as_file(place, bytes.clone())));
            }
        }
    }
    cases
}

fn hostile(rows: &[rows::Row]) -> Vec<Case> {
    let good = String::from_utf8(as_xml(rows)).unwrap();
    let declared = |types: &str| good.replacen("?>\n", &format!("?>\n{types}\n"), 1).into_bytes();
    let laughs: String = (1..10).map(|n| format!(r#"<!ENTITY l{n} "{}">"#, format!("&l{};", n - 1).repeat(10))).collect();
    let in_name = |text: &str| {
        good.replacen(r#"<attribute type="longname" datatype="ST" language="fi">"#, &format!(r#"<attribute type="longname">{text}"#), 2).into_bytes()
    };
    let as_xml_file = |bytes: Vec<u8>| -> Box<dyn RegisterSource> { Box::new(xml(Cursor::new(bytes))) };
    let long = |start: &'static [u8]| BufReader::new(start.chain(std::io::repeat(b'x').take(1 << 30)));
    let header = Vec::leak(as_text(&rows[..1]));
    let entry: &'static [u8] = br#"<r:result xmlns:r="urn::codeservice"><termitementry id="1.2.3">"#;
    let many = BufReader::new(entry.chain(Repeated::of(br#"<attribute type="a">bcd</attribute>"#, 1 << 30)));
    vec![
        case("billion laughs", Must::Stop, as_xml_file(declared(&format!(r#"<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>"#)))),
        case("a file of the machine as an entity", Must::Stop, as_xml_file(declared(r#"<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>"#))),
        case("a document type elsewhere", Must::Stop, as_xml_file(declared(r#"<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">"#))),
        case("an entity that nobody declared", Must::Stop, as_xml_file(in_name("&lol;"))),
        case("a letter that there is not", Must::Stop, as_xml_file(in_name("&#xFFFFFFFF;"))),
        case("elements that cross", Must::Stop, as_xml_file(in_name("<a><b></a></b>"))),
        case("another encoding", Must::Stop, as_xml_file(good.replacen("UTF-8", "ISO-8859-1", 1).into_bytes())),
        case("bytes that are no UTF-8", Must::Stop, as_xml_file(in_name("\u{1}").into_iter().map(|b| if b == 1 { 0xff } else { b }).collect())),
        case("a text of 1 GB in an XML", Must::Stop, Box::new(xml(long(entry)))),
        case("an entry of 1 GB in an XML", Must::Stop, Box::new(xml(many))),
        case("a name of 1 GB in an XML", Must::Stop, Box::new(xml(long(b"<")))),
        case("a first line of 1 GB", Must::Stop, Box::new(text(long(b"")))),
        case("a line of 1 GB", Must::Stop, Box::new(text(long(header)))),
        case("1 GB of empty rows", Must::Stop, Box::new(text(BufReader::new((&*header).chain(Repeated::of(b";;;;;;;;;;;;;;;;;;\r\n", 1 << 30)))))),
        case("a packed sheet that unpacks to too much", Must::Stop, Box::new(sheet(bomb()))),
    ]
}

/// The same bytes again and again.
struct Repeated {
    what: &'static [u8],
    at: usize,
    left: usize,
}

impl Repeated {
    fn of(what: &'static [u8], bytes: usize) -> Self {
        Self { what, at: 0, left: bytes / what.len() * what.len() }
    }
}

impl Read for Repeated {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let some = into.len().min(self.left);
        for byte in &mut into[..some] {
            *byte = self.what[self.at];
            self.at = (self.at + 1) % self.what.len();
        }
        self.left -= some;
        Ok(some)
    }
}

/// A small archive that unpacks to 64 MB of noughts; packing more takes longer than all other cases together.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let some = vec![b'0'; 1 << 20];
    for _ in 0..64 {
        file.write_all(&some).unwrap();
    }
    file.finish().unwrap().into_inner()
}

kit_db::on_both_databases!(migrations: no_damaged_file_damages_the_register);

async fn no_damaged_file_damages_the_register(db: TestDb) {
    let registry = Registry::on(&db);
    let mut made = rows::generate(120, 11);
    made.iter_mut().for_each(|row| row.name = row.name.replace([';', '"'], ""));
    registry.whole(&made).await;
    let before = snapshot(&registry).await;
    let cases: Vec<Case> = [cut_and_spoiled(&made), without_columns(&made), other_kinds(&made), hostile(&made)].into_iter().flatten().collect();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let (mut stopped, mut lost_little) = (0, 0);
    for Case { name, must, mut source } in cases {
        match registry.import(&mut *source, Extent::Whole).await {
            Err(why) => {
                assert!(!matches!(why, Stopped::Running | Stopped::Database(_) | Stopped::GivenUp), "{name}: {why}");
                assert_eq!(snapshot(&registry).await, before, "{name}: {why}");
                stopped += 1;
            }
            Ok(run) => {
                assert_eq!(must, Must::LoseLittle, "{name}: {run:?}");
                assert!(run.skipped + run.added + run.changed + run.ended <= 40, "{name}: {run:?}");
                lost_little += 1;
                registry.whole(&made).await;
                assert!(snapshot(&registry).await.len() >= before.len(), "{name}");
            }
        }
    }
    let memory = most_memory();
    assert!(memory < 256_000, "{memory} kB, all tests beside it included");
    println!("{memory} kB at most; {stopped} stopped, {lost_little} lost no more than what was damaged");
}

/// The kernel's highest figure for this process, in kB.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

async fn snapshot(registry: &Registry) -> Vec<String> {
    let rows = registry.db.read().await.unwrap().rows(ALL, &values![]).await.unwrap();
    rows.iter().map(|row| format!("{:?}", row)).collect()
}
