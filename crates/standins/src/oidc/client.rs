use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm};

/// A client of an OpenID provider: its registered addresses and how the provider speaks with it.
#[derive(Clone, Debug)]
pub struct Client {
    pub id: String,
    /// The one return address, exactly.
    pub redirect_uri: String,
    /// The one address after a logout, exactly.
    pub after_logout: String,
    pub profile: Profile,
    pub requests: Requests,
    pub pkce: Pkce,
    pub authentication: Authentication,
    pub keys: ClientKeys,
    pub userinfo: UserInfo,
    pub logout: LogoutChannel,
}

/// How the facts of a person are named, how an identity token is wrapped and how errors are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// URNs as names; RSA-OAEP and A128CBC-HS256, as one broker of the Finnish Trust Network does it.
    FtnUrn,
    /// Names of OpenID Connect; RSA-OAEP-256 and A256GCM, as another broker and the agency's own old provider did it.
    FtnOidc,
    /// URNs as names; the identity token is signed only.
    Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requests {
    /// Only request objects that the client signed (RFC 9101).
    Signed,
    /// Parameters in the address will do.
    Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pkce {
    /// S256, always.
    Required,
    /// Checked if it is used.
    Optional,
}

/// How the client proves at the token address who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authentication {
    PrivateKeyJwt,
    /// In the form or by Basic.
    Secret(String),
    None,
}

/// Where the client's public keys are: a JSON Web Key Set with `use` of `sig` and `enc`.
#[derive(Clone, Debug)]
pub enum ClientKeys {
    /// An address on this machine, read when needed and again when a key id is unknown.
    At(String),
    Given(serde_json::Value),
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserInfo {
    Off,
    On,
}

/// How the client is told that the person logged out elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogoutChannel {
    None,
    /// A signed logout token is posted to this address.
    Back(String),
    /// The browser opens this address, with `iss` and `sid`, in a frame.
    Front(String),
}

impl Client {
    /// A public client: nothing signed or encrypted but the identity token, PKCE required.
    pub fn plain(id: impl Into<String>, redirect_uri: impl Into<String>, after_logout: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            redirect_uri: redirect_uri.into(),
            after_logout: after_logout.into(),
            profile: Profile::Plain,
            requests: Requests::Plain,
            pkce: Pkce::Required,
            authentication: Authentication::None,
            keys: ClientKeys::None,
            userinfo: UserInfo::Off,
            logout: LogoutChannel::None,
        }
    }

    /// The same client in a profile of the Finnish Trust Network: request objects and `private_key_jwt` by these keys.
    #[must_use]
    pub fn ftn(self, profile: Profile, keys: ClientKeys) -> Self {
        Self { profile, keys, requests: Requests::Signed, authentication: Authentication::PrivateKeyJwt, ..self }
    }
}

/// How an identity token is encrypted: names of RFC 7518.
#[derive(Clone, Copy)]
pub struct Wrapping {
    pub key: &'static str,
    pub oaep: &'static OaepAlgorithm,
    pub content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    A128CbcHs256,
    A256Gcm,
}

impl Content {
    pub const fn name(self) -> &'static str {
        match self {
            Self::A128CbcHs256 => "A128CBC-HS256",
            Self::A256Gcm => "A256GCM",
        }
    }
}

impl Profile {
    pub const fn wrapping(self) -> Option<Wrapping> {
        match self {
            Self::FtnUrn => Some(Wrapping { key: "RSA-OAEP", oaep: &OAEP_SHA1_MGF1SHA1, content: Content::A128CbcHs256 }),
            Self::FtnOidc => Some(Wrapping { key: "RSA-OAEP-256", oaep: &OAEP_SHA256_MGF1SHA256, content: Content::A256Gcm }),
            Self::Plain => None,
        }
    }

    /// What the client is told when the person cancels.
    pub const fn cancelled(self) -> &'static str {
        match self {
            Self::FtnOidc => "cancel",
            Self::FtnUrn | Self::Plain => "access_denied",
        }
    }

    /// The fewest characters of a nonce.
    pub const fn shortest_nonce(self) -> usize {
        match self {
            Self::FtnOidc => 32,
            Self::FtnUrn | Self::Plain => 1,
        }
    }
}
