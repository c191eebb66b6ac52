//! Who can log in to the stand-ins, and for which organisations they may act. Everybody here is invented: individual
//! numbers 900–999 of identity codes are never given to anyone, and business IDs in 99… are not in use.

mod officers;
mod organisations;
mod person;
mod persons;

pub use crate::page::Said;
pub use officers::{OFFICERS, Officer};
pub use organisations::{ORGANISATIONS, Organisation, organisation};
pub use person::{Foreigner, Grant, Person, foreigner, is_identity_code, person};
pub use persons::{FOREIGNERS, PERSONS};

/// The mandate theme «Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto». A placeholder: the real
/// URI is not published and must come from the Digital and Population Data Services Agency.
pub const THEME: &str = "http://valtuusrekisteri.suomi.fi/sosiaali_ja_terveydenhuollon_digitaalisten_palvelujen_kayttoonotto";

/// A theme that gives no right here.
pub const WRONG_THEME: &str = "http://valtuusrekisteri.suomi.fi/esimerkki_muu_valtuusasia";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_identity_code_is_artificial_and_has_its_check_character() {
        for person in PERSONS {
            let code = person.identity_code;
            let individual: u32 = code[7..10].parse().unwrap();
            assert!((900..=999).contains(&individual), "{code}");
            assert!(is_identity_code(code), "{code}");
        }
        for wrong in ["", "140371-901V", "140371*901U", "140371-901", "14037a-901U", "äö0371-901U"] {
            assert!(!is_identity_code(wrong), "{wrong}");
        }
    }

    #[test]
    fn no_identity_code_and_no_family_name_is_used_twice() {
        let different = |of: fn(&Person) -> &str| PERSONS.iter().map(of).collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!((different(|person| person.identity_code), different(|person| person.family_name)), (PERSONS.len(), PERSONS.len()));
    }

    #[test]
    fn every_business_id_has_its_check_digit() {
        for Organisation { business_id, .. } in ORGANISATIONS {
            let sum: u32 = business_id.chars().zip([7, 9, 10, 5, 8, 4, 2]).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
            let check = match sum % 11 {
                0 => 0,
                rest => 11 - rest,
            };
            assert_eq!(business_id[7..], format!("-{check}"), "{business_id}");
            assert!(business_id.starts_with("99"));
        }
    }

    #[test]
    fn every_grant_is_for_a_known_organisation_and_every_organisation_is_somebodys() {
        let granted = |business_id: &str| PERSONS.iter().flat_map(|person| person.grants).any(|grant| grant.business_id == business_id);
        for grant in PERSONS.iter().flat_map(|person| person.grants) {
            assert!(organisation(grant.business_id).is_some(), "{}", grant.business_id);
        }
        for Organisation { business_id, name } in ORGANISATIONS {
            assert!(granted(business_id), "{name}");
        }
    }
}
