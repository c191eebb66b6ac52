//! Which rights let a person act for an organisation. The mandate service lists, we judge by the allowed ones.

use ports::{AllowedRights, OrganisationRights};
use registers::OrganisationKind;

/// Why a person may not act for the organisation they chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRight {
    /// This kind of organisation is represented by mandate only, and the person signs for it.
    MandateNeeded,
    /// Neither a sufficient role nor the mandate was listed.
    NoneFound,
    /// Nothing sufficient was listed, but not all registers could be asked.
    NotAllAsked,
}

/// The right by which the person acts, or why there is none. Rights that we do not know count for nothing.
pub fn judge(allowed: &AllowedRights, kind: OrganisationKind, found: &OrganisationRights) -> Result<String, NoRight> {
    let has = |right: &str| found.rights.iter().any(|r| r == right);
    if has(&allowed.theme) {
        return Ok(allowed.theme.clone());
    }
    let role = allowed.roles.iter().find(|role| has(&role.code));
    match role {
        Some(role) if !kind.needs_mandate() => Ok(role.code.clone()),
        _ if !found.complete => Err(NoRight::NotAllAsked),
        Some(_) => Err(NoRight::MandateNeeded),
        None => Err(NoRight::NoneFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: &str = AllowedRights::PLACEHOLDER_THEME;

    fn found(rights: &[&str], complete: bool) -> OrganisationRights {
        let rights = rights.iter().map(|r| (*r).to_owned()).collect();
        OrganisationRights { business_id: "9900001-1".to_owned(), name: "Malli".to_owned(), complete, rights }
    }

    /// Kind, rights, whether all registers answered; what it is worth.
    type Line = (OrganisationKind, &'static [&'static str], bool, Result<&'static str, NoRight>);

    #[test]
    fn the_table_of_rights() {
        use NoRight as N;
        use OrganisationKind as K;
        let allowed = AllowedRights::parse(THEME, AllowedRights::ROLES).unwrap();
        let table: &[Line] = &[
            (K::PrivateHealth, &["NIMKO"], true, Ok("NIMKO")),
            (K::PrivateHealth, &["J", "NIMKO"], true, Ok("NIMKO")),
            (K::PrivateSocial, &["TJ"], true, Ok("TJ")),
            (K::PrivateSocial, &["TJS"], true, Ok("TJS")),
            (K::Practitioner, &["ELI"], true, Ok("ELI")),
            (K::Pharmacist, &["ELI"], false, Ok("ELI")),
            (K::PrivateHealth, &["YHM"], true, Ok("YHM")),
            (K::Association, &["NIMKO"], true, Ok("NIMKO")),
            (K::PrivateHealth, &[THEME], true, Ok(THEME)),
            (K::PublicHealth, &[THEME], true, Ok(THEME)),
            (K::PublicHealth, &[THEME, "TJ"], false, Ok(THEME)),
            (K::Foundation, &["TJ", THEME], true, Ok(THEME)),
            // Public bodies and foundations: by mandate alone.
            (K::PublicHealth, &["NIMKO"], true, Err(N::MandateNeeded)),
            (K::PublicSocial, &["TJ"], true, Err(N::MandateNeeded)),
            (K::Foundation, &["NIMKO"], true, Err(N::MandateNeeded)),
            (K::Foundation, &["NIMKO"], false, Err(N::NotAllAsked)),
            // Not enough: together only, narrower, another matter, unknown.
            (K::PrivateHealth, &["J"], true, Err(N::NoneFound)),
            (K::PrivateHealth, &["PJ", "J"], true, Err(N::NoneFound)),
            (K::PrivateHealth, &["PR", "S", "IS", "PIS", "VTJ", "TIL"], true, Err(N::NoneFound)),
            (K::PrivateHealth, &["http://valtuusrekisteri.suomi.fi/muu"], true, Err(N::NoneFound)),
            (K::PrivateHealth, &["UUSI", "nimko", "NIMKO2", "", " NIMKO"], true, Err(N::NoneFound)),
            (K::PrivateHealth, &[], true, Err(N::NoneFound)),
            // Some register was silent.
            (K::PrivateHealth, &[], false, Err(N::NotAllAsked)),
            (K::PrivateHealth, &["J"], false, Err(N::NotAllAsked)),
            (K::PrivateHealth, &["NIMKO"], false, Ok("NIMKO")),
        ];
        for (kind, rights, complete, wanted) in table {
            assert_eq!(judge(&allowed, *kind, &found(rights, *complete)), wanted.map(str::to_owned), "{kind:?} {rights:?} {complete}");
        }
    }

    #[test]
    fn settings_decide_which_roles_are_enough() {
        let fewer = AllowedRights::parse("http://x/theme", "PR=a trial").unwrap();
        assert_eq!(judge(&fewer, OrganisationKind::PrivateHealth, &found(&["NIMKO"], true)), Err(NoRight::NoneFound));
        assert_eq!(judge(&fewer, OrganisationKind::PrivateHealth, &found(&["PR"], true)), Ok("PR".to_owned()));
        assert_eq!(judge(&fewer, OrganisationKind::PublicHealth, &found(&["http://x/theme"], true)), Ok("http://x/theme".to_owned()));
    }
}
