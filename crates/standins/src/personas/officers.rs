use crate::page::Said;

/// An officer of the agency, as its directory knows them.
#[derive(Clone, Copy, Debug)]
pub struct Officer {
    /// Never changes: the `sub` of the identity token.
    pub subject: &'static str,
    pub name: &'static str,
    pub groups: &'static [&'static str],
    pub about: Said,
}

const HANDLER: Said = Said {
    fi: "Käsittelijä: ottaa hakemuksia työn alle ja ratkaisee ne.",
    sv: "Handläggare: tar ansökningar till behandling och avgör dem.",
    en: "Handler: takes applications and decides on them.",
};

pub const OFFICERS: &[Officer] = &[
    Officer { subject: "officer-kaisa", name: "Kaisa Käsittelijä", groups: &["ekstranet-handlers"], about: HANDLER },
    Officer { subject: "officer-henrik", name: "Henrik Handläggare", groups: &["ekstranet-handlers"], about: HANDLER },
    Officer {
        subject: "officer-johanna",
        name: "Johanna Johtava",
        groups: &["ekstranet-leads"],
        about: Said {
            fi: "Esihenkilö: käsittelee, siirtää asioita toiselle ja peruu päätöksiä.",
            sv: "Chef: handlägger, överför ärenden och återkallar beslut.",
            en: "Lead: handles, hands cases to others and undoes decisions.",
        },
    },
    Officer {
        subject: "officer-lars",
        name: "Lars Ledande",
        groups: &["ekstranet-leads"],
        about: Said {
            fi: "Toinen esihenkilö: vahvistaa, kun päätöksen peruminen tarvitsee toisen.",
            sv: "En annan chef: bekräftar när återkallandet av ett beslut kräver två.",
            en: "Another lead: confirms where undoing a decision takes two.",
        },
    },
    Officer {
        subject: "officer-sisko",
        name: "Sisko Sisällöntuottaja",
        groups: &["ekstranet-contents"],
        about: Said {
            fi: "Sisältövastaava: julkaisee palvelukuvaukset, ehdot ja ohjeet.",
            sv: "Innehållsansvarig: publicerar tjänstebeskrivningar, villkor och anvisningar.",
            en: "Contents: publishes service descriptions, terms and instructions.",
        },
    },
    Officer {
        subject: "officer-liisa",
        name: "Liisa Lukija",
        groups: &["ekstranet-auditors"],
        about: Said {
            fi: "Tarkastaja: näkee kaiken ja käyttölokin, ei muuta mitään.",
            sv: "Granskare: ser allt och åtkomstloggen men ändrar ingenting.",
            en: "Auditor: sees everything and the access log, changes nothing.",
        },
    },
    Officer {
        subject: "officer-olavi",
        name: "Olavi Oikeudeton",
        groups: &[],
        about: Said { fi: "Ei kuulu yhteenkään ryhmään.", sv: "Hör inte till någon grupp.", en: "Belongs to no group." },
    },
];
