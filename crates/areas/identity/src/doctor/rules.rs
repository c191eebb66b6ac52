use ports::{AllowedRights, OrganisationRights};
use registers::OrganisationKind;

use crate::{
    acting::rules::{NoRight, judge},
    session::Acting,
};

/// How an organisation is represented: who may give a mandate follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Company,
    SoleTrader,
    PublicBody,
    Foundation,
    Association,
    Unknown,
}

impl Form {
    pub const fn of(kind: OrganisationKind) -> Self {
        use OrganisationKind as K;
        match kind {
            K::PrivateHealth | K::PrivateSocial | K::Other => Self::Company,
            K::Practitioner | K::Pharmacist => Self::SoleTrader,
            K::PublicHealth | K::PublicSocial | K::HospitalPharmacy => Self::PublicBody,
            K::Foundation => Self::Foundation,
            K::Association => Self::Association,
        }
    }
}

/// What the registers of the code service have of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    Never,
    Once(OrganisationKind),
    Several,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nothing is: the right is there.
    Enough,
    /// The mandate service knows no organisation for the person.
    NoOrganisation,
    NotInRegister,
    SeveralInRegister,
    /// A register was silent, and nothing sufficient was listed.
    NotChecked,
    /// Signs alone, which is not enough for this kind of organisation.
    MandateNeeded,
    /// A mandate, but for another matter.
    OtherMandate,
    /// A member or the chair of a board: signs together with others.
    TogetherOnly,
    /// A role that does not give the right to sign.
    OtherRole,
    /// Neither role nor mandate.
    NoRole,
}

/// Who can mend it, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helper {
    /// Managing director, or who may sign alone.
    Signatory,
    Trader,
    /// Who may represent the association alone.
    AssociationSignatory,
    /// Who has the right to grant mandates in a public body or a foundation.
    Granter,
    /// The official-assisted authorisation, for what nobody can grant alone.
    Official,
    /// The employer that has got the mandate: it passes it on as a representation mandate.
    Employer,
    /// Who keeps the organisation's data in the register.
    RegisterKeeper,
    /// The trade register, if the role in it is old.
    TradeRegister,
    Support,
    Time,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    pub finding: Finding,
    pub form: Form,
    pub helpers: Vec<Helper>,
}

/// Roles that represent together with others.
const TOGETHER: [&str; 2] = ["J", "PJ"];

pub fn diagnose(allowed: &AllowedRights, found: Option<&OrganisationRights>, registered: Registered) -> Diagnosis {
    let form = if let Registered::Once(kind) = registered { Form::of(kind) } else { Form::Unknown };
    let finding = match (found, registered) {
        (None, _) => Finding::NoOrganisation,
        (_, Registered::Never) => Finding::NotInRegister,
        (_, Registered::Several) => Finding::SeveralInRegister,
        (Some(found), Registered::Once(kind)) => match judge(allowed, kind, found) {
            Ok(_) => Finding::Enough,
            Err(NoRight::NotAllAsked) => Finding::NotChecked,
            Err(NoRight::MandateNeeded) => Finding::MandateNeeded,
            Err(NoRight::NoneFound) => nothing_sufficient(found),
        },
    };
    Diagnosis { finding, form, helpers: helpers(finding, form) }
}

fn nothing_sufficient(found: &OrganisationRights) -> Finding {
    let any = |test: fn(&str) -> bool| found.rights.iter().any(|right| test(right));
    if any(Acting::is_mandate) {
        Finding::OtherMandate
    } else if any(|right| TOGETHER.contains(&right)) {
        Finding::TogetherOnly
    } else if found.rights.is_empty() {
        Finding::NoRole
    } else {
        Finding::OtherRole
    }
}

fn helpers(finding: Finding, form: Form) -> Vec<Helper> {
    use Helper as H;
    match finding {
        Finding::Enough => Vec::new(),
        Finding::NotChecked => vec![H::Time],
        Finding::NotInRegister => vec![H::RegisterKeeper, H::Time],
        Finding::SeveralInRegister => vec![H::Support],
        Finding::NoOrganisation => vec![H::Signatory, H::Granter, H::Employer, H::TradeRegister],
        Finding::MandateNeeded => vec![H::Granter, H::Official],
        Finding::OtherMandate | Finding::TogetherOnly | Finding::OtherRole | Finding::NoRole => {
            let mut who = match form {
                Form::Company if finding == Finding::TogetherOnly => vec![H::Signatory, H::Official],
                Form::Company => vec![H::Signatory],
                Form::SoleTrader => vec![H::Trader],
                Form::Association => vec![H::AssociationSignatory, H::Official],
                Form::PublicBody | Form::Foundation => vec![H::Granter, H::Official],
                Form::Unknown => vec![H::Signatory, H::Granter],
            };
            if matches!(finding, Finding::OtherMandate | Finding::NoRole) {
                who.push(H::Employer);
            }
            if matches!(finding, Finding::TogetherOnly | Finding::OtherRole | Finding::NoRole) && matches!(form, Form::Company | Form::SoleTrader) {
                who.push(H::TradeRegister);
            }
            who
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: &str = AllowedRights::PLACEHOLDER_THEME;
    const OTHER: &str = "http://valtuusrekisteri.suomi.fi/esimerkki_muu_valtuusasia";

    fn found(rights: &[&str], complete: bool) -> OrganisationRights {
        let rights = rights.iter().map(|right| (*right).to_owned()).collect();
        OrganisationRights { business_id: "9900100-2".to_owned(), name: "Malli".to_owned(), complete, rights }
    }

    /// Rights, whether all registers answered, what the register has; finding, form, helpers.
    type Line = (&'static [&'static str], bool, Registered, Finding, Form, &'static [Helper]);

    #[test]
    fn each_case_is_told_from_the_others_and_says_who_can_mend_it() {
        use Finding as F;
        use Helper as H;
        use OrganisationKind as K;
        let once = Registered::Once;
        let table: &[Line] = &[
            (&["NIMKO"], true, once(K::PrivateHealth), F::Enough, Form::Company, &[]),
            (&[THEME], true, once(K::PublicHealth), F::Enough, Form::PublicBody, &[]),
            (&["NIMKO"], true, Registered::Never, F::NotInRegister, Form::Unknown, &[H::RegisterKeeper, H::Time]),
            (&[THEME], true, Registered::Several, F::SeveralInRegister, Form::Unknown, &[H::Support]),
            (&[], false, once(K::PrivateHealth), F::NotChecked, Form::Company, &[H::Time]),
            (&["J"], false, once(K::PrivateHealth), F::NotChecked, Form::Company, &[H::Time]),
            (&["NIMKO"], true, once(K::PublicHealth), F::MandateNeeded, Form::PublicBody, &[H::Granter, H::Official]),
            (&["NIMKO"], true, once(K::Foundation), F::MandateNeeded, Form::Foundation, &[H::Granter, H::Official]),
            (&[OTHER], true, once(K::PrivateHealth), F::OtherMandate, Form::Company, &[H::Signatory, H::Employer]),
            (&[OTHER, "J"], true, once(K::PrivateSocial), F::OtherMandate, Form::Company, &[H::Signatory, H::Employer]),
            (&[OTHER], true, once(K::PublicSocial), F::OtherMandate, Form::PublicBody, &[H::Granter, H::Official, H::Employer]),
            (&[OTHER], true, once(K::Pharmacist), F::OtherMandate, Form::SoleTrader, &[H::Trader, H::Employer]),
            (&["J"], true, once(K::PrivateHealth), F::TogetherOnly, Form::Company, &[H::Signatory, H::Official, H::TradeRegister]),
            (&["PJ", "J"], true, once(K::Association), F::TogetherOnly, Form::Association, &[H::AssociationSignatory, H::Official]),
            (&["J"], true, once(K::Foundation), F::TogetherOnly, Form::Foundation, &[H::Granter, H::Official]),
            (&["PR"], true, once(K::PrivateHealth), F::OtherRole, Form::Company, &[H::Signatory, H::TradeRegister]),
            (&["UUSI"], true, once(K::Association), F::OtherRole, Form::Association, &[H::AssociationSignatory, H::Official]),
            (&[], true, once(K::Practitioner), F::NoRole, Form::SoleTrader, &[H::Trader, H::Employer, H::TradeRegister]),
            (&[], true, once(K::PublicHealth), F::NoRole, Form::PublicBody, &[H::Granter, H::Official, H::Employer]),
            (&[], true, once(K::HospitalPharmacy), F::NoRole, Form::PublicBody, &[H::Granter, H::Official, H::Employer]),
        ];
        let allowed = AllowedRights::parse(THEME, AllowedRights::ROLES).unwrap();
        for (rights, complete, registered, finding, form, helpers) in table {
            let wanted = Diagnosis { finding: *finding, form: *form, helpers: helpers.to_vec() };
            assert_eq!(diagnose(&allowed, Some(&found(rights, *complete)), *registered), wanted, "{rights:?} {complete} {registered:?}");
        }
        let nothing = diagnose(&allowed, None, Registered::Never);
        assert_eq!((nothing.finding, nothing.form), (Finding::NoOrganisation, Form::Unknown));
        assert_eq!(nothing.helpers, [H::Signatory, H::Granter, H::Employer, H::TradeRegister]);
    }
}
