//! Applications: a customer's proposal to join a service, from the first saved step to the decision.

mod canonical;
mod customer;
mod drafts;
pub mod event;
mod marks;
mod purpose;
mod state;
mod store;

use std::collections::BTreeMap;

use identity::access::log::About;
use kit_core::{Instant, Language, Uuid, id_type};
use kit_web::Fields;

use crate::{
    sections::{Section, SectionKey},
    services::{Form, Service},
};

pub use canonical::canonical;
pub use customer::{Customer, CustomerId, customer_of, note_customer};
pub use drafts::{CommonSave, Drafts, SectionSave, save_section};
pub use event::{Event, EventKind};
pub use marks::{MarkKind, SameMark, mark, same_marks};
pub use purpose::Purpose;
pub use state::{Case, Handler, Next, PROGRAM, Refusal, State};
pub use store::{
    ChangeError, NewSubmission, SubmissionRow, answer_draft, begin, data_in_force, events, find, insert_submission, load, of_customer,
    open_of_customer, remove_draft, reserve_case_number, save_answer, submission, submission_before,
};
pub(crate) use store::{forget_proposal, move_on};

id_type!(
    /// An application to join a service.
    ApplicationId
);

/// An application with its drafts.
#[derive(Clone, Debug)]
pub struct Application {
    pub id: ApplicationId,
    pub customer: Customer,
    pub service: &'static Service,
    /// The form it was begun with.
    pub form: &'static Form,
    pub purpose: Purpose,
    pub state: State,
    /// Rises with each change of state or section.
    pub revision: i64,
    pub created_at: Instant,
    pub changed_at: Instant,
    /// The language in which its sender uses the service: that of its mails and documents.
    pub language: Language,
    /// The customer has a commitment from an earlier application.
    pub committed_before: bool,
    /// This application has brought the commitment.
    pub committed_here: bool,
    /// The sections that have been saved in it.
    pub sections: BTreeMap<SectionKey, Draft>,
    /// Common data given in another application, not gone through in this one yet.
    pub prefilled: BTreeMap<SectionKey, Draft>,
}

/// What was typed, by section.
pub type Typed = BTreeMap<SectionKey, Fields>;

/// A section as it was typed last.
#[derive(Clone, Debug)]
pub struct Draft {
    pub fields: Fields,
    /// Nothing was wrong with it when it was saved.
    pub complete: bool,
    pub revision: i64,
    pub saved_at: Instant,
    /// Name of the one who saved it.
    pub saved_by: String,
}

impl Application {
    /// The application as the access log names it.
    pub const fn about(&self) -> About {
        About::customers(self.customer.id.0, "application", self.id.0)
    }

    /// The sections that are asked, in order, whether or not the commitment is among them this time.
    pub fn sections_asked(&self) -> &'static [&'static dyn Section] {
        self.form.sections_for(self.purpose)
    }

    pub fn section(&self, key: SectionKey) -> Option<&'static dyn Section> {
        self.sections_asked().iter().copied().find(|section| section.key() == key)
    }

    /// What the section's page begins with: what was saved here, or common data from elsewhere.
    pub fn draft(&self, section: SectionKey) -> Option<&Draft> {
        self.sections.get(&section).or_else(|| self.prefilled.get(&section))
    }

    pub fn typed(&self) -> Typed {
        self.sections.iter().map(|(section, draft)| (*section, draft.fields.clone())).collect()
    }
}

/// Key of the customer's organisation, as the acting right names it.
#[derive(Clone, Copy, Debug)]
pub struct OrganisationOid<'a>(pub &'a str);

/// The one who acts, as events and submissions name them.
#[derive(Clone, Debug)]
pub struct Sender {
    pub id: Uuid,
    pub name: String,
    pub right: String,
}
