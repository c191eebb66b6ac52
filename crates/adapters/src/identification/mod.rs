//! Identification by OpenID Connect: authorization code flow with PKCE (S256), state and nonce, identity tokens signed
//! RS256. One client serves both logins: Suomi.fi e-Identification for representatives, the agency's own for officers.
//! Sources: OpenID Connect Core 1.0, RFC 7636; names of claims as brokers of the Finnish Trust Network give them.

mod answers;
mod claims;
mod keys;
mod logout;
mod oidc;
mod settings;

pub use oidc::Oidc;
pub use settings::{Endpoints, OidcSettings};
