use std::fmt;

use super::BusinessId;

/// Under it organisations stand by their business IDs (JHS 159).
const ORGANISATIONS: &str = "1.2.246.10.";

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

    /// Of a provider: the business ID with all its digits, the zero at the beginning dropped, and the class of providers.
    pub fn of_provider(id: &BusinessId) -> Self {
        let digits = id.as_str().replace('-', "");
        Self(format!("{ORGANISATIONS}{}.10.0", digits.trim_start_matches('0')))
    }

    /// Of the organisation under which it stands, if it stands under one: a root need not be a business ID.
    pub fn business_id(&self) -> Option<BusinessId> {
        let root = self.0.strip_prefix(ORGANISATIONS)?.split('.').next()?;
        (root.len() <= 8).then(|| BusinessId::parse(&format!("{root:0>8}"))).flatten()
    }

    /// Access points seen so far all end in `.13.<n>`: a hint, not a rule.
    pub fn looks_like_access_point(&self) -> bool {
        self.0.rsplit('.').nth(1) == Some("13")
    }

    /// The usual form of an access point's OID: under Finland, 5 to 20 arcs, `.13.<n>` at the end (13: the class of
    /// devices). Read from samples, so another form is a reason to warn and none to refuse.
    pub fn is_usual_access_point(&self) -> bool {
        self.0.starts_with("1.2.246.") && (5..=20).contains(&self.0.split('.').count()) && self.looks_like_access_point()
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
    fn the_usual_form_of_an_access_point_is_told_from_others() {
        let twenty = format!("1.2.246{}.13.1", ".7".repeat(15));
        for (oid, looks, usual) in [
            ("1.2.246.10.2430960.10.0.13.3", true, true),
            ("1.2.246.537.6.918.18.77.13.0", true, true),
            ("1.2.246.537.6.918.18.10.13.1", true, true),
            ("1.2.246.13.1", true, true),
            (twenty.as_str(), true, true),
            (twenty.replace(".13.", ".7.13.").as_str(), true, false),
            ("1.2.752.10.2430960.13.3", true, false),
            ("1.2.2460.10.13.1", true, false),
            // A provider, a data controller, a party of messages, a practitioner.
            ("1.2.246.10.2430960.10.0", false, false),
            ("1.2.246.10.32213086.19.0", false, false),
            ("1.2.246.537.6.918.18.77", false, false),
            ("1.2.246.537.28.10000222116", false, false),
            ("1.2.246.10.2430960.10.0.13", false, false),
            ("1.2.246.10.2430960.10.0.130.3", false, false),
        ] {
            let oid = Oid::parse(oid).unwrap();
            assert_eq!((oid.looks_like_access_point(), oid.is_usual_access_point()), (looks, usual), "{oid}");
        }
    }

    #[test]
    fn an_organisation_stands_under_its_business_id() {
        let id = |text| BusinessId::parse(text).unwrap();
        assert_eq!(Oid::of_provider(&id("0204819-8")).as_str(), "1.2.246.10.2048198.10.0");
        assert_eq!(Oid::of_provider(&id("3221308-6")).as_str(), "1.2.246.10.32213086.10.0");
        for (oid, is) in [
            ("1.2.246.10.2048198.10.0", Some("0204819-8")),
            ("1.2.246.10.2430960.10.0.13.3", Some("0243096-0")),
            ("1.2.246.10.32213086.19.0", Some("3221308-6")),
            // The guide's sample lacks the check digit; a practitioner; Finland.
            ("1.2.246.10.1234567.10.0", None),
            ("1.2.246.537.28.10000222116", None),
            ("1.2.246.10", None),
            ("1.2.246.10.999999999.10", None),
        ] {
            assert_eq!(Oid::parse(oid).unwrap().business_id().as_ref().map(BusinessId::as_str), is, "{oid}");
        }
    }

    #[test]
    fn oids_of_real_registers_are_oids() {
        for real in [
            "1.2.246.10.2048198.10.0",
            "1.2.246.10.8286189.10.100012",
            "1.2.246.10.1746664.10.0.14018",
            "1.2.246.10.10688929.10.20.1010",
            "1.2.246.10.2085212.10.1314",
            "1.2.246.537.6.202.2008",
            "1.2.246.21",
            // Arcs are of any size.
            "1.2.246.537.28.99999999999999999999999999999999999999999",
        ] {
            assert_eq!(Oid::parse(real).as_ref().map(Oid::as_str), Some(real));
        }
    }
}
