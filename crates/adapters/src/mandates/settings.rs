use kit_core::Secret;

/// How the mandate service knows us; its own names for the three credentials.
#[derive(Clone, Debug)]
pub struct WebApiSettings {
    /// The service's address, no slash at the end.
    pub base_url: String,
    /// Web API client ID, eight characters.
    pub client_id: String,
    /// API key: key of the checksum.
    pub api_key: Secret,
    /// OAuth password: password of the token address.
    pub oauth_password: Secret,
}
