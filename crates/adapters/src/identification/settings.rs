use kit_core::Secret;

use super::{Algorithm, TokenForm};

/// How the identity provider knows us, where it is, and what we accept of it.
#[derive(Clone, Debug)]
pub struct OidcSettings {
    /// The issuer's address exactly as it stands in `iss`.
    pub issuer: String,
    pub client_id: String,
    /// What is asked for, separated by spaces; always contains `openid`.
    pub scope: String,
    /// Levels of assurance (`acr`) that we accept; empty: the provider knows no levels.
    pub wanted_levels: Vec<String>,
    /// The name under which the provider shows us to the person (`ftn_spname`), 40 characters at most.
    pub service_name: Option<String>,
    pub endpoints: Endpoints,
    pub authentication: ClientAuthentication,
    pub request_form: RequestForm,
    pub token_form: TokenForm,
    /// With what an identity token may be encrypted.
    pub algorithms: Vec<Algorithm>,
    pub issuer_in_answer: IssuerInAnswer,
    pub claims: ClaimNames,
}

/// How we prove at the token endpoint that we are the client.
#[derive(Clone, Debug)]
pub enum ClientAuthentication {
    /// By PKCE alone: a public client.
    None,
    SecretBasic(Secret),
    SecretPost(Secret),
    /// RFC 7523, with our signing key.
    PrivateKeyJwt,
}

/// How a login is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestForm {
    /// Parameters in the address.
    Plain,
    /// One parameter signed by us (RFC 9101): nobody on the way can change it.
    Signed,
}

/// Must the provider say who it is when it sends the browser back (RFC 9207)? What it says is always checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerInAnswer {
    Demanded,
    Optional,
}

/// The provider's addresses. They are settings, not discovered: the program starts while the provider is down, and a
/// forged discovery document cannot move them. Some brokers of the Finnish Trust Network publish none anyway.
#[derive(Clone, Debug)]
pub struct Endpoints {
    pub authorization: String,
    pub token: String,
    /// JSON Web Key Set.
    pub keys: String,
    /// None: the provider cannot be told of a logout.
    pub end_session: Option<String>,
}

/// Providers name the same facts differently; the first name found counts.
#[derive(Clone, Debug)]
pub struct ClaimNames {
    pub identity_code: Vec<String>,
    pub family_name: Vec<String>,
    pub given_names: Vec<String>,
    pub method: Vec<String>,
    /// An officer's name.
    pub name: Vec<String>,
    /// The claim that lists an officer's groups.
    pub groups: String,
}

impl OidcSettings {
    /// A provider that knows the plain standard alone: endpoints beside the issuer, no secret but PKCE, signed tokens.
    pub fn new(issuer: impl Into<String>, client_id: impl Into<String>) -> Self {
        let issuer = issuer.into();
        Self {
            endpoints: Endpoints::beside(&issuer),
            issuer,
            client_id: client_id.into(),
            scope: "openid".into(),
            wanted_levels: Vec::new(),
            service_name: None,
            authentication: ClientAuthentication::None,
            request_form: RequestForm::Plain,
            token_form: TokenForm::Signed,
            algorithms: Algorithm::ALL.to_vec(),
            issuer_in_answer: IssuerInAnswer::Optional,
            claims: ClaimNames::default(),
        }
    }
}

impl Endpoints {
    /// `{issuer}/authorize`, `/token`, `/jwks` and `/end-session`.
    pub fn beside(issuer: &str) -> Self {
        Self {
            authorization: format!("{issuer}/authorize"),
            token: format!("{issuer}/token"),
            keys: format!("{issuer}/jwks"),
            end_session: Some(format!("{issuer}/end-session")),
        }
    }
}

impl Default for ClaimNames {
    /// As brokers of the Finnish Trust Network name them, then the eIDAS names.
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            identity_code: names(&["urn:oid:1.2.246.21", "personal_identity_code"]),
            family_name: names(&["urn:oid:2.5.4.4", "family_name", "http://eidas.europa.eu/attributes/naturalperson/CurrentFamilyName"]),
            given_names: names(&["urn:oid:1.2.246.575.1.14", "given_name", "http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName"]),
            method: names(&["amr"]),
            name: names(&["name"]),
            groups: "groups".into(),
        }
    }
}
