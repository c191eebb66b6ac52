use crate::{oidc::Request, page::Said};

const SUBSTANTIAL: &str = "http://ftn.ficora.fi/2017/loa2";
const HIGH: &str = "http://ftn.ficora.fi/2017/loa3";
const AUTHENTICATOR: &str = "urn:oid:1.2.246.517.3002.110.7";
const EIDAS: &str = "http://eidas.europa.eu/LoA/substantial";
/// Of no means here: what is sent when the level is to be too low.
pub const LOW: &str = "http://eidas.europa.eu/LoA/low";

/// The levels that the provider knows.
pub const LEVELS: &[&str] = &[SUBSTANTIAL, HIGH, AUTHENTICATOR, EIDAS, "http://eidas.europa.eu/LoA/high"];

/// A means of identification and the level it gives.
#[derive(Debug)]
pub struct Means {
    pub key: &'static str,
    pub name: Said,
    pub level: &'static str,
}

/// Which level Hightrust.id and cards give is not published; a card is taken to be the highest.
pub const MEANS: &[Means] = &[
    Means { key: "bank", name: said("Pankkitunnukset", "Bankkoder", "Online banking codes"), level: SUBSTANTIAL },
    Means { key: "mobile", name: said("Mobiilivarmenne", "Mobilcertifikat", "Mobile certificate"), level: SUBSTANTIAL },
    Means { key: "card", name: said("Varmennekortti", "Certifikatkort", "Certificate card"), level: HIGH },
    Means { key: "hightrust", name: said("Hightrust.id", "Hightrust.id", "Hightrust.id"), level: SUBSTANTIAL },
    Means { key: "authenticator", name: said("Finnish Authenticator", "Finnish Authenticator", "Finnish Authenticator"), level: AUTHENTICATOR },
    FOREIGN,
];

/// The only one for those without a Finnish identity code.
pub const FOREIGN: Means =
    Means { key: "eidas", name: said("Ulkomainen tunnistusväline (eIDAS)", "Utländskt verktyg (eIDAS)", "Foreign means (eIDAS)"), level: EIDAS };

const fn said(fi: &'static str, sv: &'static str, en: &'static str) -> Said {
    Said { fi, sv, en }
}

pub fn offered(request: &Request) -> Vec<&'static Means> {
    MEANS.iter().filter(|means| request.accepts(means.level)).collect()
}

pub fn means(key: &str) -> Option<&'static Means> {
    MEANS.iter().find(|means| means.key == key)
}
