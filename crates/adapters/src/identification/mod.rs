//! Identification by OpenID Connect, as a client of the Finnish Trust Network's profile: authorization code with PKCE,
//! signed request objects, `private_key_jwt`, identity tokens signed RS256 inside an encryption to our own key. One client
//! serves both logins: Suomi.fi e-Identification for representatives, the agency's own for officers; what differs between
//! providers is settings. Sources: OpenID Connect Core 1.0 and Back-Channel Logout 1.0, RFC 7516 to 7518, 7523, 7636, 9101,
//! 9207, Traficom 213/2023 S; decision 0025.

mod answers;
mod claims;
mod exchange;
mod identity_code;
mod json;
mod oidc;
mod own_keys;
mod request;
mod settings;
mod token;

pub use oidc::Oidc;
pub use own_keys::{OwnKeys, make_next_keys, rotate_keys};
pub use settings::{ClaimNames, ClientAuthentication, Endpoints, IssuerInAnswer, OidcSettings, RequestForm};
pub use token::{Algorithm, TokenForm};
