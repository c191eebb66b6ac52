//! For whom may this person act: Suomi.fi e-Authorizations, Web API, acting for an organisation (YPA).

use kit_core::{Language, Secret};
use thiserror::Error;

use crate::Answer;

/// A choice of organisation that has begun at the mandate service.
#[derive(Clone, Debug)]
pub struct MandateChoice {
    /// The mandate service's own session: never shown to the browser.
    pub session_id: Secret,
    /// Names the person to the mandate service's page.
    pub user_id: String,
}

/// What the mandate service knows of the person's rights in one organisation. It filters, we judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRights {
    /// Business ID, `NNNNNNN-C`.
    pub business_id: String,
    pub name: String,
    /// False: some register could not be asked just now, so the list may lack something.
    pub complete: bool,
    /// Role codes (`NIMKO`, `TJ` …) and mandate themes (URIs) mixed, as they came.
    pub rights: Vec<String>,
}

#[derive(Debug, Error)]
pub enum MandateError {
    #[error("the person cancelled")]
    Cancelled,
    /// The mandate service's session is over, or the code was used: begin the choice again.
    #[error("the choice is over")]
    Over,
    #[error("the mandate service refused: {0}")]
    Refused(String),
    #[error("the mandate service does not answer: {0}")]
    Unavailable(String),
}

pub trait Mandates: Send + Sync {
    /// Tells the mandate service who is about to choose.
    fn begin<'a>(&'a self, identity_code: &'a Secret) -> Answer<'a, Result<MandateChoice, MandateError>>;
    /// The address of the page on which the person chooses an organisation.
    fn choose(&self, choice: &MandateChoice, state: &Secret, return_to: &str, language: Language) -> String;
    /// What was chosen. An empty list means: no right to act for any organisation.
    fn finish<'a>(
        &'a self,
        choice: &'a MandateChoice,
        code: &'a str,
        return_to: &'a str,
    ) -> Answer<'a, Result<Vec<OrganisationRights>, MandateError>>;
    /// Ends the session at the mandate service; failures are only logged.
    fn end<'a>(&'a self, choice: &'a MandateChoice) -> Answer<'a, ()>;
}
