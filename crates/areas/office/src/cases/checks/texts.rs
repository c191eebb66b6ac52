use customership::{acting_right, activity_text, applications::MarkKind};
use kit_core::Language;

use super::{
    findings::{Compared, Finding},
    rules::{CheckKey, Outcome},
};
use crate::T;

pub fn title(key: CheckKey, t: &T) -> &'static str {
    match key {
        CheckKey::Register => t.check_register(),
        CheckKey::Activities => t.check_activities(),
        CheckKey::Right => t.check_right(),
        CheckKey::Duplicates => t.check_duplicates(),
        CheckKey::AccessPoints => t.check_access_points(),
        CheckKey::Systems => t.check_systems(),
        CheckKey::CustomerData => t.check_customer_data(),
        CheckKey::Contacts => t.check_contacts(),
        CheckKey::Billing => t.check_billing(),
    }
}

pub fn word(outcome: Outcome, t: &T) -> &'static str {
    match outcome {
        Outcome::Pass => t.check_pass(),
        Outcome::Look => t.check_look(),
        Outcome::Fail => t.check_fail(),
    }
}

pub fn finding(finding: &Finding, language: Language) -> String {
    let t = T::of(language);
    match finding {
        Finding::Same { what, value } => t.check_same(value, compared(*what, &t)),
        Finding::Differs { what, sent, now } => {
            let sent = if sent.is_empty() { "–" } else { sent.as_str() };
            t.check_differs(now, sent, compared(*what, &t))
        }
        Finding::NotRegistered(day) => t.check_not_registered(day.finnish()),
        Finding::RegisteredUntil(day) => t.check_registered_until(day.finnish()),
        Finding::ActivityFits(activity) => t.check_activity_fits(activity_text(*activity, language)),
        Finding::ActivityFitsIfPrescribing(activity) => t.check_activity_prescribing(activity_text(*activity, language)),
        Finding::NoActivityFits(found) => {
            let names: Vec<&str> = found.iter().map(|activity| activity_text(*activity, language)).collect();
            if names.is_empty() { t.check_activity_none().to_owned() } else { t.check_activity_other(names.join(", ")) }
        }
        Finding::Right { right, who } => format!("{who}: {}", acting_right(right, language)),
        Finding::NoRight(who) => t.check_no_right(who),
        Finding::AnotherSender(before) => t.check_another_sender(before),
        Finding::NoOtherMatter => t.check_no_other_matter().to_owned(),
        Finding::InUseSince(day) => t.check_in_use_since(day.finnish()),
        Finding::SameMatterOpen(number) => t.check_same_matter(number),
        Finding::OtherMatterOpen(number) => t.check_other_matter(number),
        Finding::PointKnown { oid, name, owner } => t.check_point_known(name, oid, owner),
        Finding::PointUnknown(oid) => t.check_point_unknown(oid),
        Finding::PointIsOrganisation(oid) => t.check_point_organisation(oid),
        Finding::SystemApproved { name, manufacturer } => t.check_system_approved(manufacturer, name),
        Finding::SystemElsewhere { name, oid } => t.check_system_elsewhere(name, oid),
        Finding::SystemNotListed(name) => t.check_system_not_listed(name),
        Finding::SystemNotApproved(code) => t.check_system_not_approved(code),
        Finding::RoleHeld { role, names } if names.is_empty() => t.check_role_nobody(role),
        Finding::RoleHeld { role, names } => format!("{role}: {}", names.join(", ")),
        Finding::EInvoice { address, operator } => t.check_e_invoice(address, operator),
        Finding::PaperInvoice => t.check_paper_invoice().to_owned(),
        Finding::Email(email) => t.check_email(email),
        Finding::SameMark(mark) => match mark.kind {
            MarkKind::Email => t.check_same_email(&mark.customer, &mark.case_number),
            MarkKind::EInvoiceAddress => t.check_same_e_invoice(&mark.customer, &mark.case_number),
        },
        Finding::Odd(text) | Finding::Wrong(text) => text.clone(),
    }
}

fn compared(what: Compared, t: &T) -> &'static str {
    match what {
        Compared::Oid => t.register_oid(),
        Compared::BusinessId => t.register_business_id(),
        Compared::Name => t.register_name(),
    }
}
