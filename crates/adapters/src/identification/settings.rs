/// How the identity provider knows us, and where it is.
#[derive(Clone, Debug)]
pub struct OidcSettings {
    /// The issuer's address exactly as it stands in `iss`.
    pub issuer: String,
    pub client_id: String,
    /// What is asked for, separated by spaces; always contains `openid`.
    pub scope: String,
    /// Levels of assurance (`acr`) that we accept; empty: the provider knows no levels.
    pub wanted_levels: Vec<String>,
    /// The claim that lists an officer's groups.
    pub groups_claim: String,
    pub endpoints: Endpoints,
}

/// The provider's addresses. They are settings, not discovered: the program starts while the provider is down, and a
/// forged discovery document cannot move them. Some brokers of the Finnish Trust Network publish none anyway.
#[derive(Clone, Debug)]
pub struct Endpoints {
    pub authorization: String,
    pub token: String,
    /// JSON Web Key Set.
    pub keys: String,
    pub end_session: String,
}

impl OidcSettings {
    /// Settings with the endpoints beside the issuer, `openid` as scope, any level and the claim `groups`.
    pub fn new(issuer: impl Into<String>, client_id: impl Into<String>) -> Self {
        let issuer = issuer.into();
        Self {
            endpoints: Endpoints::beside(&issuer),
            issuer,
            client_id: client_id.into(),
            scope: "openid".into(),
            wanted_levels: Vec::new(),
            groups_claim: "groups".into(),
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
            end_session: format!("{issuer}/end-session"),
        }
    }
}
