//! Is everything there before the application begins? What the program can look up it looks up; the rest it tells.

use kit_core::{Day, Instant};
use registers::{Activity, Organisation, pharmacies::Pharmacy};

use crate::{
    customers::Standing,
    services::{Form, Service},
};

/// What a form needs beside what every application does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Another service in use, or applied for as well.
    Service(&'static str),
    /// The takeover of a pharmacy in the pharmacy register, not more than [`Need::TAKEOVER_DAYS`] away (domain notes 2.5).
    Takeover,
    /// A pharmacist's earlier commitment holds for the next pharmacy too: no new application.
    NoEarlierCommitment,
}

impl Need {
    /// So many days before the takeover, at the earliest, a pharmacist applies.
    pub const TAKEOVER_DAYS: i32 = 30;
}

/// What the customer sees to; the program cannot know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A pharmacist's earlier commitment makes the application needless.
    EarlierCommitment,
    Systems,
    Contacts,
    Archivist,
    Billing,
    UseOfService,
    Renewals,
    Viewer,
    ImagingContact,
    SignUp,
    Decision,
    SelfMonitoring,
    CommissioningTest,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The register entry; its end if that is near.
    Register {
        ends: Option<Day>,
    },
    Right,
    Activity {
        activity: Activity,
        if_prescribing: bool,
    },
    /// Approved at that time; is it used already?
    InUse {
        since: Instant,
        begun: bool,
    },
    Service {
        service: &'static Service,
        standing: ServiceStanding,
    },
    Takeover(TakeoverFound),
    EarlierCommitment,
    /// Signed with another application: not asked again.
    Committed,
    Advice(Advice),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceStanding {
    InUse,
    /// Approved, and its use has not begun.
    Approved,
    Applied,
    Neither,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeoverFound {
    NoPharmacy,
    NoDate,
    /// The date, and the first day on which one can apply.
    TooEarly {
        takeover: Day,
        from: Day,
    },
    On(Day),
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Looked up, and in order.
    Met,
    /// The customer sees to it.
    Yours,
    /// Worth a look; nothing stops the application.
    Look,
    /// The application cannot begin before this is mended.
    Missing,
}

/// An entry that ends within so many days is worth a look.
const ENDS_SOON: i32 = 60;

/// Everything worth knowing before the application, in the order in which it is shown.
pub fn readiness(
    form: &Form,
    organisation: &Organisation,
    pharmacies: &[Pharmacy],
    standing: &Standing,
    service: &Service,
    today: Day,
) -> Vec<(Item, Verdict)> {
    let mut items = vec![register(organisation, today), (Item::Right, Verdict::Met)];
    items.extend(form.joiner(&organisation.activities()).map(|joiner| {
        let verdict = if joiner.if_prescribing { Verdict::Yours } else { Verdict::Met };
        (Item::Activity { activity: joiner.activity, if_prescribing: joiner.if_prescribing }, verdict)
    }));
    if standing.committed && !form.needs.contains(&Need::NoEarlierCommitment) {
        items.push((Item::Committed, Verdict::Met));
    }
    if let Some(used) = standing.uses(service.key) {
        items.push((Item::InUse { since: used.since, begun: used.next_step.is_none() }, Verdict::Missing));
    }
    items.extend(form.needs.iter().filter_map(|need| match need {
        Need::Service(key) => Service::find(key).map(|service| earlier(service, standing)),
        Need::Takeover => Some(takeover(pharmacies, today)),
        Need::NoEarlierCommitment => {
            (standing.committed && !standing.applies_for(service.key)).then_some((Item::EarlierCommitment, Verdict::Missing))
        }
    }));
    items.extend(form.advice.iter().map(|advice| (Item::Advice(*advice), Verdict::Yours)));
    items
}

fn register(organisation: &Organisation, today: Day) -> (Item, Verdict) {
    let soon = organisation.ends.days_since(today) <= ENDS_SOON;
    (Item::Register { ends: soon.then_some(organisation.ends) }, if soon { Verdict::Look } else { Verdict::Met })
}

fn earlier(service: &'static Service, standing: &Standing) -> (Item, Verdict) {
    let (found, verdict) = if let Some(used) = standing.uses(service.key) {
        (if used.next_step.is_none() { ServiceStanding::InUse } else { ServiceStanding::Approved }, Verdict::Met)
    } else if standing.applies_for(service.key) {
        (ServiceStanding::Applied, Verdict::Look)
    } else {
        (ServiceStanding::Neither, Verdict::Missing)
    };
    (Item::Service { service, standing: found }, verdict)
}

fn takeover(pharmacies: &[Pharmacy], today: Day) -> (Item, Verdict) {
    let found = match pharmacies.iter().filter_map(|pharmacy| pharmacy.takeover).min_by_key(|day| day.days_since(today)) {
        None if pharmacies.is_empty() => TakeoverFound::NoPharmacy,
        None => TakeoverFound::NoDate,
        Some(takeover) if takeover.days_since(today) > Need::TAKEOVER_DAYS => {
            TakeoverFound::TooEarly { takeover, from: takeover.plus_days(-Need::TAKEOVER_DAYS) }
        }
        Some(takeover) => TakeoverFound::On(takeover),
    };
    (Item::Takeover(found), if matches!(found, TakeoverFound::On(_)) { Verdict::Met } else { Verdict::Missing })
}
