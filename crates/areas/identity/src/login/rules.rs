//! Which rights let a person act for an organisation. The mandate service lists, we judge.

use ports::OrganisationRights;
use registers::OrganisationKind;

/// The mandate theme for this service. The real address is not published: a placeholder, to be set (domain notes 2.7).
pub const MANDATE_THEME: &str = "http://valtuusrekisteri.suomi.fi/sosiaali_ja_terveydenhuollon_digitaalisten_palvelujen_kayttoonotto";

/// Roles that count as the right to sign alone, each with its reason (domain notes, Suomi.fi 2.6).
const SIGNING_ROLES: [(&str, &str); 5] = [
    ("NIMKO", "may sign for the organisation alone"),
    ("TJ", "managing director"),
    ("TJS", "deputy managing director"),
    ("ELI", "sole trader"),
    ("YHM", "partner of a partnership"),
];

/// Why a person may not act for the organisation they chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRight {
    /// This kind of organisation is represented by mandate only.
    MandateNeeded,
    /// Neither a signing role nor the mandate was listed.
    NoneFound,
    /// Nothing sufficient was listed, but not all registers could be asked.
    NotAllAsked,
}

/// The right by which the person acts, or why there is none.
pub fn judge(kind: OrganisationKind, found: &OrganisationRights) -> Result<String, NoRight> {
    let has = |right: &str| found.rights.iter().any(|r| r == right);
    if has(MANDATE_THEME) {
        return Ok(MANDATE_THEME.to_owned());
    }
    let role = SIGNING_ROLES.iter().map(|(role, _)| *role).find(|role| has(role));
    match role {
        Some(_) if kind.needs_mandate() => Err(NoRight::MandateNeeded),
        Some(role) => Ok(role.to_owned()),
        None if !found.complete => Err(NoRight::NotAllAsked),
        None if kind.needs_mandate() => Err(NoRight::MandateNeeded),
        None => Err(NoRight::NoneFound),
    }
}

/// A path of ours, or the front page: never another site, however it is written.
pub fn own_path(path: &str) -> &str {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '@']) && !path.chars().any(char::is_control);
    if plain { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rights: &[&str], complete: bool) -> OrganisationRights {
        let rights = rights.iter().map(|r| (*r).to_owned()).collect();
        OrganisationRights { business_id: "9900001-1".to_owned(), name: "Malli".to_owned(), complete, rights }
    }

    #[test]
    fn a_signing_role_is_enough_for_a_company_but_not_for_a_public_body() {
        use OrganisationKind as K;
        assert_eq!(judge(K::PrivateHealth, &found(&["J", "NIMKO"], true)), Ok("NIMKO".to_owned()));
        assert_eq!(judge(K::PublicHealth, &found(&["NIMKO"], true)), Err(NoRight::MandateNeeded));
        assert_eq!(judge(K::Foundation, &found(&["TJ"], true)), Err(NoRight::MandateNeeded));
        assert_eq!(judge(K::PublicHealth, &found(&[MANDATE_THEME], true)), Ok(MANDATE_THEME.to_owned()));
    }

    #[test]
    fn one_of_two_signatories_or_another_mandate_is_not_enough() {
        use OrganisationKind as K;
        assert_eq!(judge(K::PrivateHealth, &found(&["J"], true)), Err(NoRight::NoneFound));
        assert_eq!(judge(K::PrivateHealth, &found(&["http://valtuusrekisteri.suomi.fi/muu"], true)), Err(NoRight::NoneFound));
        assert_eq!(judge(K::PrivateHealth, &found(&[], false)), Err(NoRight::NotAllAsked));
        assert_eq!(judge(K::PrivateHealth, &found(&["ELI"], false)), Ok("ELI".to_owned()));
    }

    #[test]
    fn after_login_one_stays_on_this_site() {
        assert_eq!(own_path("/applications/1?x=2"), "/applications/1?x=2");
        for evil in ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a@evil", "\n/x", "x"] {
            assert_eq!(own_path(evil), "/", "{evil}");
        }
    }
}
