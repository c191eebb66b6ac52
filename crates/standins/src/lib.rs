//! Stand-ins for the outside, for development and tests: Suomi.fi identification and mandates, the officers' login,
//! a mailbox. One HTTP service on a port of its own, visibly a stand-in on each page. It shares no code with the
//! adapters that speak to it, so a common error cannot cancel itself out.
//!
//! | path | stands in for | issuer or base address |
//! | --- | --- | --- |
//! | `/` | — | lists the test persons |
//! | `/identification` | Suomi.fi e-Identification | OpenID provider [`StandIns::identification_issuer`] |
//! | `/officers` | the agency's own login | OpenID provider [`StandIns::officers_issuer`] |
//! | `/mandates` | Suomi.fi e-Authorizations, Web API | [`StandIns::mandates_base`] |
//! | `/mail` | a mail server, see [`mail`] | — |
//! | `/text-messages` | a text message gateway, see [`text_messages`] | `/text-messages` |
//! | `/control/faults` | — | what goes wrong, see [`faults`] |
//! | `/code-server` | the national code service, see [`code_server`] | `/code-server` |
//! | `/clock` | time: the program's clock is moved forward, see [`clock`] | — |

mod call;
pub mod clock;
pub mod code_server;
mod config;
pub mod faults;
mod front;
mod identification;
mod kept;
pub mod mail;
mod mandates;
mod officers;
mod oidc;
mod page;
pub mod personas;
mod serve;
pub mod text_messages;

pub use config::{
    CLIENT_ID, MANDATES_API_KEY, MANDATES_CLIENT_ID, MANDATES_OAUTH_PASSWORD, MANDATES_SERVICE, OFFICERS_CLIENT_ID, OFFICERS_GROUPS_CLAIM,
    RuleEngine, SingleSignOn, StandIns,
};
pub use oidc::{Authentication, Client, ClientKeys, LogoutChannel, Pkce, Profile, Requests, UserInfo};
pub use serve::{serve, serve_for_development, serve_with_mails};
