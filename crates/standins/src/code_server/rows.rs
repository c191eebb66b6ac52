//! Invented organisations with the shape of the national register (registers 1.9): how many of what, how deep, how odd.

use std::collections::HashSet;

use super::chance::Chance;

/// A row as a register has it; everything is text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub oid: String,
    pub begins: String,
    pub ends: String,
    /// `ACTIVE` or `DELETED`.
    pub status: String,
    pub short_name: String,
    pub name: String,
    pub parent: String,
    pub level: usize,
    pub post: String,
    pub street: String,
    pub postal_code: String,
    pub town: String,
    pub sector: String,
    pub municipality: String,
    pub business_id: String,
    /// Health provider, social provider, health unit, social unit.
    pub flags: [bool; 4],
}

/// The names of the attributes in the order of [`Row::attributes`].
pub const ATTRIBUTES: [&str; 15] = [
    "Abbreviation",
    "LongName",
    "ParentId",
    "HierarchyLevel",
    "PostAddress",
    "StreetAddress",
    "PostNumber",
    "PostOffice",
    "Sektori",
    "Sijainti kunta",
    "Y-Tunnus",
    "Terv.toimintayksikkö",
    "Sos.toimintayksikkö",
    "Terv.palveluyksikkö",
    "Sos.palveluyksikkö",
];

impl Row {
    pub fn attributes(&self) -> [String; 15] {
        let [health, social, health_unit, social_unit] = self.flags.map(|flag| if flag { "T" } else { "F" }.to_owned());
        let level = self.level.to_string();
        let texts = [&self.short_name, &self.name, &self.parent, &level, &self.post, &self.street, &self.postal_code, &self.town];
        let [a, b, c, d, e, f, g, h] = texts.map(Clone::clone);
        let (sector, municipality, business_id) = (self.sector.clone(), self.municipality.clone(), self.business_id.clone());
        [a, b, c, d, e, f, g, h, sector, municipality, business_id, health, social, health_unit, social_unit]
    }
}

const KINDS: [&str; 12] = [
    "Terveysasema",
    "Hammashoitola",
    "Palvelutalo",
    "Sairaala",
    "Vuodeosasto",
    "Neuvola",
    "Kotihoito",
    "Lastensuojelu",
    "Poliklinikka",
    "Vårdcentral",
    "Servicehus",
    "Kuntoutus",
];
const PARTS: [&str; 14] = [
    "Ängö",
    "Öljymäki",
    "Pohjoinen",
    "Åsidan",
    "Keskus",
    "Läntinen",
    "Rantatie",
    "Södra",
    "Ala-Malli",
    "Ylä-Malli",
    "Itä",
    "Käpylä",
    "Harju",
    "Niemi",
];
const FIRMS: [&str; 10] = [
    "Mallihoiva",
    "Esimerkkilääkärit",
    "Mallihammas",
    "Exempelvård",
    "Mallikoti",
    "Esimerkkiterapia",
    "Mallikuntoutus",
    "Esimerkkikoti",
    "Modellhälsa",
    "Malli & Esimerkki",
];
const FORMS: [&str; 9] = ["Oy", "Oy", "Oy", "Ab", "Ky", "Tmi", "ry", "sr", "rf"];
const STREETS: [&str; 6] = ["Mallikatu", "Esimerkkitie", "Exempelgatan", "Ääritie", "Puistokuja", "Åvägen"];
/// Postal code, town and municipality: invented towns, codes that Posti has not given to anybody.
const TOWNS: [(&str, &str, &str); 6] = [
    ("00999", "Esimerkkilä", "991 Esimerkkilä"),
    ("20999", "Malliturku", "992 Malliturku"),
    ("33999", "Mallipere", "993 Mallipere"),
    ("65999", "Modellvasa", "994 Modellvasa"),
    ("90999", "Malliulu", "995 Malliulu"),
    ("40999", "Mallikylä", "996 Mallikylä"),
];

/// About so many rows, always the same for the same seed. Nothing in them is wrong: see [`spoil`] for that.
pub fn generate(rows: usize, seed: u64) -> Vec<Row> {
    let mut made = Making { chance: Chance::new(seed), rows: Vec::with_capacity(rows), used: HashSet::new() };
    let (public, private) = (rows * 38 / 100, rows * 61 / 100);
    let tops = (rows / 4_000).clamp(1, 26);
    for place in 0..tops {
        // The first is the largest, the last the smallest.
        let share = public * 2 * (tops - place) / (tops * (tops + 1)).max(1);
        let name = format!("{} hyvinvointialue {}", made.chance.one(&["Mallimaan", "Esimerkkilän", "Ääri-Mallin", "Modellands"]), place + 1);
        made.family(&name, "1", share.max(1), 5);
    }
    while made.rows.len() < public + private {
        let units = match made.chance.below(100) {
            0..70 => 1 + made.chance.below(2),
            70..95 => 3 + made.chance.below(8),
            _ => 11 + made.chance.below(60),
        };
        let name = made.firm();
        made.family(&name, "2", units, 2);
    }
    while made.rows.len() < rows {
        let name = made.firm();
        made.family(&name, "3", 0, 1);
    }
    made.rows.truncate(rows);
    made.rows
}

struct Making {
    chance: Chance,
    rows: Vec<Row>,
    used: HashSet<String>,
}

impl Making {
    fn firm(&mut self) -> String {
        let (firm, part, form) = (self.chance.one(&FIRMS), self.chance.one(&PARTS), self.chance.one(&FORMS));
        let number = self.chance.below(9_000);
        match self.chance.below(20) {
            0 => format!("{} {} {number} {form}", firm.to_uppercase(), part.to_uppercase()),
            1 => format!("{firm}  {part} {number} {form}"),
            2 => format!("{firm} \"{part}\" {number} {form}"),
            3 => format!("{firm}; {part} {number} {form}"),
            4 => format!("{firm} – {part} {number} {form}"),
            _ => format!("{firm} {part} {number} {form}"),
        }
    }

    /// An organisation and its units, each level under the one above.
    fn family(&mut self, name: &str, sector: &str, units: usize, depth: usize) {
        let business_id = self.business_id();
        let root = format!("1.2.246.10.{}", business_id.replace('-', "").trim_start_matches('0'));
        let flags = match self.chance.below(100) {
            0..45 => [true, false],
            45..84 => [false, true],
            84..99 => [true, true],
            _ => [false, false],
        };
        let top = self.row(format!("{root}.10.0"), name, String::new(), 0, sector, &business_id);
        let first = self.rows.len();
        self.rows.push(Row { flags: [flags[0], flags[1], false, false], ..top });
        for number in 0..units {
            let above = if number == 0 || depth == 1 { first } else { first + self.chance.below(number.min(self.rows.len() - first)) };
            let (level, parent) = (self.rows[above].level + 1, self.rows[above].clone());
            let (above, parent) = if level > depth { (first, self.rows[first].clone()) } else { (above, parent) };
            let own = format!("{} {} {}", self.chance.one(&KINDS), self.chance.one(&PARTS), number + 1);
            let whole = if above == first { format!("{own}, {name}") } else { format!("{own}, {}", parent.name) };
            let whole = whole.chars().take(140).collect::<String>();
            let oid = match self.chance.below(100) {
                0..80 => format!("{root}.10.{}", number + 1),
                80..88 => format!("{root}.10.0.{}", 10_001 + number),
                _ => format!("{root}.10.{}.{}", 100_000 + above - first, number + 1),
            };
            let id = if self.chance.below(10) == 0 { "" } else { &business_id };
            let unit = self.row(oid, &whole, parent.oid, self.rows[above].level + 1, sector, id);
            self.rows.push(Row { short_name: own, flags: [false, false, flags[0], flags[1]], ..unit });
        }
    }

    fn row(&mut self, oid: String, name: &str, parent: String, level: usize, sector: &str, business_id: &str) -> Row {
        let (postal_code, town, municipality) = TOWNS[self.chance.below(TOWNS.len())];
        let words = match (sector, self.chance.below(2)) {
            ("1", 0) => "1 Julkinen",
            ("1", _) => "1 julkinen",
            ("2", 0) => "2 Yksityinen",
            ("2", _) => "2 yksityinen",
            _ => "3 Yksityinen itseilmoitettu yksikkö",
        };
        let street = format!("{} {}", self.chance.one(&STREETS), 1 + self.chance.below(200));
        let (street, post) = match self.chance.below(20) {
            0 => (String::new(), "PL 12".to_owned()),
            1 => (street, "c/o Esimerkki, PL 7".to_owned()),
            _ => (street.clone(), street),
        };
        let (begins, ends) = self.days();
        Row {
            oid,
            begins,
            ends,
            status: "ACTIVE".to_owned(),
            short_name: name.chars().take(40).collect(),
            name: name.to_owned(),
            parent,
            level,
            post,
            street,
            postal_code: postal_code.to_owned(),
            town: town.to_owned(),
            sector: words.to_owned(),
            municipality: municipality.to_owned(),
            business_id: business_id.to_owned(),
            flags: [false; 4],
        }
    }

    fn days(&mut self) -> (String, String) {
        let (year, month, day) = (2000 + self.chance.below(24), 1 + self.chance.below(12), 1 + self.chance.below(28));
        let real = format!("{year}-{month:02}-{day:02}");
        let endless = "2100-12-31".to_owned();
        match self.chance.below(100) {
            0..60 => ("1900-01-01".to_owned(), endless),
            60..92 => (real, endless),
            92..98 => ("1900-01-01".to_owned(), real),
            _ => ("2031-01-01".to_owned(), endless),
        }
    }

    fn business_id(&mut self) -> String {
        loop {
            let id = self.chance.business_id();
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Puts into some rows what an importer has to tell of: wrong check digits, unknown parents, loops, doubles. How many.
pub fn spoil(rows: &mut Vec<Row>, seed: u64) -> usize {
    let mut chance = Chance::new(seed ^ 0x5eed);
    let mut spoiled = 0;
    for place in 0..rows.len() {
        if rows[place].parent.is_empty() {
            continue;
        }
        match chance.below(2_000) {
            0 | 1 if !rows[place].business_id.is_empty() => {
                let check = rows[place].business_id.pop().map_or('0', |digit| if digit == '0' { '5' } else { '0' });
                rows[place].business_id.push(check);
            }
            2 => rows[place].parent = "1.2.246.10.99999999.10.0".to_owned(),
            3 => rows[place].parent = rows[place].oid.clone(),
            4 => rows.push(rows[place].clone()),
            _ => continue,
        }
        spoiled += 1;
    }
    spoiled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_register() {
        let rows = generate(3_000, 7);
        assert_eq!(rows, generate(3_000, 7));
        assert_ne!(rows, generate(3_000, 8));
        assert_eq!(rows.len(), 3_000);
        let oids: HashSet<&str> = rows.iter().map(|row| row.oid.as_str()).collect();
        assert_eq!(oids.len(), rows.len(), "each has an OID of its own");
        assert!(rows.iter().all(|row| row.parent.is_empty() || oids.contains(row.parent.as_str())));
        assert!(rows.iter().any(|row| row.level > 2) && rows.iter().any(|row| row.business_id.starts_with('0')));
    }
}
