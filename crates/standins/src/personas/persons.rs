use super::{THEME, WRONG_THEME};
use crate::page::Said;

/// A test person, their rights in organisations and what logging in as them shows.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Personal identity code, individual number 900–999.
    pub identity_code: &'static str,
    pub given_names: &'static str,
    pub family_name: &'static str,
    pub about: Said,
    pub grants: &'static [Grant],
}

/// What the registers say of a person in one organisation.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    pub business_id: &'static str,
    /// Role codes (`NIMKO`, `TJ` …) and mandate themes (URIs), as the Web API returns them.
    pub rights: &'static [&'static str],
    /// False: one of the registers could not be asked.
    pub complete: bool,
}

impl Grant {
    const fn of(business_id: &'static str, rights: &'static [&'static str]) -> Self {
        Self { business_id, rights, complete: true }
    }
}

impl Person {
    pub fn name(&self) -> String {
        format!("{} {}", self.given_names, self.family_name)
    }
}

pub fn person(identity_code: &str) -> Option<&'static Person> {
    PERSONS.iter().find(|person| person.identity_code == identity_code)
}

pub const PERSONS: &[Person] = &[
    Person {
        identity_code: "140371-901U",
        given_names: "Niina Maria",
        family_name: "Nimenkirjoittaja",
        about: Said {
            fi: "Voi yksin kirjoittaa osakeyhtiön nimen.",
            sv: "Kan ensam teckna ett aktiebolags firma.",
            en: "May sign for a limited company alone.",
        },
        grants: &[Grant::of("9900100-2", &["NIMKO"])],
    },
    Person {
        identity_code: "020280-912Y",
        given_names: "Teppo Tapani",
        family_name: "Toimitusjohtaja",
        about: Said {
            fi: "Sosiaalipalveluja tuottavan yhtiön toimitusjohtaja.",
            sv: "Verkställande direktör i ett bolag som ger socialservice.",
            en: "Managing director of a social care company.",
        },
        grants: &[Grant::of("9900201-3", &["TJ"])],
    },
    Person {
        identity_code: "230965-923M",
        given_names: "Elina Kaarina",
        family_name: "Esimerkki",
        about: Said { fi: "Itsenäinen ammatinharjoittaja.", sv: "Självständig yrkesutövare.", en: "Independent practitioner." },
        grants: &[Grant::of("9900302-4", &["ELI"])],
    },
    Person {
        identity_code: "110588-934Y",
        given_names: "Hilla Helena",
        family_name: "Hyvinvointialue",
        about: Said {
            fi: "Edustaa hyvinvointialuetta valtuudella.",
            sv: "Företräder ett välfärdsområde med fullmakt.",
            en: "Represents a wellbeing services county by mandate.",
        },
        grants: &[Grant::of("9900403-5", &[THEME])],
    },
    Person {
        identity_code: "300179-9451",
        given_names: "Tilda Johanna",
        family_name: "Tilitoimisto",
        about: Said {
            fi: "Kirjanpitäjä, jolla on valtuus kolmeen organisaatioon.",
            sv: "Bokförare med fullmakt för tre organisationer.",
            en: "Accountant with a mandate for three organisations.",
        },
        grants: &[Grant::of("9900100-2", &[THEME]), Grant::of("9900201-3", &[THEME]), Grant::of("9901009-9", &[THEME])],
    },
    Person {
        identity_code: "050992-9562",
        given_names: "Aapo Antero",
        family_name: "Apteekkari",
        about: Said { fi: "Apteekkari.", sv: "Apotekare.", en: "Pharmacist." },
        grants: &[Grant::of("9900504-6", &["ELI"])],
    },
    Person {
        identity_code: "240377-917B",
        given_names: "Svea Kristina",
        family_name: "Exempel",
        about: Said {
            fi: "Ruotsinkielisen yhtiön toimitusjohtaja, jolla on myös nimenkirjoitusoikeus.",
            sv: "Verkställande direktör i ett svenskspråkigt bolag, har även rätt att teckna firman.",
            en: "Managing director and signatory of a Swedish-speaking company.",
        },
        grants: &[Grant::of("9900807-9", &["NIMKO", "TJ"])],
    },
    Person {
        identity_code: "170401A967M",
        given_names: "Väinö Eemeli",
        family_name: "Väärävaltuus",
        about: Said {
            fi: "Hänen valtuutensa koskee muuta asiaa.",
            sv: "Fullmakten gäller ett annat ärende.",
            en: "Holds a mandate for another matter.",
        },
        grants: &[Grant::of("9900100-2", &[WRONG_THEME])],
    },
    Person {
        identity_code: "281174-978K",
        given_names: "Jaakko Juhani",
        family_name: "Jäsen",
        about: Said {
            fi: "Hallituksen jäsen, joka voi kirjoittaa nimen vain toisen jäsenen kanssa.",
            sv: "Styrelsemedlem som får teckna firman endast tillsammans med en annan medlem.",
            en: "Board member who may sign only together with another.",
        },
        grants: &[Grant::of("9900706-8", &["J"])],
    },
    Person {
        identity_code: "090583-9895",
        given_names: "Saara Sofia",
        family_name: "Säätiö",
        about: Said {
            fi: "Kirjoittaa säätiön nimen, mutta säätiö tarvitsee aina valtuuden.",
            sv: "Tecknar en stiftelses namn, men en stiftelse behöver alltid fullmakt.",
            en: "Signs for a foundation, but a foundation always needs a mandate.",
        },
        grants: &[Grant::of("9900605-7", &["NIMKO"])],
    },
    Person {
        identity_code: "061269-9909",
        given_names: "Raimo Olavi",
        family_name: "Rekisterikatko",
        about: Said {
            fi: "Kaupparekisteristä ei juuri nyt saada vastausta hänen oikeuksistaan.",
            sv: "Handelsregistret svarar inte just nu på frågan om hans rättigheter.",
            en: "The trade register does not answer about his rights just now.",
        },
        grants: &[Grant { business_id: "9901009-9", rights: &[], complete: false }],
    },
    Person {
        identity_code: "151186-994T",
        given_names: "Nella Inkeri",
        family_name: "Valtuudeton",
        about: Said {
            fi: "Ei voi toimia minkään organisaation puolesta.",
            sv: "Får inte företräda någon organisation.",
            en: "May act for no organisation.",
        },
        grants: &[],
    },
];
