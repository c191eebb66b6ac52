//! The outside, in our words. Areas ask these traits; `adapters` speak the real protocols; `app` joins them.

mod documents;
mod identification;
mod mail;
mod mandates;
mod registers;
mod text_messages;
mod world;

pub use documents::{Document, Documents, RenderError, Template};
pub use identification::{
    Identification, IdentificationError, IdentifiedOfficer, IdentifiedPerson, LoggedOut, LoginAnswer, LoginProvider, LoginRequest, LogoutRequest,
    OfficerIdentification, ProviderSession,
};
pub use mail::{MailKey, MailReport, MailReports, MailTransport, NotKept, Undelivered};
pub use mandates::{AllowedRights, AllowedRole, Chosen, MandateChoice, MandateError, Mandates, OrganisationRights};
pub use registers::{RegisterShapes, RegisterSource, SourceFault, SourceRow};
pub use text_messages::{TextMessage, TextMessageState, TextMessages};
pub use world::{DraftTerms, FourEyes, Settings, World};

use std::{future::Future, pin::Pin};

/// What an outside service answers, later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
