//! What the page says of each thing: title, text, and who can mend it.

use kit_core::{Day, Language};
use registers::{Organisation, OrganisationKind};

use super::rules::{Advice, Item, Need, ServiceStanding, TakeoverFound, Verdict};
use crate::{T, activity_name, right_name};

/// An item in words.
pub(super) struct Said {
    pub title: String,
    pub text: String,
    /// Who can mend it, if something is to be mended.
    pub who: Option<&'static str>,
}

impl Said {
    fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into(), who: None }
    }

    fn by(self, who: &'static str) -> Self {
        Self { who: Some(who), ..self }
    }
}

pub(super) fn said(t: &T, item: &Item, organisation: &Organisation, right: &str, language: Language) -> Said {
    match item {
        Item::Register { ends: None } => {
            Said::new(t.ready_register(), t.ready_register_text(organisation.business_id.as_str(), &organisation.name, &organisation.oid))
        }
        Item::Register { ends: Some(day) } => Said::new(t.ready_register(), t.ready_register_ends(day.finnish())).by(keeper(t, organisation.kind)),
        Item::Right => Said::new(t.ready_right(), t.ready_right_text(right_name(t, right))),
        Item::Activity { activity, if_prescribing } => {
            let name = activity_name(t, *activity);
            Said::new(t.ready_activity(), if *if_prescribing { t.ready_activity_prescribing(name) } else { t.ready_activity_text(name) })
        }
        Item::InUse { since, begun: false } => Said::new(t.ready_approved(), t.ready_approved_text(since.day().finnish())),
        Item::InUse { since, begun: true } => Said::new(t.ready_in_use(), t.ready_in_use_text(since.day().finnish())),
        Item::Service { service, standing } => {
            let name = service.name(language);
            match standing {
                ServiceStanding::InUse => Said::new(t.ready_service(name), t.ready_service_in_use()),
                ServiceStanding::Approved => Said::new(t.ready_service(name), t.ready_service_approved()),
                ServiceStanding::Applied => Said::new(t.ready_service(name), t.ready_service_applied(name)),
                ServiceStanding::Neither => Said::new(t.ready_service(name), t.ready_service_missing(name)).by(t.ready_who_you()),
            }
        }
        Item::Takeover(found) => takeover(t, *found),
        Item::Committed => Said::new(t.ready_committed(), t.ready_committed_text()),
        Item::EarlierCommitment => Said::new(t.ready_commitment(), t.ready_commitment_text()),
        Item::Advice(advice) => {
            let (title, text) = advised(t, *advice);
            Said::new(title, text)
        }
    }
}

fn takeover(t: &T, found: TakeoverFound) -> Said {
    let say = |text: String| Said::new(t.ready_takeover(), text);
    match found {
        TakeoverFound::NoPharmacy => say(t.ready_takeover_no_pharmacy().to_owned()).by(t.ready_who_fimea()),
        TakeoverFound::NoDate => say(t.ready_takeover_missing().to_owned()).by(t.ready_who_fimea()),
        TakeoverFound::TooEarly { takeover, from } => say(t.ready_takeover_early(i64::from(Need::TAKEOVER_DAYS), from.finnish(), takeover.finnish())),
        TakeoverFound::On(day) => say(t.ready_takeover_text(Day::finnish(day))),
    }
}

/// Who keeps the register in which the organisation stands (domain notes 1.3).
fn keeper(t: &T, kind: OrganisationKind) -> &'static str {
    use OrganisationKind as K;
    match kind {
        K::PublicHealth | K::PublicSocial => t.ready_who_thl(),
        K::PrivateHealth | K::PrivateSocial | K::Practitioner | K::Foundation | K::Association | K::Other => t.ready_who_soteri(),
        K::Pharmacist | K::HospitalPharmacy => t.ready_who_fimea(),
    }
}

pub(crate) fn advised(t: &T, advice: Advice) -> (&'static str, &'static str) {
    match advice {
        Advice::EarlierCommitment => (t.advice_commitment(), t.advice_commitment_text()),
        Advice::Systems => (t.advice_systems(), t.advice_systems_text()),
        Advice::Contacts => (t.advice_contacts(), t.advice_contacts_text()),
        Advice::Archivist => (t.advice_archivist(), t.advice_archivist_text()),
        Advice::Billing => (t.advice_billing(), t.advice_billing_text()),
        Advice::UseOfService => (t.advice_use(), t.advice_use_text()),
        Advice::Renewals => (t.advice_renewals(), t.advice_renewals_text()),
        Advice::Viewer => (t.advice_viewer(), t.advice_viewer_text()),
        Advice::ImagingContact => (t.advice_imaging_contact(), t.advice_imaging_contact_text()),
        Advice::SignUp => (t.advice_sign_up(), t.advice_sign_up_text()),
        Advice::Decision => (t.advice_decision(), t.advice_decision_text()),
        Advice::SelfMonitoring => (t.advice_self_monitoring(), t.advice_self_monitoring_text()),
        Advice::CommissioningTest => (t.advice_test(), t.advice_test_text()),
    }
}

pub(super) fn verdict_text(t: &T, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => t.ready_met(),
        Verdict::Yours => t.ready_yours(),
        Verdict::Look => t.ready_look(),
        Verdict::Missing => t.ready_missing(),
    }
}
