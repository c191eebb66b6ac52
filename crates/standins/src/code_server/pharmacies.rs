//! Invented pharmacies as the published sheet has them (registers 1.7): no rows of the pharmacists, who are only named.

use super::chance::Chance;

pub const COLUMNS: [&str; 13] = [
    "Tunniste",
    "Ylempi yksikkö",
    "Lyhenne",
    "Pitkä nimi",
    "OID",
    "Postinumero",
    "Katuosoite",
    "Postiosoite",
    "ApteekkiTyyppi",
    "ApteekkariYtunnus",
    "ApteekkariOID",
    "Voimassaolo alkaa",
    "Voimassaolo päättyy",
];

/// A row of the sheet; everything is text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pharmacy {
    pub oid: String,
    /// The pharmacy of which it is a subsidiary.
    pub above: String,
    pub name: String,
    pub postal_code: String,
    pub street: String,
    pub town: String,
    pub kind: String,
    pub business_id: String,
    pub pharmacist: String,
    /// `yyyymmdd`, or nothing.
    pub begins: String,
    pub ends: String,
}

impl Pharmacy {
    /// In the order of [`COLUMNS`].
    pub fn cells(&self) -> Vec<String> {
        let short: String = self.name.chars().take(30).collect();
        let post = format!("{}, {} {}", self.street, self.postal_code, self.town);
        let cells = [
            &self.oid,
            &self.above,
            &short,
            &self.name,
            &self.oid,
            &self.postal_code,
            &self.street,
            &post,
            &self.kind,
            &self.business_id,
            &self.pharmacist,
            &self.begins,
            &self.ends,
        ];
        cells.map(Clone::clone).to_vec()
    }
}

/// So many pharmacists with a pharmacy each, every third with a subsidiary; the same for the same seed.
pub fn generate(pharmacists: usize, seed: u64) -> Vec<Pharmacy> {
    let mut chance = Chance::new(seed ^ 0xa9);
    let mut rows = Vec::new();
    for place in 1..=pharmacists {
        let business_id = chance.business_id();
        let root = format!("1.2.246.10.{}", business_id.replace('-', "").trim_start_matches('0'));
        let begins = if chance.below(4) == 0 { format!("20{:02}0101", 10 + chance.below(16)) } else { "19000101".to_owned() };
        let main = Pharmacy {
            oid: format!("{root}.10.1"),
            name: format!("Malliapteekki {place}"),
            postal_code: "90999".to_owned(),
            street: format!("Apteekkitie {place}"),
            town: "Malliulu".to_owned(),
            kind: "Apteekki".to_owned(),
            pharmacist: format!("{root}.10.0"),
            business_id,
            begins,
            ends: "21001231".to_owned(),
            ..Pharmacy::default()
        };
        if place % 3 == 0 {
            let name = format!("Malliapteekki {place}, sivuapteekki");
            let subsidiary = Pharmacy { oid: format!("{root}.10.2"), above: main.oid.clone(), name, kind: "Sivuapteekki".to_owned(), ..main.clone() };
            rows.push(subsidiary);
        }
        rows.push(main);
    }
    rows
}
