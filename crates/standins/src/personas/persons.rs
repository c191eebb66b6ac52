use super::{Foreigner, Grant, Person, THEME, WRONG_THEME};
use crate::{faults::Fault, page::Said};

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
        about: Said {
            fi: "Apteekkari, joka ottaa apteekin ja sivuapteekin haltuunsa noin kolmen viikon päästä.",
            sv: "Apotekare som övertar ett apotek och ett filialapotek om ungefär tre veckor.",
            en: "Pharmacist who takes over a pharmacy and a subsidiary pharmacy in about three weeks.",
        },
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
    Person {
        identity_code: "210172-921M",
        given_names: "Tuomas Henrik",
        family_name: "Tuleva",
        about: Said {
            fi: "Apteekkari, jonka haltuunottoon on vielä kaksi kuukautta.",
            sv: "Apotekare som har två månader kvar till övertagandet.",
            en: "Pharmacist who has two months to go before the takeover.",
        },
        grants: &[Grant::of("9901907-7", &["ELI"])],
    },
    Person {
        identity_code: "170859-908X",
        given_names: "Stina Margareta",
        family_name: "Apotekare",
        about: Said {
            fi: "Apteekkari, jonka haltuunottopäivää ei ole vielä apteekkirekisterissä.",
            sv: "Apotekare vars datum för övertagandet ännu inte finns i apoteksregistret.",
            en: "Pharmacist whose takeover date is not in the pharmacy register yet.",
        },
        grants: &[Grant::of("9902008-6", &["ELI"])],
    },
    Person {
        identity_code: "250269-906S",
        given_names: "Pirkko Annikki",
        family_name: "Pitkäaikainen",
        about: Said {
            fi: "Apteekkari, jolla on ollut jo vuosia apteekki ja kolme sivuapteekkia.",
            sv: "Apotekare som i flera år har haft ett apotek och tre filialapotek.",
            en: "Pharmacist who has held a pharmacy and three subsidiary pharmacies for years.",
        },
        grants: &[Grant::of("9902109-7", &["ELI"])],
    },
    Person {
        identity_code: "030966-918U",
        given_names: "Vilma Orvokki",
        family_name: "Valtuutettu",
        about: Said {
            fi: "Asioi valtuudella kuntayhtymän, säätiön, sairaala-apteekin ja osakeyhtiön puolesta.",
            sv: "Uträttar med fullmakt ärenden för en samkommun, en stiftelse, ett sjukhusapotek och ett aktiebolag.",
            en: "Acts by mandate for a joint municipal authority, a foundation, a hospital pharmacy and a limited company.",
        },
        grants: &[
            Grant::of("9901209-4", &[THEME]),
            Grant::of("9900605-7", &[THEME]),
            Grant::of("9901402-2", &[THEME]),
            Grant::of("9900706-8", &[THEME]),
        ],
    },
    Person {
        identity_code: "120367-903K",
        given_names: "Yrjö Ilmari",
        family_name: "Yhdistys",
        about: Said {
            fi: "Voi edustaa yksin kahta yhdistystä: toinen tuottaa sosiaalipalveluja, toinen terveyspalveluja.",
            sv: "Får ensam företräda två föreningar: den ena ger socialservice, den andra hälsovård.",
            en: "May represent two associations alone: one gives social care, the other health care.",
        },
        grants: &[Grant::of("9901108-3", &["NIMKO"]), Grant::of("9901806-6", &["NIMKO"])],
    },
    Person {
        identity_code: "080875-915F",
        given_names: "Mika Sakari",
        family_name: "Moniala",
        about: Said {
            fi: "Toimitusjohtaja kolmessa yhtiössä: yhdellä on sekä terveys- että sosiaalipalveluja, yhdellä ei kumpiakaan, ja yhden rekisteritiedot päättyvät pian.",
            sv: "Verkställande direktör i tre bolag: ett ger både hälsovård och socialservice, ett ingetdera, och ett upphör snart i registret.",
            en: "Managing director of three companies: one gives both health and social care, one neither, and one leaves the register soon.",
        },
        grants: &[Grant::of("9901705-5", &["TJ"]), Grant::of("9902210-2", &["TJ"]), Grant::of("9902311-3", &["TJ"])],
    },
    Person {
        identity_code: "190474-902N",
        given_names: "Otso Malli",
        family_name: "Valtuudenhaltija",
        about: Said {
            fi: "Valtuus yhteen yhtiöön, jonka nimen kirjoittavat kaksi yhdessä.",
            sv: "Fullmakt för ett bolag vars firma två tecknar tillsammans.",
            en: "Mandate for one company, which two sign for together.",
        },
        grants: &[Grant::of("9900706-8", &[THEME])],
    },
    Person {
        identity_code: "270290-913P",
        given_names: "Tiina Esimerkki",
        family_name: "Edustusvaltuus",
        about: Said {
            fi: "Tilitoimiston työntekijä: yhtiö on valtuuttanut tilitoimiston, ja hänellä on tilitoimiston edustusvaltuus.",
            sv: "Anställd på en bokföringsbyrå: bolaget har gett byrån fullmakt, och hon har byråns företrädarfullmakt.",
            en: "Works for an accounting firm: the company mandated the firm, and she has its representation mandate.",
        },
        grants: &[Grant::of("9901705-5", &[THEME])],
    },
    Person {
        identity_code: "010439-924R",
        given_names: "Kaarlo Malli",
        family_name: "Edesmennyt",
        about: Said {
            fi: "Kuollut: tunnistautuu, mutta valtuuspalvelu ei hyväksy häntä.",
            sv: "Avliden: identifierar sig, men fullmaktstjänsten godkänner honom inte.",
            en: "Dead: identifies himself, but the mandate service refuses him.",
        },
        grants: &[Grant::of("9900100-2", &["NIMKO"])],
    },
    Person {
        identity_code: "080182-9359",
        given_names: "Roosa Malli",
        family_name: "Roolinvaihto",
        about: Said {
            fi: "Toimitusjohtajan rooli on hänellä joka toisella valinnalla: ensin on, sitten ei.",
            sv: "Har rollen verkställande direktör vid vartannat val: först ja, sedan nej.",
            en: "Is managing director at every other choice: first she is, then not.",
        },
        grants: &[Grant::of("9901009-9", &["TJ"])],
    },
    Person {
        identity_code: "160777-946B",
        given_names: "Ville Malli",
        family_name: "Vanhentunut",
        about: Said {
            fi: "Hänen valtuusistuntonsa on aina jo päättynyt, kun oikeuksia kysytään.",
            sv: "Hans fullmaktssession har alltid redan gått ut när rättigheterna frågas.",
            en: "His mandate session is always over when his rights are asked for.",
        },
        grants: &[Grant::of("9900100-2", &["NIMKO"])],
    },
    Person {
        identity_code: "220361-9577",
        given_names: "Tyyne Malli",
        family_name: "Tyhjävastaus",
        about: Said {
            fi: "Valitsee organisaation, mutta valtuuspalvelu vastaa tyhjällä listalla.",
            sv: "Väljer en organisation, men fullmaktstjänsten svarar med en tom lista.",
            en: "Chooses an organisation, but the mandate service answers with an empty list.",
        },
        grants: &[Grant::of("9900201-3", &["TJ"])],
    },
    Person {
        identity_code: "031195-968J",
        given_names: "Onni Malli",
        family_name: "Outorooli",
        about: Said {
            fi: "Nimenkirjoitusoikeuden vierellä on roolikoodi ja kenttiä, joita kukaan ei tunne.",
            sv: "Vid sidan av rätten att teckna firman finns en rollkod och fält som ingen känner till.",
            en: "Beside the right to sign there are a role code and members that nobody knows.",
        },
        grants: &[Grant::of("9900100-2", &["NIMKO"])],
    },
    Person {
        identity_code: "110984-979L",
        given_names: "Keijo Malli",
        family_name: "Osittainen",
        about: Said {
            fi: "Nimenkirjoitusoikeus löytyi, vaikka kaikki rekisterit eivät vastanneet.",
            sv: "Rätten att teckna firman hittades fast alla register inte svarade.",
            en: "The right to sign was found though not all registers answered.",
        },
        grants: &[Grant { business_id: "9901009-9", rights: &["NIMKO"], complete: false }],
    },
];

/// Persons to whom something always happens.
const TROUBLED: &[(&str, Fault)] = &[
    ("Edesmennyt", Fault::RegisterRefused),
    ("Roolinvaihto", Fault::RoleLost),
    ("Vanhentunut", Fault::SessionExpired),
    ("Tyhjävastaus", Fault::NoOrganisations),
    ("Outorooli", Fault::UnknownRole),
    ("Outorooli", Fault::UnknownMembers),
];

impl Person {
    /// Does this always happen to them?
    pub fn meets(&self, fault: Fault) -> bool {
        TROUBLED.contains(&(self.family_name, fault))
    }
}

pub const FOREIGNERS: &[Foreigner] = &[Foreigner {
    id: "SE/FI/MALLI-0001",
    given_names: "Elsa Exempel",
    family_name: "Ulkomaalainen",
    birth_date: "1980-01-01",
    about: Said {
        fi: "Tunnistautuu ulkomaisella eIDAS-välineellä: hänellä ei ole suomalaista henkilötunnusta.",
        sv: "Identifierar sig med ett utländskt eIDAS-verktyg: hon har ingen finländsk personbeteckning.",
        en: "Identifies herself by a foreign eIDAS means: she has no Finnish personal identity code.",
    },
}];
