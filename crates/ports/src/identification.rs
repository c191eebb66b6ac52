//! Who is it: Suomi.fi identification for representatives, the agency's own login for officers.

use kit_core::{Instant, Language, Secret};
use thiserror::Error;

use crate::Answer;

/// A login that has begun. It is kept on the server until the person comes back.
#[derive(Clone, Debug)]
pub struct LoginRequest {
    /// Ties the answer to this browser.
    pub state: Secret,
    /// Ties the identity token to this login.
    pub nonce: Secret,
    /// PKCE: the secret whose hash is sent first (RFC 7636).
    pub verifier: Secret,
    /// Where the identity provider sends the person back to; registered there.
    pub return_to: String,
    pub language: Language,
}

/// A natural person, strongly identified.
#[derive(Clone, Debug)]
pub struct IdentifiedPerson {
    /// Personal identity code. Never stored in the clear, shown or logged.
    pub identity_code: Secret,
    pub given_names: String,
    pub family_name: String,
    /// Level and means of identification as the provider names them.
    pub level: String,
    pub authenticated_at: Instant,
    /// The identity token, wanted by the provider at logout.
    pub id_token: Secret,
}

/// An officer of the agency.
#[derive(Clone, Debug)]
pub struct IdentifiedOfficer {
    pub subject: String,
    pub name: String,
    /// Groups as the agency's directory names them; we judge what each may do.
    pub groups: Vec<String>,
    pub id_token: Secret,
}

#[derive(Debug, Error)]
pub enum IdentificationError {
    /// The person pressed Cancel: not an error of anybody's.
    #[error("the person cancelled")]
    Cancelled,
    /// The answer is not one we may believe (state, nonce, signature, issuer, audience, time, level).
    #[error("the answer is not to be believed: {0}")]
    Untrusted(String),
    #[error("the identification service does not answer: {0}")]
    Unavailable(String),
}

/// Suomi.fi identification by authorization code.
pub trait Identification: Send + Sync {
    /// The address to which the browser is sent.
    fn start(&self, login: &LoginRequest) -> String;
    /// Turns the code that came back into a person.
    fn finish<'a>(&'a self, login: &'a LoginRequest, code: &'a str) -> Answer<'a, Result<IdentifiedPerson, IdentificationError>>;
    /// The address that ends the person's session at the provider and comes back to `return_to`.
    fn logout(&self, id_token: &Secret, return_to: &str) -> String;
}

/// The officers' login by authorization code.
pub trait OfficerIdentification: Send + Sync {
    fn start(&self, login: &LoginRequest) -> String;
    fn finish<'a>(&'a self, login: &'a LoginRequest, code: &'a str) -> Answer<'a, Result<IdentifiedOfficer, IdentificationError>>;
    fn logout(&self, id_token: &Secret, return_to: &str) -> String;
}
