use std::fmt;

/// An object identifier in dotted form. Arcs may be of any size: some registers have more than 32 bits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Oid(String);

impl Oid {
    /// Longest text taken for an OID, in characters.
    const LONGEST: usize = 200;

    /// What people paste, without what does not belong to the OID: blanks, `urn:oid:`, `OID:`, a dot at the end.
    pub fn clean(text: &str) -> String {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let lower = plain.to_ascii_lowercase();
        let start = ["urn:oid:", "oid:"].iter().find(|prefix| lower.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
        plain[start..].trim_end_matches('.').to_owned()
    }

    /// Takes digits and dots, cleaned first: at least three arcs, none with a leading zero, first arc 0–2 (ITU-T X.660).
    pub fn parse(text: &str) -> Option<Self> {
        let text = Self::clean(text);
        let arcs: Vec<&str> = text.split('.').collect();
        let is_arc = |arc: &&str| !arc.is_empty() && arc.bytes().all(|b| b.is_ascii_digit()) && (*arc == "0" || !arc.starts_with('0'));
        let shape = arcs.len() >= 3 && text.len() <= Self::LONGEST && arcs.iter().all(is_arc) && matches!(arcs[0], "0" | "1" | "2");
        let second = arcs.get(1).and_then(|arc| arc.parse::<u64>().ok());
        let second_fits = arcs[0] == "2" || second.is_some_and(|arc| arc <= 39);
        (shape && second_fits).then_some(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Access points seen so far all end in `.13.<n>`: a hint, not a rule.
    pub fn looks_like_access_point(&self) -> bool {
        self.0.rsplit('.').nth(1) == Some("13")
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_oid_is_arcs_with_dots_between() {
        for right in [
            "1.2.246.10.2430960.10.0.13.3",
            "urn:oid:1.2.246.10",
            "OID: 1.2.246.10.13.1.",
            "1.2.246 .10",
            " 1.2.246.537.28.10000222116 ",
            "2.999.1",
            "1.2.0",
        ] {
            assert!(Oid::parse(right).is_some(), "{right}");
        }
        for wrong in ["", "1.2", "1.2.x", ".1.2.3", "1.2.03", "1.40.3", "3.1.1", "1.2.a", "1,2,3"] {
            assert!(Oid::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn access_points_are_known_by_their_last_arc_but_one() {
        let looks = |text| Oid::parse(text).is_some_and(|oid| oid.looks_like_access_point());
        assert!(looks("1.2.246.537.6.918.18.77.13.0"));
        assert!(!looks("1.2.246.10.2430960.10.0"));
    }
}
