use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Settings of both logins, by OpenID Connect: what differs between providers.
#[derive(Clone, Debug, Args)]
pub struct Logins {
    /// Folder with our keys at identity providers: signing.pem, encryption.pem and the next pair.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_KEYS", global = true)]
    pub identification_keys: Option<PathBuf>,

    /// Issuer of Suomi.fi identification (OpenID Connect).
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_ISSUER", global = true)]
    pub identification_issuer: Option<String>,

    /// Our client id at Suomi.fi identification.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_CLIENT_ID", default_value = "ekstranet", global = true)]
    pub identification_client_id: String,

    /// What is asked of Suomi.fi identification, with spaces between.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_SCOPE", default_value = "openid", global = true)]
    pub identification_scope: String,

    /// Levels of identification that are accepted (acr values).
    #[arg(
        long,
        env = "EKSTRANET_IDENTIFICATION_LEVELS",
        value_delimiter = ',',
        default_value = "http://ftn.ficora.fi/2017/loa2,http://ftn.ficora.fi/2017/loa3",
        global = true
    )]
    pub identification_levels: Vec<String>,

    /// Our name as the person sees it while identifying (ftn_spname): 40 characters at most, empty: none is sent.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_SERVICE_NAME", default_value = "Kanta Ekstranet", global = true)]
    pub identification_service_name: String,

    /// Address of identification, if it is not {issuer}/authorize.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_AUTHORIZATION_URL", global = true)]
    pub identification_authorization_url: Option<String>,

    /// Address for codes, if it is not {issuer}/token.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_TOKEN_URL", global = true)]
    pub identification_token_url: Option<String>,

    /// Address of the provider's keys, if it is not {issuer}/jwks.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_KEYS_URL", global = true)]
    pub identification_keys_url: Option<String>,

    /// Address of logout, if it is not {issuer}/end-session; empty: the provider has none.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_END_SESSION_URL", global = true)]
    pub identification_end_session_url: Option<String>,

    /// How we prove that we are the client.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_AUTHENTICATION", value_enum, default_value_t = Authentication::PrivateKeyJwt, global = true)]
    pub identification_authentication: Authentication,

    /// File with our client secret, where one is used.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_SECRET_FILE", global = true)]
    pub identification_secret_file: Option<PathBuf>,

    /// How identification is asked for.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_REQUEST", value_enum, default_value_t = Request::Signed, global = true)]
    pub identification_request: Request,

    /// What the identity token has to be.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_TOKEN", value_enum, default_value_t = Token::Encrypted, global = true)]
    pub identification_token: Token,

    /// With what the identity token may be encrypted.
    #[arg(
        long,
        env = "EKSTRANET_IDENTIFICATION_ALGORITHMS",
        value_delimiter = ',',
        default_value = "RSA-OAEP,RSA-OAEP-256,A128CBC-HS256,A256CBC-HS512,A128GCM,A256GCM",
        global = true
    )]
    pub identification_algorithms: Vec<String>,

    /// Refuse answers that do not say which provider answers (RFC 9207).
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_ISSUER_IN_ANSWER", global = true)]
    pub identification_issuer_in_answer: bool,

    /// More names of claims, looked for first: identity-code, family-name, given-names or method, `=`, and the name.
    #[arg(long, env = "EKSTRANET_IDENTIFICATION_CLAIMS", value_delimiter = ',', global = true)]
    pub identification_claims: Vec<String>,

    /// Issuer of the officers' login (OpenID Connect).
    #[arg(long, env = "EKSTRANET_OFFICERS_ISSUER", global = true)]
    pub officers_issuer: Option<String>,

    /// Our client id at the officers' login.
    #[arg(long, env = "EKSTRANET_OFFICERS_CLIENT_ID", default_value = "ekstranet-officers", global = true)]
    pub officers_client_id: String,

    /// What is asked of the officers' login, with spaces between.
    #[arg(long, env = "EKSTRANET_OFFICERS_SCOPE", default_value = "openid", global = true)]
    pub officers_scope: String,

    /// Levels of the officers' login that are accepted (acr values); none: any.
    #[arg(long, env = "EKSTRANET_OFFICERS_LEVELS", value_delimiter = ',', global = true)]
    pub officers_levels: Vec<String>,

    /// Address of the officers' login, if it is not {issuer}/authorize.
    #[arg(long, env = "EKSTRANET_OFFICERS_AUTHORIZATION_URL", global = true)]
    pub officers_authorization_url: Option<String>,

    /// Address for codes, if it is not {issuer}/token.
    #[arg(long, env = "EKSTRANET_OFFICERS_TOKEN_URL", global = true)]
    pub officers_token_url: Option<String>,

    /// Address of the provider's keys, if it is not {issuer}/jwks.
    #[arg(long, env = "EKSTRANET_OFFICERS_KEYS_URL", global = true)]
    pub officers_keys_url: Option<String>,

    /// Address of logout, if it is not {issuer}/end-session; empty: the provider has none.
    #[arg(long, env = "EKSTRANET_OFFICERS_END_SESSION_URL", global = true)]
    pub officers_end_session_url: Option<String>,

    /// How we prove that we are the client; PKCE is always used.
    #[arg(long, env = "EKSTRANET_OFFICERS_AUTHENTICATION", value_enum, default_value_t = Authentication::None, global = true)]
    pub officers_authentication: Authentication,

    /// File with our client secret, where one is used.
    #[arg(long, env = "EKSTRANET_OFFICERS_SECRET_FILE", global = true)]
    pub officers_secret_file: Option<PathBuf>,

    /// The claim with an officer's name.
    #[arg(long, env = "EKSTRANET_OFFICERS_NAME_CLAIM", default_value = "name", global = true)]
    pub officers_name_claim: String,

    /// The claim with an officer's groups.
    #[arg(long, env = "EKSTRANET_OFFICERS_GROUPS_CLAIM", default_value = "groups", global = true)]
    pub officers_groups_claim: String,

    /// What the groups may do: group, `=`, duties (look, handle, lead, contents, audit) with spaces between; `;` between groups.
    #[arg(
        long,
        env = "EKSTRANET_OFFICERS_GROUPS",
        value_delimiter = ';',
        default_value = "ekstranet-handlers=look handle;ekstranet-leads=look handle lead;ekstranet-contents=look contents;ekstranet-auditors=look audit",
        global = true
    )]
    pub officers_groups: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Authentication {
    /// By PKCE alone.
    None,
    SecretBasic,
    SecretPost,
    /// With our signing key.
    PrivateKeyJwt,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Request {
    /// Parameters in the address.
    Plain,
    /// A request object signed by us.
    Signed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Token {
    /// Signed by the provider, then encrypted to us.
    Encrypted,
    /// Signed alone.
    Signed,
}
