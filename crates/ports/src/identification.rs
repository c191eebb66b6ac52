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
    /// The person identifies anew, even if the provider still knows them.
    pub fresh: bool,
    pub begun_at: Instant,
}

/// What the provider sent the browser back with; its state was found to be that of the login.
#[derive(Clone, Debug, Default)]
pub struct LoginAnswer {
    pub code: Option<Secret>,
    /// The provider's error code, in place of a code.
    pub error: Option<String>,
    /// Who answers (RFC 9207), if it was said.
    pub issuer: Option<String>,
}

/// The person's session at the provider, by which the provider ends ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSession {
    /// The provider's name for the person. It may be another at each login: nobody is recognised by it.
    pub subject: String,
    pub sid: Option<String>,
}

/// A natural person, strongly identified.
#[derive(Clone, Debug)]
pub struct IdentifiedPerson {
    /// Personal identity code. Never stored in the clear, shown or logged.
    pub identity_code: Secret,
    pub given_names: String,
    pub family_name: String,
    /// Level of identification as the provider names it.
    pub level: String,
    /// Means of identification as the provider names it.
    pub method: Option<String>,
    pub authenticated_at: Instant,
    pub provider_session: ProviderSession,
}

/// An officer of the agency.
#[derive(Clone, Debug)]
pub struct IdentifiedOfficer {
    pub subject: String,
    pub name: String,
    /// Groups as the agency's directory names them; we judge what each may do.
    pub groups: Vec<String>,
    /// The identity token, wanted by the provider at logout. It holds no identity code.
    pub id_token: Secret,
    pub provider_session: ProviderSession,
}

/// A logout that the person asked for here and that goes on at the provider.
#[derive(Clone, Copy, Debug)]
pub struct LogoutRequest<'a> {
    pub session: Option<&'a ProviderSession>,
    /// Officers' identity token. Persons' holds the identity code, which must not stand in an address.
    pub id_token: Option<&'a Secret>,
    pub return_to: &'a str,
    /// Comes back with the browser.
    pub state: Option<&'a Secret>,
    pub language: Language,
}

/// A logout that happened at the provider, told by its back channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedOut {
    /// At least one of subject and sid is there. With a sid, that session alone is meant.
    pub subject: Option<String>,
    pub sid: Option<String>,
    /// A logout token works once.
    pub token_id: String,
    pub issued_at: Instant,
}

#[derive(Debug, Error)]
pub enum IdentificationError {
    /// The person pressed Cancel: not an error of anybody's.
    #[error("the person cancelled")]
    Cancelled,
    /// The provider's error code, other than cancelling.
    #[error("the identification service refused: {0}")]
    Refused(String),
    /// The answer is good, but the person was identified more weakly than we accept.
    #[error("the level of identification is not accepted: {0}")]
    LevelTooLow(String),
    /// The answer is good, but the person has no Finnish identity code.
    #[error("the person has no Finnish identity code")]
    NoIdentityCode,
    /// The answer is not one we may believe (signature, encryption, issuer, audience, time, nonce).
    #[error("the answer is not to be believed: {0}")]
    Untrusted(String),
    #[error("the identification service does not answer: {0}")]
    Unavailable(String),
}

/// A provider of logins by authorization code, whoever it is that logs in.
pub trait LoginProvider: Send + Sync {
    /// The provider's name for itself.
    fn issuer(&self) -> &str;
    /// The address to which the browser is sent.
    fn start(&self, login: &LoginRequest) -> Result<String, IdentificationError>;
    /// The address that ends the person's session at the provider and comes back to `return_to`; `return_to` itself if
    /// the provider has none.
    fn logout(&self, logout: &LogoutRequest<'_>) -> String;
    /// Reads what the provider's back channel says.
    fn logged_out<'a>(&'a self, logout_token: &'a str) -> Answer<'a, Result<LoggedOut, IdentificationError>>;
    /// The public halves of our keys, as a JSON Web Key Set.
    fn published_keys(&self) -> String;
}

/// Suomi.fi identification.
pub trait Identification: LoginProvider {
    /// Turns what came back into a person.
    fn finish<'a>(&'a self, login: &'a LoginRequest, answer: &'a LoginAnswer) -> Answer<'a, Result<IdentifiedPerson, IdentificationError>>;
}

/// The officers' login.
pub trait OfficerIdentification: LoginProvider {
    fn finish<'a>(&'a self, login: &'a LoginRequest, answer: &'a LoginAnswer) -> Answer<'a, Result<IdentifiedOfficer, IdentificationError>>;
}
