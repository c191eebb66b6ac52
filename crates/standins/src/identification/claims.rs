//! What a client is told of a person, by the names of its profile.

use serde_json::{Map, Value, json};

use crate::{
    oidc::Profile,
    personas::{Foreigner, Person, foreigner, person},
};

/// Who can identify themselves here.
#[derive(Clone, Copy, Debug)]
pub enum Somebody {
    Finnish(&'static Person),
    Foreign(&'static Foreigner),
}

impl Somebody {
    /// By identity code, or by eIDAS identifier.
    pub fn find(key: &str) -> Option<Self> {
        person(key).map(Self::Finnish).or_else(|| foreigner(key).map(Self::Foreign))
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Finnish(person) => person.identity_code,
            Self::Foreign(foreigner) => foreigner.id,
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::Finnish(person) => person.name(),
            Self::Foreign(foreigner) => foreigner.name(),
        }
    }

    pub fn claims(self, profile: Profile) -> Map<String, Value> {
        let facts = match (self, profile) {
            (Self::Finnish(person), Profile::FtnUrn | Profile::Plain) => vec![
                ("urn:oid:1.2.246.21", json!(person.identity_code)),
                ("urn:oid:2.5.4.4", json!(person.family_name)),
                ("urn:oid:1.2.246.575.1.14", json!(person.given_names)),
                ("urn:oid:2.16.840.1.113730.3.1.241", json!(person.name())),
                ("urn:oid:1.3.6.1.5.5.7.9.1", json!(person.birth_date())),
            ],
            (Self::Finnish(person), Profile::FtnOidc) => vec![
                ("personal_identity_code", json!(person.identity_code)),
                ("family_name", json!(person.family_name)),
                ("given_name", json!(person.given_names)),
                ("name", json!(format!("{} {}", person.family_name, person.given_names))),
                ("birthdate", json!(person.birth_date())),
            ],
            (Self::Foreign(foreigner), Profile::FtnUrn | Profile::Plain) => vec![
                ("http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier", json!(foreigner.id)),
                ("http://eidas.europa.eu/attributes/naturalperson/CurrentFamilyName", json!(foreigner.family_name)),
                ("http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName", json!(foreigner.given_names)),
                ("http://eidas.europa.eu/attributes/naturalperson/DateOfBirth", json!(foreigner.birth_date)),
            ],
            (Self::Foreign(foreigner), Profile::FtnOidc) => vec![
                ("http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier", json!(foreigner.id)),
                ("family_name", json!(foreigner.family_name)),
                ("given_name", json!(foreigner.given_names)),
                ("birthdate", json!(foreigner.birth_date)),
            ],
        };
        facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// Names are missing when the population register does not answer.
pub fn without_names(claims: &mut Map<String, Value>) {
    let of_names = ["family_name", "given_name", "name", "urn:oid:2.5.4.4", "urn:oid:1.2.246.575.1.14", "urn:oid:2.16.840.1.113730.3.1.241"];
    claims.retain(|name, _| !of_names.contains(&name.as_str()));
}
