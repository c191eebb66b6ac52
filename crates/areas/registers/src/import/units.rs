//! Rows of organisations and their units (registers 1.5, 1.6): what a row must hold to come in.

use kit_core::{Day, Digest};

use super::{
    columns::{Cells, Field},
    fault::{FaultKind, RowFault},
    pharmacies::Holding,
};
use crate::{BusinessId, Oid};

/// A row of a register, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub line: u64,
    pub oid: String,
    /// First and last day of this validity.
    pub begins: Day,
    pub ends: Day,
    pub name: String,
    pub short_name: String,
    pub business_id: Option<String>,
    /// None: at the top of the register.
    pub parent: Option<String>,
    /// 1 public, 2 private, 3 private by its own report.
    pub sector: i64,
    pub legal_form: &'static str,
    /// A provider in health care; in social care.
    pub provider: [bool; 2],
    /// A place of service in health care; in social care.
    pub place: [bool; 2],
    pub street: String,
    pub postal_code: String,
    pub town: String,
    /// Three digits and a name, as the register writes it.
    pub municipality: String,
    /// Of a pharmacy that its pharmacist holds.
    pub holding: Option<Holding>,
    /// The register has struck it out.
    pub deleted: bool,
}

/// The interface's names first, then the XML's and the text's.
pub const FIELDS: &[Field] = &[
    Field::new("oid", &["conceptCodeId", "id", "OrganizationId", "CodeId"]),
    Field::new("begins", &["beginDate"]),
    Field::new("ends", &["expirationDate"]),
    Field::new("status", &["status"]),
    Field::new("short-name", &["Abbreviation"]),
    Field::new("name", &["LongName"]),
    Field::new("parent", &["ParentId"]),
    Field::new("street", &["StreetAddress", "officestreetaddress"]),
    Field::new("post", &["PostAddress", "officepostaddress"]),
    Field::new("postal-code", &["PostNumber"]),
    Field::new("town", &["PostOffice"]),
    Field::new("sector", &["Sektori"]),
    Field::new("municipality", &["Sijainti kunta"]),
    Field::new("business-id", &["Y-Tunnus"]),
    Field::new("health", &["Terv.toimintayksikkö"]),
    Field::new("social", &["Sos.toimintayksikkö"]),
    Field::new("health-place", &["Terv.palveluyksikkö"]),
    Field::new("social-place", &["Sos.palveluyksikkö"]),
];

/// Practitioners have neither flags nor parents nor a sector: they are private tops by what they are.
pub const PRACTITIONER_FIELDS: &[Field] = &[
    Field::new("oid", &["conceptCodeId", "id", "OrganizationId", "CodeId"]),
    Field::new("begins", &["beginDate"]),
    Field::new("ends", &["expirationDate"]),
    Field::new("status", &["status"]),
    Field::new("short-name", &["Abbreviation"]),
    Field::new("name", &["LongName"]),
    Field::new("street", &["StreetAddress", "officestreetaddress"]),
    Field::new("post", &["PostAddress", "officepostaddress"]),
    Field::new("postal-code", &["PostNumber"]),
    Field::new("town", &["PostOffice"]),
    Field::new("business-id", &["Y-Tunnus"]),
];

/// No cell of a register is longer, in characters.
const LONGEST: usize = 1000;

pub fn provider(line: u64, cells: Cells<'_>) -> Result<Unit, RowFault> {
    let mut unit = common(line, cells)?;
    let sector = cells.text("sector");
    unit.sector = match sector.chars().next() {
        Some('1') => 1,
        Some('2') => 2,
        Some('3') => 3,
        _ => return Err(fault(line, &unit.oid, FaultKind::WrongSector, sector)),
    };
    let parent = cells.text("parent");
    if !parent.is_empty() {
        unit.parent = Some(oid(&parent).ok_or_else(|| fault(line, &unit.oid, FaultKind::UnknownParent, parent))?);
    }
    unit.legal_form = legal_form(&unit.name, unit.sector);
    unit.provider = ["health", "social"].map(|key| is_true(&cells.text(key)));
    unit.place = ["health-place", "social-place"].map(|key| is_true(&cells.text(key)));
    unit.municipality = cells.text("municipality");
    Ok(unit)
}

pub fn practitioner(line: u64, cells: Cells<'_>) -> Result<Unit, RowFault> {
    Ok(Unit { provider: [true, false], ..common(line, cells)? })
}

/// What rows of all registers have.
pub fn common(line: u64, cells: Cells<'_>) -> Result<Unit, RowFault> {
    let id = cells.text("oid");
    let wrong = |kind, value| fault(line, &id, kind, value);
    if cells.any_longer_than(LONGEST) {
        return Err(wrong(FaultKind::TooLong, String::new()));
    }
    if id.is_empty() {
        return Err(wrong(FaultKind::NoOid, String::new()));
    }
    let oid = oid(&id).ok_or_else(|| wrong(FaultKind::WrongOid, id.clone()))?;
    let short_name = cells.text("short-name");
    let name = Some(cells.text("name")).filter(|name| !name.is_empty()).unwrap_or_else(|| short_name.clone());
    if name.is_empty() {
        return Err(wrong(FaultKind::NoName, String::new()));
    }
    let (begins, ends) = days(cells).map_err(|(kind, value)| wrong(kind, value))?;
    let business_id = cells.text("business-id");
    let parsed = BusinessId::parse(&business_id);
    if !business_id.is_empty() && parsed.is_none() {
        return Err(wrong(FaultKind::WrongBusinessId, business_id));
    }
    let street = Some(cells.text("street")).filter(|street| !street.is_empty()).unwrap_or_else(|| cells.text("post"));
    Ok(Unit {
        line,
        oid,
        begins,
        ends,
        name,
        short_name,
        business_id: parsed.map(|id| id.as_str().to_owned()),
        parent: None,
        sector: 2,
        legal_form: "sole-trader",
        provider: [false; 2],
        place: [false; 2],
        street,
        postal_code: cells.text("postal-code"),
        town: cells.text("town"),
        municipality: String::new(),
        holding: None,
        deleted: is_deleted(&cells.text("status")),
    })
}

/// First and last day; what is not said is since ever, or without end.
pub fn days(cells: Cells<'_>) -> Result<(Day, Day), (FaultKind, String)> {
    let read = |key, otherwise: &str| {
        let text = Some(cells.text(key)).filter(|text| !text.is_empty()).unwrap_or_else(|| otherwise.to_owned());
        day(&text).ok_or((FaultKind::WrongDay, text))
    };
    let (begins, ends) = (read("begins", SINCE_EVER)?, read("ends", ENDLESS)?);
    if ends < begins {
        return Err((FaultKind::EndsBeforeItBegins, format!("{}–{}", begins.iso(), ends.iso())));
    }
    Ok((begins, ends))
}

pub fn is_deleted(status: &str) -> bool {
    ["DELETED", "2"].iter().any(|word| status.eq_ignore_ascii_case(word))
}

impl Unit {
    /// The digest of all that the register says of it: another content is a change.
    pub fn content(&self) -> Digest {
        let id = self.business_id.as_deref().unwrap_or_default();
        let parent = self.parent.as_deref().unwrap_or_default();
        let texts = [&self.name, &self.short_name, id, parent, self.legal_form, &self.street, &self.postal_code, &self.town, &self.municipality];
        let flags = format!("{}{:?}{:?}{:?}", self.sector, self.provider, self.place, self.holding);
        Digest::of(format!("{}\u{1f}{}\u{1f}{flags}\u{1f}{}", texts.join("\u{1f}"), self.ends.iso(), self.begins.iso()))
    }

    /// About how much memory it takes, in bytes.
    pub fn size(&self) -> usize {
        let texts = [&self.oid, &self.name, &self.short_name, &self.street, &self.postal_code, &self.town, &self.municipality];
        let others = [self.business_id.as_ref(), self.parent.as_ref()].into_iter().flatten().map(String::len).sum::<usize>();
        texts.iter().map(|text| text.len()).sum::<usize>() + others + size_of::<Self>()
    }
}

/// How the registers write «since ever» and «without end».
pub const SINCE_EVER: &str = "1900-01-01";
const ENDLESS: &str = "2100-12-31";

pub fn oid(text: &str) -> Option<String> {
    Oid::parse(text).map(|oid| oid.as_str().to_owned())
}

/// `T` alone is true.
fn is_true(text: &str) -> bool {
    text == "T"
}

/// `2026-01-12`, `2026-01-12T00:00:00`, `20260112` or `12.1.2026`: the shapes differ.
pub fn day(text: &str) -> Option<Day> {
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        return Day::parse_iso(&format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]));
    }
    Day::parse_iso(date).or_else(|| Day::parse_finnish(date))
}

/// The register has no legal forms; names of foundations and associations end with theirs (docs/traps.md).
fn legal_form(name: &str, sector: i64) -> &'static str {
    let lower = name.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    match last {
        "sr" | "rs" => "foundation",
        "ry" | "rf" => "association",
        _ if lower.ends_with("säätiö") || lower.ends_with("stiftelse") || lower.ends_with("stiftelsen") => "foundation",
        _ if lower.ends_with("yhdistys") || lower.ends_with("förening") => "association",
        _ if sector == 1 && (lower.contains("hyvinvointialue") || lower.contains("välfärdsområde")) => "county",
        _ if sector == 1 => "municipal",
        _ => "limited-company",
    }
}

pub fn fault(line: u64, oid: &str, kind: FaultKind, value: String) -> RowFault {
    let short = |text: &str| text.chars().take(200).collect::<String>();
    RowFault { line, oid: short(oid), kind, value: short(&value) }
}
