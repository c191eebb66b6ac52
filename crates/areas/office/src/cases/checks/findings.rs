use customership::applications::{MarkKind, SameMark};
use kit_core::Day;
use registers::Activity;

use super::rules::{CheckKey, Outcome};

/// A field of the customer in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    Oid,
    BusinessId,
    Name,
}

/// One thing that a check has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Same {
        what: Compared,
        value: String,
    },
    Differs {
        what: Compared,
        sent: String,
        now: String,
    },
    /// The register has no row of it since that day.
    NotRegistered(Day),
    /// Its row ends soon, on that day.
    RegisteredUntil(Day),
    ActivityFits(Activity),
    /// The register does not tell who writes prescriptions.
    ActivityFitsIfPrescribing(Activity),
    NoActivityFits(Vec<Activity>),
    Right {
        right: String,
        who: String,
    },
    NoRight(String),
    /// Another has sent the answer than the application: who sent it before.
    AnotherSender(String),
    NoOtherMatter,
    InUseSince(Day),
    SameMatterOpen(String),
    OtherMatterOpen(String),
    PointKnown {
        oid: String,
        name: String,
        owner: String,
    },
    PointUnknown(String),
    PointIsOrganisation(String),
    SystemApproved {
        name: String,
        manufacturer: String,
    },
    /// Approved, but the register does not know it to work through this access point.
    SystemElsewhere {
        name: String,
        oid: String,
    },
    SystemNotListed(String),
    SystemNotApproved(String),
    RoleHeld {
        role: String,
        names: Vec<String>,
    },
    EInvoice {
        address: String,
        operator: String,
    },
    PaperInvoice,
    Email(String),
    /// Another customer has sent the same.
    SameMark(SameMark),
    /// By the section's own rules, in the officer's words.
    Odd(String),
    Wrong(String),
}

impl Finding {
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Same { .. }
            | Self::ActivityFits(_)
            | Self::Right { .. }
            | Self::NoOtherMatter
            | Self::PointKnown { .. }
            | Self::SystemApproved { .. }
            | Self::RoleHeld { .. }
            | Self::EInvoice { .. }
            | Self::PaperInvoice
            | Self::Email(_) => Outcome::Pass,
            Self::Differs { what: Compared::Name, .. }
            | Self::RegisteredUntil(_)
            | Self::ActivityFitsIfPrescribing(_)
            | Self::AnotherSender(_)
            | Self::OtherMatterOpen(_)
            | Self::SystemElsewhere { .. }
            | Self::SystemNotListed(_)
            | Self::SameMark(_)
            | Self::Odd(_) => Outcome::Look,
            Self::Differs { what: Compared::Oid | Compared::BusinessId, .. }
            | Self::NotRegistered(_)
            | Self::NoActivityFits(_)
            | Self::NoRight(_)
            | Self::InUseSince(_)
            | Self::SameMatterOpen(_)
            | Self::PointUnknown(_)
            | Self::PointIsOrganisation(_)
            | Self::SystemNotApproved(_)
            | Self::Wrong(_) => Outcome::Fail,
        }
    }

    /// Which check a mark belongs to.
    pub fn is_of(mark: MarkKind, check: CheckKey) -> bool {
        match mark {
            MarkKind::Email => check == CheckKey::CustomerData,
            MarkKind::EInvoiceAddress => check == CheckKey::Billing,
        }
    }
}
