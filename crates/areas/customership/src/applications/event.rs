//! What has happened to an application: shown to the customer and to the officer alike.

use kit_core::{Instant, Uuid};
use kit_db::{DbError, Sql, Tx, values};

use super::ApplicationId;

const INSERT: Sql =
    Sql("INSERT INTO application_event (id, application_id, at, kind, actor_kind, actor_name, note, actor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    Begun,
    Sent,
    Taken,
    InformationRequested,
    Answered,
    Approved,
    Rejected,
    /// Given back to the customer without a decision.
    Returned,
    /// An approval was undone.
    Undone,
    /// A decision waits for a second officer.
    Proposed,
    /// The second officer wants it to be looked at again.
    ProposalSentBack,
    /// Taken back by the customer, or by an officer at its request.
    Withdrawn,
    /// Done by the program on its day: an ending, a change.
    CarriedOut,
    /// Closed by the program because the service or the customership has ended.
    Closed,
    /// Given back to the queue by the officer who had it.
    Released,
    /// Given to another officer by a lead.
    HandedOver,
    /// The customer has been given another day to answer by.
    DeadlineMoved,
    /// Sent again, and back with the officer who had returned it.
    CameBack,
    /// The customer has another name in the national register.
    RegisterRenamed,
    RegisterLeft,
    RegisterReturned,
}

impl EventKind {
    pub const ALL: [Self; 21] = [
        Self::Begun,
        Self::Sent,
        Self::Taken,
        Self::InformationRequested,
        Self::Answered,
        Self::Approved,
        Self::Rejected,
        Self::Returned,
        Self::Undone,
        Self::Proposed,
        Self::ProposalSentBack,
        Self::Withdrawn,
        Self::CarriedOut,
        Self::Closed,
        Self::Released,
        Self::HandedOver,
        Self::DeadlineMoved,
        Self::CameBack,
        Self::RegisterRenamed,
        Self::RegisterLeft,
        Self::RegisterReturned,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Sent => "sent",
            Self::Taken => "taken",
            Self::InformationRequested => "information-requested",
            Self::Answered => "answered",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Returned => "returned",
            Self::Undone => "undone",
            Self::Proposed => "proposed",
            Self::ProposalSentBack => "proposal-sent-back",
            Self::Withdrawn => "withdrawn",
            Self::CarriedOut => "carried-out",
            Self::Closed => "closed",
            Self::Released => "released",
            Self::HandedOver => "handed-over",
            Self::DeadlineMoved => "deadline-moved",
            Self::CameBack => "came-back",
            Self::RegisterRenamed => "register-renamed",
            Self::RegisterLeft => "register-left",
            Self::RegisterReturned => "register-returned",
        }
    }

    /// Between officers: the customer is not shown it.
    pub const fn is_internal(self) -> bool {
        matches!(self, Self::Proposed | Self::ProposalSentBack)
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

#[derive(Clone, Debug)]
pub struct Event {
    pub id: Uuid,
    pub at: Instant,
    pub kind: EventKind,
    /// An officer did it; otherwise the customer's representative.
    pub by_officer: bool,
    /// Who did it; None for the program, and for what happened before ids were kept.
    pub actor: Option<Uuid>,
    pub actor_name: String,
    /// The question, the answer, the reason.
    pub note: Option<String>,
}

impl Event {
    pub async fn write(&self, tx: &Tx, application: ApplicationId) -> Result<(), DbError> {
        let actor_kind = if self.by_officer { "officer" } else { "representative" };
        let row = values![self.id, application.0, self.at, self.kind.key(), actor_kind, &self.actor_name, self.note.as_deref(), self.actor];
        tx.exec(INSERT, &row).await.map(drop)
    }
}
