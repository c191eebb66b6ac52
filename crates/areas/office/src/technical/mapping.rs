//! Which column of a file is what: nobody publishes access points and systems in one form, so the officer says it.

/// What a file brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Points,
    Systems,
}

/// A value of a row: its key, what its column is usually called, whether a file must have it.
pub struct Field {
    pub key: &'static str,
    pub usual: &'static str,
    pub required: bool,
}

const fn must(key: &'static str, usual: &'static str) -> Field {
    Field { key, usual, required: true }
}

const fn may(key: &'static str, usual: &'static str) -> Field {
    Field { key, usual, required: false }
}

const POINTS: [Field; 6] = [
    must("oid", "OID"),
    must("name", "Nimi"),
    must("manager_name", "Hallinnoija"),
    may("manager_oid", "Hallinnoijan OID"),
    may("state", "Tila"),
    may("systems", "Järjestelmät"),
];

const SYSTEMS: [Field; 10] = [
    must("code", "Tunnus"),
    must("name", "Nimi"),
    must("manufacturer", "Valmistaja"),
    may("class", "Luokka"),
    may("services", "Palvelut"),
    may("renewals", "Uusimispyynnöt"),
    may("viewers", "Katselin"),
    may("certified_until", "Todistus päättyy"),
    may("deviation", "Poikkeama"),
    may("state", "Tila"),
];

impl What {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Systems => "systems",
        }
    }

    pub fn find(key: &str) -> Self {
        if key == "systems" { Self::Systems } else { Self::Points }
    }

    /// The word for its runs.
    pub const fn run(self) -> &'static str {
        match self {
            Self::Points => "access-points",
            Self::Systems => "information-systems",
        }
    }

    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Points => &POINTS,
            Self::Systems => &SYSTEMS,
        }
    }
}

/// Where each value stands in a row.
#[derive(Debug, Default)]
pub struct Mapping(Vec<(&'static str, usize)>);

impl Mapping {
    /// `named`: what the officer says that the column of a value is called. Gives the values whose column is not there:
    /// an optional one may be missing under its usual name.
    pub fn find<'a>(what: What, named: impl Fn(&str) -> &'a str, columns: &[String]) -> Result<Self, Vec<&'static str>> {
        let plain = |name: &str| name.trim().trim_start_matches('\u{feff}').to_lowercase();
        let columns: Vec<String> = columns.iter().map(|column| plain(column)).collect();
        let (mut places, mut missing) = (Vec::new(), Vec::new());
        for field in what.fields() {
            let name = plain(named(field.key));
            match columns.iter().position(|column| *column == name && !name.is_empty()) {
                Some(place) => places.push((field.key, place)),
                None if field.required || !(name.is_empty() || name == plain(field.usual)) => missing.push(field.key),
                None => {}
            }
        }
        if missing.is_empty() { Ok(Self(places)) } else { Err(missing) }
    }

    pub fn value<'a>(&self, cells: &'a [String], key: &str) -> &'a str {
        let place = self.0.iter().find(|(field, _)| *field == key);
        place.and_then(|(_, place)| cells.get(*place)).map_or("", |cell| cell.trim())
    }
}

/// The parts of a cell that holds several.
pub fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '/', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn columns_are_called_what_the_officer_says() {
        let named = |key: &str| match key {
            "oid" => "Tunniste",
            "name" => "nimi",
            "manager_name" => "Omistaja",
            "state" => "Tila",
            _ => "",
        };
        let found = Mapping::find(What::Points, named, &columns(&["Nimi", "TUNNISTE", "Omistaja"])).unwrap();
        let cells = columns(&["Mallilinkki ", "1.2.3", "Malli Oy"]);
        assert_eq!(["oid", "name", "manager_name", "state"].map(|key| found.value(&cells, key)), ["1.2.3", "Mallilinkki", "Malli Oy", ""]);
        let missing = Mapping::find(What::Points, |key| if key == "systems" { "Softat" } else { named(key) }, &columns(&["Nimi"])).unwrap_err();
        assert_eq!(missing, ["oid", "manager_name", "systems"]);
    }

    #[test]
    fn a_cell_may_hold_several() {
        assert_eq!(parts("a, b;c /d").collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }
}
