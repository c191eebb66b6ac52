use kit_core::{Clock, Ids};

use crate::{Client, faults::Faults};

/// The client id of representatives' login.
pub const CLIENT_ID: &str = "ekstranet";
/// The client id of the officers' login.
pub const OFFICERS_CLIENT_ID: &str = "ekstranet-officers";
/// The claim that lists an officer's groups.
pub const OFFICERS_GROUPS_CLAIM: &str = "groups";
/// Web API client ID: eight characters.
pub const MANDATES_CLIENT_ID: &str = "ekstrane";
/// Key of the checksum of the Web API. No secret: the stand-ins listen on loopback only.
pub const MANDATES_API_KEY: &str = "stand-in-api-key";
/// Password of the Web API's token address. No secret either.
pub const MANDATES_OAUTH_PASSWORD: &str = "stand-in-password";
/// The e-service as signed answers of the Web API name it.
pub const MANDATES_SERVICE: &str = "0b9c1d0e-7f5a-4c3b-9a51-2f6d3e8c7a10";

/// Where the stand-ins are and whom they serve.
#[derive(Clone, Debug)]
pub struct StandIns {
    /// The address by which browsers and the program reach the stand-ins, e.g. `http://127.0.0.1:8090`, no slash at the end.
    pub base_url: String,
    /// The program's own public address, no slash at the end: return addresses are registered below it.
    pub public_url: String,
    /// The same clock as the program's, else tests with a fixed clock would find every token expired.
    pub clock: Clock,
    pub ids: Ids,
    /// Clients of representatives' login; the first is the program.
    pub representatives: Vec<Client>,
    /// Clients of the officers' login; the first is the program.
    pub officers: Vec<Client>,
    pub single_sign_on: SingleSignOn,
    pub rule_engine: RuleEngine,
    /// What goes wrong. Shared by clones: a test keeps one and switches.
    pub faults: Faults,
}

/// What happens when somebody who has identified themselves less than 32 minutes ago comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SingleSignOn {
    /// The page offers to go on as the same person: on a desk one changes persons often.
    Offered,
    /// No page is shown, as at the real service.
    Silent,
}

/// Which rights the mandate service's rule engine returns for the e-service; it changes none, it only leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleEngine {
    /// All: the program has to judge them itself.
    All,
    /// These role codes and themes; organisations without any are not offered.
    These(Vec<String>),
}

impl StandIns {
    /// Both logins with one public client each: nothing signed or encrypted but identity tokens, PKCE required.
    pub fn new(base_url: impl Into<String>, public_url: impl Into<String>, clock: Clock, ids: Ids) -> Self {
        let (base_url, public_url) = (base_url.into(), public_url.into());
        let client = |id: &str, back: &str| Client::plain(id, format!("{public_url}{back}"), format!("{public_url}/logged-out"));
        Self {
            representatives: vec![client(CLIENT_ID, "/login/return")],
            officers: vec![client(OFFICERS_CLIENT_ID, "/officers/login/return")],
            base_url,
            public_url,
            clock,
            ids,
            single_sign_on: SingleSignOn::Offered,
            rule_engine: RuleEngine::All,
            faults: Faults::default(),
        }
    }

    pub fn identification_issuer(&self) -> String {
        format!("{}/identification", self.base_url)
    }

    pub fn officers_issuer(&self) -> String {
        format!("{}/officers", self.base_url)
    }

    pub fn mandates_base(&self) -> String {
        format!("{}/mandates", self.base_url)
    }

    pub fn text_messages_base(&self) -> String {
        format!("{}/text-messages", self.base_url)
    }

    /// Registered return address of representatives' login.
    pub fn login_return(&self) -> String {
        format!("{}/login/return", self.public_url)
    }

    /// Registered return address of the choice of organisation.
    pub fn organisation_return(&self) -> String {
        format!("{}/login/organisation/return", self.public_url)
    }

    /// Registered return address of the officers' login.
    pub fn officers_return(&self) -> String {
        format!("{}/officers/login/return", self.public_url)
    }

    /// Registered address after logout, for both logins.
    pub fn after_logout(&self) -> String {
        format!("{}/logged-out", self.public_url)
    }
}
