//! The same rows in the shapes in which registers are published (registers 1.2, 1.3).

use std::io::{self, Cursor, Write};

use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    Concept,
    rows::{ATTRIBUTES, Row},
};

/// `;` between the cells, CRLF, ISO-8859-1 with what Windows adds to it.
pub fn text(rows: &[Row], to: &mut impl Write) -> io::Result<()> {
    table(&header(), rows.iter().map(cells), to)
}

/// The same for rows of any kind.
pub fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>, to: &mut impl Write) -> io::Result<()> {
    line(header, to)?;
    for row in rows {
        line(&row.iter().map(String::as_str).collect::<Vec<_>>(), to)?;
    }
    Ok(())
}

fn header() -> Vec<&'static str> {
    ["OrganizationId"].into_iter().chain(ATTRIBUTES).chain(["BeginDate", "ExpirationDate", "Status"]).collect()
}

fn cells(row: &Row) -> Vec<String> {
    [row.oid.clone()].into_iter().chain(row.attributes()).chain([row.begins.clone(), row.ends.clone(), row.status.clone()]).collect()
}

fn line(cells: &[&str], to: &mut impl Write) -> io::Result<()> {
    let quoted = |cell: &&str| if cell.contains([';', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { (*cell).to_owned() };
    let line = cells.iter().map(quoted).collect::<Vec<_>>().join(";");
    let byte = |letter: char| match letter {
        '–' => 0x96,
        '€' => 0x80,
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    };
    to.write_all(&line.chars().map(byte).collect::<Vec<u8>>())?;
    to.write_all(b"\r\n")
}

/// The XML's names of the attributes.
const IN_XML: [&str; 15] = [
    "abbreviation",
    "longname",
    "parentid",
    "hierarchylevel",
    "officepostaddress",
    "officestreetaddress",
    "postnumber",
    "postoffice",
    "Sektori",
    "Sijainti kunta",
    "Y-Tunnus",
    "Terv.toimintayksikkö",
    "Sos.toimintayksikkö",
    "Terv.palveluyksikkö",
    "Sos.palveluyksikkö",
];

/// «Result V2.0».
pub fn xml(rows: &[Row], register: &str, to: &mut impl Write) -> io::Result<()> {
    writeln!(to, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(to, r#"<arb:result xmlns:arb="urn::codeservice"><arb:document><header/><body>"#)?;
    writeln!(to, r#"<termsystem id="{register}" begindate="1900-01-01T00:00:01" expirationdate="2100-12-31T23:59:59">"#)?;
    writeln!(to, r#"<attribute type="longname" datatype="ST" language="fi">Synteettinen rekisteri</attribute>"#)?;
    for row in rows {
        write!(
            to,
            r#"<termitementry id="{}" begindate="{}T00:00:01" expirationdate="{}T23:59:59"><attribute type="status" datatype="ST">{}</attribute>"#,
            row.oid,
            row.begins,
            row.ends,
            if row.status == "ACTIVE" { "1" } else { "2" }
        )?;
        for (name, value) in IN_XML.iter().zip(row.attributes()) {
            write!(to, r#"<attribute type="{name}" datatype="ST" language="fi">{}</attribute>"#, escaped(&value))?;
        }
        writeln!(to, "</termitementry>")?;
    }
    writeln!(to, "</termsystem></body></arb:document></arb:result>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A row as the interface gives it: every value a list of texts.
pub fn json(row: &Concept, attributes: &[String], register: &str) -> Value {
    let attributes: Vec<Value> =
        attributes.iter().zip(&row.values).map(|(name, value)| json!({ "attributeName": name, "attributeValue": [value] })).collect();
    json!({
        "classificationId": register, "conceptCodeId": row.code, "status": row.status, "beginDate": row.begins,
        "expirationDate": row.ends, "attributes": attributes,
    })
}

/// An xlsx with one sheet; all cells are texts.
pub fn sheet(rows: &[Row]) -> anyhow::Result<Vec<u8>> {
    sheet_of(&header(), rows.iter().map(cells))
}

/// The same for rows of any kind.
pub fn sheet_of(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> anyhow::Result<Vec<u8>> {
    const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
    const LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Rekisteri" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const BOOK_LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS), ("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", BOOK_LINKS)];
    for (name, content) in parts {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(content.as_bytes())?;
    }
    file.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
    file.write_all(br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#)?;
    sheet_row(1, &header.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &mut file)?;
    for (number, row) in (2..).zip(rows) {
        sheet_row(number, &row, &mut file)?;
    }
    file.write_all(b"</sheetData></worksheet>")?;
    Ok(file.finish()?.into_inner())
}

fn sheet_row(number: usize, cells: &[String], to: &mut impl Write) -> io::Result<()> {
    write!(to, r#"<row r="{number}">"#)?;
    for (column, cell) in (b'A'..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        let column = char::from(column);
        write!(to, r#"<c r="{column}{number}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#, escaped(cell))?;
    }
    write!(to, "</row>")
}

/// The interface's rows, one on a line.
pub fn lines(rows: &[Row], register: &str, to: &mut impl Write) -> io::Result<()> {
    let attributes = ATTRIBUTES.map(str::to_owned);
    rows.iter().try_for_each(|row| writeln!(to, "{}", json(&Concept::from(row), &attributes, register)))
}
