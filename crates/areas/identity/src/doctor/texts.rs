//! The words of each finding, helper and message.

use super::rules::{Diagnosis, Finding, Form, Helper};
use crate::T;

/// A role as people call it; the code stands beside it on the page.
pub(super) fn role(t: &T, code: &str) -> &'static str {
    match code {
        "NIMKO" => t.doctor_role_nimko(),
        "TJ" => t.doctor_role_tj(),
        "TJS" => t.doctor_role_tjs(),
        "VTJ" => t.doctor_role_vtj(),
        "PJ" => t.doctor_role_pj(),
        "J" => t.doctor_role_j(),
        "IS" => t.doctor_role_is(),
        "PIS" => t.doctor_role_pis(),
        "S" => t.doctor_role_s(),
        "ELI" => t.doctor_role_eli(),
        "YHM" => t.doctor_role_yhm(),
        "PR" => t.doctor_role_pr(),
        _ => t.doctor_role_other(),
    }
}

/// Heading, and what is missing.
pub(super) fn finding(t: &T, diagnosis: &Diagnosis, organisation: &str) -> (&'static str, String) {
    let no_right = t.doctor_no_right_title();
    match diagnosis.finding {
        Finding::Enough => (t.doctor_enough_title(), t.doctor_enough(organisation)),
        Finding::NoOrganisation => (no_right, t.doctor_no_organisation().to_owned()),
        Finding::NotInRegister => (t.doctor_not_in_register_title(), t.doctor_not_in_register(organisation)),
        Finding::SeveralInRegister => (t.doctor_several_title(), t.doctor_several(organisation)),
        Finding::NotChecked => (t.not_checked_title(), t.doctor_not_checked(organisation)),
        Finding::MandateNeeded if diagnosis.form == Form::Foundation => (no_right, t.doctor_mandate_needed_foundation(organisation)),
        Finding::MandateNeeded => (no_right, t.doctor_mandate_needed_public(organisation)),
        Finding::OtherMandate => (no_right, t.doctor_other_mandate(organisation)),
        Finding::TogetherOnly => (no_right, t.doctor_together_only(organisation)),
        Finding::OtherRole => (no_right, t.doctor_other_role(organisation)),
        Finding::NoRole => (no_right, t.doctor_no_role(organisation)),
    }
}

pub(super) fn helper(t: &T, helper: Helper) -> &'static str {
    match helper {
        Helper::Signatory => t.doctor_helper_signatory(),
        Helper::Trader => t.doctor_helper_trader(),
        Helper::AssociationSignatory => t.doctor_helper_association(),
        Helper::Granter => t.doctor_helper_granter(),
        Helper::Official => t.doctor_helper_official(),
        Helper::Employer => t.doctor_helper_employer(),
        Helper::RegisterKeeper => t.doctor_helper_register(),
        Helper::TradeRegister => t.doctor_helper_trade_register(),
        Helper::Support => t.doctor_helper_support(),
        Helper::Time => t.doctor_helper_time(),
    }
}

/// A message to who can mend it; none where nobody has to be asked.
pub(super) fn message(t: &T, diagnosis: &Diagnosis, organisation: &str, person: &str) -> Option<String> {
    let asked = match diagnosis.finding {
        Finding::Enough | Finding::NotChecked => return None,
        Finding::NotInRegister => vec![t.doctor_message_register(organisation), t.doctor_message_register_how().to_owned()],
        Finding::SeveralInRegister => vec![t.doctor_message_several(organisation)],
        Finding::NoOrganisation | Finding::MandateNeeded | Finding::OtherMandate | Finding::TogetherOnly | Finding::OtherRole | Finding::NoRole => {
            let how = match (diagnosis.finding, diagnosis.form) {
                (Finding::TogetherOnly, Form::Company) => t.doctor_message_how_together(),
                (_, Form::Company) => t.doctor_message_how_company(),
                (_, Form::SoleTrader) => t.doctor_message_how_trader(),
                (_, Form::Association) => t.doctor_message_how_association(),
                (_, Form::PublicBody | Form::Foundation) => t.doctor_message_how_granter(),
                (_, Form::Unknown) => t.doctor_message_how_any(),
            };
            let ask = if organisation.is_empty() { t.doctor_message_ask_any().to_owned() } else { t.doctor_message_ask(organisation) };
            vec![ask, t.doctor_message_theme().to_owned(), how.to_owned()]
        }
    };
    let parts: Vec<String> = [t.doctor_message_greeting().to_owned()].into_iter().chain(asked).collect();
    Some(format!("{}\n\n{}\n{person}", parts.join("\n\n"), t.doctor_message_end()))
}
